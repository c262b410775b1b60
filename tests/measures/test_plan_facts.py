"""What the plan page reads of measures, beside what the models say."""

import pytest

from measures import plan_facts
from measures.actions.measures import status_change
from measures.filters import PlanFilter
from measures.models import Measure
from measures.plan_facts import read_around, read_measures, read_units
from measures.presenters.unit_part import units_of
from organisation.actions import appoint
from organisation.holders import holders_of
from organisation.models import Position, User
from organisation.reach import reach_of
from organisation.roles import Role
from tests.measures.bulk import many_in_units
from tests.world import TODAY


def reach(cast, part):
    return reach_of(User.objects.get(pk=cast[part].pk))


def test_read_measures_are_those_of_the_models(cast, plan, django_assert_num_queries):
    keys = list(Measure.objects.filter(code="T5").values_list("pk", flat=True))
    with django_assert_num_queries(1):
        read = read_measures(plan.pk, keys)
    stored = Measure.objects.filter(plan=plan).exclude(code="T6").select_related(
        "unit", "heading", "footnote"
    )
    same = ("pk", "row_id", "code", "version", "text", "is_lead", "status", "deadline_kind",
            "due_date", "precision", "rhythm", "next_review_on", "closed_on", "owner_id",
            "executor_id", "unit_id")
    for one, row in zip(read, stored.order_by("order", "pk"), strict=True):
        assert [getattr(one, name) for name in same] == [getattr(row, name) for name in same]
        assert (one.unit or "") == (row.unit.short if row.unit else "")
        assert (one.heading or "") == (row.heading.text if row.heading else "")
        assert (one.mark or "") == (row.footnote.mark if row.footnote else "")
        assert one.is_line == (one.code != "T5")


def test_read_owners_are_those_who_hold_today(cast, plan, django_assert_num_queries):
    appoint(by=None, person=cast.coach.person, role=Role.SERVICE_AREA_MANAGER,
            unit=cast.units.health, starts_on=TODAY, acting=True)
    keys = list(Position.objects.values_list("pk", flat=True))
    holders = holders_of(keys, on=TODAY)
    with django_assert_num_queries(1):
        _, owners = read_around([], keys, on=TODAY)
    assert set(owners) == set(keys)
    for key, owner in owners.items():
        first = holders.get(key, [None])[0]
        name = first and (first.person_id, first.name, first.acting)
        read = owner.person_id and (
            owner.person_id, f"{owner.given_name} {owner.family_name}", owner.acting
        )
        assert read == name
    assert owners[cast.positions.tol.pk].acting
    assert read_around([], [], on=TODAY) == ({}, {})


@pytest.mark.parametrize(
    ("part", "codes", "mine"),
    [("chief", ["T5", "T6"], 0), ("drel", ["T5"], 1), ("tol", ["T5"], 0), ("reader", [], 0)],
)
def test_read_units_are_within_reach(part, codes, mine, cast, plan):
    units = read_units(plan.pk, reach(cast, part), first=True)
    keys = [key for keys in units.keys.values() for key in keys]
    assert sorted(Measure.objects.filter(pk__in=keys).values_list("code", flat=True)) == codes
    assert units.mine == mine
    row = plan.rows.last().pk
    assert units.total.get(row, 0) == (2 if codes else 0)
    assert units.hits == ({row: len(codes)} if codes else {})


@pytest.mark.parametrize("part", ["chief", "drel"])
def test_read_units_puts_first_what_presses_most(part, cast, plan):
    many_in_units(plan, 12, unit=cast.units.home, owner=cast.positions.drel)
    late = Measure.objects.get(code="T5")
    status_change(by=cast.drel, measure=late, version=late.version, status="done", comment="Gjort")
    units = read_units(plan.pk, reach(cast, part), first=True)
    row = plan.rows.last().pk
    first = list(Measure.objects.exclude(unit=None).exclude(status="done").exclude(due_date=None)
                 .order_by("due_date", "pk").values_list("pk", flat=True))
    assert units.keys[row] == first[: plan_facts.IN_ROW]
    assert units.hits[row] == (14 if part == "chief" else 13)
    assert late.pk not in units.keys[row]


def test_read_units_asks_nothing_for_who_reaches_no_unit(cast, plan, django_assert_num_queries):
    seen = reach(cast, "reader")
    with django_assert_num_queries(0):
        assert read_units(plan.pk, seen, first=True).total == {}
    seen = reach(cast, "drel")
    with django_assert_num_queries(1):
        read_units(plan.pk, seen, first=True)


def test_read_beside_of_nothing(cast, plan):
    assert read_around(plan.measures.values_list("pk", flat=True), [], on=TODAY) == ({}, {})


@pytest.mark.parametrize(
    "words", ["ÅRSHjul", "e1", "SOLSIDEN", "årshjul solsiden", "%", "_", "'", "hjulTavle"]
)
@pytest.mark.parametrize("role", ["chief", "tol", "drel"])
def test_read_units_finds_the_words_that_the_filter_finds(words, role, cast, plan):
    unit, owner = cast.units.home, cast.positions.drel
    many_in_units(plan, 5, unit=unit, owner=owner)
    Measure.objects.filter(code=f"E{unit.pk}-1").update(text="Årshjul", code="E1")
    Measure.objects.filter(code=f"E{unit.pk}-2").update(text="100 % 'ja' _")
    user, chosen = User.objects.get(pk=cast[role].pk), PlanFilter(words=words)
    seen = Measure.objects.visible_to(user).of_plan(plan).exclude(unit=None)
    left = chosen.narrow(seen, user=user, today=TODAY)
    found = units_of(plan, chosen, user=user, today=TODAY)
    assert sum(found.hits.values()) == left.count()
    assert {key for keys in found.keys.values() for key in keys} <= {one.pk for one in left}
