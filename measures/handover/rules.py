"""Who leaves a position when, and what is said of it. No ORM, no clock."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol, TypeVar

# A handover stays on the pages so long after the last day, and what follows with a position is
# pointed out so long after the first.
SHOWN_AFTER = timedelta(days=90)


class Period(Protocol):
    """An appointment, as far as it matters here."""

    person_id: int
    position_id: int
    starts_on: date
    ends_on: date | None


P = TypeVar("P", bound=Period)


def is_shown(period: Period, *, today: date) -> bool:
    """The appointment holds, is to come, or ended a short while ago."""
    return period.ends_on is None or period.ends_on >= today - SHOWN_AFTER


def day_after(period: Period) -> date | None:
    """The first day on which the position is another's; None where no last day is set."""
    return period.ends_on + timedelta(days=1) if period.ends_on else None


def following(period: P, others: Iterable[P]) -> tuple[list[P], P | None]:
    """(those who hold the position on the day after, the next to come where nobody does).

    others: appointments to the same position, in any order. A person who goes on under another
    appointment follows themselves.
    """
    first = day_after(period)
    if first is None:
        return [], None
    here = [
        other for other in others
        if other is not period and other.starts_on <= first
        and (other.ends_on is None or other.ends_on >= first)
    ]
    if here:
        return here, None
    later = [other for other in others if other.starts_on > first]
    return [], min(later, key=lambda other: other.starts_on, default=None)


def is_new(period: Period, *, today: date, ahead: int) -> bool:
    """The position was taken over a short while ago, or will be within so many days."""
    return (
        today - SHOWN_AFTER <= period.starts_on <= today + timedelta(days=ahead)
        and (period.ends_on is None or period.ends_on >= today)
    )
