"""The units that are visited and their visits, as plain facts for a half-year or a year."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q

from leanplan.periods import half_year_span
from leanplan.questions import question
from organisation.models import OrgUnit
from organisation.municipality_settings import text
from organisation.reach import reach_of
from organisation.roles import Role
from reviews.asked import ASKED_KINDS, SCOPE, AskedUnit, lean_periods
from reviews.choices import VISIT_COMES, VISIT_HAS_BEEN
from reviews.models import GembaVisit
from reviews.rules import half_year_of
from reviews.visit_models import OF_REVIEW


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


class Seen(NamedTuple):
    """A visit, as far as a half-year needs it. half_year: the one it counts for."""

    unit_id: int
    half_year: str
    state: str
    day: date
    pk: int

    @property
    def has_been(self) -> bool:
        """It was held."""
        return self.state in VISIT_HAS_BEEN

    @property
    def is_coming(self) -> bool:
        """It is to be held."""
        return self.state in VISIT_COMES


def visited_units() -> Any:
    """Units that are visited: those where the work is done."""
    return OrgUnit.objects.filter(kind__in=ASKED_KINDS)


def units_read(user: Any, year: int) -> tuple[list[Visited], int]:
    """(those the user reads of the units that existed some time in the year, how many there are);
    one query, two where the user does not read all."""
    first, last = half_year_span(f"{year}-H1")[0], half_year_span(f"{year}-H2")[1]
    units = visited_units().filter(Q(ends_on=None) | Q(ends_on__gte=first), starts_on__lte=last)
    reach, fields = reach_of(user), ("pk", "name", "short_name", "starts_on", "ends_on")
    if reach.all_units or reach.has(Role.COACH):
        every = [Visited(*row) for row in units.values_list(*fields)]
        return every, len(every)
    mine = units.filter(pk__in=reach.led_unit_ids)
    return [Visited(*row) for row in mine.values_list(*fields)], units.count()


@question
def visited_below(led: Collection[int], day: date) -> Any:
    """Of these units, those that are visited on a day, as Visited has them."""
    units = visited_units().existing(on=day).filter(pk__in=led).by_name()
    return units.values_list("pk", "name", "short_name", "starts_on", "ends_on")


@question
def visits_of(
    units: Collection[int], halves: Collection[str], first: date, last: date
) -> Any:
    """The visits of these units that stand, in these half-years between two days."""
    counted = Q(review__half_year__in=halves) | Q(day__range=(first, last))
    standing = GembaVisit.objects.standing().filter(counted, unit__in=units).order_by()
    return standing.values_list("unit_id", OF_REVIEW, "state", "day", "pk")


def by_unit(
    rows: Iterable[tuple[int, str, str, date, int]], halves: Collection[str]
) -> dict[tuple[int, str], list[Seen]]:
    """{(unit, half-year): the visits that count for it}."""
    found: dict[tuple[int, str], list[Seen]] = defaultdict(list)
    for unit, review, state, day, pk in rows:
        half = half_year_of(day, review)
        if half in halves:
            found[unit, half].append(Seen(unit, half, state, day, pk))
    return dict(found)


Exempt = Callable[[Visited, str], bool]


def exempt_of(units: Collection[int], today: date) -> Exempt:
    """Whether a unit owes no visit in a half-year: it began or ended in it, or is no Lean unit
    where only those are asked. One question, none where all are."""
    lean = lean_periods(units) if text(SCOPE.key) == "lean" else None

    def is_not_asked(unit: Visited, half: str) -> bool:
        there = (unit.starts_on, unit.ends_on)
        periods = None if lean is None else lean.get(unit.pk, [])
        return not AskedUnit(unit.pk, there, None, periods).is_asked(half, today=today)

    return is_not_asked
