"""Gemba in a year: units × half-years, and who has come how far."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Value
from django.db.models.functions import Coalesce, NullIf
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from leanplan.collation import norwegian_key
from leanplan.dates import short_date
from leanplan.periods import half_year_key, half_year_span
from leanplan.together import together
from measures.presenters.measure import address_of
from organisation.holders import holders_of
from organisation.models import OrgUnit, Position
from organisation.reach import reach_of
from organisation.roles import Role, UnitKind
from organisation.tree import parents_on
from organisation.unit_page import unit_url
from reviews.places import led_units_of_own, units_led_above
from reviews.presenters.visit_units import (
    Seen,
    Visited,
    by_unit,
    exempt_of,
    units_read,
    visited_below,
    visits_of,
)
from reviews.rules import visits_state
from reviews.words import half_year_text

# css, icon, word of each state of a cell.
_CELLS: dict[str, tuple[str, str, Any]] = {
    "held": ("is-done", "CheckmarkCircleFill", gettext_lazy("Held")),
    "planned": ("is-plan", "Calendar", gettext_lazy("Planned")),
    "unwritten": ("is-late", "ExclamationmarkTriangleFill", gettext_lazy("Not written down")),
    "missed": ("is-late", "ExclamationmarkTriangleFill", gettext_lazy("Not held")),
    "open": ("is-miss", "st-missing", gettext_lazy("Not planned")),
    "later": ("is-na", "MinusCircle", gettext_lazy("Not begun")),
    "exempt": ("is-na", "MinusCircle", gettext_lazy("Exempt")),
}
YEARS_BACK = 6
# So many units on a page.
ON_PAGE = 100


@dataclass(frozen=True)
class Cell:
    """A unit in a half-year. url: the visit that counts. more: how many others there are."""

    state: str
    css: str
    icon: str
    word: str
    label: str
    day: str = ""
    url: str = ""
    plan_url: str = ""
    more: int = 0
    on: date | None = None


@dataclass(frozen=True)
class UnitRow:
    """One unit. done: in how many half-years it was visited, of those in which it should be."""

    pk: int
    name: str
    leader: str
    cells: tuple[Cell, ...]
    done: int
    owed: int
    url: str = ""

    @property
    def count(self) -> str:
        """"1 of 2", for the year."""
        return _("%(done)s of %(total)s") % {"done": self.done, "total": self.owed}


@dataclass(frozen=True)
class Area:
    """The units of a service area, in the order of the alphabet."""

    name: str
    rows: list[UnitRow]


@dataclass(frozen=True)
class VisitsPage:
    """A year of visits. scope: what is shown of the whole. done, owed: up to now, in half-years of
    all units, on however many pages."""

    year: int
    halves: tuple[str, ...]
    areas: list[Area]
    scope: str
    done: int
    owed: int
    years: list[int]
    may_plan: bool
    page: int = 1
    pages: int = 1


def visits_page(user: Any, *, year: int, today: date, page: int | None = 1) -> VisitsPage:
    """The visits of a year to the units the user reads; as many queries for two as for 200.

    page: which part of a long list, None for all of it.
    """
    halves = _halves(year)
    mine, total = units_read(user, year)
    first, last = half_year_span(halves[0])[0], half_year_span(halves[1])[1]
    visits = by_unit(
        visits_of([unit.pk for unit in mine], halves, first, last) if mine else [], halves
    )
    parents = parents_on(today)
    may, exempt = units_led_above(user, parents), exempt_of([unit.pk for unit in mine], today)
    begun = [
        state for unit in mine for half in halves
        if (state := _stands(half, visits.get((unit.pk, half), ()), today,
                             exempt=exempt(unit, half))[0]) not in ("later", "exempt")
    ]
    placed = _placed(mine, parents)
    pages = 1 if page is None else max(1, -(-len(placed) // ON_PAGE))
    at = min(max(page or 1, 1), pages)
    here = placed if page is None else placed[(at - 1) * ON_PAGE : at * ON_PAGE]
    leaders = _leaders([unit for _area, unit in here], today)
    areas: dict[str, list[UnitRow]] = {}
    for area, unit in here:
        areas.setdefault(area, []).append(_row(unit, [
            _cell(unit, half, visits.get((unit.pk, half), ()), today, may_plan=unit.pk in may,
                  exempt=exempt(unit, half))
            for half in halves
        ], leaders.get(unit.pk, ""), unit_url(unit.pk, user=user)))
    return VisitsPage(
        year=year, halves=halves, areas=[Area(name, rows) for name, rows in areas.items()],
        scope=_scope(len(mine), total), done=begun.count("held"), owed=len(begun),
        years=list(range(today.year + 1, today.year - YEARS_BACK, -1)), may_plan=bool(may),
        page=at, pages=pages,
    )


def _placed(
    units: Iterable[Visited], parents: dict[int, int]
) -> list[tuple[str, Visited]]:
    """(area, unit) by both names; one query."""
    names = dict(
        OrgUnit.objects.filter(kind=UnitKind.SERVICE_AREA).values_list(
            "pk", Coalesce(NullIf("short_name", Value("")), "name")
        )
    )
    found = [(_area_of(unit.pk, names, parents), unit) for unit in units]
    return sorted(found, key=lambda pair: (norwegian_key(pair[0]), norwegian_key(pair[1].short)))


@dataclass(frozen=True)
class HalfRow:
    """A unit in the half-year under way."""

    name: str
    cell: Cell


@dataclass(frozen=True)
class HalfYearVisits:
    """The units one visits oneself and that are not exempt, with their visits of the half-year."""

    units: list[Visited]
    visits: dict[tuple[int, str], list[Seen]]
    half: str

    @property
    def done(self) -> int:
        """How many units have been visited."""
        return sum(
            any(visit.has_been for visit in self.visits.get((unit.pk, self.half), ()))
            for unit in self.units
        )

    def rows(self, *, today: date) -> list[HalfRow]:
        """How each of them stands."""
        return [
            HalfRow(
                unit.short, _cell(
                    unit, self.half, self.visits.get((unit.pk, self.half), ()), today,
                    may_plan=True, exempt=False,
                )
            )
            for unit in self.units
        ]


def half_year_visits(user: Any, *, today: date) -> HalfYearVisits:
    """What stands of visits in this half-year in the units one visits oneself; one query, none
    for who visits nobody."""
    led, half = reach_of(user).led_unit_ids - led_units_of_own(user), half_year_key(today)
    if not led or Role.CHIEF_EXECUTIVE in reach_of(user).roles:
        return HalfYearVisits([], {}, half)
    below, found, exempt = together(
        lambda: visited_below(led, today),
        lambda: visits_of(led, [half], *half_year_span(half)),
        lambda: exempt_of(led, today),
    )
    units, visits = [Visited(*row) for row in below], by_unit(found, [half])
    counted = [
        unit for unit in units
        if (unit.pk, half) in visits or not exempt(unit, half)
    ]
    return HalfYearVisits(counted, visits, half)


def _halves(year: int) -> tuple[str, str]:
    return f"{year}-H1", f"{year}-H2"


def _scope(shown: int, total: int) -> str:
    if shown == total:
        return _("All %(total)s units") % {"total": total}
    return _("Shows %(shown)s of %(total)s, your units") % {"shown": shown, "total": total}


def _leaders(units: list[Visited], today: date) -> dict[int, str]:
    positions = Position.objects.filter(
        unit__in=[unit.pk for unit in units], role=Role.UNIT_MANAGER, each=False
    ).values_list("pk", "unit_id")
    unit_of = dict(positions)
    holders = holders_of(unit_of, on=today)
    return {unit_of[pk]: held[0].name for pk, held in holders.items()}


def _row(unit: Visited, cells: list[Cell], leader: str, url: str) -> UnitRow:
    owed = sum(cell.state != "exempt" for cell in cells)
    done = sum(cell.state == "held" for cell in cells)
    return UnitRow(unit.pk, unit.short, leader, tuple(cells), done, owed, url)


def _stands(
    half: str, visits: Iterable[Seen], today: date, *, exempt: bool
) -> tuple[str, Seen | None]:
    """(how a unit stands in a half-year, the visit that says so)."""
    held = sorted((v for v in visits if v.has_been), key=lambda v: (v.day, v.pk))
    coming = sorted((v for v in visits if v.is_coming), key=lambda v: (v.day, v.pk))
    state = visits_state(
        half, held=len(held), coming=coming[0].day if coming else None, exempt=exempt, today=today,
    )
    return state, next(iter(held or coming), None)


def _cell(
    unit: Visited, half: str, visits: Sequence[Seen], today: date, *, may_plan: bool, exempt: bool,
) -> Cell:
    state, shown = _stands(half, visits, today, exempt=exempt)
    css, icon, word = _CELLS[state]
    plan_url = ""
    if may_plan and shown is None and state in ("open", "later", "missed"):
        plan_url = f"{reverse('reviews:visit_plan')}?enhet={unit.pk}"
    return Cell(
        state, css, icon, str(word), half_year_text(half),
        short_date(shown.day) if shown else "",
        address_of("reviews:visit_detail") % shown.pk if shown else "",
        plan_url, max(len(visits) - 1, 0), shown.day if shown else None,
    )


def _area_of(unit: int, names: Mapping[int, str], parents: dict[int, int]) -> str:
    here, seen = unit, set()
    while here not in names and here in parents and here not in seen:
        seen.add(here)
        here = parents[here]
    return names.get(here, pgettext("area of a unit", "Others"))
