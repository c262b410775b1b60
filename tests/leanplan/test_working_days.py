from datetime import date
from types import SimpleNamespace

import pytest

from leanplan.working_days import (
    easter_sunday,
    in_pause,
    is_working_day,
    next_working_day,
    public_holidays,
)

# As printed in almanacs.
EASTER = {
    2018: (4, 1), 2019: (4, 21), 2020: (4, 12), 2021: (4, 4), 2022: (4, 17), 2023: (4, 9),
    2024: (3, 31), 2025: (4, 20), 2026: (4, 5), 2027: (3, 28), 2028: (4, 16), 2029: (4, 1),
    2030: (4, 21), 2031: (4, 13), 2032: (3, 28), 2033: (4, 17), 2034: (4, 9), 2035: (3, 25),
    # The two years in a century that the church's table treats by itself.
    1954: (4, 18), 1981: (4, 19),
}


def pause(first, last, *, yearly=False):
    return SimpleNamespace(starts_on=first, ends_on=last, yearly=yearly)


JULY = pause(date(2018, 7, 1), date(2018, 7, 31), yearly=True)
CHRISTMAS = pause(date(2018, 12, 23), date(2019, 1, 2), yearly=True)


@pytest.mark.parametrize(("year", "month_and_day"), EASTER.items())
def test_easter_sunday(year, month_and_day):
    assert easter_sunday(year) == date(year, *month_and_day)


def test_public_holidays_of_a_year():
    assert sorted(public_holidays(2018)) == [
        date(2018, 1, 1), date(2018, 3, 29), date(2018, 3, 30), date(2018, 4, 1),
        date(2018, 4, 2), date(2018, 5, 1), date(2018, 5, 10), date(2018, 5, 17),
        date(2018, 5, 20), date(2018, 5, 21), date(2018, 12, 25), date(2018, 12, 26),
    ]


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2018, 11, 16), True),  # Friday
        (date(2018, 11, 17), False),  # Saturday
        (date(2018, 11, 18), False),  # Sunday
        (date(2018, 3, 29), False),  # Maundy Thursday
        (date(2018, 5, 17), False),
        (date(2018, 12, 24), True),  # Christmas Eve is no public holiday
        (date(2018, 7, 2), False),
        (date(2031, 7, 31), False),  # each year
        (date(2031, 8, 1), True),
    ],
)
def test_is_working_day(day, works):
    assert is_working_day(day, [JULY]) is works


@pytest.mark.parametrize(
    ("day", "within"),
    [
        (date(2018, 12, 22), False),
        (date(2018, 12, 23), True),
        (date(2021, 12, 31), True),
        (date(2021, 1, 2), True),
        (date(2021, 1, 3), False),
    ],
)
def test_in_pause_over_new_year(day, within):
    assert in_pause(day, [CHRISTMAS]) is within


def test_in_pause_of_one_year_only():
    autumn = pause(date(2018, 10, 1), date(2018, 10, 5))
    assert in_pause(date(2018, 10, 5), [autumn])
    assert not in_pause(date(2019, 10, 5), [autumn])


def test_in_pause_from_a_leap_day():
    leap = pause(date(2020, 2, 29), date(2020, 3, 2), yearly=True)
    assert in_pause(date(2021, 2, 28), [leap])
    assert not in_pause(date(2021, 2, 27), [leap])


@pytest.mark.parametrize(
    ("day", "following"),
    [
        (date(2018, 11, 16), date(2018, 11, 16)),
        (date(2018, 11, 17), date(2018, 11, 19)),
        (date(2018, 3, 29), date(2018, 4, 3)),
        (date(2018, 6, 30), date(2018, 8, 1)),
    ],
)
def test_next_working_day(day, following):
    assert next_working_day(day, iter([JULY])) == following


def test_next_working_day_where_pauses_leave_none():
    whole = pause(date(2018, 1, 1), date(2018, 12, 31), yearly=True)
    assert next_working_day(date(2018, 11, 17), [whole]) == date(2018, 11, 19)
