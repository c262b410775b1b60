"""The page about a plan: where it stands in its life, and what is set around its text."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.timezone import localtime

from challenges.models import ActionPlan, PlanRow, PlanState
from challenges.plan_text import PlanText, text_of
from leanplan.said import spoken
from organisation.holders import titles_on


@dataclass(frozen=True)
class Step:
    """One state of a plan's life. place: "done", "here" or "ahead"."""

    state: str
    label: str | Promise
    place: str


@dataclass(frozen=True)
class Event:
    """Something that happened to the plan as a whole."""

    at: datetime
    by: str
    role: str
    text: str


@dataclass(frozen=True)
class AboutPage:
    """All that the page shows, and which steps the reader may take now."""

    plan: ActionPlan
    steps: list[Step]
    text: PlanText
    rows: list[tuple[int, PlanRow]]
    events: list[Event]
    predecessor: ActionPlan | None
    successor: ActionPlan | None
    can_edit: bool
    can_submit: bool
    can_withdraw: bool
    can_adopt: bool
    can_start: bool
    can_evaluate: bool
    can_succeed: bool
    can_correct: bool

    @property
    def has_step(self) -> bool:
        """The reader can take the plan a step on."""
        return any(
            (
                self.can_submit, self.can_withdraw, self.can_adopt, self.can_start,
                self.can_evaluate, self.can_succeed,
            )
        )


def about_page(plan: ActionPlan, *, user: Any) -> AboutPage:
    """Assemble the page for a user who may see the plan."""
    prepares = user.has_perm("challenges.prepare_plan")
    decides = user.has_perm("challenges.adopt_plan")
    state, text = plan.state, text_of(plan)
    predecessor, successor = _beside(plan, user=user)
    next_runs = successor is not None and successor.state == PlanState.RUNNING
    return AboutPage(
        plan=plan,
        steps=steps(plan),
        text=text,
        rows=list(enumerate(text.rows, start=1)),
        events=_events(plan),
        predecessor=predecessor,
        successor=successor,
        can_edit=prepares and not plan.is_over,
        can_submit=prepares and state == PlanState.DRAFT,
        can_withdraw=prepares and state == PlanState.TO_ADOPTION,
        can_adopt=decides and state == PlanState.TO_ADOPTION,
        can_start=prepares and state == PlanState.ADOPTED,
        can_evaluate=prepares and state == PlanState.RUNNING,
        can_succeed=prepares and state == PlanState.EVALUATED and next_runs,
        can_correct=prepares and plan.is_adopted and not plan.is_over,
    )


def _beside(plan: ActionPlan, *, user: Any) -> tuple[ActionPlan | None, ActionPlan | None]:
    """The generations right before and after, each where the user may see it; one query."""
    others = ActionPlan.objects.filter(series=plan.series_id).exclude(pk=plan.pk)
    generations = list(others.order_by("generation"))
    before = [other for other in generations if other.generation < plan.generation][-1:]
    after = [other for other in generations if other.generation > plan.generation][:1]
    sees_drafts = user.has_perm("challenges.prepare_plan")
    seen = [
        other[0] if other and (sees_drafts or other[0].is_adopted) else None
        for other in (before, after)
    ]
    return seen[0], seen[1]


def rows_numbered(plan: ActionPlan) -> dict[int, int]:
    """{key of a row: its number from the top of the plan}."""
    keys = plan.rows.values_list("pk", flat=True)
    return {key: number for number, key in enumerate(keys, start=1)}


def steps(plan: ActionPlan) -> list[Step]:
    """The states in order, and where the plan is."""
    here = PlanState.values.index(plan.state)
    return [
        Step(
            state.value, state.label,
            "here" if i == here else "done" if i < here else "ahead",
        )
        for i, state in enumerate(PlanState)
    ]


def _events(plan: ActionPlan) -> list[Event]:
    """What happened to the plan, newest first: each history row that says what was done."""
    records = list(
        plan.history.exclude(history_change_reason="")
        .exclude(history_change_reason=None)
        .select_related("history_user__person")
        .order_by("-history_date", "-history_id")
    )
    roles = titles_on(
        (record.history_user, localtime(record.history_date).date()) for record in records
        if record.history_user
    )
    return [
        Event(
            record.history_date, str(record.history_user or ""),
            roles.get((record.history_user_id, localtime(record.history_date).date()), ""),
            spoken(record.history_change_reason),
        )
        for record in records
    ]
