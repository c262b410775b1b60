from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from boards.models import RowStatus
from boards.rlg.status_actions import row_status_set
from boards.rlg.status_rows import row_states
from leanplan.versioning import Conflict
from measures.actions.measures import measure_allocate
from measures.actions.plans import plan_evaluate
from measures.rules import Deadline
from organisation.models import MeetingDay
from tests.boards.rlg.statuses import judge
from tests.world import TODAY, make_draft

EARLIER, LAST = date(2018, 10, 16), date(2018, 10, 30)


@pytest.fixture
def met(cast):
    """The management group has met twice, and meets today."""
    for day in (EARLIER, LAST, TODAY):
        MeetingDay.objects.create(unit=cast.units.group, day=day)


def own(cast, plan, code="T1", owner="tol"):
    measure = plan.measures.get(code=code)
    measure_allocate(
        by=cast.chief, measure=measure, version=measure.version,
        owner=getattr(cast.positions, owner) if owner else None,
        deadline=Deadline.of(measure),
    )


def state(plan, number=1, today=TODAY):
    return row_states(plan, today=today)[number - 1]


def test_row_status_set_keeps_who_when_and_why(cast, plan):
    status = judge(cast, plan.rows.first(), note="  T1 er ikke fordelt ")
    assert (status.light, status.note, status.set_on) == ("watch", "T1 er ikke fordelt", TODAY)
    assert status.set_by == cast.chief
    assert status.history.get().history_user == cast.chief


def test_row_status_set_is_never_on_track_while_something_is_unassigned(cast, plan):
    row = plan.rows.first()
    with pytest.raises(ValidationError) as refused:
        judge(cast, row, "good", "")
    assert "T1" in refused.value.message_dict["light"][0]
    assert not RowStatus.objects.exists()
    own(cast, plan)
    assert judge(cast, row, "good", "").light == "good"


def test_row_status_set_names_only_what_is_open_and_in_the_row(cast, plan):
    """T3 and T4 of the second row have somebody responsible; T1 stands in the first."""
    assert judge(cast, plan.rows.last(), "good", "").light == "good"


def test_row_status_set_wants_a_note_with_anything_but_on_track(cast, plan):
    for light in ("watch", "act"):
        with pytest.raises(ValidationError, match="ord hvorfor"):
            judge(cast, plan.rows.first(), light, "  ")
    with pytest.raises(IntegrityError), transaction.atomic():
        RowStatus.objects.create(row=plan.rows.first(), light="act", note="", set_on=TODAY)


def test_row_status_set_refuses_a_plan_that_is_over_or_not_adopted(cast, plan):
    with pytest.raises(ValidationError, match="i gang"):
        judge(cast, make_draft(cast, generation=3).rows.first())
    plan_evaluate(by=cast.chief, plan=plan, version=plan.version, evaluation="Bra.")
    with pytest.raises(ValidationError, match="i gang"):
        judge(cast, plan.rows.first())


def test_row_status_set_notices_who_was_first(cast, plan):
    row = plan.rows.first()
    judge(cast, row, note="Først")
    for version in (0, 7):
        with pytest.raises(Conflict) as conflict:
            row_status_set(
                by=cast.secretary, row=row, version=version, light="act", note="Sist", today=TODAY
            )
        assert conflict.value.current.note == "Først"


def test_row_status_set_of_the_same_on_the_same_day_writes_nothing(cast, plan):
    row = plan.rows.first()
    judge(cast, row)
    judge(cast, row)
    assert RowStatus.objects.get().history.count() == 1


def test_row_states_show_what_is_counted_beside_what_is_said(cast, plan):
    judge(cast, plan.rows.first(), "act", "T1 mangler ansvarlig")
    first, second = row_states(plan, today=TODAY)
    assert (first.number, first.title, first.light.value) == (1, "Ledere som går foran", "act")
    assert (first.tally.total, first.tally.unassigned, first.unassigned) == (2, 1, ("T1",))
    assert (second.title, str(second.light.word)) == ("U3 Hvem skal veilede?", "Ikke vurdert")
    assert (second.tally.overdue, second.trend, second.version) == (1, None, 0)


def test_row_states_are_not_on_track_once_somebody_responsible_is_gone(cast, plan):
    own(cast, plan)
    judge(cast, plan.rows.first(), "good", "")
    assert state(plan).light.value == "good"
    own(cast, plan, owner="")
    shown = state(plan)
    assert (shown.light.value, shown.light.color, shown.trend) == ("again", "warning", None)
    assert str(shown.light.word) == "Må vurderes på nytt"


@pytest.mark.parametrize(
    ("then", "now", "trend"),
    [("act", "watch", "up"), ("watch", "act", "down"), ("watch", "watch", "same")],
)
def test_row_states_trend_is_against_the_last_meeting(cast, plan, met, then, now, trend):
    row = plan.rows.first()
    judge(cast, row, "watch", "Før", on=EARLIER)
    judge(cast, row, then, "Da", on=LAST)
    judge(cast, row, now, "Nå", on=TODAY)
    shown = state(plan)
    assert (shown.trend.key, shown.before.value) == (trend, then)


def test_row_states_have_no_trend_where_the_row_was_not_judged_at_the_last_meeting(
    cast, plan, met
):
    judge(cast, plan.rows.first())
    assert state(plan).trend is None


def test_row_states_ask_the_same_for_any_number(cast, plan, django_assert_num_queries):
    with django_assert_num_queries(3):
        row_states(plan, today=TODAY)
    for row in plan.rows.all():
        judge(cast, row)
    with django_assert_num_queries(3):
        row_states(plan, today=TODAY)
