"""The parts of a unit's page that are drawn of facts alone: its way, what comes, the half-years and
the visits beside. Each as it was drawn of the same facts before (leanplan/drawn.py)."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.safestring import SafeString

from leanplan.drawn import drawn
from overview.columns.column import MARKS, Cell, Mark
from overview.presenters.unit_coming import Coming, coming_of, halves_of
from overview.presenters.unit_events import REVIEW, VISIT, Duty, Event
from overview.presenters.unit_measures import done_steps
from overview.presenters.unit_people import People, below_shown
from overview.presenters.unit_row import lean_word
from overview.presenters.unit_story import Line, Step, line_of, steps_of
from reviews.words import half_year_text

# So many steps and visits stand open; the rest is folded.
LATEST, VISITS = 10, 8


@dataclass(frozen=True)
class HalfShown:
    """A half-year beside the page: in words, its cell, and how that is drawn."""

    name: str
    cell: Cell
    mark: Mark
    day: str


@dataclass(frozen=True)
class VisitShown:
    """A visit that was held."""

    day: date
    half_year: str
    theme: str
    url: str


@dataclass(frozen=True)
class UnitParts:
    """What is known of a unit, as plain facts, and what is drawn of it.

    on: the day whose organisation is shown. measures: rows of its measures. inside: the reader sees
    what leaders agree in the unit; an employee reads people, days, and the measures.
    """

    ends_on: date | None
    people: People
    events: tuple[Event, ...]
    duties: tuple[Duty, ...]
    measures: tuple[tuple[Any, ...], ...]
    today: date
    on: date
    inside: bool

    @cached_property
    def _happened(self) -> Hashable:
        return (
            self.people.held, self.people.stages, self.events, self.on, self.inside
        )

    @property
    def story(self) -> SafeString:
        """The way here: the months, and what has happened, the newest first."""
        return drawn(
            "overview/unit/_story.html", (self._happened, self.measures), lambda: {"page": self}
        )

    @property
    def coming(self) -> SafeString:
        """What comes; "" where nothing does."""
        facts = (self._happened, self.duties, self.ends_on)
        return drawn("overview/unit/_coming.html", facts, lambda: {"coming": self._coming()})

    @property
    def aside(self) -> SafeString:
        """The half-years of this year, the visits that were held, the departments."""
        facts = (self._happened, self.duties, self.people.below)
        return drawn("overview/unit/_aside.html", facts, lambda: {"page": self})

    def _coming(self) -> list[Coming]:
        return coming_of(
            self.ends_on, self.people, self.events, self.duties, today=self.today,
            inside=self.inside,
        )

    @property
    def lean(self) -> str:
        """Where the unit stands with Lean, in words."""
        stage = self.people.lean(self.on)
        return lean_word(stage.status if stage else "")

    @property
    def lean_since(self) -> date | None:
        """Since when."""
        stage = self.people.lean(self.on)
        return stage.starts_on if stage else None

    @cached_property
    def line(self) -> Line:
        """The drawing of the months around today."""
        return line_of(self.people, self.events, today=self.today)

    @cached_property
    def steps(self) -> list[Step]:
        """What has happened, the newest first."""
        return steps_of(
            self.people, self.events, done_steps(self.measures), today=self.today,
            inside=self.inside,
        )

    @property
    def latest(self) -> list[Step]:
        """The newest steps, newest first."""
        return self.steps[:LATEST]

    @property
    def earlier(self) -> list[Step]:
        """The steps before those."""
        return self.steps[LATEST:]

    @property
    def below(self) -> list[tuple[str, str]]:
        """(department, who leads it)."""
        return below_shown(self.people)

    @property
    def halves(self) -> list[tuple[str, Sequence[HalfShown]]]:
        """This year's half-years of visits and of reviews."""
        return [
            (what, [
                HalfShown(name, cell, MARKS[cell.state], cell.day(self.today))
                for name, cell in halves_of(
                    what, self.events, self.duties, today=self.today, inside=self.inside
                )
            ])
            for what in (VISIT, REVIEW)
        ]

    @property
    def visits(self) -> list[VisitShown]:
        """The visits that were held, the newest first."""
        held = [one for one in reversed(self.events) if one.what == VISIT and one.has_been]
        return [
            VisitShown(one.day, half_year_text(one.key), one.text if self.inside else "",
                       one.url if self.inside else "")
            for one in held[:VISITS] if one.day is not None
        ]
