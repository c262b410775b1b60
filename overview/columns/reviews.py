"""The half-yearly review: held, arranged or lacking, and the status the unit was given (M15, M27).

The status is a person's judgement; it is shown as it was set at the last review, never computed.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy, pgettext_lazy

from leanplan.periods import half_year_key
from leanplan.questions import question
from leanplan.xlsx import Cell as SheetCell
from measures.presenters.measure import address_of
from overview.columns.column import Asked, Cell, Column, Source
from overview.columns.duties import DUTY, duties, duty_sums
from overview.columns.gemba import mark_in_sheet
from overview.columns.marks import Half, cell_of
from overview.periods import Period, half_title
from reviews.choices import REVIEW_HAS_BEEN, Light, ReviewState
from reviews.models import HalfYearReview
from reviews.obligations import ReviewEachHalfYear
from reviews.presenters.lights import LIGHTS
from reviews.presenters.lights import Shown as LightShown

KEY, RULE, STATUS = "review", ReviewEachHalfYear.key, "review:status"
# A status older than this many years says nothing of the unit today.
YEARS_BACK = 2


def light_shown(value: str) -> LightShown | None:
    """How a unit's status is drawn: shape, word and colour; None for none."""
    return LIGHTS.get(value)


def columns(period: Period) -> list[Column]:
    """One a half-year, and the status at the end."""
    halves = [
        Column(f"{KEY}:{key}", half_title(key), "overview/units/_mark.html", 20 + number,
               mark_in_sheet, over=gettext_lazy("Review"))
        for number, key in enumerate(period.half_years)
    ]
    status = Column(
        STATUS, pgettext_lazy("column", "Status"), "overview/units/_light.html", 90, _in_sheet,
        css="m-s", nothing=Cell(""), in_sum=False,
        sheet_titles=(pgettext_lazy("column", "Status"), gettext_lazy("Status set on")),
    )
    return [*halves, status]


def _in_sheet(cell: Cell) -> Sequence[SheetCell]:
    return Light(cell.state).label if cell.state else "", cell.on


def cells(asked: Asked) -> Mapping[tuple[int, str], Cell]:
    """The reviews of the period, what the rule asks, and the last status before its end; one
    query."""
    period, address = asked.period, review_address()
    halves: dict[tuple[int, str], Half] = {}
    status: dict[int, tuple[date, str]] = {}
    rows = _known(
        sorted(asked.unit_ids), period.half_years, period.first, period.last,
        half_year_key(date(period.year - YEARS_BACK, 1, 1)),
    )
    for unit, half_year, what, state, day, pk in rows:
        half = halves.setdefault((unit, f"{KEY}:{half_year}"), Half())
        if what == DUTY:
            half.duty, half.due = state, day
        elif state in REVIEW_HAS_BEEN and day is not None:
            half.held.append((day, address % pk))
            if what:
                status[unit] = max(status.get(unit, (day, what)), (day, what))
        else:
            half.planned.append((day, address % pk))
    found = {place: cell_of(half, today=asked.today) for place, half in halves.items()}
    return found | _statuses(status, found)


@question
def _known(
    units: Collection[int], halves: Collection[str], first: date, last: date, earliest: str
) -> QuerySet[Any, tuple[Any, ...]]:
    reviews = (
        HalfYearReview.objects.filter(unit__in=units)
        .filter(Q(half_year__in=halves) | (
            ~Q(unit_status="") & Q(state__in=REVIEW_HAS_BEEN, day__lte=last)
            & Q(half_year__gte=earliest)
        ))
        .exclude(state=ReviewState.CANCELLED)
        .order_by()
        .values_list("unit_id", "half_year", "unit_status", "state", "day", "pk")
    )
    return reviews.union(duties(RULE, units, halves, first, last), all=True)


def _statuses(
    status: Mapping[int, tuple[date, str]], found: Mapping[tuple[int, str], Cell]
) -> dict[tuple[int, str], Cell]:
    """The status of each unit; for one without, the day it will be set."""
    coming: dict[int, date] = {}
    for (unit, _key), cell in found.items():
        if cell.next_on and cell.state == "planned":
            coming[unit] = min(coming.get(unit, cell.next_on), cell.next_on)
    cells_ = {
        (unit, STATUS): Cell("", next_on=day)
        for unit, day in coming.items()
    }
    for unit, (day, light) in status.items():
        cells_[unit, STATUS] = Cell(light, on=day)
    return cells_


def review_address() -> str:
    """Where a review is read, as a pattern for `%`."""
    return address_of("reviews:review_detail")


SOURCE = Source(KEY, columns, cells, partial(duty_sums, KEY, RULE))
