"""The tables that the migrations make are those of the models, which all other tests use."""

import json
import os
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from django.db import connection, migrations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState

from leanplan.migration import TablesAtOnce
from tests.migrations import own_migrations, tables

pytestmark = pytest.mark.django_db


@pytest.fixture
def walked(tmp_path):
    """What stands in a database of its own that was made by walking through every migration."""
    name = f"{connection.settings_dict['NAME']}_walked"
    if connection.vendor == "sqlite":
        address = f"sqlite:///{tmp_path / 'walked.sqlite3'}"
    else:
        administer(f'CREATE DATABASE "{name}"')
        address = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    settings = {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-m", "tests.migrations"]
    said = subprocess.run(
        command, env={**os.environ, **settings}, capture_output=True, text=True, check=False
    )
    if connection.vendor != "sqlite":
        administer(f'DROP DATABASE "{name}"')
    assert said.returncode == 0, said.stderr
    return json.loads(said.stdout)


def administer(sql):
    with connection._nodb_cursor() as cursor:
        cursor.execute(sql)


def own(found):
    """The tables of our own apps; those of Django and others are as they were made long ago."""
    labels = {migration.app_label for migration in own_migrations()}
    return {name: found[name] for name in found if name.partition("_")[0] in labels}


def test_migrations_make_the_tables_of_the_models(walked):
    assert len(own_migrations()) > 10
    wanted = json.loads(json.dumps(tables(connection)))
    assert len(own(wanted)) > 80
    assert own(walked) == own(wanted)


def test_a_database_from_before_the_squash_is_taken_as_it_is():
    recorder = MigrationExecutor(connection).recorder
    squashed = [each for each in own_migrations() if each.replaces]
    assert len(squashed) > 2
    for each in squashed:
        recorder.record_unapplied(each.app_label, each.name)
        for name in each.replaces:
            recorder.record_applied(*name)
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
    executor.check_replacements()
    assert {(each.app_label, each.name) for each in squashed} <= set(recorder.applied_migrations())


def test_tables_at_once_takes_tables_first():
    class Odd(TablesAtOnce):
        operations = [
            migrations.RunPython(migrations.RunPython.noop),
            migrations.CreateModel("Thing", fields=[]),
        ]

    with pytest.raises(TypeError, match="comes before all other"):
        Odd("0001_odd", "boards").apply(ProjectState(), schema_editor=None)
