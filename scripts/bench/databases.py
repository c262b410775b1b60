"""Databases to measure on: made, filled by the product's loader, copied, made smaller, larger."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
WIDE = 200  # so many units the area manager has whose pages are measured, in the largest city
_FAR = 1_000_000  # how far apart the keys of copies lie


def say(text: str) -> None:
    """Print one line of progress at once."""
    print(text, flush=True)


def environment(address: str, static: str) -> dict[str, str]:
    """The environment of a process that measures on this database."""
    return {
        **os.environ, "DATABASE_URL": address, "DEBUG": "false", "LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "scripts.bench.settings", "LEANPLAN_BENCH_STATIC": static,
        "LEANPLAN_ENV_FILE": os.devnull,
    }


def manage(variables: dict[str, str], *command: str) -> None:
    """Run a command of manage.py. Errors: CalledProcessError, after its output was shown."""
    result = subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=variables, text=True, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )
    if result.returncode:
        say(result.stdout)
        result.check_returncode()


def inside(variables: dict[str, str], call: str) -> Any:
    """Call a function of this package in a process with Django; return what it gives, as JSON.

    call: such as "pages.addresses()".
    """
    module, _, _rest = call.partition(".")
    code = (
        f"import django; django.setup(); import json; from scripts.bench import {module}; "
        f"print(json.dumps({call}))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=variables, check=True, stdout=subprocess.PIPE
    )
    return json.loads(result.stdout.splitlines()[-1])


def create(address: str, name: str, template: str = "template0") -> str:
    """Make a PostgreSQL database beside the one of the address; return its own address."""
    import psycopg2

    connection = psycopg2.connect(address)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    connection.close()
    return beside(address, name)


def drop(address: str, names: list[str]) -> None:
    """Drop databases that were made for this run."""
    import psycopg2

    connection = psycopg2.connect(address)
    connection.autocommit = True
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    connection.close()


def beside(address: str, name: str) -> str:
    """The address of another database of the same server."""
    base, _, query = address.partition("?")
    return f"{base.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")


def fill(variables: dict[str, str], size: str) -> float:
    """Fill an empty database with the invented municipality; return how many seconds it took."""
    manage(variables, "migrate", "-v0")
    manage(variables, "createcachetable")
    started = time.monotonic()
    manage(variables, "seed_demo", "--size", size)
    taken = time.monotonic() - started
    if size == "oslo":
        inside(variables, f"databases.widen('tol', {WIDE})")
    inside(variables, "databases.analyze()")
    return taken


# What follows runs with Django, on PostgreSQL, through `inside`.


def analyze() -> int:
    """Let the database learn what is in its tables, as it does by itself over night."""
    return _run("ANALYZE")


def widen(name: str, units: int) -> int:
    """Move units from other areas to the one that somebody leads (the demo's account by name),
    until it has so many. Returns how many it has."""
    from organisation.models import Appointment, UnitParent
    from organisation.roles import UnitKind

    held = Appointment.objects.filter(person__user__email=f"{name}@fjellvik.example")
    area = held.get(position__unit__kind=UnitKind.SERVICE_AREA).position.unit_id
    mine = UnitParent.objects.filter(parent=area, ends_on=None)
    others = UnitParent.objects.filter(
        child__kind=UnitKind.OPERATING_UNIT, parent__kind=UnitKind.SERVICE_AREA, ends_on=None
    ).exclude(parent=area).order_by("-pk")
    moved = list(others.values_list("pk", flat=True)[: max(units - mine.count(), 0)])
    UnitParent.objects.filter(pk__in=moved).update(parent=area)
    return mine.count()


def thin(measures: int) -> int:
    """Leave so many measures: units' own go, the newest first. Returns how many are left."""
    from measures.models import Measure

    going = Measure.objects.exclude(unit=None).order_by("-pk")
    keys = list(going.values_list("pk", flat=True)[: max(Measure.objects.count() - measures, 0)])
    if keys:
        measure = Measure._meta.db_table
        _run("SET session_replication_role = replica")  # rows that hang on them go just below
        _run(f'DELETE FROM "{measure}" WHERE id >= {keys[-1]} AND unit_id IS NOT NULL')
        for table, column in _hanging_on(Measure):
            _run(
                f'DELETE FROM "{table}" WHERE "{column}" IS NOT NULL AND '
                f'"{column}" NOT IN (SELECT id FROM "{measure}")'
            )
        _run("SET session_replication_role = origin")
    _run("VACUUM ANALYZE")
    return Measure.objects.count()


def multiply(times: int) -> int:
    """Make so many times as many measures of units, with log and history; return the number.

    Those of the person who is asked about growth stay as many, so that the pages that are compared
    show the same rows.
    """
    from measures.models import Measure, StatusEntry

    for number in range(1, times):
        key = f"id + {number * _FAR}"
        _copy(Measure, {
            "id": key, "code": f"'T' || (100000 + id * {times} + {number})",
            "order": f'"order" + {number * _FAR}',
        }, _COPIED)
        _copy(StatusEntry, {"measure_id": f"measure_id + {number * _FAR}"}, _of_units("measure_id"),
              leave_out="id")
        _copy(Measure.history.model, {"id": key}, _of_units("id"), leave_out="history_id")
    table = Measure._meta.db_table
    _run(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM \"{table}\"")
    _run("VACUUM ANALYZE")
    return Measure.objects.count()


_COPIED = f"""unit_id IS NOT NULL AND id < {_FAR} AND (owner_id IS NULL OR owner_id NOT IN (
    SELECT held.position_id FROM organisation_appointment AS held
    JOIN organisation_person AS person ON person.id = held.person_id
    JOIN organisation_user AS account ON account.id = person.user_id
    WHERE account.email = 'tol@fjellvik.example'))"""


def _of_units(column: str) -> str:
    from measures.models import Measure

    return f'"{column}" IN (SELECT id FROM "{Measure._meta.db_table}" WHERE {_COPIED})'


def _copy(model: Any, changed: dict[str, str], where: str, leave_out: str = "") -> None:
    columns = [field.column for field in model._meta.concrete_fields if field.column != leave_out]
    names = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join(changed.get(column, f'"{column}"') for column in columns)
    table = model._meta.db_table
    _run(f'INSERT INTO "{table}" ({names}) SELECT {values} FROM "{table}" WHERE {where}')


def _hanging_on(model: Any) -> list[tuple[str, str]]:
    """Table and column of everything that points at this model, its history included."""
    found = [
        (relation.related_model._meta.db_table, relation.field.column)
        for relation in model._meta.related_objects
        if relation.concrete and relation.field.column
    ]
    return [*found, (model.history.model._meta.db_table, "id")]


def _run(sql: str) -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql)
        return int(cursor.rowcount)
