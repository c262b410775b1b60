"""What is new where units begin with Lean, on the front page of those who lead them."""

from datetime import datetime, timedelta

import pytest

from leaders.actions.contracts import contract_end, contract_extend
from leaders.actions.handover import progress_hand_over
from leaders.news import news
from leanplan.clock import now
from reviews.fishbone.actions.analyses import fishbone_hold
from tests.leaders.rollouts import agreed, completed, started
from tests.reviews.fishbone.making import add, make_analysis
from tests.world import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def since():
    return now() - timedelta(hours=1)


def told(user, since):
    return [(item.text, item.note, item.url) for item in news(user, since, 5)]


def test_a_rollout_is_told_to_who_leads_the_unit(cast, since):
    rollout = started(cast, "home")
    assert told(cast.tol, since) == [("Solsiden", "Innføring startet", rollout.get_absolute_url())]
    assert told(cast.other_drel, since) == []
    # Who did it is told nothing.
    assert told(cast.development, since) == []


def test_only_what_came_after_is_told(cast):
    completed(cast, "home")
    assert told(cast.tol, now() + timedelta(minutes=1)) == []


def test_a_held_analysis_with_all_that_follows_is_one_piece_of_news(cast, since):
    completed(cast, "home")
    agreed(cast, "home")
    later = now()
    analysis = make_analysis(cast)
    add(analysis, "Årsak", by=cast.coach)
    fishbone_hold(
        by=cast.tol, analysis=analysis, version=analysis.version, on=TODAY,
        present=list(analysis.participants.all()), no_measures="Alt er på plass",
    )
    ((unit, note, url),) = told(cast.drel, later)
    assert (unit, url) == ("Solsiden", analysis.get_absolute_url())
    assert note == (
        "Fiskebeinsanalyse gjennomført; ansvaret for framdrift er overført; veiledningen er "
        "avsluttet"
    )
    assert told(cast.tol, later) == []


def test_coaching_that_is_extended_or_ended_is_told(cast, since):
    contract = agreed(cast, "home")
    assert told(cast.tol, since) == []
    contract_extend(
        by=cast.development, contract=contract, version=contract.version,
        ends_on=contract.ends_on + timedelta(days=31), hours=40, reason="Ny leder",
    )
    assert told(cast.tol, since) == [
        ("Solsiden", "Veiledningen er forlenget", contract.get_absolute_url())
    ]
    contract_end(
        by=cast.development, contract=contract, version=contract.version, ends_on=TODAY,
        reason="I mål",
    )
    assert "avsluttet" in told(cast.coach, since)[0][1]


def test_news_are_one_query(cast, since, django_assert_num_queries):
    for unit in ("home", "clinic"):
        rollout = completed(cast, unit)
        agreed(cast, unit)
        progress_hand_over(
            by=cast.development, unit=rollout.unit, rollout=rollout, on=TODAY, event="entered:1"
        )
    told(cast.tol, since)
    with django_assert_num_queries(1):
        assert len(told(cast.tol, since)) == 2
    assert isinstance(next(iter(news(cast.tol, since, 5))).at, datetime)
