"""Migrations that make many tables, in a fraction of the time."""

from typing import Any

from django.db import migrations
from django.db.migrations.state import ProjectState


class TablesAtOnce(migrations.Migration):
    """A migration whose operations are all CreateModel.

    Django builds the classes of all related models anew after each operation, which takes most of
    the time of a first start. Here they are built once, when all the tables are known.
    """

    def apply(
        self, project_state: ProjectState, schema_editor: Any, collect_sql: bool = False
    ) -> ProjectState:
        """Make the tables. Errors: TypeError where something else is among the operations."""
        if odd := [each for each in self.operations if type(each) is not migrations.CreateModel]:
            raise TypeError(f"{self} may only make tables, and not: {odd[0].describe()}.")
        before = project_state.clone()
        project_state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(self.app_label, project_state)
        for operation in self.operations:
            operation.database_forwards(self.app_label, schema_editor, before, project_state)
        return project_state
