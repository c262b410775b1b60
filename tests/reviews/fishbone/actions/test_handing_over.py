"""Holding a six-month analysis moves the responsibility at once; undoing gives it back."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from challenges.models import PlanRow
from leaders.models import CoachingContract, ProgressHandover
from leaders.slots import analysis_url, event_url
from measures.actions.obligations_sync import refresh
from measures.models import Obligation, RuleStart
from reviews.fishbone.actions.analyses import fishbone_hold, fishbone_move
from tests.leaders.rollouts import agreed, completed
from tests.reviews.fishbone.making import add, make_analysis

DAY = date(2018, 11, 12)
RULE = "analysis_after_rollout"


@pytest.fixture
def rollout(cast, plan):
    RuleStart.objects.update_or_create(
        rule_key=RULE, defaults={"counts_from": date(2018, 1, 1)}
    )
    return completed(cast, "home")


@pytest.fixture
def analysis(cast, rollout):
    analysis = make_analysis(cast)
    add(analysis, "Tavlemøtet faller ut", by=cast.coach)
    return analysis


def hold(cast, analysis, **values):
    fishbone_hold(**{
        "by": cast.tol, "analysis": analysis, "version": analysis.version, "on": DAY,
        "present": list(analysis.participants.all()), "no_measures": "Alt er på plass", **values,
    })


def rollout_row(cast):
    """The row of the plan in which measures of continued support stand."""
    return PlanRow.objects.filter(plan__generation=2).first()


def duty(rollout):
    refresh(RULE)
    return Obligation.objects.get(rule_key=RULE, subject_key=f"rollout:{rollout.pk}")


def test_hold_hands_over_ends_the_contract_and_meets_the_duty(cast, rollout, analysis):
    contract = agreed(cast, "home")
    before = duty(rollout)
    assert (before.state, before.due_date) == ("open", date(2018, 11, 28))
    assert before.position == cast.positions.tol
    hold(cast, analysis)
    handover = ProgressHandover.objects.get()
    assert (handover.handed_on, handover.rollout, handover.reason) == (DAY, rollout, "")
    contract.refresh_from_db()
    assert (contract.state, contract.ended_on) == ("ended", DAY)
    after = Obligation.objects.get(pk=before.pk)
    assert (after.state, after.met_on) == ("met", DAY)
    assert event_url(after.met_event) == analysis.get_absolute_url()


def test_hold_with_support_that_goes_on_makes_the_next_contract(cast, rollout, analysis):
    contract = agreed(cast, "home")
    hold(cast, analysis, support_until=date(2019, 2, 28), support_row=rollout_row(cast))
    new = CoachingContract.objects.get(continues=contract)
    assert (new.starts_on, new.ends_on) == (date(2018, 11, 13), date(2019, 2, 28))
    assert ProgressHandover.objects.get().is_continued


def test_hold_without_the_manager_keeps_the_reason_with_the_handover(cast, rollout, analysis):
    there = analysis.participants.exclude(position=cast.positions.tol)
    with pytest.raises(ValidationError):
        hold(cast, analysis, present=list(there))
    assert not ProgressHandover.objects.exists()
    hold(cast, analysis, present=list(there), without_manager="Syk")
    assert ProgressHandover.objects.get().reason == "Syk"


def test_hold_dated_before_the_rollout_is_refused_and_nothing_is_held(cast, rollout, analysis):
    with pytest.raises(ValidationError) as error:
        hold(cast, analysis, on=date(2018, 5, 1))
    assert "on" in error.value.error_dict
    analysis.refresh_from_db()
    assert analysis.held_on is None


def test_undone_the_duty_is_open_again_and_the_trace_stays(cast, rollout, analysis):
    contract = agreed(cast, "home")
    hold(cast, analysis)
    with pytest.raises(ValidationError):
        fishbone_move(by=cast.tol, analysis=analysis, version=analysis.version, state="under_way")
    analysis.refresh_from_db()
    fishbone_move(
        by=cast.tol, analysis=analysis, version=analysis.version, state="under_way",
        note="Feil dato",
    )
    assert ProgressHandover.objects.get().undone_reason == "Feil dato"
    contract.refresh_from_db()
    assert contract.state == "agreed"
    assert duty(rollout).state == "open"


def test_the_rollout_leads_to_its_open_analysis_or_to_a_new_one(cast, rollout, analysis):
    assert analysis_url(rollout) == analysis.get_absolute_url()
    hold(cast, analysis)
    assert analysis_url(rollout).endswith(f"?enhet={rollout.unit_id}")
