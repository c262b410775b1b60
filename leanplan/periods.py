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


def half_year_key(day: date) -> str:
    """Key of the half-year a day lies in, such as 2026-H1."""
    return f"{day.year}-H{1 if day.month <= 6 else 2}"


def half_year_end(year: int, half: int) -> date:
    """Last day of a half-year (half is 1 or 2)."""
    return month_end(year, 6 * half)


def quarter_key(day: date) -> str:
    """Key of the quarter a day lies in, such as 2026-Q3."""
    return f"{day.year}-Q{(day.month - 1) // 3 + 1}"
