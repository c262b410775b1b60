from datetime import date
from threading import Thread

import pytest
from django.db import connection
from django.db.models import F, Q, Value
from django.test.utils import CaptureQueriesContext

from leanplan import questions
from leanplan.questions import question
from organisation.models import Appointment, Position
from tests.world import TODAY


def held(position, day, *, lately=False):
    rows = Appointment.objects.current(on=day).filter(position=position)
    return rows.select_related("person").order_by("-starts_on" if lately else "pk")


def labels(units, role):
    found = Position.objects.filter(Q(unit__in=units) | Q(role=role))
    return found.annotate(one=Value(1)).order_by("pk").values_list("pk", "unit__name", "one")


def test_question_gives_what_the_queryset_gives(cast):
    ask = question(held)
    for position in (cast.positions.drel, cast.positions.tol, cast.positions.drel):
        with CaptureQueriesContext(connection) as queries:
            rows = ask(position.pk, TODAY)
            names = [row.person.name for row in rows]
        assert len(queries) == 1
        assert rows == list(held(position.pk, TODAY))
        assert names
        assert isinstance(rows[0].starts_on, date)
    assert ask(cast.positions.drel.pk, date(2001, 1, 1)) == []


def test_question_writes_its_sql_once_for_each_shape(cast):
    built = []

    @question
    def ask(position, day, *, lately):
        built.append(lately)
        return held(position, day, lately=lately)

    for lately in (True, False, True):
        for position in (cast.positions.drel, cast.positions.tol):
            expected = list(held(position.pk, TODAY, lately=lately))
            assert ask(position.pk, TODAY, lately=lately) == expected
    assert built == [True, False]


def test_question_takes_several_values_of_any_number(cast):
    ask = question(labels)
    every = sorted(unit.pk for unit in vars(cast.units).values())
    for number in range(len(every) + 1):
        units = frozenset(every[:number])
        assert ask(units, "body") == list(labels(units, "body"))
    assert len(ask._written) < len(every)


def test_question_that_finds_nothing_for_no_values_says_so(cast):
    ask = question(lambda units: Position.objects.filter(unit__in=units))
    assert ask(()) == []
    assert ask({cast.units.group.pk}) != []


def test_question_of_two_tables(cast):
    def both(unit, role):
        named = Position.objects.filter(unit=unit).order_by().values_list("pk", "role")
        return named.union(Position.objects.filter(role=role).order_by().values_list("pk", "role"))

    ask = question(both)
    for unit, role in ((cast.units.group.pk, "body"), (cast.units.municipality.pk, "coach")):
        assert sorted(ask(unit, role)) == sorted(both(unit, role))


@pytest.mark.parametrize("value", [None, True, 1.5])
def test_question_refuses_what_is_no_value(value):
    with pytest.raises(TypeError, match="no value of a question"):
        question(held)(1, value)


def test_question_refuses_a_value_that_the_queryset_does_not_hold():
    with pytest.raises(ValueError, match="does not hold value 0"):
        question(lambda pk: Position.objects.filter(pk=pk + 1))(1)
    with pytest.raises(ValueError, match="does not hold value 0"):
        question(lambda text: Position.objects.filter(role__contains=text))("x")


def test_question_keeps_so_many_shapes(cast, monkeypatch):
    monkeypatch.setattr(questions, "MOST", 3)
    ask = question(lambda pk, *, first: Position.objects.filter(pk__gt=pk)[:first])
    for first in (1, 2, 3, 4, 5, 1):
        assert len(ask(0, first=first)) == first
    assert len(ask._written) == 3


def test_question_holds_expressions(cast):
    ask = question(
        lambda pk, more: Position.objects.annotate(sum=F("pk") + more).filter(pk=pk)
    )
    pk = cast.positions.drel.pk
    assert [row.sum for row in ask(pk, 5)] == [pk + 5]
    assert [row.sum for row in ask(pk, 7)] == [pk + 7]


@pytest.mark.django_db(transaction=True)
def test_question_is_asked_by_several_threads():
    ask, found = question(lambda pk: Position.objects.filter(pk=pk)), []

    def many(first):
        found.extend(len(ask(first + number)) for number in range(30))
        connection.close()

    threads = [Thread(target=many, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [0] * 120
