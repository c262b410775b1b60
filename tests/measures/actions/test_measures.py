from datetime import date

import pytest
from django.core.exceptions import ValidationError

from leanplan.versioning import Conflict
from measures.actions.measures import (
    deadline_set,
    measure_allocate,
    measure_assign,
    measure_create,
    measure_edit,
    measure_suggest,
    status_change,
)
from measures.choices import Status
from measures.models import Measure
from measures.rules import Deadline
from tests.world import make_draft

DECEMBER = Deadline.on(date(2018, 12, 14))


def get(plan, code):
    return Measure.objects.select_related("plan", "owner__unit").get(plan=plan, code=code)


def last(measure):
    return measure.history.order_by("-history_id").first()


def test_measure_assign_sets_owner_with_history(plan, cast):
    measure = get(plan, "T1")
    changes = measure_assign(
        by=cast.chief, measure=measure, version=1, owner=cast.positions.tol, reason="Bestemt i RLG."
    )
    assert changes["owner"] == (None, cast.positions.tol)
    measure = get(plan, "T1")
    assert (measure.owner, measure.version) == (cast.positions.tol, 2)
    assert last(measure).history_user == cast.chief
    assert last(measure).history_change_reason == "Bestemt i RLG."


def test_measure_assign_same_owner_writes_nothing(plan, cast):
    measure = get(plan, "T2")
    before = measure.history.count()
    again = {"by": cast.chief, "measure": measure, "owner": cast.positions.chief}
    assert measure_assign(version=measure.version, **again) == {}
    # Not even where the version is an old one: there is nothing to lose.
    assert measure_assign(version=1, **again) == {}
    assert measure.history.count() == before


def test_measure_assign_stale_is_a_conflict(plan, cast):
    measure = get(plan, "T2")
    with pytest.raises(Conflict) as conflict:
        measure_assign(by=cast.chief, measure=measure, version=1, owner=cast.positions.tol)
    assert conflict.value.current.owner == cast.positions.chief


def test_measure_assign_takes_the_suggestion_away(plan, cast):
    measure = get(plan, "T1")
    measure_suggest(
        by=cast.secretary, measure=measure, version=1, owner=cast.positions.tol,
        deadline=Deadline(),
    )
    measure_assign(by=cast.chief, measure=measure, version=2, owner=cast.positions.group)
    assert get(plan, "T1").suggested_owner is None


def test_measure_assign_nobody_while_done_is_refused(plan, cast):
    measure = get(plan, "T2")
    status_change(
        by=cast.chief, measure=measure, version=measure.version, status=Status.DONE,
        comment="Ferdig.",
    )
    with pytest.raises(ValidationError):
        measure_assign(by=cast.chief, measure=measure, version=measure.version, owner=None)


def test_deadline_set_first_time_is_no_move(plan, cast):
    measure = get(plan, "T1")
    deadline_set(by=cast.chief, measure=measure, version=1, deadline=DECEMBER)
    assert get(plan, "T1").due_date == date(2018, 12, 14)
    assert not measure.deadline_moves.exists()


def test_deadline_set_move_needs_a_reason_and_is_recorded(plan, cast):
    measure = get(plan, "T2")
    with pytest.raises(ValidationError) as refusal:
        deadline_set(
            by=cast.chief, measure=measure, version=measure.version,
            deadline=Deadline.on(date(2019, 1, 14)), reason="  ",
        )
    assert set(refusal.value.message_dict) == {"reason"}
    deadline_set(
        by=cast.chief, measure=measure, version=measure.version,
        deadline=Deadline.on(date(2019, 1, 14)), reason="Venter på tall.",
    )
    move = measure.deadline_moves.get()
    assert (move.slip_days, move.reason, move.by) == (14, "Venter på tall.", cast.chief)
    assert last(measure).history_change_reason == "Venter på tall."


def test_deadline_set_where_another_set_one_meanwhile_shows_both_before_asking_why(plan, cast):
    seen = get(plan, "T1").version
    deadline_set(by=cast.member, measure=get(plan, "T1"), version=seen, deadline=DECEMBER)
    with pytest.raises(Conflict):
        deadline_set(
            by=cast.chief, measure=get(plan, "T1"), version=seen,
            deadline=Deadline.on(date(2019, 1, 14)),
        )


