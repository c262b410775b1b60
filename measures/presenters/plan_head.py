"""What stands at the head of the plan page: which plan it is, its adoption, its generations."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.safestring import SafeString

from challenges.models import ActionPlan, PlanState, PlanVersion
from leanplan.drawn import drawn
from leanplan.navigation import Link
from leanplan.questions import question
from measures.rules import Tally

# What is under way comes before what is over, and that before what nobody has adopted.
_RANK = {
    PlanState.RUNNING: 0, PlanState.ADOPTED: 0, PlanState.EVALUATED: 1, PlanState.SUCCEEDED: 1,
    PlanState.TO_ADOPTION: 2, PlanState.DRAFT: 2,
}


@dataclass(frozen=True)
class PlanHead:
    """The head of one plan's page.

    generations: the plan's series as the reader sees it, oldest first. others: the newest plan of
    each other series. version, changed_on: the adopted text as it is now. newer: the generation
    that took over.
    """

    plan: ActionPlan
    generations: list[ActionPlan]
    others: list[ActionPlan]
    adopted_by: str
    version: int
    changed_on: date | None
    newer: ActionPlan | None


def plans_for(user: Any) -> list[ActionPlan]:
    """The plans a user may see, newest generation of each series first; one query."""
    return _plans(drafts=user.has_perm("challenges.prepare_plan"))


@question
def _plans(*, drafts: bool) -> QuerySet[ActionPlan]:
    versions = PlanVersion.objects.filter(plan=OuterRef("pk")).order_by("-number")
    plans = ActionPlan.objects.within(drafts=drafts)
    return plans.for_list().select_related("adopted_by__unit").annotate(
        version_number=Subquery(versions.values("number")[:1]),
        version_on=Subquery(versions.values("adopted_on")[:1]),
    )


def the_current(plans: Iterable[ActionPlan]) -> ActionPlan | None:
    """The plan to open with: under way and newest; else the last that is over; else a draft."""
    return min(
        plans,
        key=lambda plan: (
            _RANK[PlanState(plan.state)],
            -(plan.adopted_on.toordinal() if plan.adopted_on else 0),
            -plan.generation,
            -plan.pk,
        ),
        default=None,
    )


def plan_head(plan: ActionPlan, plans: Iterable[ActionPlan]) -> PlanHead:
    """The head of a plan's page. In: the plan and all plans, from `plans_for`."""
    plans = list(plans)
    generations = sorted(
        (other for other in plans if other.series_id == plan.series_id),
        key=lambda other: other.generation,
    )
    series = {other.series_id for other in plans} - {plan.series_id}
    others = [
        the_current(other for other in plans if other.series_id == key) for key in sorted(series)
    ]
    number = getattr(plan, "version_number", None) or 0
    changed = getattr(plan, "version_on", None)
    return PlanHead(
        plan=plan,
        generations=generations,
        others=[other for other in others if other],
        adopted_by=adopted_by(plan),
        version=number,
        changed_on=changed if number > 1 else None,
        newer=next(
            (other for other in generations if other.generation > plan.generation), None
        ) if plan.is_over else None,
    )


def drawn_head(
    head: PlanHead, tally: Tally, *, actions: Iterable[Link], can_propose: bool
) -> SafeString:
    """The head of the plan page, with what can be done there and the adoption.

    In: the tally of the lines; the links the reader is offered.
    """
    plan, newer = head.plan, head.newer
    links = tuple((str(link.label), link.url, link.icon) for link in actions)
    facts = (
        plan.pk, plan.series.name, plan.generation, plan.state, plan.adopted_on, head.adopted_by,
        head.version, head.changed_on, newer and (newer.pk, newer.generation),
        tuple((one.pk, one.generation, one.is_adopted) for one in head.generations),
        tuple((one.pk, one.series.name) for one in head.others),
        tally.total, tally.assigned, tally.dated, links, can_propose,
    )
    return drawn("measures/plan/_head.html", facts, lambda: {
        "head": head, "plan": plan, "tally": tally, "actions": actions,
        "can_propose": can_propose,
    })


def adopted_by(plan: ActionPlan) -> str:
    """The body that adopted the plan, as its unit's full name or as the document has it."""
    if plan.adopted_by is None:
        return plan.adopted_by_text
    position = plan.adopted_by
    return position.unit.name if position.role == "body" else position.label
