"""The plan check as its page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Case, Exists, OuterRef, QuerySet, When
from django.urls import reverse

from challenges.models import ActionPlan, PlanState
from leanplan.clock import today
from leanplan.questions import question
from measures.models import Measure, MeasureRule, Metric, StatusEntry
from measures.plan_check import PlanCheck
from measures.presenters.beside import NOTHING
from measures.presenters.measure import MeasureShown, measures_shown


@dataclass(frozen=True)
class Several:
    """A line that seems to hold several tasks; url: where it is split or a split is proposed."""

    measure: MeasureShown
    tasks: list[str]
    url: str


@dataclass(frozen=True)
class Mend:
    """A line with something to mend; url: where, "" for one who may not mend it."""

    measure: MeasureShown
    url: str


@dataclass(frozen=True)
class CheckPage:
    """What the plan lacks, and what comes next for the reader."""

    plan: ActionPlan
    total: int
    no_owner: list[MeasureShown]
    no_deadline: list[MeasureShown]
    several: list[Several]
    short: list[Mend]
    no_sign: list[Mend]
    is_clean: bool
    can_submit: bool
    can_adopt: bool


def check_page(plan: ActionPlan, found: PlanCheck, *, user: Any) -> CheckPage:
    """Assemble the page; one query for the names of owners. In: lines of `lines_to_check`."""
    lines = {
        measure.pk: measure
        for measure in [
            *found.no_owner, *found.no_deadline, *(line for line, _ in found.several),
            *found.short, *found.no_sign,
        ]
    }
    shown = {m.pk: m for m in _shown(lines.values(), user)}
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
        short=[
            Mend(shown[line.pk], _text_url(line, user, adopted=plan.is_adopted))
            for line in found.short
        ],
        no_sign=[Mend(shown[line.pk], _edit_url(line, user)) for line in found.no_sign],
        is_clean=found.is_clean,
        can_submit=plan.state == PlanState.DRAFT,
        can_adopt=plan.state == PlanState.TO_ADOPTION
        and user.has_perm("challenges.adopt_plan"),
    )


def _shown(lines: Iterable[Measure], user: Any) -> list[MeasureShown]:
    """The lines without what stands beside them on the plan: the check shows none of it."""
    return measures_shown(lines, user=user, today=today(), known=NOTHING)


def lines_to_check(plan: ActionPlan) -> list[Any]:
    """The lines of a plan that are checked, with whether something shows how each goes: a rule, a
    figure, a word in the log. What is over needs no mending once the plan is adopted."""
    return _lines(plan.pk, still_open=plan.is_adopted)


@question
def _lines(plan: int, *, still_open: bool) -> QuerySet[Measure]:
    mine = {"measure": OuterRef("pk")}
    said = StatusEntry.objects.filter(**mine).exclude(comment="")
    lines = Measure.objects.filter(plan=plan).in_text()
    if still_open:
        lines = lines.open()
    return lines.for_list().annotate(
        shows_progress=Case(
            When(
                Exists(MeasureRule.objects.filter(**mine)) | Exists(Metric.objects.filter(**mine))
                | Exists(said),
                then=True,
            ),
            default=False, output_field=BooleanField(),
        )
    )


def _edit_url(line: Measure, user: Any) -> str:
    """Where *done when* is written."""
    if not user.has_perm("measures.edit_measure", line):
        return ""
    return reverse("measures:measure_edit", args=[line.pk])


def _text_url(line: Measure, user: Any, *, adopted: bool) -> str:
    """Where the text is mended: adopted text by a proposal."""
    if not adopted:
        return _edit_url(line, user)
    if not user.has_perm("measures.propose_amendment", line):
        return ""
    return reverse("measures:amendment_propose", args=[line.pk])
