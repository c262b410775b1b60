"""Migrations that make many tables, in a fraction of the time."""

from typing import Any

from django.db import migrations
from django.db.migrations.state import ProjectState


class TablesAtOnce(migrations.Migration):
    """A migration that begins with CreateModel operations; others may follow.

    Django builds the classes of all related models anew after each operation, which takes most of
    the time of a first start. For new tables they are built once, when all of them are known. So
    each CreateModel says all of its table, with constraints and indexes.
    """

    def apply(
        self, project_state: ProjectState, schema_editor: Any, collect_sql: bool = False
    ) -> ProjectState:
        """Make the tables, then what follows. Errors: TypeError where a table follows later."""
        is_table = [type(each) is migrations.CreateModel for each in self.operations]
        tables, rest = self.operations[: sum(is_table)], self.operations[sum(is_table) :]
        if not all(is_table[: len(tables)]):
            raise TypeError(f"{self}: CreateModel comes before all other operations.")
        before = project_state.clone()
        project_state.__dict__.pop("apps", None)
        for operation in tables:
            operation.state_forwards(self.app_label, project_state)
        for operation in tables:
            operation.database_forwards(self.app_label, schema_editor, before, project_state)
        following = type("Following", (migrations.Migration,), {"operations": rest})
        return following(self.name, self.app_label).apply(project_state, schema_editor, collect_sql)
