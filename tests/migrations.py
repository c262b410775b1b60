"""What our migrations do, for tests that make their tables without them."""

import json
import sys
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations import RunPython
from django.db.migrations.loader import MigrationLoader

ROOT = settings.BASE_DIR


def own_apps():
    """Our apps, not those of Django or of others."""
    return [each for each in apps.get_app_configs() if Path(each.path).parent == ROOT]


def own_migrations():
    """Our migrations, those that others need first."""
    loader = MigrationLoader(None)
    own = {each.label for each in own_apps()}
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


def tables(connection):
    """{table: its columns, its constraints and indexes, and how many rows}, in a fixed order."""
    read, found = connection.introspection, {}
    with connection.cursor() as cursor:
        for table in sorted(read.table_names(cursor)):
            columns = [
                [each.name, str(each.type_code), each.null_ok, each.collation or ""]
                for each in read.get_table_description(cursor, table)
            ]
            rules = [
                [each["columns"] or [], each["primary_key"], each["unique"], each["check"],
                 each["index"], each["foreign_key"] or []]
                for each in read.get_constraints(cursor, table).values()
            ]
            cursor.execute(f'SELECT COUNT(*) FROM "{table}"')
            rows = cursor.fetchone()[0] if table in WRITTEN else 0
            found[table] = [sorted(columns), sorted(map(str, rules)), rows]
    return found


# Tables that migrations write rows into.
WRITTEN = ("organisation_pause", "leaders_templatestep")


def main():
    """Walk through every migration in an empty database, and say what stands then."""
    django.setup()
    call_command("migrate", verbosity=0)
    sys.stdout.write(json.dumps(tables(connection)))


if __name__ == "__main__":
    main()
