"""Questions asked at once give what they give one by one, in as many queries as the longest has."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.db.models import Count, DecimalField, ExpressionWrapper, F, FloatField, Q, Value
from django.test.utils import CaptureQueriesContext

from leanplan.questions import question
from leanplan.together import together
from measures.models import Measure
from organisation.models import Appointment, OrgUnit, Position, User
from tests.world import TODAY


@question
def held(positions, day):
    rows = Appointment.objects.current(on=day).filter(position__in=positions)
    return rows.select_related("person", "position__unit").order_by("-pk")


@question
def units(found):
    return OrgUnit.objects.filter(pk__in=found).order_by("name").values_list("pk", "name")


@question
def counted(found):
    rows = Position.objects.filter(unit__in=found).values("role").order_by("role")
    return rows.annotate(number=Count("pk")).values_list("role", "number")


@question
def newest(*, number):
    return Measure.history.model.objects.select_related("owner").order_by("-history_id")[:number]


@question
def measures():
    return Measure.objects.order_by("-pk")


@question
def accounts(since):
    return User.objects.filter(Q(last_login=None) | Q(last_login__lt=since)).order_by("pk")


@question
def odd():
    half = ExpressionWrapper(Value(1.5) * F("pk"), output_field=FloatField())
    exact = ExpressionWrapper(
        F("pk") / Value(4.0), output_field=DecimalField(max_digits=9, decimal_places=2)
    )
    return OrgUnit.objects.order_by("pk").values_list(half, exact)


def questions_of(cast):
    every = [unit.pk for unit in vars(cast.units).values()]
    return [
        lambda: held([cast.positions.drel.pk, cast.positions.tol.pk], TODAY),
        lambda: units(every),
        lambda: counted(every),
        lambda: newest(number=7),
        lambda: measures(),
        lambda: accounts(datetime(2030, 1, 1, tzinfo=UTC)),
        lambda: odd(),
        lambda: units([]),
    ]


def plain(rows):
    """Rows with everything that was read of them, related rows too."""
    def fields(row):
        if not hasattr(row, "_meta"):
            return row, [type(one) for one in row]
        own = {name: value for name, value in vars(row).items() if not name.startswith("_")}
        kept = {name: fields(one) for name, one in row._state.fields_cache.items() if one}
        return type(row), own, kept, row._state.adding, row._state.db
    return [fields(row) for row in rows]


def test_together_gives_what_each_gives(cast, plan):
    calls = questions_of(cast)
    expected = [plain(call()) for call in calls]
    with CaptureQueriesContext(connection) as queries:
        found = together(*calls)
    assert len(queries) == 1
    assert [plain(rows) for rows in found] == expected
    assert all(expected[:-1])
    assert isinstance(found[0][0].starts_on, date)


def test_together_asks_a_second_question_in_the_next_round(cast):
    def chain():
        positions = held([cast.positions.drel.pk], TODAY)
        return units([one.position.unit_id for one in positions])

    with CaptureQueriesContext(connection) as queries:
        first, second, third = together(chain, lambda: "no question", lambda: units([1, 2, 3]))
    assert len(queries) == 2
    assert (first, second, third) == (chain(), "no question", units([1, 2, 3]))
    assert first


def test_together_within_together_is_gathered_by_the_outer_one(cast):
    unit = cast.units.school.pk
    with CaptureQueriesContext(connection) as queries:
        inner, other = together(
            lambda: together(lambda: units([unit]), lambda: counted([unit])),
            lambda: held([cast.positions.drel.pk], TODAY),
        )
    assert len(queries) == 1
    assert inner == [units([unit]), counted([unit])]
    assert other == held([cast.positions.drel.pk], TODAY)


def test_together_goes_on_where_inner_calls_have_many_questions(cast):
    unit, other = cast.units.school.pk, cast.units.health.pk

    def inner():
        first = units([unit])
        several = together(
            lambda: counted([unit]), lambda: [units([other]), counted([other])], lambda: first
        )
        return [*several, together(lambda: units([other]), lambda: first)]

    expected = inner()
    with CaptureQueriesContext(connection) as queries:
        found = together(inner, lambda: [units([other]), units([unit]), units([other])])
    assert len(queries) == 4
    assert found == [expected, [units([other]), units([unit]), units([other])]]
    assert expected[0]


def test_together_refuses_a_call_that_asks_something_else(cast):
    asked = []

    def unsteady():
        asked.append(1)
        return units([1]) if len(asked) == 1 else counted([1])

    with pytest.raises(RuntimeError, match="another question"):
        together(unsteady, lambda: units([2]))
    # And nothing is left behind for who asks next.
    assert units([cast.units.school.pk]) != []


def test_together_takes_the_answer_of_a_question_that_is_written_anew(cast):
    """Another thread wrote the same question in between, or it was so long unused that it went."""
    every = [cast.units.school.pk]

    def forgetful():
        units._written.clear()
        return units(every) + counted(every)

    expected = units(every) + counted(every)
    assert together(forgetful, lambda: units([])) == [expected, []]


def test_together_lets_the_fault_of_a_call_through(cast):
    def broken():
        raise LookupError("no")

    with pytest.raises(LookupError):
        together(broken, lambda: units([1]))
    with CaptureQueriesContext(connection) as queries:
        units([1])
    assert len(queries) == 1


def test_together_joins_one_question_with_nothing(cast, plain_sql):
    with CaptureQueriesContext(connection) as queries:
        assert together(lambda: units([cast.units.school.pk]), lambda: []) == [
            units([cast.units.school.pk]), []
        ]
    assert all("json" not in query["sql"] for query in queries)
