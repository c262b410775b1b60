"""Half-years, quarters and months: keys such as 2026-H1, last days, adding months."""

import calendar
from datetime import date, timedelta


def month_end(year: int, month: int) -> date:
    """Last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """The same day so many months on, clamped to the month's end (31 Aug + 6 = 28 or 29 Feb)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), month_end(year, month + 1))


def days_apart(starts_on: date, days: int, *, first: date, last: date) -> list[date]:
    """Every so many days from a day on: those from `first` to `last`, both with."""
    skipped = max(0, -(-(first - starts_on).days // days))
    day, found = starts_on + timedelta(days=skipped * days), []
    while day <= last:
        found.append(day)
        day += timedelta(days=days)
    return found


def half_year_key(day: date) -> str:
    """Key of the half-year a day lies in, such as 2026-H1."""
    return f"{day.year}-H{1 if day.month <= 6 else 2}"


def half_year_end(year: int, half: int) -> date:
    """Last day of a half-year (half is 1 or 2)."""
    return month_end(year, 6 * half)


def quarter_key(day: date) -> str:
    """Key of the quarter a day lies in, such as 2026-Q3."""
    return f"{day.year}-Q{(day.month - 1) // 3 + 1}"


def half_year_span(key: str) -> tuple[date, date]:
    """First and last day of a half-year by its key. Errors: ValueError for no such key."""
    year, half = key.split("-H")
    number = int(half)
    if number not in (1, 2):
        raise ValueError(f"{key} is no half-year")
    return date(int(year), 6 * number - 5, 1), half_year_end(int(year), number)


def half_years(first: date, last: date) -> list[str]:
    """Keys of the half-years from that of the first day to that of the last, none left out."""
    keys, day = [], first
    while (key := half_year_key(day)) <= half_year_key(last):
        keys.append(key)
        day = half_year_span(key)[1] + timedelta(days=1)
    return keys


def span_of(day: date, kind: str) -> tuple[date, date]:
    """First and last day of the "year", "half_year" or "quarter" a day lies in."""
    months = {"year": 12, "half_year": 6, "quarter": 3}[kind]
    start = (day.month - 1) // months * months + 1
    return date(day.year, start, 1), month_end(day.year, start + months - 1)
