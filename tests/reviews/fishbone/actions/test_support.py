"""Continued support is a measure of the analysis; without one the development unit withdraws."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from leaders.models import CoachingContract
from measures.actions.measures import deadline_set, status_change
from measures.rules import Deadline
from reviews.fishbone.actions.analyses import fishbone_hold, fishbone_move
from reviews.fishbone.actions.outcomes import outcome_support
from reviews.fishbone.support import support_of
from tests.leaders.rollouts import agreed, completed
from tests.reviews.fishbone.making import add, make_analysis

UNTIL = date(2019, 2, 28)


@pytest.fixture
def analysis(cast, plan):
    completed(cast, "home")
    return make_analysis(cast)


@pytest.fixture
def cause(cast, analysis):
    return add(analysis, "Tavlemøtet faller ut", by=cast.coach)


def support(cast, plan, analysis, **values):
    return outcome_support(**{
        "by": cast.tol, "analysis": analysis, "until": UNTIL, "row": plan.rows.first(), **values,
    })


def hold(cast, analysis, **values):
    fishbone_hold(**{
        "by": cast.tol, "analysis": analysis, "version": analysis.version,
        "on": date(2018, 11, 12), "present": list(analysis.participants.all()), **values,
    })


def test_outcome_support_of_a_cause_decides_when_the_analysis_is_held(cast, plan, analysis, cause):
    contract = agreed(cast, "home")
    made = support(cast, plan, analysis, cause=cause, text="Hjelp med tavlemøtet fram til våren")
    assert (made.cause, made.measure.owner) == (cause, cast.positions.development)
    hold(cast, analysis)
    assert analysis.support_until == UNTIL
    new = CoachingContract.objects.get(continues=contract)
    assert (new.ends_on, new.state) == (UNTIL, "agreed")


def test_the_time_frame_is_the_deadline_the_measure_has_when_it_is_held(
    cast, plan, analysis, cause
):
    agreed(cast, "home")
    measure = support(cast, plan, analysis).measure
    later = Deadline.on(date(2019, 3, 31))
    deadline_set(by=cast.tol, measure=measure, version=1, deadline=later, reason="Mer tid")
    hold(cast, analysis)
    assert CoachingContract.objects.get(state="agreed").ends_on == date(2019, 3, 31)


def test_a_support_that_was_dropped_lets_the_coaching_end(cast, plan, analysis, cause):
    agreed(cast, "home")
    measure = support(cast, plan, analysis).measure
    status_change(by=cast.tol, measure=measure, version=1, status="dropped", comment="Trengs ikke")
    assert support_of(analysis) is None
    hold(cast, analysis)
    assert CoachingContract.objects.get().state == "ended"
    assert analysis.support_until is None


def test_outcome_support_stands_once(cast, plan, analysis):
    first = support(cast, plan, analysis)
    assert support(cast, plan, analysis) == first
    with pytest.raises(ValidationError) as refused:
        support(cast, plan, analysis, until=date(2019, 3, 1))
    assert first.measure.code in str(refused.value)


def test_outcome_support_is_for_six_months_and_days_to_come(cast, plan, analysis):
    with pytest.raises(ValidationError) as refused:
        support(cast, plan, analysis, until=date(2018, 11, 1))
    assert "due_date" in refused.value.error_dict
    other = make_analysis(cast, kind="other", question="Hvorfor?")
    with pytest.raises(ValidationError):
        support(cast, plan, other)


def test_outcome_support_comes_before_the_analysis_is_held(cast, plan, analysis, cause):
    agreed(cast, "home")
    hold(cast, analysis, no_measures="Alt er på plass")
    with pytest.raises(ValidationError):
        support(cast, plan, analysis)


def test_undone_the_measure_stands_and_decides_again(cast, plan, analysis, cause):
    contract = agreed(cast, "home")
    support(cast, plan, analysis)
    hold(cast, analysis)
    fishbone_move(
        by=cast.tol, analysis=analysis, version=analysis.version, state="under_way", note="Feil dag"
    )
    contract.refresh_from_db()
    assert contract.state == "agreed"
    hold(cast, analysis)
    running = CoachingContract.objects.filter(state="agreed")
    assert [row.ends_on for row in running] == [UNTIL]
