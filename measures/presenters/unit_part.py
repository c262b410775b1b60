"""Measures of units on the plan page: last in their row, within the reader's reach, apart."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, Q, When, Window
from django.db.models.functions import RowNumber

from challenges.models import ActionPlan
from measures.choices import CLOSED
from measures.filters import PlanFilter
from measures.models import Measure, MeasureQuerySet
from measures.presenters.measure import MeasureShown
from measures.staleness import with_touch
from organisation.reach import reach_of

# So many stand in a row of the whole plan; the page of one row shows them all, in pages.
IN_ROW = 6
ON_PAGE = 50


@dataclass(frozen=True)
class UnitPart:
    """The unit measures of one row.

    in_reach: how many the reader may see, hits: how many of those the filters leave, total: how
    many the municipality has. sees_all: the reader reads every unit. page, pages: where in a long
    list this is. all, previous, next: query strings of the row's own page and of the pages beside
    this one, "" where there is none.
    """

    measures: list[MeasureShown]
    hits: int
    in_reach: int
    total: int
    sees_all: bool = False
    page: int = 1
    pages: int = 1
    all: str = ""
    previous: str = ""
    next: str = ""

    @property
    def rest(self) -> int:
        """How many more there are on other pages."""
        return self.hits - len(self.measures)


@dataclass(frozen=True)
class Figures:
    """How many unit measures a row has: in the municipality, in reach, left by the filters."""

    total: int = 0
    in_reach: int = 0
    hits: int = 0
    mine: int = 0


@dataclass(frozen=True)
class UnitMeasures:
    """What the page needs of all rows: the measures to show, and the figures of each row."""

    measures: list[Measure] = field(default_factory=list)
    figures: dict[int, Figures] = field(default_factory=dict)
    sees_all: bool = False
    chosen: PlanFilter = field(default_factory=PlanFilter)

    @property
    def hits(self) -> int:
        """How many the filters leave in the rows that are shown."""
        row = self.chosen.row
        return sum(found.hits for key, found in self.figures.items() if row in (0, key))

    @property
    def mine(self) -> int:
        """How many are the reader's own."""
        return sum(found.mine for found in self.figures.values())

    def of(self, shown: dict[int, MeasureShown]) -> dict[int, UnitPart]:
        """The part of each row that has one, by the row's key."""
        return {row: self._part(row, shown) for row in self.figures}

    def _part(self, row: int, shown: dict[int, MeasureShown]) -> UnitPart:
        here = [shown[measure.pk] for measure in self.measures if measure.row_id == row]
        found, chosen = self.figures[row], self.chosen
        page, pages = _page(chosen, found.hits)
        return UnitPart(
            here, found.hits, found.in_reach, found.total, self.sees_all, page, pages,
            all=chosen.query(row=row, page=1),
            previous=chosen.query(page=page - 1) if page > 1 else "",
            next=chosen.query(page=page + 1) if page < pages else "",
        )


def _page(chosen: PlanFilter, hits: int) -> tuple[int, int]:
    """Which page is shown, and of how many; the whole plan shows the first few of each row."""
    pages = max(1, -(-hits // ON_PAGE))
    return (min(chosen.page, pages) if chosen.row else 1), pages


def unit_parts(
    plan: ActionPlan, chosen: PlanFilter, *, user: Any, today: date
) -> UnitMeasures:
    """The unit measures of a plan in the reader's reach; two queries, one where there are none."""
    seen = Measure.objects.visible_to(user).of_plan(plan).filter(unit__isnull=False)
    left = chosen.narrow(seen, user=user, today=today)
    figures = _figures(plan, left if chosen.is_active else None, user=user)
    sees_all = reach_of(user).all_units
    if chosen.row:
        left = left.filter(row=chosen.row)
    units = UnitMeasures([], figures, sees_all, chosen)
    if not units.hits:
        return units
    page, _pages = _page(chosen, units.hits)
    size = ON_PAGE if chosen.row else IN_ROW
    return replace(units, measures=_placed(left, first=(page - 1) * size, size=size))


@dataclass(frozen=True)
class UnitsInReach:
    """All unit measures of a plan that the filters leave a reader, row by row.

    total: how many the municipality has in the rows shown. sees_all: the reader reads every unit.
    """

    measures: list[Measure]
    total: int
    sees_all: bool


def units_in_reach(
    plan: ActionPlan, chosen: PlanFilter, *, user: Any, today: date
) -> UnitsInReach:
    """Those of the page, on however many pages they stand; three queries."""
    all_rows = Measure.objects.of_plan(plan).filter(unit__isnull=False)
    seen = Measure.objects.visible_to(user).of_plan(plan).filter(unit__isnull=False)
    left = chosen.narrow(seen, user=user, today=today)
    if chosen.row:
        all_rows, left = all_rows.filter(row=chosen.row), left.filter(row=chosen.row)
    found = left.select_related("heading").for_list()
    in_order = sorted(found, key=_pressing)
    return UnitsInReach(in_order, all_rows.count(), reach_of(user).all_units)


def _pressing(measure: Measure) -> tuple[int, bool, date, int]:
    """By row; in it what presses most first, what is closed last."""
    row = measure.row.order if measure.row else 0
    return row, measure.is_closed, measure.due_date or date.max, measure.pk


def _placed(left: MeasureQuerySet, *, first: int, size: int) -> list[Measure]:
    """So many of each row from a place on: what presses most first, what is closed last."""
    closed = Case(When(status__in=CLOSED, then=1), default=0)
    order = [closed.asc(), F("due_date").asc(nulls_last=True), F("pk").asc()]
    # Only keys are put in order: the rows themselves are wide, and a large municipality has many.
    keys = (
        left.annotate(place=Window(RowNumber(), partition_by=F("row"), order_by=order))
        .filter(place__gt=first, place__lte=first + size)
        .values("pk")
    )
    measures = with_touch(Measure.objects.filter(pk__in=keys)).for_list()
    return sorted(measures, key=lambda m: (m.is_closed, m.due_date or date.max, m.pk))


def _figures(
    plan: ActionPlan, left: MeasureQuerySet | None, *, user: Any
) -> dict[int, Figures]:
    """The figures of each row. left: what the filters leave; None where nothing is chosen."""
    reach = reach_of(user)
    mine = Q(owner__in=reach.position_ids)
    if reach.person_id:
        mine |= Q(executor=reach.person_id)
    near = Q(unit__isnull=False) if reach.all_units else Q(unit__in=reach.read_unit_ids)
    hits = near if left is None else Q(pk__in=left.values("pk"))
    counted = (
        Measure.objects.of_plan(plan)
        .filter(unit__isnull=False)
        .values("row")
        .annotate(
            total=Count("pk"), in_reach=Count("pk", filter=near), hits=Count("pk", filter=hits),
            mine=Count("pk", filter=near & mine),
        )
        .order_by()
    )
    return {
        row["row"]: Figures(row["total"], row["in_reach"], row["hits"], row["mine"])
        for row in counted
    }


def own_in_units(plan: ActionPlan, *, user: Any) -> int:
    """How many unit measures of the plan are the user's own; one query."""
    return sum(found.mine for found in _figures(plan, None, user=user).values())