def test_deadline_set_to_another_kind_has_no_days(plan, cast):
    measure = get(plan, "T2")
    deadline_set(
        by=cast.chief, measure=measure, version=measure.version,
        deadline=Deadline.recurring("quarter"), reason="Går igjen.",
    )
    assert measure.deadline_moves.get().slip_days is None


@pytest.mark.parametrize(
    ("deadline", "field"),
    [
        (Deadline.on(date(2018, 3, 1)), "due_date"),
        (Deadline.ongoing("year", date(2018, 5, 27)), "next_review_on"),
    ],
)
def test_deadline_before_the_adoption_is_refused(plan, cast, deadline, field):
    with pytest.raises(ValidationError) as refusal:
        deadline_set(by=cast.chief, measure=get(plan, "T1"), version=1, deadline=deadline)
    assert "28.05.2018" in refusal.value.message_dict[field][0]
    with pytest.raises(ValidationError):
        measure_suggest(
            by=cast.secretary, measure=get(plan, "T1"), version=1, owner=None, deadline=deadline
        )
    with pytest.raises(ValidationError):
        measure_create(
            by=cast.drel, row=plan.rows.first(), unit=cast.units.home, text="Ny", deadline=deadline
        )


def test_deadline_on_the_day_of_the_adoption_is_fine(plan, cast):
    deadline_set(
        by=cast.chief, measure=get(plan, "T1"), version=1, deadline=Deadline.on(date(2018, 5, 28))
    )
    assert get(plan, "T1").due_date == date(2018, 5, 28)


def test_measure_allocate_sets_both_in_one_step(plan, cast):
    measure = get(plan, "T1")
    measure_allocate(
        by=cast.chief, measure=measure, version=1, owner=cast.positions.tol, deadline=DECEMBER
    )
    assert get(plan, "T1").version == 2


def test_measure_suggest_decides_nothing(plan, cast):
    measure = get(plan, "T1")
    measure_suggest(
        by=cast.secretary, measure=measure, version=1, owner=cast.positions.tol, deadline=DECEMBER
    )
    measure = get(plan, "T1")
    assert (measure.owner, measure.deadline_kind) == (None, "unsettled")
    assert measure.suggested_owner == cast.positions.tol
    assert (measure.suggested_due_date, measure.suggested_by) == (DECEMBER.due_date, cast.secretary)


def test_measure_suggest_leaves_what_is_set(plan, cast):
    measure = get(plan, "T2")
    measure_suggest(
        by=cast.secretary, measure=measure, version=measure.version, owner=cast.positions.tol,
        deadline=DECEMBER,
    )
    measure = get(plan, "T2")
    assert (measure.suggested_owner, measure.suggested_kind) == (None, "")


def test_status_change_needs_owner_to_be_done(plan, cast):
    with pytest.raises(ValidationError) as refusal:
        status_change(
            by=cast.chief, measure=get(plan, "T1"), version=1, status=Status.DONE, comment="Ferdig."
        )
    assert "status" in refusal.value.message_dict


@pytest.mark.parametrize("status", [Status.DONE, Status.DROPPED])
def test_status_change_needs_a_note_to_close(plan, cast, status):
    measure = get(plan, "T2")
    with pytest.raises(ValidationError) as refusal:
        status_change(by=cast.chief, measure=measure, version=measure.version, status=status)
    assert "comment" in refusal.value.message_dict


def test_status_change_opens_again_without_the_closing_note(plan, cast):
    measure = get(plan, "T2")
    for status, comment in ((Status.DONE, "Ferdig."), (Status.IN_PROGRESS, "Likevel ikke.")):
        status_change(
            by=cast.chief, measure=measure, version=measure.version, status=status, comment=comment
        )
    measure = get(plan, "T2")
    assert (measure.closing_note, measure.closed_on) == ("", None)
    assert [entry.status for entry in measure.status_log.all()] == ["in_progress", "done"]


