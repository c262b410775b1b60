"""Measures of units on the plan page: last in their row, within the reader's reach, apart."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, Q, When, Window
from django.db.models.functions import RowNumber

from challenges.models import ActionPlan
from measures.choices import CLOSED
from measures.filters import PlanFilter
from measures.models import Measure
from measures.presenters.measure import MeasureShown
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
class UnitMeasures:
    """What the page needs of all rows: the measures to show, and the figures of each row."""

    measures: list[Any] = field(default_factory=list)
    figures: dict[int, tuple[int, int]] = field(default_factory=dict)
    mine: int = 0
    sees_all: bool = False
    chosen: PlanFilter = field(default_factory=PlanFilter)

    @property
    def hits(self) -> int:
        """How many the filters leave in all."""
        return sum({measure.row_id: measure.hits for measure in self.measures}.values())

    def of(self, shown: dict[int, MeasureShown]) -> dict[int, UnitPart]:
        """The part of each row that has one, by the row's key."""
        return {row: self._part(row, shown) for row in self.figures}

    def _part(self, row: int, shown: dict[int, MeasureShown]) -> UnitPart:
        here = [measure for measure in self.measures if measure.row_id == row]
        in_reach, total = self.figures[row]
        hits = here[0].hits if here else 0
        page, pages = self.chosen.page if self.chosen.row else 1, max(1, -(-hits // ON_PAGE))
        return UnitPart(
            [shown[measure.pk] for measure in here], hits, in_reach, total,
            self.sees_all, page, pages,
            all=self.chosen.query(row=row, page=1),
            previous=self.chosen.query(page=page - 1) if page > 1 else "",
            next=self.chosen.query(page=page + 1) if page < pages else "",
        )


def unit_parts(
    plan: ActionPlan, chosen: PlanFilter, *, user: Any, today: date
) -> UnitMeasures:
    """The unit measures of a plan in the reader's reach; two queries, one where there are none."""
    figures, mine = _figures(plan, user=user)
    if not any(in_reach for in_reach, _ in figures.values()):
        return UnitMeasures(figures=figures, chosen=chosen)
    seen = Measure.objects.visible_to(user).of_plan(plan).filter(unit__isnull=False)
    left = chosen.narrow(seen, user=user, today=today)
    if chosen.row:
        left = left.filter(row=chosen.row)
    first = (chosen.page - 1) * ON_PAGE if chosen.row else 0
    size = ON_PAGE if chosen.row else IN_ROW
    closed = Case(When(status__in=CLOSED, then=1), default=0)
    order = [closed.asc(), F("due_date").asc(nulls_last=True), F("pk").asc()]
    placed = left.annotate(
        place=Window(RowNumber(), partition_by=F("row"), order_by=order),
        hits=Window(Count("pk"), partition_by=F("row")),
    )
    measures = (
        placed.for_list()
        .filter(place__gt=first, place__lte=first + size)  # type: ignore[misc]
        .order_by("row__order", "row", "place")
    )
    sees_all = reach_of(user).all_units
    return UnitMeasures(list(measures), figures, mine, sees_all, chosen)


def _figures(plan: ActionPlan, *, user: Any) -> tuple[dict[int, tuple[int, int]], int]:
    """{row: (in the reader's reach, in the municipality)}, and how many are the reader's own."""
    reach = reach_of(user)
    mine = Q(owner__in=reach.position_ids)
    if reach.person_id:
        mine |= Q(executor=reach.person_id)
    near = Q(unit__isnull=False) if reach.all_units else Q(unit__in=reach.read_unit_ids)
    counted = (
        Measure.objects.of_plan(plan)
        .filter(unit__isnull=False)
        .values("row")
        .annotate(
            total=Count("pk"), near=Count("pk", filter=near), mine=Count("pk", filter=near & mine)
        )
        .order_by()
    )
    figures: dict[int, tuple[int, int]] = {}
    own = 0
    for row in counted:
        figures[row["row"]] = (row["near"], row["total"])
        own += row["mine"]
    return figures, own


def own_in_units(plan: ActionPlan, *, user: Any) -> int:
    """How many unit measures of the plan are the user's own; one query."""
    return _figures(plan, user=user)[1]
