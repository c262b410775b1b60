"""What apps above fill: where analyses are made and read, and what shows that a unit moves."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from leaders.rollout_models import Rollout
from leanplan.slots import Slot, Text
from leanplan.together import together


@dataclass(frozen=True)
class AnalysisLink:
    """Where an analysis under way is read, or where one is made (is_new)."""

    url: str
    is_new: bool = False


@dataclass(frozen=True)
class AnalysisDoor:
    """Where the six-month analysis is made and read.

    link: the one under way, or where it is made, given the rollout and the user; None for neither.
    event_url: the page of what handed over, given its key ("analysis:12"); "" for one it does not
    know.
    """

    key: str
    link: Callable[[Rollout, Any], AnalysisLink | None]
    event_url: Callable[[str], str]


@dataclass(frozen=True)
class Sign:
    """Something that shows that a unit moves: the day, and what, in a few words."""

    on: date
    text: str


@dataclass(frozen=True)
class ProgressSource:
    """Where signs of progress come from. last: the newest of each unit, on or before the day."""

    key: str
    label: Text
    last: Callable[[Collection[int], date], Mapping[int, Sign]]


@dataclass(frozen=True)
class NewsPart:
    """One sort of news of units on their way, asked together with the others.

    note: what happened, in a few words. route: the page it leads to. rows: what others than the
    user did since the moment in the units (every: in all), at most so many (number): the key for
    the page, the unit's name and short name, and when. order: the lowest is said first where a unit
    has several on one day.
    """

    key: str
    note: Text
    route: str
    rows: Callable[..., Sequence[tuple[Any, ...]]]
    order: int


analysis_doors: Slot[AnalysisDoor] = Slot()
news_parts: Slot[NewsPart] = Slot()
progress_sources: Slot[ProgressSource] = Slot()


def analysis_link(rollout: Rollout, user: Any) -> AnalysisLink | None:
    """The analysis under way after a rollout, where the user reads it, or where the user makes one;
    None where there is nothing to open or make, as once the area manager has taken over."""
    if rollout.handover:
        return None
    return next((link for door in analysis_doors if (link := door.link(rollout, user))), None)


def event_url(event: str) -> str:
    """The page of the analysis that handed over; "" where no app knows it."""
    return next((url for door in analysis_doors if (url := door.event_url(event))), "")


def last_signs(unit_ids: Collection[int], *, today: date) -> dict[int, Sign]:
    """{unit: its newest sign of progress of all sources}; one query, where the sources ask by
    questions (leanplan/questions.py)."""
    newest: dict[int, Sign] = {}
    if not unit_ids:
        return newest
    found = together(*(partial(source.last, unit_ids, today) for source in progress_sources))
    for of_source in found:
        for unit, sign in of_source.items():
            if unit not in newest or newest[unit].on < sign.on:
                newest[unit] = sign
    return newest
