"""What visits and reviews mean: pure functions, today is a parameter."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from leanplan.periods import half_year_key, half_year_span


def half_year_of(day: date, review_half_year: str = "") -> str:
    """The half-year a visit counts for: that of the review it belongs to, otherwise of its day."""
    return review_half_year or half_year_key(day)


Period = tuple[date, date | None]


def is_exempt(there: Period, first: date, last: date) -> bool:
    """A unit that began or ended within the half-year, or is not there at all, is not asked.

    there: the unit's first day, and its last one or None. first, last: of the half-year.
    """
    starts_on, ends_on = there
    return starts_on > first or (ends_on is not None and ends_on < last)


def covers(periods: Iterable[Period], first: date, until: date) -> bool:
    """The periods together hold on every day from the first to the last, both included."""
    reached = first
    for starts_on, ends_on in sorted(periods, key=lambda period: period[0]):
        if starts_on > reached:
            return False
        if ends_on is None:
            return True
        reached = max(reached, ends_on + timedelta(days=1))
        if reached > until:
            return True
    return reached > until


def nearest_leader(
    unit: int, parents: Mapping[int, int], leaders: Mapping[int, int]
) -> int | None:
    """The position that leads nearest above a unit. leaders: {unit: position}; None for none."""
    seen = {unit}
    here = parents.get(unit)
    while here is not None and here not in seen:
        if here in leaders:
            return leaders[here]
        seen.add(here)
        here = parents.get(here)
    return None


def visits_state(
    half_year: str, *, held: int, coming: date | None, exempt: bool, today: date
) -> str:
    """How a unit stands in a half-year, by its visits there.

    In: how many were held, the day of the next that is planned. Out: "held", "planned", "unwritten"
    (its day has passed and nobody has written it down), "missed" (the half-year is over), "open"
    (it can still be held), "later" (the half-year has not begun), or "exempt".
    """
    first, last = half_year_span(half_year)
    if held:
        return "held"
    if coming is not None:
        return "planned" if coming >= today else "unwritten"
    if exempt:
        return "exempt"
    if last < today:
        return "missed"
    return "open" if first <= today else "later"


def minutes_between(begun: datetime, ended: datetime, *, planned: int) -> int:
    """What a visit is proposed to have taken, to the nearest five minutes.

    Written in one go afterwards, or left lying overnight, it tells nothing: then what was planned.
    """
    minutes = round((ended - begun).total_seconds() / 300) * 5
    return minutes if 10 <= minutes <= 300 else planned
