"""The analysis after the rollout: held, or by when (M17)."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

from leaders.actions.handover import counted_from
from leaders.models import Rollout
from leaders.rules import analysis_due
from leaders.settings import analysis_months
from measures.presenters.measure import address_of
from overview.columns.column import Asked, Cell, Column, Source
from overview.columns.gemba import mark_in_sheet
from overview.periods import Period

KEY = "analysis"


def columns(_period: Period) -> list[Column]:
    """One, the same for every period."""
    return [
        Column(KEY, _("Analysis"), "overview/units/_mark.html", 35, mark_in_sheet, in_sum=False)
    ]


def cells(asked: Asked) -> Mapping[tuple[int, str], Cell]:
    """The newest rollout of each unit that the clock runs for; two queries."""
    months, address = analysis_months(), address_of("leaders:rollout_detail")
    rows = Rollout.objects.alive().filter(unit__in=asked.unit_ids).prefetch_related("handovers")
    return {
        (row.unit_id, KEY): cell
        for row in rows.order_by("planned_start", "pk")
        if (cell := _cell(row, address % row.pk, months=months, today=asked.today))
    }


def _cell(rollout: Rollout, url: str, *, months: int, today: date) -> Cell | None:
    if rollout.handover:
        return Cell("done", on=rollout.handover.handed_on, url=url)
    due = analysis_due(counted_from(rollout), months=months)
    if due is None:
        return None
    if due < today:
        return Cell("late", late=1, on=due, url=url)
    return Cell("missing", on=due, next_on=due, url=url)


SOURCE = Source(KEY, columns, cells)
