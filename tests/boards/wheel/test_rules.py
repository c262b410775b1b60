from datetime import date

import pytest

from boards.wheel.choices import Recurrence, Ring
from boards.wheel.rules import next_year, occurrences, ring_of

JAN1, DEC31 = date(2026, 1, 1), date(2026, 12, 31)


@pytest.mark.parametrize(
    ("starts_on", "recurrence", "until", "expected"),
    [
        (date(2026, 5, 5), "once", None, ["05-05"]),
        (date(2025, 5, 5), "once", None, []),
        (date(2024, 2, 29), "year", None, ["02-28"]),
        (date(2026, 3, 1), "year", None, ["03-01"]),
        (date(2027, 3, 1), "year", None, []),
        (date(2025, 11, 30), "quarter", None, ["02-28", "05-30", "08-30", "11-30"]),
        (date(2025, 8, 31), "half_year", None, ["02-28", "08-31"]),
        (date(2026, 10, 31), "month", None, ["10-31", "11-30", "12-31"]),
        (date(2026, 10, 31), "month", date(2026, 11, 30), ["10-31", "11-30"]),
        (date(2026, 12, 1), "fortnight", None, ["12-01", "12-15", "12-29"]),
        (date(2026, 12, 1), "fortnight", date(2026, 12, 15), ["12-01", "12-15"]),
        (date(2025, 12, 30), "week", date(2026, 1, 13), ["01-06", "01-13"]),
        (date(2020, 1, 1), "year", date(2025, 12, 31), []),
    ],
)
def test_occurrences_of_a_year(starts_on, recurrence, until, expected):
    days = occurrences(starts_on, recurrence, until=until, first=JAN1, last=DEC31)
    assert [f"{day:%m-%d}" for day in days] == expected
    assert all(day.year == 2026 for day in days)


@pytest.mark.parametrize("recurrence", Recurrence.values)
def test_occurrences_year_by_year_are_those_of_all_years(recurrence):
    starts = date(2023, 8, 31)
    whole = occurrences(
        starts, recurrence, until=None, first=date(2020, 1, 1), last=date(2030, 12, 31)
    )
    parts = [
        day for year in range(2020, 2031)
        for day in occurrences(
            starts, recurrence, until=None, first=date(year, 1, 1), last=date(year, 12, 31)
        )
    ]
    assert parts == whole
    assert whole[0] == starts


def test_ring_of_an_unknown_kind_is_the_innermost():
    assert ring_of("review") == Ring.REVIEW
    assert ring_of("noe nytt") == Ring.OTHER


def test_next_year_of_a_leap_day():
    assert next_year(date(2028, 2, 29)) == date(2029, 2, 28)
