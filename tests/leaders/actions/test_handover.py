"""The responsibility for progress moves in one transaction, and back with its trace."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from leaders.actions.contracts import Continuation
from leaders.actions.handover import progress_hand_back, progress_hand_over
from leaders.choices import ContractState
from leaders.models import CoachingContract, ProgressHandover
from organisation.models import Appointment, LeanPeriod, Notice
from organisation.roles import Role
from tests.leaders.rollouts import agreed, completed, planned

DAY = date(2018, 11, 12)
EVENT = "analysis:7"


def hand_over(cast, rollout, **values):
    return progress_hand_over(
        by=cast.tol, unit=rollout.unit, rollout=rollout, event=EVENT, **{"on": DAY, **values}
    )


def statuses(unit):
    return list(
        LeanPeriod.objects.filter(unit=unit).values_list("status", "starts_on", "ends_on")
    )


def coach_of(unit):
    return Appointment.objects.filter(position__unit=unit, position__role=Role.COACH).get()


def test_progress_hand_over_ends_the_contract_and_says_who_answers(cast):
    rollout, contract = completed(cast), agreed(cast)
    handover = hand_over(cast, rollout)
    contract.refresh_from_db()
    assert (contract.state, contract.ended_on, contract.ended_event) == ("ended", DAY, EVENT)
    assert coach_of(rollout.unit).ends_on == DAY
    assert (handover.by, handover.by_label, handover.is_continued) == (
        cast.tol, "TOL Helse og omsorg", False
    )
    assert statuses(rollout.unit)[-1] == (LeanPeriod.Status.SELF_RELIANT, DAY, None)


def test_progress_hand_over_tells_the_parties_and_not_who_did_it(cast):
    hand_over(cast, completed(cast))
    told = set(
        Notice.objects.filter(kind="leaders_handed_over").values_list("person__user", flat=True)
    )
    assert told == {cast.second_drel.pk, cast.development.pk}


def test_progress_hand_over_with_continued_help_makes_a_contract_with_a_time_frame(cast):
    rollout, before = completed(cast), agreed(cast)
    hand_over(cast, rollout, continuation=Continuation(ends_on=date(2019, 2, 28), hours=8))
    new = CoachingContract.objects.get(continues=before)
    assert (new.state, new.starts_on, new.ends_on, new.hours, new.made_event) == (
        "agreed", date(2018, 11, 13), date(2019, 2, 28), 8, EVENT
    )
    assert coach_of(rollout.unit).ends_on == date(2019, 2, 28)
    assert new.versions.get().reason != ""
    assert statuses(rollout.unit)[-2:] == [
        (LeanPeriod.Status.ANALYSIS_HELD, DAY, date(2019, 2, 28)),
        (LeanPeriod.Status.SELF_RELIANT, date(2019, 3, 1), None),
    ]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"on": date(2018, 5, 27)}, "on"),
        ({"on": date(2018, 11, 14)}, "on"),
        ({"continuation": Continuation(ends_on=date(2018, 11, 1), hours=8)}, "support_until"),
    ],
)
def test_progress_hand_over_refuses_days_that_cannot_be_and_leaves_all_as_it_was(
    cast, values, field
):
    rollout, contract = completed(cast), agreed(cast)
    with pytest.raises(ValidationError) as error:
        hand_over(cast, rollout, **values)
    assert field in error.value.error_dict
    contract.refresh_from_db()
    assert contract.state == ContractState.AGREED
    assert not ProgressHandover.objects.exists()


def test_progress_hand_over_continued_without_any_coach_is_refused(cast):
    with pytest.raises(ValidationError) as error:
        hand_over(
            cast, completed(cast), continuation=Continuation(ends_on=date(2019, 2, 1), hours=8)
        )
    assert "support_until" in error.value.error_dict


def test_progress_hand_over_is_refused_before_completion_and_twice(cast):
    with pytest.raises(ValidationError, match="ikke fullført"):
        hand_over(cast, planned(cast, "home"))
    rollout = completed(cast)
    hand_over(cast, rollout)
    with pytest.raises(ValidationError, match="allerede"):
        hand_over(cast, rollout)


def test_progress_hand_back_keeps_the_trace_and_lets_the_contract_run_again(cast):
    rollout, contract = completed(cast), agreed(cast)
    hand_over(cast, rollout, continuation=Continuation(ends_on=date(2019, 2, 28), hours=8))
    progress_hand_back(by=cast.tol, unit=rollout.unit, event=EVENT, reason="Feil enhet")
    kept = ProgressHandover.objects.get()
    assert (kept.undone_reason, kept.undone_by) == ("Feil enhet", cast.tol)
    contract.refresh_from_db()
    assert (contract.state, contract.ended_on) == (ContractState.AGREED, None)
    assert CoachingContract.objects.get(continues=contract).state == ContractState.ENDED
    assert coach_of(rollout.unit).ends_on == contract.ends_on
    assert statuses(rollout.unit)[-1][0] == LeanPeriod.Status.ROLLED_OUT


def test_progress_hand_back_wants_a_reason(cast):
    rollout = completed(cast)
    hand_over(cast, rollout)
    with pytest.raises(ValidationError):
        progress_hand_back(by=cast.tol, unit=rollout.unit, event=EVENT, reason=" ")
