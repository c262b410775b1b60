from datetime import date

from demo.calendar import at
from leanplan.clock import pinned
from overview.actions.visits import visit_note
from overview.models import LastVisit


def opened(user, day, hour):
    with pinned(at(day, hour)):
        visit_note(by=user)
    visit = LastVisit.objects.get(user=user)
    return visit.seen_at, visit.before_at


def test_visit_note_keeps_the_first_of_a_day_and_of_the_day_before(cast):
    first, second = at(date(2018, 11, 5), 9), at(date(2018, 11, 13), 8)
    assert opened(cast.tol, date(2018, 11, 5), 9) == (first, None)
    assert opened(cast.tol, date(2018, 11, 5), 23) == (first, None)
    assert opened(cast.tol, date(2018, 11, 13), 8) == (second, first)
    assert opened(cast.tol, date(2018, 11, 13), 12) == (second, first)


def test_visit_note_counts_days_in_oslo(cast):
    opened(cast.tol, date(2018, 11, 5), 23)
    seen, before = opened(cast.tol, date(2018, 11, 6), 0)
    assert (seen, before) == (at(date(2018, 11, 6), 0), at(date(2018, 11, 5), 23))


def test_visit_note_is_each_users_own(cast):
    opened(cast.tol, date(2018, 11, 5), 9)
    opened(cast.drel, date(2018, 11, 13), 9)
    assert LastVisit.objects.count() == 2
    assert LastVisit.objects.get(user=cast.tol).before_at is None
