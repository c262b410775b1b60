"""Enheter: the matrix of units, grouped by area, and figures of the areas beside it."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leanplan.drawn import drawn
from organisation.reach import reach_of
from overview.columns import SOURCES
from overview.columns.column import MARKS, SELDOM, Column, Figure, Mark
from overview.filters import UnitFilter
from overview.periods import Period
from overview.presenters.unit_facts import AreaFacts, Wanted, areas_and_units
from overview.presenters.unit_groups import Group, by_name, groups_of, manager_line
from overview.presenters.unit_options import Option, options_of
from overview.presenters.unit_part import Part, part_of
from overview.scope import inner_unit_ids

# Up to so many units are shown together; more are shown area by area.
TOGETHER = 150


@dataclass(frozen=True)
class Head:
    """A heading over neighbouring columns: its text and how many it spans."""

    text: str
    span: int


@dataclass(frozen=True)
class AreaLine:
    """The figures of one area, in the order of the columns that have any. url: its units."""

    name: str
    note: str
    url: str
    units: int
    figures: Sequence[tuple[str, Figure, bool]]


@dataclass(frozen=True)
class UnitsPage:
    """Everything on the page.

    shown, total: how many units are shown, and how many the municipality has. areas: the figures
    of areas whose units do not all stand above; is_rest: none of them does; by_area: the units are
    shown area by area.
    """

    chosen: UnitFilter
    period: Period
    columns: Sequence[Column]
    groups: Sequence[Group]
    areas: Sequence[AreaLine]
    shown: int
    total: int
    sees_all: bool
    by_area: bool
    is_rest: bool
    options: dict[str, list[Option]]
    part: Part

    @property
    def scope(self) -> str:
        """What the figures are of: «viser 6 av 46, dine enheter»."""
        if self.by_area and not self.groups:
            return ngettext(
                "figures of %(total)s unit, by area", "figures of %(total)s units, by area",
                self.total,
            ) % {"total": self.total}
        words = {"shown": self.shown, "total": self.total}
        if self.sees_all:
            return _("showing %(shown)s of %(total)s, all units") % words
        return _("showing %(shown)s of %(total)s, your units") % words

    @property
    def heads(self) -> list[Head]:
        """The line above the titles of the columns."""
        heads: list[Head] = []
        for column in self.columns:
            if heads and column.over and heads[-1].text == str(column.over):
                heads[-1] = Head(heads[-1].text, heads[-1].span + 1)
            else:
                heads.append(Head(str(column.over), 1))
        return heads

    @property
    def key(self) -> list[Mark]:
        """The marks that are explained: the usual ones, and others that stand on the page."""
        states = {cell.state for group in self.groups for row in group.rows for cell in row.cells}
        return [
            mark for state, mark in MARKS.items() if state not in SELDOM or state in states
        ]

    @property
    def areas_drawn(self) -> SafeString:
        """The figures of the areas, as they were drawn of the same before."""
        facts = (
            self.is_rest, tuple(column.label for column in self.sums),
            tuple((one.name, one.note, one.url, one.units, tuple(one.figures))
                  for one in self.areas),
        )
        return drawn("overview/units/_areas.html", facts, lambda: {"page": self})

    @property
    def key_drawn(self) -> SafeString:
        """What the marks mean."""
        facts = tuple(mark.css for mark in self.key)
        return drawn("overview/units/_key.html", facts, lambda: {"page": self})

    @property
    def head_drawn(self) -> SafeString:
        """The titles of the columns."""
        facts = self.period.name, tuple((one.label, one.css) for one in self.columns)
        return drawn("overview/units/_head.html", facts, lambda: {"page": self})

    def filters_drawn(self, path: str) -> SafeString:
        """The form that narrows the list. path: of the list."""
        facts = (path, self.chosen.words, tuple(
            (name, tuple((one.value, one.label, one.is_chosen) for one in options))
            for name, options in self.options.items()
        ))
        return drawn("overview/units/_filters.html", facts, lambda: {"page": self, "path": path})

    @property
    def has_filters(self) -> bool:
        """There is something to narrow."""
        return bool(self.groups) or self.chosen.narrows or self.by_area

    @property
    def sums(self) -> list[Column]:
        """The columns areas have figures of."""
        return [column for column in self.columns if column.in_sum]

    @property
    def rest(self) -> int:
        """How many units the areas below have."""
        return sum(area.units for area in self.areas)


def units_page(
    chosen: UnitFilter, *, user: Any, today: date, address: str, area_address: str,
    page: int | None = 1,
) -> UnitsPage:
    """Assemble the page: as many queries for 2 000 units as for 7.

    address, area_address: of the page of a unit and of an area, for `%`. page: which part of a
    long list, None for all of it.
    """
    reach, period = reach_of(user), chosen.in_time(today)
    ids = None if reach.all_units else inner_unit_ids(reach)
    wanted = Wanted(ids, chosen.area, None if chosen.words else TOGETHER)
    known, own = areas_and_units(period, wanted, today=today)
    total = sum(area.units for area in known.values())
    # Who leads an area has its own key among those in reach; one area is shown whole.
    own_areas = {pk for pk, area in known.items() if area.units and (ids is None or pk in ids)}
    by_area = (total if ids is None else len(ids)) > TOGETHER and len(own_areas) > 1
    if by_area:
        chosen_area = chosen.area or chosen.words
        own = [one for one in own if chosen_area and chosen.area in (0, one.area_id)]
    columns = columns_of(period)
    part = part_of(own, chosen, columns, known, period, page, today=today)
    counted = Counter(unit.area_id for unit in own if unit.is_counted)
    others = (
        [area for area in known.values() if by_area or counted[area.area_id] < area.units]
        if by_area or not chosen.narrows else []
    )
    whole = {area for area, number in counted.items() if number == known[area].units}
    offered = known.keys() if by_area else {unit.area_id for unit in own}
    return UnitsPage(
        chosen, period, columns,
        groups_of(
            part.rows, known, reach, columns, address, area_address,
            whole=whole if part.pages > 1 else (), today=today,
        ),
        _area_lines(others, columns, chosen, own_areas if by_area else ()),
        shown=part.counted, total=total, sees_all=reach.all_units, by_area=by_area,
        is_rest=not by_area and not any(counted[area.area_id] for area in others),
        options=options_of(
            chosen, period, [known[pk] for pk in known if pk in offered], today=today
        ),
        part=part,
    )


def columns_of(period: Period) -> list[Column]:
    """All columns of a period, from left to right."""
    columns = [column for source in SOURCES for column in source.columns(period)]
    return sorted(columns, key=lambda column: column.order)


def _area_lines(
    found: Iterable[AreaFacts], columns: Sequence[Column], chosen: UnitFilter,
    linked: Collection[int],
) -> list[AreaLine]:
    """linked: areas whose units are the reader's to see, and do not stand on the page."""
    titles = [(column.key, column.label, column.of) for column in columns if column.in_sum]
    return [
        AreaLine(
            area.name, manager_line(area),
            chosen.query(area=area.area_id, words="") if area.area_id in linked else "",
            area.units,
            [(label, area.figures.get(key, Figure()), of) for key, label, of in titles],
        )
        for area in sorted(found, key=by_name) if area.units
    ]
