from datetime import timedelta

import pytest

from reviews.actions.visits import visit_announce, visit_cancel, visit_postpone
from reviews.visit_sources import visits_timed, visits_unwritten
from tests.reviews.visits import held, planned
from tests.world import TODAY

LATER = TODAY + timedelta(days=7)
pytestmark = pytest.mark.django_db


def timed(user):
    return list(visits_timed(user.person.pk, TODAY - timedelta(days=30), LATER))


def test_visits_timed_are_the_visitors_and_the_hosts_once_announced(cast):
    visit = planned(cast, day=LATER, place="Kjelleren")
    assert timed(cast.drel) == []
    visit_announce(by=cast.tol, visit=visit, version=visit.version)
    (mine,), (theirs,) = timed(cast.tol), timed(cast.drel)
    assert mine.key == theirs.key == f"visit:{visit.pk}"
    assert (theirs.place, theirs.action, theirs.cancelled) == ("Kjelleren", "", False)
    assert (mine.ends - mine.starts).total_seconds() == 3600
    for part in ("other_tol", "other_drel", "second_drel", "coach", "employee"):
        assert timed(cast[part]) == []


def test_visits_timed_follow_a_move_and_a_cancellation(cast):
    visit = planned(cast)
    visit_announce(by=cast.tol, visit=visit, version=visit.version)
    first = timed(cast.drel)[0]
    visit_postpone(by=cast.tol, visit=visit, version=visit.version, day=LATER, starts_at=None,
                   reason="Sykdom")
    moved = timed(cast.drel)[0]
    assert moved.sequence > first.sequence
    assert moved.starts.date() == LATER
    visit_cancel(by=cast.tol, visit=visit, version=visit.version, reason="Flytting")
    gone = timed(cast.drel)[0]
    assert gone.cancelled
    assert gone.sequence > moved.sequence


def test_visits_timed_begin_on_the_day_for_the_visitor_only(cast):
    visit = planned(cast)
    visit_announce(by=cast.tol, visit=visit, version=visit.version)
    assert timed(cast.tol)[0].url == f"/gemba/besok/{visit.pk}/notat/"
    assert str(timed(cast.tol)[0].action)
    assert timed(cast.drel)[0].url == visit.get_absolute_url()


def test_visits_unwritten_are_those_whose_day_has_passed(cast):
    late = planned(cast, day=TODAY - timedelta(days=2))
    planned(cast)
    held(cast, day=TODAY - timedelta(days=9))
    found = list(visits_unwritten({cast.positions.tol.pk}, TODAY))
    assert [(item.key, item.due) for item in found] == [(f"visit:{late.pk}", late.day)]
    assert list(visits_unwritten({cast.positions.other_tol.pk}, TODAY)) == []
