"""What a day means on My page: late, near, later; today's greeting; news since when."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

LATE, NEAR, LATER = "late", "near", "later"


def part_of(due: date, *, today: date, near_days: int) -> str:
    """Which part of the list a day stands in; today is near, and so is the last of the days."""
    if due < today:
        return LATE
    return NEAR if (due - today).days <= near_days else LATER


def is_past_grace(due: date, *, today: date, grace_days: int) -> bool:
    """Late by more than the days a leader is left alone with it."""
    return (today - due).days > grace_days


def time_of_day(hour: int) -> str:
    """"morning" from 4, "day" from 11, "evening" from 17."""
    if 4 <= hour < 11:
        return "morning"
    return "day" if 11 <= hour < 17 else "evening"


@dataclass(frozen=True)
class Since:
    """From when news are told. is_visit: the person's visit before; else only some days back."""

    at: datetime
    is_visit: bool


def news_since(
    seen_at: datetime | None, before_at: datetime | None, *, seen_today: bool, begins: datetime,
    days: int,
) -> Since:
    """The visit before today's; `days` back for somebody who has none.

    In: the first opening on the newest day and on the day of the visit before, and whether that
    newest day is today; when today begins.
    """
    visit = before_at if seen_today else seen_at
    return Since(visit, True) if visit else Since(begins - timedelta(days=days), False)
