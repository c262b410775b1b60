"""The rows of a plan as a sheet: what is counted in each, and what apps above say of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from challenges.models import ActionPlan
from leanplan.xlsx import Cell, Column, Sheet
from measures.models import Measure
from measures.presenters.plan_rows import PartFacts, read_parts
from measures.row_parts import row_parts
from measures.rules import Tally, tally


def rows_sheet(
    plan: ActionPlan, lines: Iterable[Measure], titles: Mapping[int, str], only: int, *,
    user: Any, today: date,
) -> Sheet:
    """One line a row of the plan. In: all lines of the plan, {row: title} in the plan's order, and
    the one row that is shown, 0 for all. As many queries as there are apps that say something."""
    in_row: dict[int, list[Measure]] = defaultdict(list)
    for line in lines:
        in_row[line.row_id or 0].append(line)
    said = read_parts(plan, titles, user=user, today=today)
    rows = [
        [number, title, *_cells(tally(in_row[row], today=today), said[row])]
        for number, (row, title) in enumerate(titles.items(), start=1) if only in (0, row)
    ]
    return Sheet(pgettext("of the plan", "Rows"), _columns(), rows)


def _columns() -> tuple[Column, ...]:
    counted = (
        Column(_("Number"), 9), Column(_("Row"), 40, wrap=True), Column(_("Measures"), 10),
        Column(_("Done"), 13), Column(_("In progress"), 10), Column(_("Unassigned"), 13),
        Column(_("Overdue"), 12),
    )
    said = (Column(title, width, wrap=True) for part in row_parts for title, width in part.columns)
    return (*counted, *said)


def _cells(counted: Tally, said: PartFacts) -> list[Cell]:
    cells: list[Cell] = [
        counted.total, counted.done, counted.in_progress, counted.unassigned, counted.overdue,
    ]
    facts = dict(said)
    for part in row_parts:
        blank = (None,) * len(part.columns)
        cells += part.cells(facts[part.key], counted) if part.key in facts else blank
    return cells
