"""The status of a row on the plan page and in its sheet: what boards put into the plan's slot."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from boards.rlg.hooks import RowStatus, provide_row_statuses
from boards.rlg.status_rows import (
    StatusRead,
    Trend,
    shown_light,
    statuses,
    trend_of,
)
from boards.rlg.status_rules import trend
from challenges.models import ActionPlan
from measures.presenters.measure import address_of
from measures.row_parts import RowPart, row_parts
from measures.rules import Tally
from reviews.presenters.lights import LIGHTS, Shown

PERMISSION = "boards.set_row_status"


@dataclass(frozen=True)
class RowStatusPart:
    """The status of a row on the plan page. url: where it is set, "" for who may not."""

    light: Shown
    note: str
    set_on: date | None
    trend: Trend | None
    url: str


def row_facts(
    plan: ActionPlan, rows: Collection[int], user: Any, today: date
) -> Mapping[int, tuple[Any, ...]]:
    """{row: whether the user may judge it, and what stands}; one query, none before adoption."""
    if not plan.is_adopted:
        return {}
    may = user.has_perm(PERMISSION, plan)
    read = statuses(plan.pk, today=today)
    return {row: (may, *read.get(row, ())) for row in rows if may or row in read}


def row_shown(row: int, facts: tuple[Any, ...], counted: Tally) -> RowStatusPart:
    """What the plan page shows of a row's status."""
    may, *stored = facts
    read = StatusRead(*stored) if stored else None
    light = _light(read, counted)
    return RowStatusPart(
        light, read.note if read else "", read.set_on if read else None, trend_of(read, light),
        address_of("boards:row_status_set") % row if may else "",
    )


def _light(read: StatusRead | None, counted: Tally) -> Shown:
    return shown_light(read.light if read else "", unassigned=counted.unassigned)


def row_cells(facts: tuple[Any, ...], counted: Tally) -> tuple[str | date | None, ...]:
    """The same for a sheet: the status in words, why, against the last meeting, judged on."""
    part = row_shown(0, (False, *facts[1:]), counted)
    trend = str(part.trend.word) if part.trend else ""
    return (str(part.light.word), part.note, trend, part.set_on)


def for_agenda(plan: int, on: date) -> Mapping[int, RowStatus]:
    """{row: its status} as the agenda of a meeting has it; one query."""
    return {
        row: RowStatus(
            light=read.light, word=str(LIGHTS[read.light].word), note=read.note,
            trend=trend(read.light, read.before), before=read.before or "", set_on=read.set_on,
        )
        for row, read in statuses(plan, today=on).items()
    }


def register() -> None:
    """Put it into the plan's slot and the agenda; called once when the app is ready."""
    provide_row_statuses(for_agenda)
    row_parts.register(
        RowPart(
            "row_status", "boards/rlg/_row_status.html", row_facts, row_shown,
            columns=(
                (_("Status of the row"), 20), (_("Why"), 40),
                (_("Against the last meeting"), 26), (_("Judged on"), 13),
            ),
            cells=row_cells,
        )
    )
