"""The analysis after the rollout: held, or by when (M17)."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from leaders.models import ProgressHandover, Rollout
from leaders.rules import ClockState, clock
from leaders.settings import analysis_months, counts_from_start
from leanplan.questions import question
from measures.presenters.measure import address_of
from overview.columns.column import Asked, Cell, Column, Source
from overview.columns.gemba import mark_in_sheet
from overview.periods import Period

KEY = "analysis"


def columns(_period: Period) -> list[Column]:
    """One, the same for every period."""
    return [
        Column(
            KEY, _("Analysis"), "overview/units/_clock.html", 35, mark_in_sheet, css="m-k",
            in_sum=False,
        )
    ]


def cells(asked: Asked) -> Mapping[tuple[int, str], Cell]:
    """The newest rollout of each unit that the clock runs for; one query."""
    months, address = analysis_months(), address_of("leaders:rollout_detail")
    from_start = counts_from_start()
    found: dict[tuple[int, str], Cell] = {}
    for unit, pk, started, completed, handed_on in _known(sorted(asked.unit_ids)):
        cell = _cell(
            handed_on, started if from_start else completed, address % pk, months=months,
            today=asked.today,
        )
        if cell:
            found[unit, KEY] = cell
    return found


@question
def _known(units: Collection[int]) -> QuerySet[Any, tuple[Any, ...]]:
    holds = ProgressHandover.objects.filter(rollout=OuterRef("pk"), undone_on=None)
    return (
        Rollout.objects.alive().filter(unit__in=units).order_by("planned_start", "pk")
        .values_list(
            "unit_id", "pk", "started_on", "completed_on",
            Subquery(holds.order_by("-handed_on", "-pk").values("handed_on")[:1]),
        )
    )


def _cell(
    handed_on: date | None, counted_from: date | None, url: str, *, months: int, today: date
) -> Cell | None:
    found = clock(counted_from, months=months, held_on=handed_on, today=today)
    if found.state == ClockState.HELD:
        return Cell("done", on=handed_on, url=url)
    if found.state == ClockState.WAITING:
        return None
    if found.state == ClockState.LATE:
        return Cell("late", late=1, number=found.days, on=found.due, url=url)
    state = "near" if found.state == ClockState.SOON else "counting"
    return Cell(
        state, number=found.days, on=found.due, next_on=found.due, url=url,
        used=round(100 * found.share),
    )


SOURCE = Source(KEY, columns, cells)
