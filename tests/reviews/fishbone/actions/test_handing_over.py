"""Holding a six-month analysis moves the responsibility at once; undoing gives it back."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from challenges.models import PlanRow
from leaders.models import CoachingContract, ProgressHandover, Rollout
from leaders.slots import AnalysisLink, analysis_link, event_url
from measures.actions.obligations_sync import refresh
from measures.models import Obligation, RuleStart
from reviews.fishbone.actions.analyses import fishbone_hold, fishbone_move
from reviews.fishbone.models import FishboneAnalysis
from tests.leaders.rollouts import agreed, completed, started
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


def test_the_rollout_leads_to_its_open_analysis_for_those_who_read_it(cast, rollout, analysis):
    own = AnalysisLink(analysis.get_absolute_url())
    for reader in (cast.tol, cast.drel, cast.coach, cast.development):
        assert analysis_link(rollout, reader) == own
    assert analysis_link(rollout, cast.member) is None
    assert analysis_link(rollout, cast.chief) is None
    FishboneAnalysis.objects.update(facilitator=cast.positions.chief)
    assert analysis_link(rollout, cast.chief) == own
    hold(cast, analysis)
    rollout = Rollout.objects.get()
    assert analysis_link(rollout, cast.tol) is None


def test_the_rollout_leads_to_a_new_analysis_for_those_who_make_it(cast, rollout, client):
    url = f"/analyser/ny/?enhet={rollout.unit_id}"
    for maker in (cast.tol, cast.drel, cast.coach, cast.development):
        assert analysis_link(rollout, maker) == AnalysisLink(url, is_new=True)
    assert analysis_link(rollout, cast.member) is None
    for user, expected in ((cast.tol, True), (cast.member, False)):
        client.force_login(user)
        for page in (rollout.get_absolute_url(), f"/enheter/{rollout.unit_id}/"):
            text = client.get(page).content.decode()
            assert ("Lag analysen" in text) == expected, page
            assert "Åpne analysen" not in text, page
    client.force_login(cast.tol)
    assert client.get(url).status_code == 200


def test_no_analysis_is_made_before_the_clock_runs(cast, plan):
    assert analysis_link(started(cast, "home"), cast.tol) is None
