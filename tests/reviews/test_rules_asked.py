"""When a unit is asked, and who answers for it: tables over years, no database."""

from datetime import date

import pytest

from reviews.asked import AskedUnit
from reviews.rules import covers, half_year_of, is_exempt, nearest_leader

H1, H2 = (date(2018, 1, 1), date(2018, 6, 30)), (date(2018, 7, 1), date(2018, 12, 31))
LONG_AGO = date(2010, 1, 1)


@pytest.mark.parametrize(
    ("there", "h1", "h2"),
    [
        ((LONG_AGO, None), False, False),
        ((date(2018, 1, 1), None), False, False),
        # Began within the first half-year: the second is its first.
        ((date(2018, 1, 2), None), True, False),
        ((date(2018, 6, 30), None), True, False),
        ((date(2018, 7, 1), None), True, False),
        ((date(2018, 7, 2), None), True, True),
        # Ended within one.
        ((LONG_AGO, date(2018, 6, 29)), True, True),
        ((LONG_AGO, date(2018, 6, 30)), False, True),
        ((LONG_AGO, date(2018, 12, 30)), False, True),
        ((LONG_AGO, date(2018, 12, 31)), False, False),
        ((LONG_AGO, date(2017, 12, 31)), True, True),
    ],
)
def test_is_exempt(there, h1, h2):
    assert (is_exempt(there, *H1), is_exempt(there, *H2)) == (h1, h2)


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        ([], False),
        ([(date(2018, 1, 1), None)], True),
        ([(date(2018, 1, 2), None)], False),
        ([(LONG_AGO, date(2018, 6, 30))], True),
        ([(LONG_AGO, date(2018, 6, 29))], False),
        # One stage follows another without a day between.
        ([(date(2018, 4, 1), None), (LONG_AGO, date(2018, 3, 31))], True),
        ([(LONG_AGO, date(2018, 3, 30)), (date(2018, 4, 1), None)], False),
        ([(LONG_AGO, date(2018, 3, 31)), (date(2018, 2, 1), date(2018, 5, 31))], False),
    ],
)
def test_covers(periods, expected):
    assert covers(periods, *H1) is expected


@pytest.mark.parametrize(
    ("day", "review", "expected"),
    [
        (date(2018, 6, 30), "", "2018-H1"), (date(2018, 7, 1), "", "2018-H2"),
        (date(2018, 7, 3), "2018-H1", "2018-H1"), (date(2019, 1, 4), "2018-H2", "2018-H2"),
    ],
)
def test_half_year_of(day, review, expected):
    assert half_year_of(day, review) == expected


def test_nearest_leader_goes_past_units_without_one_and_out_of_a_circle():
    assert nearest_leader(5, {5: 4, 4: 3, 3: 1}, {3: 30, 1: 10}) == 30
    assert nearest_leader(5, {5: 4, 4: 1}, {5: 50, 1: 10}) == 10
    assert nearest_leader(5, {5: 4, 4: 5}, {5: 50}) is None
    assert nearest_leader(5, {}, {1: 10}) is None


@pytest.mark.parametrize(
    ("lean", "today", "expected"),
    [
        (None, date(2018, 8, 1), True),
        ([], date(2018, 8, 1), False),
        ([(date(2018, 7, 1), None)], date(2018, 8, 1), True),
        ([(date(2018, 7, 2), None)], date(2018, 8, 1), False),
        # Paused in September: asked until then, and no longer afterwards.
        ([(LONG_AGO, date(2018, 9, 1))], date(2018, 8, 1), True),
        ([(LONG_AGO, date(2018, 9, 1))], date(2018, 9, 2), False),
        # Before the half-year has begun its first day is what counts.
        ([(LONG_AGO, None)], date(2018, 3, 1), True),
    ],
)
def test_is_asked_of_lean_units(lean, today, expected):
    unit = AskedUnit(1, (LONG_AGO, None), 10, lean)
    assert unit.is_asked("2018-H2", today=today) is expected
