"""Gemba in a year: units × half-years, and who has come how far."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from leanplan.collation import norwegian_key
from leanplan.dates import short_date
from leanplan.periods import half_year_key, half_year_span
from leanplan.questions import question
from leanplan.together import together
from measures.presenters.measure import address_of
from organisation.holders import holders_of
from organisation.models import OrgUnit, Position
from organisation.municipality_settings import text
from organisation.reach import reach_of
from organisation.roles import Role, UnitKind
from organisation.tree import parents_on
from reviews.asked import ASKED_KINDS, SCOPE, AskedUnit, lean_periods
from reviews.models import GembaVisit
from reviews.places import led_units_of_own, units_led_above
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
    every = _units(year)
    mine = _own(user, every)
    visits = _by_unit(GembaVisit.objects.visible_to(user).standing().filter(
        unit__in=[unit.pk for unit in mine]
    ).select_related("review"), year)
    leaders, parents = _leaders(mine, today), parents_on(today)
    may, exempt = units_led_above(user, parents), _exempt([unit.pk for unit in mine], today)
    rows = [
        _row(unit, [
            _cell(
                unit, half, [v for v in visits.get(unit.pk, []) if v.half_year == half], today,
                may_plan=unit.pk in may, exempt=exempt(unit, half),
            )
            for half in _halves(year)
        ], leaders.get(unit.pk, ""))
        for unit in mine
    ]
    areas = _areas(rows, mine, parents)
    at, pages = 1, 1
    if page is not None:
        pages = max(1, -(-len(rows) // ON_PAGE))
        at = min(max(page, 1), pages)
        areas = _part(areas, (at - 1) * ON_PAGE, at * ON_PAGE)
    begun = [cell for row in rows for cell in row.cells if cell.state not in ("later", "exempt")]
    return VisitsPage(
        year=year, halves=_halves(year), areas=areas, done=sum(
            cell.state == "held" for cell in begun
        ), owed=len(begun), scope=_scope(len(mine), len(every)), may_plan=bool(may),
        years=list(range(today.year + 1, today.year - YEARS_BACK, -1)), page=at, pages=pages,
    )


def _part(areas: Iterable[Area], first: int, last: int) -> list[Area]:
    """The areas with those of their rows that stand on the page."""
    found, before = [], 0
    for area in areas:
        rows = area.rows[max(first - before, 0) : max(last - before, 0)]
        before += len(area.rows)
        if rows:
            found.append(Area(area.name, rows))
    return found


@dataclass(frozen=True)
class HalfRow:
    """A unit in the half-year under way."""

    name: str
    cell: Cell


class Visited(NamedTuple):
    """A unit that is visited, as far as its half-year needs it; names as OrgUnit has them."""

    pk: int
    name: str
    short_name: str
    starts_on: date
    ends_on: date | None

    @property
    def short(self) -> str:
        """Its name in daily work."""
        return self.short_name or self.name


@dataclass(frozen=True)
class HalfYearVisits:
    """The units one visits oneself and that are not exempt, with their visits of the half-year."""

    units: list[Visited]
    visits: dict[int, list[GembaVisit]]
    half: str

    @property
    def done(self) -> int:
        """How many units have been visited."""
        return sum(
            any(visit.has_been for visit in self.visits.get(unit.pk, ())) for unit in self.units
        )

    def rows(self, *, today: date) -> list[HalfRow]:
        """How each of them stands."""
        return [
            HalfRow(
                unit.short, _cell(
                    unit, self.half, self.visits.get(unit.pk, []), today, may_plan=True,
                    exempt=False,
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
        lambda: _visited_below(led, today),
        lambda: _visits_of(led, half, *half_year_span(half)),
        lambda: _exempt(led, today),
    )
    units, visits = [Visited(*row) for row in below], _by_unit(found, today.year)
    counted = [
        unit for unit in units
        if unit.pk in visits or not exempt(unit, half)
    ]
    return HalfYearVisits(counted, visits, half)


@question
def _visited_below(led: Collection[int], day: date) -> Any:
    units = visited_units().existing(on=day).filter(pk__in=led).by_name()
    return units.values_list("pk", "name", "short_name", "starts_on", "ends_on")


@question
def _visits_of(led: Collection[int], half: str, first: date, last: date) -> Any:
    counted = Q(review__half_year=half) | Q(review=None, day__range=(first, last))
    standing = GembaVisit.objects.standing().filter(counted, unit__in=led)
    return standing.select_related("review")


def _halves(year: int) -> tuple[str, str]:
    return f"{year}-H1", f"{year}-H2"


def visited_units() -> Any:
    """Units that are visited: those where the work is done."""
    return OrgUnit.objects.filter(kind__in=ASKED_KINDS)


Exempt = Callable[[OrgUnit | Visited, str], bool]


def _exempt(units: Collection[int], today: date) -> Exempt:
    """Whether a unit owes no visit in a half-year: it began or ended in it, or is no Lean unit
    where only those are asked. One query, none where all are."""
    lean = lean_periods(units) if text(SCOPE.key) == "lean" else None

    def is_not_asked(unit: OrgUnit | Visited, half: str) -> bool:
        there = (unit.starts_on, unit.ends_on)
        periods = None if lean is None else lean.get(unit.pk, [])
        return not AskedUnit(unit.pk, there, None, periods).is_asked(half, today=today)

    return is_not_asked


def _units(year: int) -> list[OrgUnit]:
    """Those that existed some time in the year."""
    first, last = half_year_span(f"{year}-H1")[0], half_year_span(f"{year}-H2")[1]
    units = visited_units().filter(starts_on__lte=last)
    return [unit for unit in units if unit.ends_on is None or unit.ends_on >= first]


def _own(user: Any, units: list[OrgUnit]) -> list[OrgUnit]:
    reach = reach_of(user)
    everyone = reach.all_units or reach.has(Role.COACH)
    return [unit for unit in units if everyone or unit.pk in reach.led_unit_ids]


def _scope(shown: int, total: int) -> str:
    if shown == total:
        return _("All %(total)s units") % {"total": total}
    return _("Shows %(shown)s of %(total)s, your units") % {"shown": shown, "total": total}


def _by_unit(visits: Iterable[GembaVisit], year: int) -> dict[int, list[GembaVisit]]:
    found: dict[int, list[GembaVisit]] = defaultdict(list)
    for visit in visits:
        if visit.half_year in _halves(year):
            found[visit.unit_id].append(visit)
    return found


def _leaders(units: list[OrgUnit], today: date) -> dict[int, str]:
    positions = Position.objects.filter(
        unit__in=[unit.pk for unit in units], role=Role.UNIT_MANAGER, each=False
    ).values_list("pk", "unit_id")
    unit_of = dict(positions)
    holders = holders_of(unit_of, on=today)
    return {unit_of[pk]: held[0].name for pk, held in holders.items()}


def _row(unit: OrgUnit, cells: list[Cell], leader: str) -> UnitRow:
    owed = sum(cell.state != "exempt" for cell in cells)
    done = sum(cell.state == "held" for cell in cells)
    return UnitRow(unit.pk, unit.short, leader, tuple(cells), done, owed)


def _cell(
    unit: OrgUnit | Visited, half: str, visits: list[GembaVisit], today: date, *, may_plan: bool,
    exempt: bool,
) -> Cell:
    held = sorted((v for v in visits if v.has_been), key=lambda v: (v.day, v.pk))
    coming = sorted((v for v in visits if v.is_coming), key=lambda v: (v.day, v.pk))
    state = visits_state(
        half, held=len(held), coming=coming[0].day if coming else None,
        exempt=exempt, today=today,
    )
    css, icon, word = _CELLS[state]
    shown = next(iter(held or coming), None)
    plan_url = ""
    if may_plan and shown is None and state in ("open", "later", "missed"):
        plan_url = f"{reverse('reviews:visit_plan')}?enhet={unit.pk}"
    return Cell(
        state, css, icon, str(word), half_year_text(half),
        short_date(shown.day) if shown else "",
        address_of("reviews:visit_detail") % shown.pk if shown else "",
        plan_url, max(len(visits) - 1, 0), shown.day if shown else None,
    )


def _areas(rows: list[UnitRow], units: list[OrgUnit], parents: dict[int, int]) -> list[Area]:
    names = {
        unit.pk: unit.short for unit in OrgUnit.objects.filter(kind=UnitKind.SERVICE_AREA)
    }
    found: dict[str, list[UnitRow]] = defaultdict(list)
    for row in rows:
        found[_area_of(row.pk, names, parents)].append(row)
    return [
        Area(name, sorted(found[name], key=lambda row: norwegian_key(row.name)))
        for name in sorted(found, key=norwegian_key)
    ]


def _area_of(unit: int, names: dict[int, str], parents: dict[int, int]) -> str:
    here, seen = unit, set()
    while here not in names and here in parents and here not in seen:
        seen.add(here)
        here = parents[here]
    return names.get(here, pgettext("area of a unit", "Others"))
