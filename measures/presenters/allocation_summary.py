"""What came of an allocation: who got what, position by position."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.models import ActionPlan
from leanplan.collation import norwegian_key
from measures.choices import DeadlineKind
from measures.models import Measure
from measures.presenters.allocation import (
    Remaining,
    body_name,
    meeting_on,
    remaining_of,
)
from measures.presenters.deadline import deadline_note, deadline_text
from measures.rules import Deadline, is_unassigned, is_undated
from organisation.holders import Owner, holders_of, owner_shown
from organisation.models import MeetingDay, Position
from organisation.roles import Role


@dataclass(frozen=True)
class Given:
    """A measure as the list shows it. text, note: its deadline; "" where none is settled."""

    measure: Measure
    text: str
    note: str


@dataclass(frozen=True)
class PositionPart:
    """What one position answers for. line: who holds it, or what it covers."""

    title: str
    line: str
    given: list[Given]


@dataclass(frozen=True)
class AllocationSummary:
    """The whole list. kinds: how many deadlines of each kind. allocated_on: when the last
    measure got its first owner, where none lacks one."""

    plan: ActionPlan
    remaining: Remaining
    kinds: dict[str, int]
    parts: list[PositionPart]
    unassigned: list[Given]
    undated: list[Measure]
    body: str
    meeting: MeetingDay | None
    allocated_on: date | None
    may_allocate: bool

    @property
    def is_complete(self) -> bool:
        """Every measure has somebody responsible."""
        return bool(self.remaining.total) and not self.remaining.without_owner


def _measures_of(plan: ActionPlan, *, user: Any) -> list[Measure]:
    return list(
        Measure.objects.visible_to(user).of_plan(plan).in_text().for_list().select_related("plan")
    )


def allocation_summary_of(plan: ActionPlan, *, user: Any, today: date) -> AllocationSummary:
    """The summary of a plan, as one person sees it."""
    measures = _measures_of(plan, user=user)
    remaining = remaining_of(measures)
    kinds = {kind.value: sum(m.deadline_kind == kind for m in measures) for kind in DeadlineKind}
    complete = bool(measures) and not remaining.without_owner
    return AllocationSummary(
        plan=plan,
        remaining=remaining,
        kinds=kinds,
        parts=_parts([measure for measure in measures if measure.owner], today=today),
        unassigned=[_given(m, today=today) for m in measures if is_unassigned(m)],
        undated=[measure for measure in measures if is_undated(measure)],
        body=body_name(plan),
        meeting=meeting_on(today),
        allocated_on=_allocated_on(plan) if complete else None,
        may_allocate=user.has_perm("measures.allocate_plan", plan),
    )


def _given(measure: Measure, *, today: date) -> Given:
    deadline = Deadline.of(measure)
    if not deadline.is_settled:
        return Given(measure, "", "")
    text, note = deadline_text(deadline), deadline_note(deadline, today=today)
    if deadline.kind == DeadlineKind.RECURRING:
        text, note = note, ""  # how often says it all
    return Given(measure, text, note)


def _parts(measures: Iterable[Measure], *, today: date) -> list[PositionPart]:
    by_position: dict[Position, list[Measure]] = defaultdict(list)
    for measure in measures:
        if measure.owner:
            by_position[measure.owner].append(measure)
    holders = holders_of([position.pk for position in by_position], on=today)
    return [
        PositionPart(
            position.label,
            _line(owner_shown(position, holders)),
            [_given(measure, today=today) for measure in by_position[position]],
        )
        for position in sorted(by_position, key=_place)
    ]


def _line(owner: Owner) -> str:
    if owner.kind == "each":
        return _("Each for own units")
    if owner.kind == "vacant":
        return _("Vacant at present")
    if owner.kind == "body":
        return owner.under if owner.under != owner.name else ""
    return _("%(person)s, acting") % {"person": owner.name} if owner.acting else owner.name


def _place(position: Position) -> tuple[int, str]:
    """The chief executive first, then bodies, positions of every area, and the rest by name."""
    if position.role == Role.CHIEF_EXECUTIVE:
        return 0, ""
    if position.role == Role.BODY:
        return 1, norwegian_key(position.label)
    return (2 if position.each else 3), norwegian_key(position.label)


def _allocated_on(plan: ActionPlan) -> date | None:
    """The day on which the last measure got its first owner, read off the history."""
    first: list[datetime] = list(
        Measure.history.filter(plan=plan.pk, unit=None, owner__isnull=False)
        .order_by().values("id").annotate(first=Min("history_date")).values_list("first", flat=True)
    )
    return timezone.localdate(max(first)) if first else None
