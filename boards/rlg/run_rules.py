"""The meeting while it runs: which step comes next, and how long nobody is signed out. No ORM."""

from collections.abc import Sequence
from datetime import datetime, timedelta

# After the planned end a meeting that drags on keeps its screens so long, and no longer.
GRACE = timedelta(minutes=60)


def beside(steps: Sequence[int], here: int | None) -> tuple[int | None, int | None]:
    """The steps before and after the one under way, None at the ends; the first where none is."""
    if here not in steps:
        return None, steps[0] if steps else None
    place = steps.index(here)
    before = steps[place - 1] if place else None
    after = steps[place + 1] if place + 1 < len(steps) else None
    return before, after


def signed_in_until(started_at: datetime, minutes: int) -> datetime:
    """How long a screen of a running meeting keeps its sign-in: its planned length from when it
    really began, and an hour."""
    return started_at + timedelta(minutes=minutes) + GRACE


def seconds_between(since: datetime | None, now: datetime) -> int:
    """Whole seconds since the moment, never below 0; 0 for none."""
    return max(0, int((now - since).total_seconds())) if since else 0
