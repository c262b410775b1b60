"""What else on the plan page changes with one measure: its row's bar and the page's counts."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from measures.filters import PlanFilter
from measures.models import Measure
from measures.presenters.plan import Chip, Progress, chips
from measures.presenters.unit_part import own_in_units


@dataclass(frozen=True)
class PlanChange:
    """The figures of the row and of the plan after a change.

    is_adopted: the banner tells what was assigned since the adoption.
    """

    row_key: int
    row: Progress
    plan: Progress
    chips: list[Chip]
    is_adopted: bool


def plan_change(measure: Measure, *, user: Any, today: date) -> PlanChange | None:
    """The figures that count a measure; None for one outside any row. Two queries."""
    if measure.plan is None or measure.row_id is None:
        return None
    seen = Measure.objects.visible_to(user).of_plan(measure.plan).in_text()
    lines = list(
        seen.only(
            "row", "owner", "executor", "status", "deadline_kind", "due_date", "plan", "unit"
        )
    )
    return PlanChange(
        row_key=measure.row_id,
        row=Progress.of((line for line in lines if line.row_id == measure.row_id), today=today),
        plan=Progress.of(lines, today=today),
        chips=chips(
            lines, own_in_units(measure.plan, user=user), PlanFilter(), user=user, today=today
        ),
        is_adopted=measure.plan.is_adopted and not measure.plan.is_over,
    )
