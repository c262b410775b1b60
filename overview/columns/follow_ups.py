"""Open follow-up areas of a unit, and how many of them are overdue (M15, M27)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from leanplan.questions import question
from leanplan.xlsx import Cell as SheetCell
from overview.columns.column import Asked, Cell, Column, Source
from overview.periods import Period
from reviews.models import FollowUp

KEY = "follow_ups"


def columns(period: Period) -> list[Column]:
    """What is open now, whatever the period."""
    return [
        Column(
            KEY, _("Open follow-up"), "overview/units/_count.html", 60, _in_sheet,
            css="m-o", nothing=Cell("count"), of=False,
            sheet_titles=(_("Open follow-up"), pgettext_lazy("follow-up areas", "Overdue")),
        )
    ]


def _in_sheet(cell: Cell) -> Sequence[SheetCell]:
    return cell.number, cell.late


def cells(asked: Asked) -> Mapping[tuple[int, str], Cell]:
    """Counted for each unit; one query."""
    return {
        (unit, KEY): Cell("count", late=overdue, number=number, next_on=next_on)
        for unit, number, overdue, next_on in _counted(sorted(asked.unit_ids), asked.today)
    }


@question
def _counted(units: Collection[int], today: date) -> QuerySet[Any, tuple[Any, ...]]:
    late = Q(due_date__lt=today)
    return (
        FollowUp.objects.open().filter(unit__in=units).order_by().values("unit_id")
        .annotate(
            open_ones=Count("pk"), late=Count("pk", filter=late),
            next_on=Min("due_date", filter=~late),
        )
        .values_list("unit_id", "open_ones", "late", "next_on")
    )


_SUMS = """
SELECT 'follow_ups', place.area_id, '', 0, COUNT(*),
       SUM(CASE WHEN follow_up.due_date < %(today)s THEN 1 ELSE 0 END)
FROM reviews_followup AS follow_up JOIN place ON place.unit_id = follow_up.unit_id
WHERE follow_up.state NOT IN ('closed', 'dropped')
GROUP BY place.area_id
"""


def sums(period: Period, today: date) -> tuple[str, Mapping[str, Any]]:
    """How many are open in each area, and how many of them overdue."""
    return _SUMS, {"today": today}


SOURCE = Source(KEY, columns, cells, sums)
