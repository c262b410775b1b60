"""Working days in Norway: weekends, public holidays and the pauses of the municipality."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import Protocol

from leanplan.periods import month_end

# Days after Easter Sunday: Maundy Thursday, Good Friday, Easter Sunday and Monday, Ascension Day,
# Whit Sunday and Monday. lov om helligdager og helligdagsfred § 2.
_MOVABLE = (-3, -2, 0, 1, 39, 49, 50)
# New Year's Day, 1 May, Constitution Day, Christmas Day, Boxing Day.
_FIXED = ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))
# No municipality pauses for longer than this without one day of work between.
_LONGEST = 800


class Pause(Protocol):
    """Days that reminders and planning leave out. yearly: the same days each year."""

    @property
    def starts_on(self) -> date: ...
    @property
    def ends_on(self) -> date: ...
    @property
    def yearly(self) -> bool: ...


def easter_sunday(year: int) -> date:
    """Easter Sunday of a year in the Gregorian calendar.

    The first Sunday after the full moon on or after 21 March, both as the church reckons them.
    """
    golden = year % 19
    century = year // 100
    # The moon's age on 1 January (epact), corrected for dropped leap days and the moon's drift.
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    # The two months of 29 days that the church's table has at the end.
    epact -= epact // 28 * (1 - epact // 28 * (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    days = epact - weekday
    return date(year, 3, 28) + timedelta(days=days)


@lru_cache(maxsize=64)
def public_holidays(year: int) -> frozenset[date]:
    """The public holidays of a year, those on a Sunday too."""
    easter = easter_sunday(year)
    movable = (easter + timedelta(days=days) for days in _MOVABLE)
    return frozenset((*movable, *(date(year, month, day) for month, day in _FIXED)))


def in_pause(day: date, pauses: Iterable[Pause]) -> bool:
    """True where the day lies in one of the pauses, its first and last day included."""
    return any(_holds(pause, day) for pause in pauses)


def _holds(pause: Pause, day: date) -> bool:
    if not pause.yearly:
        return pause.starts_on <= day <= pause.ends_on
    # One that goes over New Year began the year before.
    over = pause.ends_on.year - pause.starts_on.year
    return any(
        _in_year(pause.starts_on, year) <= day <= _in_year(pause.ends_on, year + over)
        for year in (day.year, day.year - over)
    )


def _in_year(day: date, year: int) -> date:
    """The same day of another year; 29 February is the last of the month."""
    return min(date(year, day.month, 1) + timedelta(days=day.day - 1), month_end(year, day.month))


def is_working_day(day: date, pauses: Iterable[Pause] = ()) -> bool:
    """True from Monday to Friday, outside public holidays and pauses."""
    return day.weekday() < 5 and day not in public_holidays(day.year) and not in_pause(day, pauses)


def next_working_day(day: date, pauses: Iterable[Pause] = ()) -> date:
    """The day itself where it is a working day, else the first one after it.

    Pauses that together leave no day at all are not heeded.
    """
    known = tuple(pauses)
    for days in range(_LONGEST):
        found = day + timedelta(days=days)
        if is_working_day(found, known):
            return found
    return next_working_day(day)
