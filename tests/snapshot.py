"""What a fixture built once through actions, put back for the next test with one INSERT a table.

Building the cast and its plan through actions takes a third of a second, and two thousand tests
want them. The first test of a process builds them; later ones get the same rows back.
"""

import os
import pickle
from datetime import time
from types import SimpleNamespace

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from tests.world import World

# Tables that a world can fill; Django's own are the same for every test.
APPS = {"organisation", "challenges", "measures", "documents", "account", "mfa"}

# So many values go into one statement.
VALUES = 10_000

_kept = {}


def tables(labels=APPS):
    """The tables of all models in those apps, those of many-to-many fields among them."""
    return [
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in labels and model._meta.managed and not model._meta.proxy
    ]


def build_once(name, build):
    """What `build` gives, built through actions the first time and put back after that.

    Only rows are kept that the building added. Where they do not fit in, since the test made
    something of its own before, it is built anew.
    """
    if name not in _kept:
        before = _read()
        made = build()
        _kept[name] = (_statements(_added(before, _read())), _keys(made))
        return made
    statements, keys = _kept[name]
    try:
        with transaction.atomic():
            _write(statements)
    except IntegrityError:
        return build()
    return _load(keys)


def build_once_a_run(path, build):
    """What `build` gives, no rows but plain values: built by the first process that asks.

    The others, and later tests of the same one, get its rows out of the file at `path`. Two that
    ask at the same time both build: neither waits, and what they write is the same.
    """
    if path.exists():
        made, rows = pickle.loads(path.read_bytes())
        _write(_statements(rows))
        return made
    labels = {config.label for config in apps.get_app_configs()}
    before = _read(labels)
    made = build()
    written = path.with_suffix(f".{os.getpid()}")
    written.write_bytes(pickle.dumps((made, _added(before, _read(labels)))))
    written.rename(path)
    return made


def keep(labels):
    """What stands in the tables of those apps now, as put_back writes it."""
    return _statements(_read(labels))


def put_back(kept):
    """Write what `keep` gave into empty tables."""
    _write(kept)


def _read(labels=APPS):
    kept = {}
    with connection.cursor() as cursor:
        for table in tables(labels):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = [tuple(map(_plain, row)) for row in cursor.fetchall()]
            if rows:
                kept[table] = ([column[0] for column in cursor.description], rows)
    return kept


def _plain(value):
    """A value as it can be kept and written: SQLite takes no times, and no file keeps a view."""
    if isinstance(value, time):
        return value.isoformat()
    return bytes(value) if isinstance(value, memoryview) else value


def _added(before, after):
    added = {}
    for table, (columns, rows) in after.items():
        known = set(before.get(table, (None, ()))[1])
        assert known <= set(rows), f"the building changed rows of {table} that were there before"
        new = [row for row in rows if row not in known]
        if new:
            added[table] = (columns, new)
    return added


def _statements(kept):
    """[(SQL, its values)] that write those rows and let the next keys follow on them."""
    found = []
    for table, (columns, rows) in kept.items():
        names = ", ".join(f'"{column}"' for column in columns)
        for part in batched(rows, VALUES // len(columns)):
            marks = ", ".join(f"({', '.join(['%s'] * len(columns))})" for _ in part)
            values = [value for row in part for value in row]
            found.append((f'INSERT INTO "{table}" ({names}) VALUES {marks}', values))
    with_rows = [
        model for model in apps.get_models(include_auto_created=True)
        if model._meta.db_table in kept
    ]
    resets = connection.ops.sequence_reset_sql(_no_style(), with_rows)
    return [*found, *((statement, []) for statement in resets)]


def _write(statements):
    """Run them; on PostgreSQL in one go, since each way there and back takes longer than a row."""
    if connection.vendor == "postgresql":
        texts, values = zip(*statements, strict=True)
        text = ";".join(one.rstrip(";") for one in texts)
        statements = [(text, [value for several in values for value in several])]
    with connection.cursor() as cursor:
        for statement, values in statements:
            cursor.execute(statement, values)


def batched(rows, size):
    """Those rows, so many at a time."""
    return (rows[first : first + size] for first in range(0, len(rows), size))


def _no_style():
    return SimpleNamespace(**dict.fromkeys(
        ("SQL_KEYWORD", "SQL_FIELD", "SQL_TABLE", "SQL_COLTYPE"), str
    ))


def _keys(made):
    """Which rows the fixture's objects are, so that fresh ones can be loaded."""
    if isinstance(made, models.Model):
        return type(made), made.pk
    return {name: _keys(value) for name, value in vars(made).items()}


def _load(keys):
    if isinstance(keys, tuple):
        model, key = keys
        return model.objects.get(pk=key)
    loaded = World()
    for name, value in keys.items():
        if isinstance(value, dict):
            setattr(loaded, name, SimpleNamespace(**_load_group(value)))
    people = {name: value for name, value in keys.items() if isinstance(value, tuple)}
    for name, row in _load_group(people).items():
        setattr(loaded, name, row)
    return loaded


def _load_group(keys):
    """Rows of one model by name, in one query, with the rows they hang on."""
    model = next(iter(keys.values()))[0]
    related = {"User": ("person",), "Position": ("unit",)}.get(model.__name__, ())
    found = model.objects.select_related(*related).in_bulk([key for _, key in keys.values()])
    return {name: found[key] for name, (_, key) in keys.items()}
