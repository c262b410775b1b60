"""Enheter: the matrix of units, grouped by area, and figures of the areas beside it."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leanplan.collation import norwegian_key
from organisation.labels import kind_words, role_words
from organisation.reach import Reach, reach_of
from organisation.roles import Role, UnitKind
from overview.columns import SOURCES
from overview.columns.column import MARKS, SELDOM, Asked, Column, Figure, Mark
from overview.filters import BY_NEXT, BY_OVERDUE, UnitFilter
from overview.periods import Period
from overview.presenters.unit_facts import AreaFacts, areas, units
from overview.presenters.unit_options import Option, options_of
from overview.presenters.unit_row import Titles, UnitRow, drawn_rows, rows_of, titles_of
from overview.scope import inner_unit_ids

# Up to so many units stand on one page; more are shown area by area.
ON_PAGE = 150


@dataclass(frozen=True)
class Head:
    """A heading over neighbouring columns: its text and how many it spans."""

    text: str
    span: int


@dataclass(frozen=True)
class Group:
    """The units of one area. note: who leads it. url: its page, "" where the reader has none."""

    name: str
    note: str
    url: str
    rows: Sequence[UnitRow]
    drawn: SafeString


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
    def sums(self) -> list[Column]:
        """The columns areas have figures of."""
        return [column for column in self.columns if column.in_sum]

    @property
    def rest(self) -> int:
        """How many units the areas below have."""
        return sum(area.units for area in self.areas)


def units_page(
    chosen: UnitFilter, *, user: Any, today: date, address: str, area_address: str
) -> UnitsPage:
    """Assemble the page: as many queries for 2 000 units as for 7.

    address, area_address: of the page of a unit and of an area, for `%`.
    """
    reach, period = reach_of(user), chosen.in_time(today)
    known = areas(period, today=today)
    total = sum(area.units for area in known.values())
    ids = None if reach.all_units else inner_unit_ids(reach)
    # Who leads an area has its own key among those in reach; one area is shown whole.
    own_areas = known.keys() if ids is None else known.keys() & ids
    by_area = (total if ids is None else len(ids)) > ON_PAGE and len(own_areas) > 1
    columns = columns_of(period)
    rows = [] if by_area and not (chosen.area or chosen.words) else found_rows(
        period, ids, columns, known, today=today, area=chosen.area if by_area else 0
    )
    left = ordered([row for row in rows if row.fits(chosen)], chosen.sort)
    groups = _groups(left, known, reach, titles_of(columns), address, area_address, today=today)
    own = {row.unit.area_id for row in rows}
    others = _others(known.values(), rows, by_area=by_area) if by_area or not chosen.narrows else []
    return UnitsPage(
        chosen, period, columns, groups,
        _area_lines(others, columns, chosen, own_areas if by_area else ()),
        shown=sum(row.unit.is_counted for row in left),
        total=total, sees_all=reach.all_units, by_area=by_area,
        is_rest=not by_area and not any(area.area_id in own for area in others),
        options=options_of(
            chosen, period,
            [area for area in sorted(known.values(), key=by_name)
             if by_area or area.area_id in own],
            today=today,
        ),
    )


def _others(
    known: Iterable[AreaFacts], rows: Iterable[UnitRow], *, by_area: bool
) -> list[AreaFacts]:
    """Areas whose figures say more than the units that stand above."""
    shown = Counter(row.unit.area_id for row in rows if row.unit.is_counted)
    return [area for area in known if by_area or shown[area.area_id] < area.units]


def columns_of(period: Period) -> list[Column]:
    """All columns of a period, from left to right."""
    columns = [column for source in SOURCES for column in source.columns(period)]
    return sorted(columns, key=lambda column: column.order)


def found_rows(
    period: Period, ids: frozenset[int] | None, columns: Sequence[Column],
    known: dict[int, AreaFacts], *, today: date, area: int = 0,
) -> list[UnitRow]:
    """The units in reach, of an area where one is given, with their cells: a query for the units,
    and one for each source. ids: None for all."""
    found = units(ids, on=period.day(today), area=area)
    asked = Asked(frozenset(unit.unit_id for unit in found), period, today)
    cells = {
        place: cell
        for source in (SOURCES if found else ())
        for place, cell in source.cells(asked).items()
    }
    managers = {area.area_id: area.leader for area in known.values()}
    return rows_of(found, columns, cells, managers)


def ordered(rows: Iterable[UnitRow], sort: str) -> list[UnitRow]:
    """By name; with most overdue first; or by what comes next. Names decide between equals."""
    found = sorted(rows, key=lambda row: (norwegian_key(row.unit.name), row.unit.unit_id))
    if sort == BY_OVERDUE:
        return sorted(found, key=lambda row: -row.late)
    if sort == BY_NEXT:
        return sorted(found, key=lambda row: row.next_on or date.max)
    return found


def _groups(
    rows: Iterable[UnitRow], known: dict[int, AreaFacts], reach: Reach, titles: Titles,
    address: str, area_address: str, *, today: date,
) -> list[Group]:
    """A group for each area by name, what stands in none of them last, then the leader groups."""
    places: dict[int, list[UnitRow]] = {}
    leaders: list[UnitRow] = []
    for row in rows:
        (leaders if row.unit.is_group else places.setdefault(row.unit.area_id, [])).append(row)

    def group(area: AreaFacts) -> Group:
        url = area_address % area.area_id if _has_page(area, reach) else ""
        here = places[area.area_id]
        return Group(
            area.name, manager_line(area), url, here,
            drawn_rows(here, titles, address, today=today),
        )

    found = [group(area) for area in sorted(known.values(), key=by_name) if area.area_id in places]
    if leaders:
        drawings = drawn_rows(leaders, titles, address, today=today)
        note = _("Should be a Lean unit, has no deadline")
        found.append(Group(_leader_groups(), note, "", leaders, drawings))
    return found


def _leader_groups() -> str:
    plural = kind_words(UnitKind.MANAGEMENT_GROUP).plural
    return plural[:1].upper() + plural[1:]


def _has_page(area: AreaFacts, reach: Reach) -> bool:
    return area.kind == UnitKind.SERVICE_AREA and reach.reads(area.area_id)


def by_name(area: AreaFacts) -> tuple[bool, str]:
    """Areas in Norwegian order; what stands in none last."""
    return area.kind != UnitKind.SERVICE_AREA, norwegian_key(area.name)


def manager_line(area: AreaFacts) -> str:
    """«Kari Nordmo, TOL»: who leads the area."""
    if area.kind != UnitKind.SERVICE_AREA:
        return _("Not in a service area") if area.units else _("Staff units, not counted")
    word = role_words(Role.SERVICE_AREA_MANAGER, area.kind).short
    return f"{area.leader}, {word}" if area.leader else _("Vacant at present")


def _area_lines(
    found: Iterable[AreaFacts], columns: Sequence[Column], chosen: UnitFilter,
    linked: Collection[int],
) -> list[AreaLine]:
    """linked: areas whose units are the reader's to see, and do not stand on the page."""
    return [
        AreaLine(
            area.name, manager_line(area),
            chosen.query(area=area.area_id, words="") if area.area_id in linked else "",
            area.units,
            [
                (column.label, area.figures.get(column.key, Figure()), column.of)
                for column in columns if column.in_sum
            ],
        )
        for area in sorted(found, key=by_name) if area.units
    ]
