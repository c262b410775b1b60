from datetime import date

import pytest

from leanplan.periods import (
    add_months,
    days_apart,
    half_year_end,
    half_year_key,
    month_end,
    quarter_key,
)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 5, 30), 12, date(2027, 5, 30)),
    ],
)
def test_add_months_clamps_to_the_months_end(day, months, expected):
    assert add_months(day, months) == expected


@pytest.mark.parametrize(
    ("day", "half", "quarter"),
    [
        (date(2026, 1, 1), "2026-H1", "2026-Q1"),
        (date(2026, 6, 30), "2026-H1", "2026-Q2"),
        (date(2026, 7, 1), "2026-H2", "2026-Q3"),
        (date(2026, 12, 31), "2026-H2", "2026-Q4"),
    ],
)
def test_keys_of_half_year_and_quarter(day, half, quarter):
    assert half_year_key(day) == half
    assert quarter_key(day) == quarter


def test_ends():
    assert month_end(2028, 2) == date(2028, 2, 29)
    assert half_year_end(2026, 1) == date(2026, 6, 30)
    assert half_year_end(2026, 2) == date(2026, 12, 31)


@pytest.mark.parametrize(("first", "last", "days"), [
    (date(2018, 1, 1), date(2018, 1, 31), [8, 15, 22, 29]),
    (date(2018, 1, 9), date(2018, 1, 22), [15, 22]),
    (date(2018, 1, 8), date(2018, 1, 8), [8]),
    (date(2018, 1, 9), date(2018, 1, 14), []),
])
def test_days_apart_are_those_of_a_span_with_its_ends(first, last, days):
    found = days_apart(date(2018, 1, 8), 7, first=first, last=last)
    assert found == [date(2018, 1, day) for day in days]
