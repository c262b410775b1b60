"""Decisions: none is lost, and what they become leads back."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from boards.models import Decision
from boards.rlg import hooks
from boards.rlg.actions.consequences import (
    decision_answer,
    decision_deadline,
    decision_follow_up,
    decision_measure,
)
from boards.rlg.actions.decisions import (
    decision_done,
    decision_edit,
    decision_reopen,
    decision_withdraw,
)
from boards.rlg.actions.meetings import meeting_end, meeting_start
from boards.rlg.actions.minutes import minutes_approve
from boards.rlg.actions.points import point_lift
from boards.rlg.minutes_text import minutes_text
from boards.rlg.sources import decisions_due, measure_decisions, meetings_due, meetings_timed
from leanplan.versioning import Conflict
from tests.boards.rlg.meetings import (
    decided,
    ended,
    first_of,
    point_of,
    running,
    series_of,
)
from tests.world import TODAY

pytestmark = pytest.mark.django_db
DUE = date(2018, 11, 27)


def test_decision_add_twice_with_the_same_key_stands_once(cast):
    meeting = running(cast)
    one = decided(cast, meeting, key="abc")
    assert decided(cast, meeting, key="abc") == one
    assert decided(cast, meeting, key="abd") != one


def test_decision_add_by_two_at_once_keeps_both(cast):
    """Both pages were loaded before either wrote."""
    meeting = running(cast)
    stale = type(meeting).objects.get(pk=meeting.pk)
    decided(cast, meeting, text="Den ene")
    decided(cast, stale, text="Den andre")
    assert set(meeting.decisions.values_list("text", flat=True)) == {"Den ene", "Den andre"}


def test_decision_add_settles_a_raised_point(cast):
    series = series_of(cast)
    point = point_of(cast, series, first_of(series))
    meeting = meeting_start(by=cast.secretary, meeting=first_of(series))
    point.refresh_from_db()
    decided(cast, meeting, point=point)
    point.refresh_from_db()
    assert point.state == "treated"
    meeting_end(by=cast.secretary, meeting=meeting, rest={})


@pytest.mark.parametrize("values", [{"text": " "}, {"due_date": date(2018, 11, 12)}])
def test_decision_add_refuses(cast, values):
    meeting = running(cast)
    with pytest.raises(ValidationError):
        decided(cast, meeting, **values)


def test_decision_add_before_the_meeting_and_on_anothers_point(cast):
    series = series_of(cast)
    meeting = first_of(series)
    point = point_of(cast, series, meeting)
    with pytest.raises(ValidationError):
        decided(cast, meeting, point=point)
    waiting = point_of(cast, series, None)
    with pytest.raises(ValidationError):
        decided(cast, meeting_start(by=cast.secretary, meeting=meeting), point=waiting)


def test_decision_edit_by_two(cast):
    decision = decided(cast, running(cast))
    stale = Decision.objects.get(pk=decision.pk)
    decision_edit(by=cast.member, decision=decision, version=1, values={"text": "Ny ordlyd"})
    with pytest.raises(Conflict):
        decision_edit(by=cast.secretary, decision=stale, version=1, values={"text": "Annet"})
    assert decision.history.count() == 2


def test_decision_withdraw_leaves_the_minutes(cast):
    decision = decided(cast, running(cast))
    with pytest.raises(ValidationError):
        decision_withdraw(by=cast.secretary, decision=decision, version=1, reason="")
    decision_withdraw(by=cast.secretary, decision=decision, version=1, reason="Skrevet feil")
    assert minutes_text(decision.meeting).points[0].decisions == []
    assert Decision.objects.filter(pk=decision.pk).exists()


def test_decision_done_also_after_approval(cast):
    meeting = running(cast)
    decision = decided(cast, meeting)
    meeting_end(by=cast.secretary, meeting=meeting, rest={})
    minutes_approve(by=cast.chief, meeting=meeting, version=meeting.version)
    with pytest.raises(ValidationError):
        decision_edit(by=cast.secretary, decision=decision, version=1, values={"text": "x"})
    decision_done(by=cast.tol, decision=decision, version=1, note="Lagt fram")
    assert decision.closed_on == TODAY
    decision_reopen(by=cast.tol, decision=decision, version=2)
    assert decision.state == "open"
    assert decision.closed_on is None


def test_decision_measure_makes_a_measure_that_leads_back(cast, plan):
    decision = decided(cast, running(cast), owner=cast.positions.tol)
    row = plan.rows.first()
    measure = decision_measure(
        by=cast.secretary, decision=decision, version=1, row=row, unit=cast.units.health
    )
    assert (measure.text, measure.owner, measure.due_date) == (
        decision.text, cast.positions.tol, DUE
    )
    assert "RLG-møte 13.11.2018" in measure.history.first().history_change_reason
    decision.refresh_from_db()
    assert decision.measure == measure
    assert decision.state == "done"
    panel = measure_decisions(measure, cast.chief, TODAY)
    assert panel["decisions"][0].may_read
    assert not measure_decisions(measure, cast.employee, TODAY)["decisions"][0].may_read
    with pytest.raises(ValidationError):
        decision_follow_up(
            by=cast.secretary, decision=decision, version=2, unit=cast.units.health
        )


@pytest.mark.parametrize(("takes_over", "owner"), [(True, "tol"), (False, "every_tol")])
def test_decision_deadline_moves_the_deadline_of_a_measure(cast, plan, takes_over, owner):
    measure = plan.measures.get(code="T3")
    decision = decided(cast, running(cast), owner=cast.positions.tol)
    decision_deadline(
        by=cast.secretary, decision=decision, version=1, measure=measure,
        measure_version=measure.version, takes_over=takes_over,
    )
    measure.refresh_from_db()
    assert measure.due_date == DUE
    assert measure.owner == getattr(cast.positions, owner)
    assert minutes_text(decision.meeting).points[0].decisions[0].code == "T3"


def test_decision_deadline_changed_meanwhile(cast, plan):
    measure = plan.measures.get(code="T3")
    decision = decided(cast, running(cast))
    with pytest.raises(Conflict):
        decision_deadline(
            by=cast.secretary, decision=decision, version=1, measure=measure,
            measure_version=measure.version - 1, takes_over=False,
        )
    assert Decision.objects.get(pk=decision.pk).measure is None


def test_decision_follow_up_makes_a_follow_up_area(cast):
    decision = decided(cast, running(cast), owner=cast.positions.drel)
    made = decision_follow_up(
        by=cast.secretary, decision=decision, version=1, unit=cast.units.home
    )
    assert (made.unit, made.owner, made.due_date) == (
        cast.units.home, cast.positions.drel, DUE
    )
    assert decision.follow_up == made


def test_decision_answer_goes_back_to_what_was_lifted(cast, monkeypatch):
    given = []
    monkeypatch.setitem(hooks._answering, "lift", lambda answer, by: given.append(answer))
    series = series_of(cast)
    point = point_lift(by=cast.drel, series=series, source="lift:7", title="Dele nattevakt?")
    meeting = meeting_start(by=cast.secretary, meeting=first_of(series))
    point.refresh_from_db()
    decision = decided(cast, meeting, point=point, text="Ja, fra januar")
    decision_answer(by=cast.secretary, decision=decision, version=1)
    (answer,) = given
    assert answer.source == "lift:7"
    assert answer.text == "Ja, fra januar"
    other = decided(cast, meeting)
    with pytest.raises(ValidationError):
        decision_answer(by=cast.secretary, decision=other, version=1)


def test_decisions_due_stand_with_who_carries_them_out(cast, plan):
    decision = decided(cast, running(cast))
    (item,) = decisions_due([cast.positions.tol.pk], TODAY)
    assert item.due == DUE
    assert item.text == decision.text
    assert list(decisions_due([cast.positions.drel.pk], TODAY)) == []
    decision_follow_up(by=cast.secretary, decision=decision, version=1, unit=cast.units.health)
    assert list(decisions_due(None, TODAY)) == []


def test_meetings_due_of_the_secretary_and_of_who_leads(cast):
    series = series_of(cast)
    items = {item.key.split(":")[0]: item for item in meetings_due(None, TODAY)}
    assert set(items) == {"meeting-agenda"}
    assert items["meeting-agenda"].position_id == cast.positions.secretary.pk
    meeting = ended(cast, series)
    keys = {item.key for item in meetings_due([cast.positions.secretary.pk], TODAY)}
    assert f"meeting-minutes:{meeting.pk}" in keys
    assert not any(
        item.key.startswith("meeting-minutes")
        for item in meetings_due([cast.positions.chief.pk], TODAY)
    )


@pytest.mark.parametrize(
    ("part", "number"), [("chief", 1), ("member", 1), ("secretary", 1), ("development", 1),
                         ("tol", 0), ("reader", 0)],
)
def test_meetings_timed_for_those_who_are_asked(cast, part, number):
    series_of(cast)
    found = list(meetings_timed(cast[part].person.pk, TODAY, TODAY))
    assert len(found) == number
    if number:
        assert found[0].action
        assert found[0].place == "Pellestova"


def test_meetings_timed_of_every_leader_below_an_area(cast):
    from organisation.actions import position_get  # noqa: PLC0415

    every = position_get(by=None, role="unit_manager", unit=cast.units.health, each=True)
    series = series_of(
        cast, by="tol", owner="health", name="Ledermøte", leader=cast.positions.tol,
        secretary=None,
    )
    series.invited.set([every])
    people = {part: len(list(meetings_timed(cast[part].person.pk, TODAY, TODAY)))
              for part in ("tol", "drel", "other_drel")}
    assert people == {"tol": 1, "drel": 1, "other_drel": 0}
