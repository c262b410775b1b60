"""The life of a half-yearly review."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from leanplan.versioning import Conflict
from organisation.actions import appointment_end, unit_create
from organisation.models import Appointment
from organisation.roles import Role, UnitKind
from reviews.actions.review_rows import (
    answer_as_last,
    answer_set,
    figure_judge,
    follow_up_decide,
    participant_add,
    presence_set,
    review_follow_up_add,
)
from reviews.actions.reviews import (
    review_begin,
    review_cancel,
    review_conclude,
    review_confirm,
    review_hold,
    review_lock,
    review_move,
    review_plan,
)
from reviews.models import FollowUp, HalfYearReview
from tests.reviews.half_years import (
    END,
    answer_all,
    attend,
    begun,
    follow_up,
    held,
    locked,
    planned,
    questions,
    ready,
)
from tests.world import START, TODAY

pytestmark = pytest.mark.django_db


def said(error):
    return " ".join(error.value.messages)


def test_review_plan_is_led_by_the_area_manager(cast):
    review = planned(cast)
    assert review.led_by == cast.positions.tol
    assert review.minutes_planned == 120
    assert review.history.get().history_user == cast.tol


def test_review_plan_leader_group_is_led_by_the_chief_executive(cast):
    group = unit_create(
        by=None, name="Helses ledergruppe", kind=UnitKind.MANAGEMENT_GROUP, starts_on=START,
        parent=cast.units.health,
    )
    review = planned(cast, unit=group)
    assert review.led_by == cast.positions.chief
    begun_one = review_begin(by=cast.chief, review=review, version=review.version)
    parts = {row.part: row.person for row in begun_one.participants.all()}
    assert parts == {"leader": cast.chief.person, "host": cast.tol.person}


def test_review_plan_one_in_each_half_year(cast):
    review = planned(cast)
    with pytest.raises(ValidationError, match="halvåret"):
        planned(cast)
    review_cancel(by=cast.tol, review=review, version=review.version, reason="Flom")
    assert planned(cast).pk != review.pk


@pytest.mark.parametrize("half_year", ["2018", "2018-H3", "tull"])
def test_review_plan_refuses_what_is_no_half_year(cast, half_year):
    with pytest.raises(ValidationError):
        planned(cast, half_year=half_year)


def test_review_move_keeps_the_trace(cast):
    review = planned(cast)
    review_move(
        by=cast.tol, review=review, version=review.version, day=date(2018, 12, 4),
        reason="Sykdom",
    )
    assert review.day == date(2018, 12, 4)
    assert review.history.first().history_change_reason == "Sykdom"
    with pytest.raises(Conflict):
        review_move(by=cast.tol, review=review, version=1, day=date(2018, 12, 5))


def test_review_cancel_needs_a_reason(cast):
    review = planned(cast)
    with pytest.raises(ValidationError):
        review_cancel(by=cast.tol, review=review, version=review.version, reason=" ")


def test_review_begin_makes_a_row_for_each_part(cast):
    follow_up(cast)
    review = begun(cast)
    assert review.answers.count() == 15
    assert review.notes.count() == 3
    assert review.dealt_with.count() == 1
    assert review.figures.filter(key="gemba").exists()
    assert {row.part for row in review.participants.all()} == {"leader", "host", "development"}
    assert review.participants.get(part="leader").present


def test_review_begin_twice_does_nothing_more(cast):
    review = begun(cast)
    review_begin(by=cast.tol, review=review, version=1)
    assert review.answers.count() == 15


def test_review_begin_vacant_leader_is_not_asked(cast):
    held_by = Appointment.objects.get(position=cast.positions.drel)
    appointment_end(
        by=None, appointment=held_by, ends_on=date(2018, 10, 1), version=held_by.version
    )
    review = begun(cast)
    assert not review.participants.filter(part="host").exists()


def test_review_begin_without_questions_says_so(cast):
    review = review_plan(by=cast.tol, unit=cast.units.home, half_year="2018-H2")
    with pytest.raises(ValidationError, match="spørsmål"):
        review_begin(by=cast.tol, review=review, version=review.version)


def test_review_hold_says_all_that_is_missing(cast):
    follow_up(cast)
    review = begun(cast)
    with pytest.raises(ValidationError) as error:
        review_hold(by=cast.tol, review=review, version=review.version)
    for part in ("18-001", "15 spørsmål", "status", "minutter", "utviklingsenheten"):
        assert part in said(error)
    review.refresh_from_db()
    assert review.state == "planned"


def test_review_hold_without_the_development_unit_needs_a_reason(cast):
    review = ready(cast)
    coach = review.participants.get(part="development")
    presence_set(by=cast.tol, participant=coach, version=coach.version, present=False)
    with pytest.raises(ValidationError, match="utviklingsenheten"):
        review_hold(by=cast.tol, review=review, version=review.version, values=END)
    review.refresh_from_db()
    values = END | {"alone_reason": "Veilederen var syk."}
    review_hold(by=cast.tol, review=review, version=review.version, values=values)
    assert review.state == "held"


def test_review_hold_another_from_the_development_unit_will_do(cast):
    review = ready(cast)
    coach = review.participants.get(part="development")
    presence_set(by=cast.tol, participant=coach, version=coach.version, present=False)
    participant_add(
        by=cast.tol, review=review, person=cast.development.person, part="development"
    )
    review_hold(by=cast.tol, review=review, version=review.version, values=END)
    assert review.state == "held"


def test_review_hold_new_area_needs_owner_and_deadline(cast):
    review = ready(cast)
    review_follow_up_add(by=cast.tol, review=review, text="Mål mangler", owner=None, due_date=None)
    with pytest.raises(ValidationError, match="ansvarlig og frist"):
        review_hold(by=cast.tol, review=review, version=review.version, values=END)


def test_review_hold_a_changed_answer_says_what_changed(cast):
    locked(cast, half_year="2018-H1", day=date(2018, 6, 14))
    review = ready(cast)
    answer = review.answers.first()
    answer_set(by=cast.tol, answer=answer, version=answer.version, mark="act", comment="")
    with pytest.raises(ValidationError, match="annet enn sist"):
        review_hold(by=cast.tol, review=review, version=review.version, values=END)


def test_review_hold_finds_what_was_registered_meanwhile(cast):
    review = ready(cast)
    follow_up(cast, on=TODAY)
    with pytest.raises(ValidationError, match="18-001"):
        review_hold(by=cast.tol, review=review, version=review.version, values=END)


def test_review_lock_copies_what_was_shown(cast):
    area = follow_up(cast)
    review = locked(cast)
    area.refresh_from_db()
    answer = review.answers.select_related("question").first()
    assert review.state == "locked"
    assert review.unit_name == "Solsiden"
    assert answer.shown_text == answer.question.text
    assert review.figures.get(key="gemba").shown_now == "0 av 1"
    row = review.dealt_with.get()
    assert (row.shown_number, row.shown_owner) == ("18-001", "DREL Solsiden")
    assert review.participants.get(part="host").shown_name == "Anne Bråten"
    assert area.carries.filter(review=review).exists()


def test_review_lock_closes_what_was_closed(cast):
    area = follow_up(cast)
    review = ready(cast)
    row = review.dealt_with.get()
    follow_up_decide(
        by=cast.tol, row=row, version=row.version, decision="closed", note="Holdes daglig."
    )
    review_hold(by=cast.tol, review=review, version=review.version, values=END)
    review_lock(by=cast.tol, review=review, version=review.version)
    area.refresh_from_db()
    assert (area.state, area.closing_note) == ("closed", "Holdes daglig.")
    assert area.checked_by == cast.tol.person


def test_review_lock_only_what_is_held(cast):
    review = ready(cast)
    with pytest.raises(ValidationError):
        review_lock(by=cast.tol, review=review, version=review.version)


def test_review_lock_nothing_changes_after(cast):
    review = locked(cast)
    answer = review.answers.first()
    with pytest.raises(ValidationError, match="låst"):
        answer_set(by=cast.tol, answer=answer, version=answer.version, mark="act")
    with pytest.raises(ValidationError):
        review_conclude(by=cast.tol, review=review, version=review.version, values=END)
    with pytest.raises(ValidationError):
        review_follow_up_add(by=cast.tol, review=review, text="Sent", owner=None, due_date=None)
    figure = review.figures.first()
    with pytest.raises(ValidationError):
        figure_judge(by=cast.tol, figure=figure, version=figure.version, judgement="fine")


def test_review_lock_twice_does_nothing_more(cast):
    review = locked(cast)
    assert review_lock(by=cast.tol, review=review, version=1).locked_on == TODAY


def test_review_lock_plans_the_next_one(cast):
    locked(cast, end=END | {"next_on": date(2019, 4, 3)})
    coming = HalfYearReview.objects.get(half_year="2019-H1")
    assert (coming.day, coming.state) == (date(2019, 4, 3), "planned")


def test_review_conclude_next_must_be_later(cast):
    review = ready(cast)
    with pytest.raises(ValidationError, match="etter denne"):
        review_conclude(
            by=cast.tol, review=review, version=review.version, values={"next_on": TODAY}
        )


def test_review_confirm_by_those_who_took_part(cast):
    review = locked(cast)
    host = review.participants.get(part="host")
    with pytest.raises(ValidationError):
        review_confirm(by=cast.tol, participant=host, version=host.version)
    review_confirm(by=cast.drel, participant=host, version=host.version, remark="Enig.")
    assert host.confirmed_on == TODAY
    assert review_confirm(by=cast.drel, participant=host, version=1) == {}


def test_review_confirm_only_what_is_locked(cast):
    review = held(cast)
    host = review.participants.get(part="host")
    with pytest.raises(ValidationError, match="låst"):
        review_confirm(by=cast.drel, participant=host, version=host.version)


def test_answer_as_last_takes_the_answer_of_last_time(cast):
    locked(cast, half_year="2018-H1", day=date(2018, 6, 14), mark="watch")
    review = begun(cast)
    answer = review.answers.first()
    answer_as_last(by=cast.tol, answer=answer, version=answer.version)
    assert answer.mark == "watch"


def test_answer_as_last_says_where_there_is_none(cast):
    review = begun(cast)
    answer = review.answers.first()
    with pytest.raises(ValidationError, match="sist"):
        answer_as_last(by=cast.tol, answer=answer, version=answer.version)


def test_answer_set_two_at_once_the_second_is_told(cast):
    review = begun(cast)
    answer = review.answers.first()
    answer_set(by=cast.tol, answer=answer, version=1, mark="good")
    stale = review.answers.get(pk=answer.pk)
    with pytest.raises(Conflict):
        answer_set(by=cast.drel, answer=stale, version=1, mark="act")
    other = review.answers.last()
    answer_set(by=cast.drel, answer=other, version=1, mark="act")
    assert review.answers.get(pk=other.pk).mark == "act"


def test_answer_set_the_same_twice_writes_once(cast):
    review = begun(cast)
    answer = review.answers.first()
    for _time in range(2):
        row = review.answers.get(pk=answer.pk)
        answer_set(by=cast.tol, answer=row, version=1, mark="good")
    assert answer.history.count() == 2


def test_answer_set_refuses_another_answer(cast):
    answer = begun(cast).answers.first()
    with pytest.raises(ValidationError):
        answer_set(by=cast.tol, answer=answer, version=1, mark="purple")


def test_follow_up_decide_one_does_not_check_oneself(cast):
    follow_up(cast, owner=cast.positions.tol)
    row = begun(cast).dealt_with.get()
    with pytest.raises(ValidationError, match="selv"):
        follow_up_decide(by=cast.tol, row=row, version=1, decision="closed", note="Ferdig")
    assert FollowUp.objects.get().state == "open"


def test_two_tier_review_is_led_by_the_chief_executive(cast):
    unit = unit_create(
        by=None, name="Servicetorget", kind=UnitKind.OPERATING_UNIT, starts_on=START,
        parent=cast.units.municipality,
    )
    questions(cast)
    review = review_plan(by=cast.chief, unit=unit, half_year="2018-H2", day=TODAY)
    assert review.led_by.role == Role.CHIEF_EXECUTIVE
    review_begin(by=cast.chief, review=review, version=review.version)
    assert [row.part for row in review.participants.all()] == ["leader"]
    answer_all(cast, review)
    attend(cast, review)
    review.refresh_from_db()
    values = END | {"alone_reason": "Ingen veileder."}
    review_hold(by=cast.chief, review=review, version=review.version, values=values)
    review_lock(by=cast.chief, review=review, version=review.version)
    assert review.is_locked
