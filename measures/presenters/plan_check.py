"""The plan check as its page shows it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from challenges.models import ActionPlan, PlanState
from leanplan.clock import today
from measures.plan_check import PlanCheck
from measures.presenters.measure import MeasureShown, measures_shown


@dataclass(frozen=True)
class Several:
    """A line that seems to hold several tasks; url: where it is split or a split is proposed."""

    measure: MeasureShown
    tasks: list[str]
    url: str


@dataclass(frozen=True)
class CheckPage:
    """What the plan lacks, and what comes next for the reader."""

    plan: ActionPlan
    total: int
    no_owner: list[MeasureShown]
    no_deadline: list[MeasureShown]
    several: list[Several]
    is_clean: bool
    can_submit: bool
    can_adopt: bool


def check_page(plan: ActionPlan, found: PlanCheck, *, user: Any) -> CheckPage:
    """Assemble the page; one query for the names of owners."""
    lines = {
        measure.pk: measure
        for measure in [*found.no_owner, *found.no_deadline, *(line for line, _ in found.several)]
    }
    shown = {m.pk: m for m in measures_shown(lines.values(), user=user, today=today())}
    route = "measures:amendment_propose" if plan.is_adopted else "measures:measure_split"
    return CheckPage(
        plan=plan,
        total=found.total,
        no_owner=[shown[measure.pk] for measure in found.no_owner],
        no_deadline=[shown[measure.pk] for measure in found.no_deadline],
        several=[
            Several(shown[measure.pk], tasks, reverse(route, args=[measure.pk]))
            for measure, tasks in found.several
        ],
        is_clean=found.is_clean,
        can_submit=plan.state == PlanState.DRAFT,
        can_adopt=plan.state == PlanState.TO_ADOPTION
        and user.has_perm("challenges.adopt_plan"),
    )
