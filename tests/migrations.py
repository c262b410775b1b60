"""What our migrations do, for tests that make their tables without them."""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.migrations import RunPython
from django.db.migrations.loader import MigrationLoader

ROOT = settings.BASE_DIR



def own_migrations():
    """Our migrations, those that others need first."""
    loader = MigrationLoader(None)
    own = {each.label for each in apps.get_app_configs() if Path(each.path).parent == ROOT}
    graph = loader.graph
    order = [node for leaf in graph.leaf_nodes() for node in graph.forwards_plan(leaf)]
    return [graph.nodes[node] for node in dict.fromkeys(order) if node[0] in own]


def written_by_migrations():
    """The functions by which our migrations write rows, in their order."""
    found = [
        step.code for migration in own_migrations() for step in migration.operations
        if isinstance(step, RunPython)
    ]
    assert found, "no migration writes rows"
    return found
