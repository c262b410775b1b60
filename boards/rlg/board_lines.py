"""What the board of a leader group says, as data: stored as it was, read back with these classes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, TypeVar

from reviews.presenters.lights import LIGHTS, Shown

# So many areas stand in one column.
FEW = 6


def day_of(text: str) -> date | None:
    """A stored day; None for none."""
    return date.fromisoformat(text) if text else None


T = TypeVar("T")


def made(kind: type[T], data: Mapping[str, Any], **parts: Any) -> T:
    """A stored thing again. What an older form has besides is left out, and what it lacks keeps
    its default, so that old minutes are read as long as there are any."""
    known = {one.name for one in fields(kind)}  # type: ignore[arg-type]
    return kind(**{name: value for name, value in {**data, **parts}.items() if name in known})


@dataclass(frozen=True)
class Who:
    """A position, and who holds it today."""

    name: str
    under: str = ""


@dataclass(frozen=True)
class RowLine:
    """A row of the plan: how it stands as people judged it, and what is computed beside."""

    row_id: int
    number: int
    title: str
    total: int
    done: int
    in_progress: int
    unassigned: int
    overdue: int
    light: str = ""
    word: str = ""
    note: str = ""
    trend: str = ""
    before: str = ""
    set_on: str = ""

    @property
    def shape(self) -> Shown | None:
        """How its light is drawn; None where nobody has judged it."""
        if self.light and self.light not in LIGHTS:
            return Shown(self.light, self.word, "st-missing", "warning")
        return LIGHTS.get(self.light)

    @property
    def set_day(self) -> date | None:
        """When it was judged."""
        return day_of(self.set_on)


@dataclass(frozen=True)
class MeasureLine:
    """A measure that the meeting must look at. days: over the deadline, 0 for none."""

    measure_id: int
    code: str
    text: str
    who: Who
    due: str = ""
    days: int = 0

    @property
    def due_on(self) -> date | None:
        """Its deadline."""
        return day_of(self.due)


@dataclass(frozen=True)
class AreaLine:
    """What stands open in the units of one area, as counts."""

    name: str
    follow_ups: int
    late_follow_ups: int
    late_duties: int
    is_sum: bool = False


@dataclass(frozen=True)
class ChangeLine:
    """Something that has changed. kind: for its picture."""

    kind: str
    text: str


@dataclass(frozen=True)
class DecisionLine:
    """An open decision of an earlier meeting."""

    decision_id: int
    text: str
    who: Who
    due: str
    days: int
    met_on: str

    @property
    def due_on(self) -> date | None:
        """Its day."""
        return day_of(self.due)

    @property
    def made_on(self) -> date | None:
        """The day of the meeting."""
        return day_of(self.met_on)


@dataclass(frozen=True)
class WheelLine:
    """Something of the annual wheel. day: of the month, "" where it lasts."""

    day: str
    text: str
    ring: str
    is_done: bool = False


@dataclass(frozen=True)
class MonthLines:
    """A month of the annual wheel. more: how many more there are."""

    title: str
    is_now: bool
    lines: list[WheelLine]
    more: int = 0


@dataclass(frozen=True)
class BoardShown:
    """All that the board says on the day. since: the day of the meeting before, "" for none."""

    on: str
    purpose: str
    plan: str
    plan_id: int
    total: int
    done: int
    in_progress: int
    since: str
    rows: list[RowLine] = field(default_factory=list)
    overdue: list[MeasureLine] = field(default_factory=list)
    unassigned: list[MeasureLine] = field(default_factory=list)
    areas: list[AreaLine] = field(default_factory=list)
    changes: list[ChangeLine] = field(default_factory=list)
    decisions: list[DecisionLine] = field(default_factory=list)
    months: list[MonthLines] = field(default_factory=list)

    @property
    def day(self) -> date | None:
        """The day it was shown on."""
        return day_of(self.on)

    @property
    def halves(self) -> list[list[AreaLine]]:
        """The counts by area as they stand beside each other; few stand in one."""
        if len(self.areas) <= FEW:
            return [self.areas] if self.areas else []
        half = (len(self.areas) + 1) // 2
        return [self.areas[:half], self.areas[half:]]

    @property
    def since_day(self) -> date | None:
        """The day of the meeting before."""
        return day_of(self.since)
