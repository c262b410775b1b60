"""Measures of units on the plan page: last in their row, within the reader's reach, apart."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, When, Window
from django.db.models.functions import RowNumber

from challenges.models import ActionPlan
from measures.choices import CLOSED
from measures.filters import PlanFilter
from measures.models import Measure, MeasureQuerySet
from measures.plan_facts import IN_ROW, MOST_COUNTED, UnitFigures, read_units
from measures.presenters.measure import MeasureShown
from measures.scope import Scope
from organisation.reach import reach_of

ON_PAGE = 50


@dataclass(frozen=True)
class UnitPart:
    """The unit measures of one row.

    hits: how many the reader sees and the filters leave, total: how many the municipality has;
    neither is known beyond MOST_COUNTED on the whole plan. sees_all: the reader reads every unit.
    page, pages: where in a long list this is. all, previous, next: query strings of the row's own
    page and of the pages beside this one, "" where there is none.
    """

    measures: list[MeasureShown]
    hits: int
    total: int
    sees_all: bool = False
    page: int = 1
    pages: int = 1
    all: str = ""
    previous: str = ""
    next: str = ""
    most: int = MOST_COUNTED

    @property
    def rest(self) -> int:
        """How many more there are on other pages."""
        return self.hits - len(self.measures)

    @property
    def is_many(self) -> bool:
        """The municipality has more of them than are counted."""
        return self.total > self.most

    @property
    def has_many(self) -> bool:
        """There are more to see than are counted."""
        return self.hits > self.most and self.pages == 1


def unit_part(
    row: int, units: UnitFigures, measures: list[MeasureShown], chosen: PlanFilter, *,
    sees_all: bool,
) -> UnitPart:
    """How the unit measures of a row are shown."""
    hits = units.hits.get(row, 0)
    page, pages = place(chosen, hits)
    return UnitPart(
        measures, hits, units.total[row], sees_all, page, pages,
        all=chosen.query(row=row, page=1),
        previous=chosen.query(page=page - 1) if page > 1 else "",
        next=chosen.query(page=page + 1) if page < pages else "",
    )


def place(chosen: PlanFilter, hits: int) -> tuple[int, int]:
    """Which page of a row is shown, and of how many; the whole plan shows the first few of each."""
    if not chosen.row:
        return 1, 1
    pages = max(1, -(-hits // ON_PAGE))
    return min(chosen.page, pages), pages


def units_of(
    plan: ActionPlan, chosen: PlanFilter, *, user: Any, today: date
) -> UnitFigures:
    """The unit measures of a plan that are shown to a reader: one query, one more where filters
    other than words or a row are chosen, and another for the page of a row."""
    narrowed = bool(chosen.view or chosen.owner or chosen.status or chosen.row)
    words = () if narrowed else tuple(chosen.words.split())
    units = read_units(plan.pk, reach_of(user), first=not narrowed, words=words)
    if not narrowed or not units.total:
        return units
    left = chosen.narrow(_of_units(plan, user), user=user, today=today)
    first, size, hits = 0, IN_ROW, {}
    if chosen.row:
        left = left.filter(row=chosen.row)
        hits = {chosen.row: left.count()}
        first, size = (place(chosen, hits[chosen.row])[0] - 1) * ON_PAGE, ON_PAGE
    keys: dict[int, list[int]] = defaultdict(list)
    for row, key, number in _placed(left, first=first, size=size):
        keys[row].append(key)
        hits.setdefault(row, number)
    return replace(units, hits=hits, keys=dict(keys))


def _placed(left: MeasureQuerySet, *, first: int, size: int) -> Any:
    """So many of each row from a place on: what presses most first, what is closed last. Out:
    row, key, how many the row has."""
    closed = Case(When(status__in=CLOSED, then=1), default=0)
    order = [closed.asc(), F("due_date").asc(nulls_last=True), F("pk").asc()]
    return (
        left.order_by()
        .annotate(
            place=Window(RowNumber(), partition_by=F("row"), order_by=order),
            hits=Window(Count("pk"), partition_by=F("row")),
        )
        .filter(place__gt=first, place__lte=first + size)
        .order_by("row", "place")
        .values_list("row", "pk", "hits")
    )


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
    left = chosen.narrow(_of_units(plan, user), user=user, today=today)
    if chosen.row:
        all_rows, left = all_rows.filter(row=chosen.row), left.filter(row=chosen.row)
    found = left.select_related("heading").for_list()
    in_order = sorted(found, key=_pressing)
    return UnitsInReach(in_order, all_rows.count(), reach_of(user).all_units)


def _pressing(measure: Measure) -> tuple[int, bool, date, int]:
    """By row; in it what presses most first, what is closed last."""
    row = measure.row.order if measure.row else 0
    return row, measure.is_closed, measure.due_date or date.max, measure.pk


def own_in_units(plan: ActionPlan, *, user: Any) -> int:
    """How many unit measures of the plan are the user's own; one query."""
    return _of_units(plan, user).mine(user).count()


def _of_units(plan: ActionPlan, user: Any) -> MeasureQuerySet:
    """The measures of units that the user reads; what somebody carries out elsewhere stands on
    *Mine tiltak* and not among these."""
    scope = Scope.of(user)
    seen = Measure.objects.within(scope.units, every=scope.every, drafts=scope.drafts)
    return seen.of_plan(plan).filter(unit__isnull=False)
