"""Gemba in each half-year: held, arranged, or what is left to do (M15)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from leanplan.questions import question
from leanplan.xlsx import Cell as SheetCell
from measures.presenters.measure import address_of
from overview.columns.column import MARKS, Asked, Cell, Column, Source
from overview.columns.duties import DUTY, duties, duty_sums
from overview.columns.marks import Half, cell_of
from overview.periods import Period, half_title
from reviews.choices import VISIT_HAS_BEEN, VisitState
from reviews.models import GembaVisit
from reviews.obligations import GembaEachHalfYear
from reviews.rules import half_year_of
from reviews.visit_models import OF_REVIEW

KEY, RULE = "gemba", GembaEachHalfYear.key


def columns(period: Period) -> list[Column]:
    """One a half-year."""
    return [
        Column(f"{KEY}:{key}", half_title(key), "overview/units/_mark.html", 10 + number,
               mark_in_sheet, over=_("Gemba"))
        for number, key in enumerate(period.half_years)
    ]


def mark_in_sheet(cell: Cell) -> Sequence[SheetCell]:
    """The word, and the day it speaks of."""
    return MARKS[cell.state].word, cell.on


def cells(asked: Asked) -> Mapping[tuple[int, str], Cell]:
    """The visits of the period and what the rule asks; one query."""
    period, address = asked.period, visit_address()
    rows = _known(sorted(asked.unit_ids), period.half_years, period.first, period.last)
    halves: dict[tuple[int, str], Half] = {}
    for unit, half_year, what, state, day, pk in rows:
        key = half_year if what == DUTY else half_year_of(day, half_year)
        half = halves.setdefault((unit, f"{KEY}:{key}"), Half())
        if what == DUTY:
            half.duty, half.due = state, day
        elif state in VISIT_HAS_BEEN:
            half.held.append((day, address % pk))
        else:
            half.planned.append((day, address % pk))
    return {place: cell_of(half, today=asked.today) for place, half in halves.items()}


@question
def _known(
    units: Collection[int], halves: Collection[str], first: date, last: date
) -> QuerySet[Any, tuple[Any, ...]]:
    visits = (
        GembaVisit.objects.filter(unit__in=units)
        .filter(Q(day__range=(first, last)) | Q(review__half_year__in=halves))
        .exclude(state=VisitState.CANCELLED)
        .order_by()
        .values_list("unit_id", OF_REVIEW, Value("visit"), "state", "day", "pk")
    )
    return visits.union(duties(RULE, units, halves, first, last), all=True)


def visit_address() -> str:
    """Where a visit is read, as a pattern for `%`."""
    return address_of("reviews:visit_detail")


SOURCE = Source(KEY, columns, cells, partial(duty_sums, KEY, RULE))
