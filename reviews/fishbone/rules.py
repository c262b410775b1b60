"""Judgements about causes, and about whether an analysis can be started or held."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

MAX_LEVEL = 5


def level_of(cause: int, parents: Mapping[int, int | None]) -> int:
    """How many whys stand above a cause: 0 on a bone. A circle counts as too many."""
    level, above = 0, parents.get(cause)
    while above is not None and level <= MAX_LEVEL:
        level, above = level + 1, parents.get(above)
    return level


def descendants(cause: int, parents: Mapping[int, int | None]) -> set[int]:
    """The whys under a cause, at any depth."""
    found: set[int] = set()
    edge = {cause}
    while edge:
        edge = {one for one, above in parents.items() if above in edge} - found - {cause}
        found |= edge
    return found


def height_of(cause: int, parents: Mapping[int, int | None]) -> int:
    """How many levels of whys stand under a cause."""
    below = descendants(cause, parents)
    own = level_of(cause, parents)
    return max((level_of(one, parents) - own for one in below), default=0)


def fits_under(
    cause: int | None, parent: int | None, parents: Mapping[int, int | None]
) -> str:
    """Whether a cause can hang under another: "" where it can, "circle" or "deep" where not.

    cause: None for a new one. parent: None for a bone.
    """
    if parent is None:
        return ""
    if cause is not None and (parent == cause or parent in descendants(cause, parents)):
        return "circle"
    height = height_of(cause, parents) if cause is not None else 0
    return "deep" if level_of(parent, parents) + 1 + height > MAX_LEVEL else ""


@dataclass(frozen=True)
class Readiness:
    """How an analysis of stakeholders stands to the start (M26). kind: "ok", "missing", "undone"
    (made, not gone through), "late". days: between it and the start, for "late" and "ok"."""

    kind: str
    days: int | None = None

    @property
    def warns(self) -> bool:
        """Something is to be said; it never stops anybody."""
        return self.kind != "ok"


def readiness(
    *, exists: bool, done_on: date | None, start: date | None, ahead: int
) -> Readiness:
    """done_on: when it was gone through before the analysis. start: the day of the analysis, None
    where no day is set. ahead: days that are in good time (14)."""
    if not exists:
        return Readiness("missing")
    if done_on is None:
        return Readiness("undone")
    if start is None:
        return Readiness("ok")
    days = (start - done_on).days
    return Readiness("late" if done_on + timedelta(days=ahead) > start else "ok", days)


def manager_there(present: Collection[int], managers: Collection[int]) -> bool:
    """A position of the area manager is among those present; true where the unit has none."""
    return not managers or not set(present).isdisjoint(managers)
