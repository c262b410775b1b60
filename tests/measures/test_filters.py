
import pytest
from django.http import QueryDict

from measures.actions.measures import status_change
from measures.filters import PlanFilter
from measures.models import Measure
from measures.plan_facts import read_measures
from organisation.reach import reach_of
from tests.world import TODAY


def of(query):
    return PlanFilter.of(QueryDict(query))


def left(query, cast, plan, part="chief"):
    seen = Measure.objects.visible_to(cast[part]).of_plan(plan)
    found = of(query).narrow(seen, user=cast[part], today=TODAY)
    return "".join(sorted(found.values_list("code", flat=True)))


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("", "T1T2T3T4T5T6"),
        ("vis=over", "T4T5"),
        ("vis=snart", "T6"),
        ("vis=ufordelt", "T1"),
        ("vis=uten-frist", "T1"),
        ("status=unassigned", "T1"),
        ("status=not_started", "T2T3T4T5T6"),
        ("status=done", ""),
        ("sok=gemba", "T3"),
        ("sok=GEMBA+hver", "T3"),
        ("sok=solsiden", "T5"),
        ("sok=åsen", "T6"),
        ("sok=ÅSEN", "T6"),
        ("sok=t2", "T2"),
        ("sok=100%25", ""),
        ("vis=over&sok=kveldsvakt", "T5"),
    ],
)
def test_narrow(query, codes, cast, plan):
    assert left(query, cast, plan) == codes


def test_narrow_mine_is_each_persons_own(cast, plan):
    assert left("vis=mine", cast, plan) == "T2"
    assert left("vis=mine", cast, plan, "tol") == "T3"
    assert left("vis=mine", cast, plan, "drel") == "T5"


def test_narrow_by_owner(cast, plan):
    assert left(f"ansvarlig={cast.positions.group.pk}", cast, plan) == "T4"


def test_narrow_finds_nothing_outside_ones_reach(cast, plan):
    assert left("sok=hemmelig", cast, plan, "tol") == ""
    assert left(f"ansvarlig={cast.positions.other_drel.pk}", cast, plan, "tol") == ""


def test_a_closed_measure_without_owner_is_neither_unassigned_nor_undated(cast, plan):
    measure = plan.measures.get(code="T1")
    status_change(
        by=cast.chief, measure=measure, version=measure.version, status="dropped", comment="Nei."
    )
    assert left("vis=ufordelt", cast, plan) == ""
    assert left("vis=uten-frist", cast, plan) == ""
    assert left("status=dropped", cast, plan) == "T1"


@pytest.mark.parametrize(
    "query",
    ["vis=alt", "ansvarlig=x", "ansvarlig=-1", "ansvarlig=²", "status=green", "side=0", "rad=1e9",
     "ansvarlig=99999999999999999999"],
)
def test_of_takes_what_it_does_not_know_as_not_chosen(query):
    assert of(query) == PlanFilter()


def test_of_cuts_a_long_search_and_drops_null_bytes():
    assert of("sok=a%00b" + "c" * 200).words == "ab" + "c" * 98


def test_query_holds_what_is_chosen_and_nothing_else():
    chosen = of("vis=over&sok=to ord&side=3&rad=7")
    assert chosen.query() == "?vis=over&sok=to+ord&rad=7&side=3"
    assert chosen.query(page=1, row=0) == "?vis=over&sok=to+ord"
    assert PlanFilter().query() == ""


def test_is_active_says_whether_something_is_left_out():
    assert of("vis=over").is_active
    assert of("sok=x").is_active
    assert not of("rad=7&side=2").is_active


@pytest.mark.parametrize("part", ["chief", "tol", "drel", "reader"])
@pytest.mark.parametrize(
    "query",
    ["", "vis=mine", "vis=over", "vis=snart", "vis=ufordelt", "vis=uten-frist", "status=unassigned",
     "status=not_started", "status=done", "sok=GEMBA+hver", "sok=t2", "sok=hver+t3", "sok=%25",
     "ansvarlig={owner}", "vis=over&ansvarlig={owner}"],
)
def test_leaves_of_read_lines_what_narrow_leaves_of_rows(query, part, cast, plan):
    third = plan.measures.get(code="T3")
    status_change(by=cast.chief, measure=third, version=third.version, status="done", comment="Ja")
    Measure.objects.filter(code="T1").update(executor=cast.reader.person)
    chosen = of(query.format(owner=cast.positions.group.pk))
    lines = Measure.objects.of_plan(plan).in_text()
    narrowed = chosen.narrow(lines, user=cast[part], today=TODAY)
    reach = reach_of(cast[part])
    kept = [
        line.pk for line in read_measures(plan.pk) if chosen.leaves(line, reach=reach, today=TODAY)
    ]
    assert sorted(kept) == sorted(narrowed.values_list("pk", flat=True))
