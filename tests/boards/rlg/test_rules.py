"""The days of a rhythm, without holidays, and the order of points."""

from datetime import date

import pytest

from boards.rlg.choices import BOARD_POINTS, LAST_POINTS
from boards.rlg.rules import FIRST_OWN, meeting_days, minutes_used, order_of, without_holidays
from organisation.models import Pause

YEAR = {"first": date(2026, 1, 1), "last": date(2026, 12, 31), "until": None}


def days(starts_on, cadence, **values):
    return meeting_days(starts_on, cadence, **{**YEAR, **values})


def test_meeting_days_weekly_and_fortnightly():
    assert days(date(2026, 1, 6), "weekly", last=date(2026, 1, 31)) == [
        date(2026, 1, 6), date(2026, 1, 13), date(2026, 1, 20), date(2026, 1, 27),
    ]
    assert days(date(2025, 12, 30), "fortnightly", last=date(2026, 1, 31)) == [
        date(2026, 1, 13), date(2026, 1, 27),
    ]


def test_meeting_days_stop_at_the_last_one():
    assert days(date(2026, 1, 6), "weekly", until=date(2026, 1, 13)) == [
        date(2026, 1, 6), date(2026, 1, 13),
    ]


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        # The second Tuesday of each month.
        (date(2026, 1, 13), [date(2026, 1, 13), date(2026, 2, 10), date(2026, 3, 10)]),
        # The fifth Friday: the last one where a month has four.
        (date(2026, 1, 30), [date(2026, 1, 30), date(2026, 2, 27), date(2026, 3, 27)]),
    ],
)
def test_meeting_days_monthly_keep_weekday_and_week(first, expected):
    assert days(first, "monthly", last=date(2026, 3, 28)) == expected


def test_meeting_days_monthly_over_new_year():
    found = days(date(2025, 11, 4), "monthly", first=date(2025, 11, 1), last=date(2026, 2, 28))
    assert found == [date(2025, 11, 4), date(2025, 12, 2), date(2026, 1, 6), date(2026, 2, 3)]


def test_meeting_days_without_rhythm_is_the_first_only():
    assert days(date(2026, 5, 5), "none") == [date(2026, 5, 5)]
    assert days(date(2025, 5, 5), "none") == []


def test_without_holidays_leaves_out_holidays_and_pauses():
    pause = Pause(name="Juli", starts_on=date(2026, 7, 1), ends_on=date(2026, 7, 31), yearly=True)
    # 1 May is a holiday, July is a pause.
    assert without_holidays(
        [date(2026, 5, 1), date(2026, 5, 5), date(2026, 7, 14), date(2026, 8, 4)], [pause]
    ) == [date(2026, 5, 5), date(2026, 8, 4)]


def test_order_of_puts_own_points_before_the_wheel():
    orders = [order_of(kind) for kind in BOARD_POINTS]
    assert orders == sorted(orders)
    assert max(orders) < FIRST_OWN < order_of(LAST_POINTS[0])


@pytest.mark.parametrize(("seconds", "minutes"), [(0, 0), (10, 1), (100, 2), (540, 9)])
def test_minutes_used(seconds, minutes):
    assert minutes_used(seconds) == minutes
