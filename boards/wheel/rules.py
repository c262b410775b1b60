"""What the annual wheel means: its rings, and on which days something comes back."""

from datetime import date

from boards.wheel.choices import Recurrence, Ring
from leanplan.periods import add_months, days_apart

_DAYS = {Recurrence.WEEK: 7, Recurrence.FORTNIGHT: 14}
_MONTHS = {
    Recurrence.MONTH: 1, Recurrence.QUARTER: 3, Recurrence.HALF_YEAR: 6, Recurrence.YEAR: 12,
}
# What comes back this often is drawn as dots and written in one line of the list.
REGULAR = frozenset({Recurrence.WEEK, Recurrence.FORTNIGHT, Recurrence.MONTH})


def ring_of(kind: str) -> Ring:
    """The ring a kind stands in."""
    return Ring(kind) if kind in Ring.values else Ring.OTHER


def occurrences(
    starts_on: date, recurrence: str, *, until: date | None, first: date, last: date
) -> list[date]:
    """The days it begins on, from `first` to `last`, both with.

    What comes back by months is counted from its own first day and clamped to the month's end,
    never chained: 31 January gives 28 February and 31 March.
    """
    stop = min(last, until) if until else last
    if recurrence == Recurrence.ONCE:
        return [starts_on] if first <= starts_on <= stop else []
    if recurrence in _DAYS:
        return days_apart(starts_on, _DAYS[Recurrence(recurrence)], first=first, last=stop)
    step = _MONTHS[Recurrence(recurrence)]
    gone = (first.year - starts_on.year) * 12 + first.month - starts_on.month
    number = max(0, gone // step)
    found = []
    while (day := add_months(starts_on, number * step)) <= stop:
        if day >= first:
            found.append(day)
        number += 1
    return found


def year_span(year: int) -> tuple[date, date]:
    """First and last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def next_year(day: date) -> date:
    """The same day a year on; 29 February becomes the 28th."""
    return add_months(day, 12)
