from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from demo.calendar import Calendar, at, on_workday

CALENDAR = Calendar(date(2018, 11, 13))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2018, 11, 13), date(2018, 11, 13)),
        (date(2018, 11, 17), date(2018, 11, 16)),
        (date(2018, 11, 18), date(2018, 11, 16)),
        (date(2018, 12, 26), date(2018, 12, 21)),
        (date(2018, 5, 17), date(2018, 5, 16)),
    ],
)
def test_on_workday_goes_back_to_one(day, expected):
    assert on_workday(day) == expected


def test_at_is_the_time_in_oslo():
    assert at(date(2018, 7, 2), 9, 5) == datetime.fromisoformat("2018-07-02T07:05:00+00:00")
    assert timezone.is_aware(at(date(2018, 7, 2)))


@pytest.mark.parametrize("days", [1, 2, 3, 4, 5, 42])
def test_calendar_ahead_is_a_working_day_to_come(days):
    for start in range(14):
        today = date(2018, 12, 20) + timedelta(days=start)
        day = Calendar(today).ahead(days)
        assert day > today
        assert day == on_workday(day)


def test_calendar_ago_is_a_working_day_gone():
    assert CALENDAR.ago(9) == date(2018, 11, 2)
    assert CALENDAR.ago(0) == date(2018, 11, 13)


def test_meetings_are_tuesdays_and_rest_in_the_holidays():
    assert len(CALENDAR.meetings) > 60
    assert {day.weekday() for day in CALENDAR.meetings} == {1}
    assert 7 not in {day.month for day in CALENDAR.meetings}
    assert not [day for day in CALENDAR.meetings if (day.month, day.day) in {(12, 25), (1, 1)}]


def test_meeting_before_and_ahead_lie_on_either_side():
    assert CALENDAR.meeting_before(118) <= CALENDAR.today - timedelta(days=118)
    assert CALENDAR.meeting_before(0) <= CALENDAR.today < CALENDAR.meeting_ahead(0)
    assert CALENDAR.meeting_ahead(40) >= CALENDAR.today + timedelta(days=40)
