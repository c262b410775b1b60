"""Questions are planned once a connection on PostgreSQL; what they give is as it ever was."""

from datetime import date
from itertools import count
from types import SimpleNamespace

import pytest
from django.db import ProgrammingError, connection, transaction
from django.db.models import Q, Value
from django.test.utils import CaptureQueriesContext
from django.utils.safestring import SafeString

from leanplan import prepared
from leanplan.kept import kept as kept_text
from leanplan.prepared import Asking, executed, keeps_plans
from leanplan.questions import question
from leanplan.together import together
from organisation.models import Appointment, OrgUnit
from tests.world import TODAY

on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite plans in no time and keeps nothing"
)


@question
def held(position, day):
    rows = Appointment.objects.current(on=day).filter(position=position)
    return rows.select_related("person").order_by("pk")


@question
def named(units, word):
    rows = OrgUnit.objects.filter(Q(pk__in=units), ~Q(name=word))
    return rows.annotate(told=Value("100 % 'so'")).order_by("pk").values_list("pk", "told")


@pytest.fixture
def fresh(db):
    """A connection that has prepared nothing."""
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    prepared._kept.clear()


def kept():
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements ORDER BY prepare_time")
        return [row[0] for row in cursor.fetchall()]


@on_postgresql
def test_executed_is_prepared_once_for_whatever_values(cast, fresh):
    with CaptureQueriesContext(connection) as queries:
        for position in (cast.positions.drel, cast.positions.tol, cast.positions.drel):
            held(position.pk, TODAY)
        assert held(cast.positions.drel.pk, date(2001, 1, 1)) == []
    assert len(kept()) == 1
    assert len({query["sql"].split("(")[0] for query in queries.captured_queries}) == 1
    every = [unit.pk for unit in vars(cast.units).values()]
    for number in range(1, len(every)):
        assert named(every[:number], "%") == [(pk, "100 % 'so'") for pk in sorted(every[:number])]
    assert named(every, cast.units.school.name) == [
        (pk, "100 % 'so'") for pk in sorted(set(every) - {cast.units.school.pk})
    ]
    assert len(kept()) == 2


@on_postgresql
def test_executed_keeps_what_is_asked_together_as_one(cast, fresh):
    calls = [lambda: held(cast.positions.drel.pk, TODAY), lambda: named([1, 2], "'; --")]
    alone = [call() for call in calls]
    assert together(*calls) == alone == together(*calls)
    assert len(kept()) == 3


@on_postgresql
def test_executed_tells_a_question_as_it_stands_from_one_whose_rows_are_a_text(cast, fresh):
    alone = str(held(cast.positions.drel.pk, TODAY))
    assert kept_text("part", lambda: SafeString(held(cast.positions.drel.pk, TODAY))) == alone
    assert str(held(cast.positions.drel.pk, TODAY)) == alone


@on_postgresql
def test_executed_goes_on_after_a_rollback_and_on_a_new_connection(cast, fresh):
    expected = held(cast.positions.drel.pk, TODAY)
    assert expected
    every = [unit.pk for unit in vars(cast.units).values()]
    with transaction.atomic():
        first = named(every, "x")
        transaction.set_rollback(True)
    assert named(every, "x") == first != []
    assert held(cast.positions.drel.pk, TODAY) == expected
    prepared._kept.clear()  # As for a connection that has just been made
    assert held(cast.positions.drel.pk, TODAY) == expected


@on_postgresql
def test_executed_keeps_so_many(cast, fresh, monkeypatch):
    monkeypatch.setattr(prepared, "MOST", 2)
    for number in range(5):
        statement = executed(connection, [Asking(number, [f"SELECT {number}"], [])])
        with connection.cursor() as cursor:
            cursor.execute(statement)
            assert cursor.fetchall() == [(number,)]
    assert [text[-1] for text in kept()] == ["3", "4"]


@on_postgresql
def test_executed_names_a_statement_by_its_sql(cast, fresh, monkeypatch):
    """Two processes behind a pooler count alike; what they ask has different names all the same."""
    names = []
    for text in ("SELECT 1", "SELECT 2"):
        monkeypatch.setattr(prepared, "_numbers", count(1))
        names.append(executed(connection, [Asking(text, [text], [])]))
    assert len(set(names)) == 2
    assert all(name.startswith("EXECUTE kept_1_") for name in names)


@on_postgresql
def test_executed_forgets_what_could_not_be_prepared(cast, fresh):
    wrong = Asking("wrong", ["SELECT nothing FROM nowhere"], [])
    for _ in range(2):
        with pytest.raises(ProgrammingError, match="nowhere"), transaction.atomic():
            executed(connection, [wrong])
    assert kept() == []


@pytest.mark.parametrize(
    ("vendor", "told", "expected"),
    [
        ("postgresql", {"CONN_MAX_AGE": 600}, True),
        ("postgresql", {"CONN_MAX_AGE": None}, True),
        ("postgresql", {"CONN_MAX_AGE": 0}, False),
        ("postgresql", {"CONN_MAX_AGE": 600, "DISABLE_SERVER_SIDE_CURSORS": True}, False),
        ("sqlite", {"CONN_MAX_AGE": 600}, False),
    ],
)
def test_keeps_plans_where_a_connection_lasts_and_is_ours(vendor, told, expected):
    assert keeps_plans(SimpleNamespace(vendor=vendor, settings_dict=told)) is expected
