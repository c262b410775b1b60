from datetime import date, timedelta

import pytest

from demo.calendar import at as moment
from overview.rules import is_past_grace, news_since, part_of, time_of_day

TODAY = date(2018, 11, 13)
NOW = moment(TODAY, 9)


@pytest.mark.parametrize(
    ("days", "part"),
    [(-400, "late"), (-1, "late"), (0, "near"), (1, "near"), (30, "near"), (31, "later")],
)
def test_part_of(days, part):
    assert part_of(TODAY + timedelta(days=days), today=TODAY, near_days=30) == part


@pytest.mark.parametrize(
    ("days_late", "grace", "shown"),
    [(-3, 7, False), (0, 0, False), (1, 0, True), (7, 7, False), (8, 7, True), (60, 90, False)],
)
def test_is_past_grace(days_late, grace, shown):
    due = TODAY - timedelta(days=days_late)
    assert is_past_grace(due, today=TODAY, grace_days=grace) is shown


@pytest.mark.parametrize(
    ("hour", "part"),
    [(0, "evening"), (3, "evening"), (4, "morning"), (10, "morning"), (11, "day"), (16, "day"),
     (17, "evening"), (23, "evening")],
)
def test_time_of_day(hour, part):
    assert time_of_day(hour) == part


def test_news_since_the_visit_before_todays():
    earlier, before = moment(date(2018, 11, 9), 8), moment(date(2018, 10, 1), 8)
    asked = {"begins": NOW, "days": 14}
    for seen, prior, seen_today, at, is_visit in (
        (None, None, False, NOW - timedelta(days=14), False),
        (earlier, before, False, earlier, True),
        (NOW, earlier, True, earlier, True),
        (NOW, None, True, NOW - timedelta(days=14), False),
    ):
        since = news_since(seen, prior, seen_today=seen_today, **asked)
        assert (since.at, since.is_visit) == (at, is_visit)
