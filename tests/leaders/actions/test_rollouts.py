"""A rollout from planned to completed: the gate, the meeting, the signatures, the unit's status."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from leaders.actions.rollouts import (
    expectations_sign,
    expectations_write,
    rollout_cancel,
    rollout_complete,
    rollout_start,
    step_done,
    training_record,
)
from leaders.actions.template import (
    template_step_create,
    template_step_edit,
    template_step_remove,
)
from leaders.choices import Doer, ManagerPart, Party
from leaders.models import Rollout, TemplateStep
from leanplan.versioning import Conflict
from organisation.models import LeanPeriod
from tests.leaders.rollouts import completed, held_meeting, planned, started, trained
from tests.world import TODAY

DAY = date(2018, 3, 5)
TEXT = {"milestones": "Tavla henger", "hours": "To timer", "rhythm": "Hver mandag"}


def start(cast, rollout, **values):
    rollout_start(
        by=cast.tol, rollout=rollout, version=rollout.version, **{"started_on": DAY, **values}
    )


def test_rollout_start_is_closed_until_the_leader_is_trained(cast):
    rollout = planned(cast)
    with pytest.raises(ValidationError) as error:
        start(cast, rollout)
    assert "started_on" in error.value.error_dict
    training_record(
        by=cast.drel, rollout=rollout, version=rollout.version, values={"trained_on": DAY}
    )
    start(cast, rollout)
    rollout.refresh_from_db()
    assert (rollout.started_on, rollout.override_reason) == (DAY, "")


def test_rollout_start_before_the_day_of_the_training_is_refused(cast):
    rollout = trained(cast, on=date(2018, 3, 20))
    with pytest.raises(ValidationError):
        start(cast, rollout)


def test_rollout_start_with_a_reason_keeps_name_and_reason(cast):
    rollout = planned(cast)
    start(cast, rollout, override_reason="Vikar går foran")
    kept = Rollout.objects.get(pk=rollout.pk)
    assert (kept.override_reason, kept.override_by, kept.override_label) == (
        "Vikar går foran", cast.tol, "TOL Helse og omsorg"
    )
    record = kept.history.first()
    assert (record.history_user, record.history_change_reason) == (cast.tol, "Vikar går foran")


def test_training_record_cannot_be_taken_away_under_a_start_that_rests_on_it(cast):
    rollout = started(cast)
    with pytest.raises(ValidationError):
        training_record(
            by=cast.tol, rollout=rollout, version=rollout.version, values={"trained_on": None}
        )


@pytest.mark.parametrize(
    ("day", "field"), [(date(2018, 3, 4), "completed_on"), (date(2018, 11, 14), "completed_on")]
)
def test_rollout_complete_refuses_days_that_cannot_be(cast, day, field):
    rollout = started(cast)
    with pytest.raises(ValidationError) as error:
        rollout_complete(by=cast.tol, rollout=rollout, version=rollout.version, completed_on=day)
    assert field in error.value.error_dict


def test_rollout_create_refuses_a_second_one_under_way_and_a_completion_before_the_start(cast):
    planned(cast)
    with pytest.raises(ValidationError, match="på gang"):
        planned(cast)
    with pytest.raises(ValidationError, match="planlegges før"):
        planned(cast, "home", planned_end=date(2018, 3, 1))


def test_rollout_create_takes_the_steps_of_the_template_as_they_are_that_day(cast):
    values = {"title": "Tavla henger", "help": "", "doer": Doer.LEADER, "days": 7, "order": 45}
    step = template_step_create(by=cast.development, values=values)
    rollout = planned(cast)
    template_step_edit(
        by=cast.development, step=step, version=1, values={**values, "title": "Annet"}
    )
    template_step_remove(by=cast.development, step=step, version=2)
    own = rollout.steps.get(kind="own")
    assert (own.title, rollout.steps.count()) == ("Tavla henger", 6)
    step_done(by=cast.drel, step=own, version=1, done_on=TODAY)
    assert rollout.steps.get(kind="own").done_on == TODAY


def test_template_step_remove_keeps_what_the_plan_asks_for(cast):
    step = TemplateStep.objects.get(kind="meeting")
    with pytest.raises(ValidationError):
        template_step_remove(by=cast.development, step=step, version=1)


def test_meeting_record_counts_only_with_the_manager(cast):
    rollout = trained(cast)
    held_meeting(rollout, by=cast.drel, part=ManagerPart.ABSENT)
    assert not rollout.has_manager
    held_meeting(rollout, by=cast.drel, part=ManagerPart.TOOK_PART)
    assert rollout.has_manager


def test_expectations_are_agreed_when_all_three_signed_the_same_words(cast):
    rollout = planned(cast, coach=cast.coach.person)
    agreement = expectations_write(by=cast.tol, rollout=rollout, version=1, values=TEXT)
    for party, user in (
        (Party.MANAGER, cast.tol), (Party.LEADER, cast.second_drel), (Party.COACH, cast.coach)
    ):
        assert Rollout.objects.get(pk=rollout.pk).agreed_on is None
        expectations_sign(
            by=user, agreement=agreement, version=1, party=party, person=user.person
        )
    assert Rollout.objects.get(pk=rollout.pk).agreed_on == TODAY
    expectations_write(
        by=cast.tol, rollout=rollout, version=1, values={**TEXT, "hours": "Tre timer"}
    )
    assert Rollout.objects.get(pk=rollout.pk).agreed_on is None


def test_expectations_sign_refuses_changed_words_and_a_second_signature(cast):
    rollout = planned(cast)
    agreement = expectations_write(by=cast.tol, rollout=rollout, version=1, values=TEXT)
    sign = {"by": cast.tol, "agreement": agreement, "party": "manager", "person": cast.tol.person}
    expectations_sign(version=1, **sign)
    with pytest.raises(ValidationError):
        expectations_sign(version=1, **sign)
    expectations_write(by=cast.tol, rollout=rollout, version=1, values={**TEXT, "rhythm": "Aldri"})
    with pytest.raises(Conflict):
        expectations_sign(version=1, **sign)


def test_two_who_start_the_same_rollout_the_second_is_told(cast):
    rollout = trained(cast)
    other = Rollout.objects.get(pk=rollout.pk)
    start(cast, rollout)
    with pytest.raises(Conflict):
        rollout_start(by=cast.chief, rollout=other, version=other.version, started_on=DAY)


def statuses(rollout):
    rows = LeanPeriod.objects.filter(unit=rollout.unit).order_by("starts_on")
    return list(rows.values_list("status", "starts_on", "ends_on"))


def test_lean_status_follows_the_events(cast):
    Status = LeanPeriod.Status
    assert statuses(completed(cast)) == [
        (Status.LEADER_IN_TRAINING, date(2018, 2, 1), date(2018, 3, 4)),
        (Status.ROLLOUT, DAY, date(2018, 5, 27)),
        (Status.ROLLED_OUT, date(2018, 5, 28), None),
    ]


def test_lean_status_keeps_what_was_before_and_a_pause_entered_by_hand(cast):
    unit, Status = cast.units.clinic, LeanPeriod.Status
    LeanPeriod.objects.create(unit=unit, status=Status.ENDED, starts_on=date(2017, 1, 1))
    rollout = started(cast)
    LeanPeriod.objects.create(
        unit=unit, status=Status.PAUSED, starts_on=date(2018, 7, 1), ends_on=date(2018, 7, 31)
    )
    rollout_complete(
        by=cast.tol, rollout=rollout, version=rollout.version, completed_on=date(2018, 9, 3)
    )
    assert statuses(rollout) == [
        (Status.ENDED, date(2017, 1, 1), date(2018, 1, 31)),
        (Status.LEADER_IN_TRAINING, date(2018, 2, 1), date(2018, 3, 4)),
        (Status.ROLLOUT, DAY, date(2018, 6, 30)),
        (Status.PAUSED, date(2018, 7, 1), date(2018, 7, 31)),
        (Status.ROLLOUT, date(2018, 8, 1), date(2018, 9, 2)),
        (Status.ROLLED_OUT, date(2018, 9, 3), None),
    ]


def test_rollout_cancel_wants_a_reason_and_ends_the_status(cast):
    rollout = started(cast)
    with pytest.raises(ValidationError):
        rollout_cancel(by=cast.tol, rollout=rollout, version=rollout.version, reason=" ")
    rollout_cancel(by=cast.tol, rollout=rollout, version=rollout.version, reason="Slås sammen")
    assert statuses(rollout)[-1] == (LeanPeriod.Status.ENDED, TODAY, None)
    assert planned(cast).pk != rollout.pk