def test_status_change_report_without_change_is_logged_once_however_often_it_is_sent(plan, cast):
    measure = get(plan, "T2")
    for _ in range(2):
        status_change(
            by=cast.chief, measure=measure, version=measure.version, status=measure.status,
            comment="To av fem er i gang.",
        )
    assert measure.status_log.count() == 1
    status_change(
        by=cast.member, measure=measure, version=measure.version, status=measure.status,
        comment="To av fem er i gang.",
    )
    assert measure.status_log.count() == 2


def test_measure_edit_changes_what_is_ours(plan, cast):
    measure = get(plan, "T2")
    values = {
        "description": "Vi gjør slik.", "done_when": "En\nTo", "executor": cast.coach.person,
    }
    measure_edit(by=cast.chief, measure=measure, version=measure.version, values=values)
    measure = get(plan, "T2")
    assert measure.done_signs == ["En", "To"]
    assert measure.executor == cast.coach.person


def test_measure_edit_never_the_adopted_text(plan, cast):
    measure = get(plan, "T2")
    with pytest.raises(ValidationError) as refusal:
        measure_edit(
            by=cast.chief, measure=measure, version=measure.version, values={"text": "Annet"}
        )
    assert "text" in refusal.value.message_dict


def test_measure_edit_text_of_a_draft_and_of_a_unit_measure(plan, cast):
    draft = make_draft(cast, generation=3)
    for measure in (get(plan, "T5"), draft.measures.get(code="T1")):
        measure_edit(
            by=cast.chief, measure=measure, version=measure.version, values={"text": "Ny tekst"}
        )
        measure.refresh_from_db()
        assert measure.text == "Ny tekst"


def test_measure_edit_challenges_take_the_row_and_leave_history(plan, cast):
    measure = get(plan, "T2")
    first, second = measure.row.challenges.all()
    seen = measure.version
    edit = {"by": cast.chief, "measure": measure, "values": {}}
    measure_edit(version=seen, challenges=[first], **edit)
    measure = get(plan, "T2")
    assert measure.version == seen + 1
    assert list(measure.challenges.all()) == [first]
    assert last(measure).history_user == cast.chief
    assert [link.challenge_id for link in last(measure).challenges.all()] == [first.pk]
    with pytest.raises(Conflict):
        measure_edit(by=cast.member, measure=measure, version=seen, values={}, challenges=[second])


def test_measure_edit_challenges_as_they_are_write_nothing(plan, cast):
    measure = get(plan, "T2")
    before = measure.history.count()
    measure_edit(
        by=cast.chief, measure=measure, version=measure.version, values={}, challenges=[]
    )
    assert measure.history.count() == before


def test_measure_edit_challenge_of_another_row_is_refused(plan, cast):
    measure = get(plan, "T2")
    other = plan.rows.last().challenges.get()
    with pytest.raises(ValidationError):
        measure_edit(
            by=cast.chief, measure=measure, version=measure.version, values={}, challenges=[other]
        )


def test_measure_create_goes_on_where_the_codes_end(plan, cast):
    made = measure_create(
        by=cast.drel, row=plan.rows.first(), unit=cast.units.home, text="Kort møte",
        owner=cast.positions.drel, deadline=DECEMBER,
    )
    assert (made.code, made.unit, made.version) == ("T7", cast.units.home, 1)
    assert made.history.get().history_user == cast.drel


def test_measure_create_sent_twice_makes_one(plan, cast):
    new = {"row": plan.rows.first(), "unit": cast.units.home, "text": "Kort møte"}
    first = measure_create(by=cast.drel, **new)
    assert measure_create(by=cast.drel, **new) == first
    with pytest.raises(ValidationError) as refusal:
        measure_create(by=cast.tol, **new)
    assert first.code in refusal.value.message_dict["text"][0]


def test_measure_create_again_once_the_first_is_closed(plan, cast):
    new = {"row": plan.rows.first(), "unit": cast.units.home, "text": "Kort møte"}
    first = measure_create(by=cast.drel, owner=cast.positions.drel, **new)
    status_change(
        by=cast.drel, measure=first, version=1, status=Status.DONE, comment="Holdt i vår."
    )
    assert measure_create(by=cast.drel, **new) != first
