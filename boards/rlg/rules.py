"""What the meetings of a leader group mean: their days, the order of points, what goes on."""

from collections.abc import Iterable
from datetime import date, timedelta

from boards.choices import Cadence
from boards.rlg.choices import BOARD_POINTS, LAST_POINTS, PointKind
from leanplan.periods import days_apart, month_end
from leanplan.working_days import Pause, is_working_day

_DAYS = {Cadence.WEEKLY: 7, Cadence.FORTNIGHTLY: 14}
# Own points stand after those of the board and before the annual wheel.
FIRST_OWN, WHEEL_ORDER = 100, 100_000
# How long the points of the board take, where nobody says otherwise.
BOARD_MINUTES = {
    PointKind.STATUS: 6, PointKind.OVERDUE: 8, PointKind.UNITS: 4, PointKind.CHANGES: 3,
    PointKind.DECISIONS: 4, PointKind.WHEEL: 3,
}


def order_of(kind: str) -> int:
    """Where a point of the board stands."""
    if kind in LAST_POINTS:
        return WHEEL_ORDER
    return 10 * (BOARD_POINTS.index(PointKind(kind)) + 1)


def meeting_days(
    starts_on: date, cadence: str, *, until: date | None, first: date, last: date
) -> list[date]:
    """The days the rhythm gives, from `first` to `last`, both with.

    Every month: the same weekday in the same week of the month as the first meeting; its last one
    where the first is in a fifth week. No fixed rhythm gives the first meeting only.
    """
    stop = min(last, until) if until else last
    if cadence == Cadence.NONE:
        return [starts_on] if first <= starts_on <= stop else []
    if cadence in _DAYS:
        return days_apart(starts_on, _DAYS[Cadence(cadence)], first=first, last=stop)
    return [day for day in _monthly(starts_on, stop) if day >= first]


def _monthly(starts_on: date, stop: date) -> Iterable[date]:
    week, year, month = (starts_on.day - 1) // 7, starts_on.year, starts_on.month
    while date(year, month, 1) <= stop:
        day = date(year, month, 1)
        day += timedelta(days=(starts_on.weekday() - day.weekday()) % 7 + 7 * week)
        if day > month_end(year, month):
            day -= timedelta(days=7)
        if starts_on <= day <= stop:
            yield day
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def without_holidays(days: Iterable[date], pauses: Iterable[Pause]) -> list[date]:
    """Those on which people are at work: no public holiday, no pause of the municipality."""
    known = tuple(pauses)
    return [day for day in days if is_working_day(day, known)]


def minutes_used(seconds: int) -> int:
    """Whole minutes of the time used, at least one where anything was."""
    return max(1, round(seconds / 60)) if seconds else 0
