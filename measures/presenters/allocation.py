"""The page on which a plan is allocated: rows of the plan, what remains, what to choose from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from challenges.models import ActionPlan, Challenge, PlanRow, RowHeading
from challenges.plan_text import text_of
from measures.models import Measure
from measures.presenters.allocation_row import (
    AllocationRow,
    LastSaved,
    allocation_rows,
    has_suggestion,
    shown_positions,
)
from measures.rules import is_unassigned, is_undated
from organisation.models import MeetingDay
from organisation.owners import Choice, offered
from organisation.roles import UnitKind

# What the address asks to see: ?vis=ufordelt
WITHOUT_OWNER, WITHOUT_DEADLINE, WITH_SUGGESTION = "ufordelt", "uten-frist", "med-forslag"
_SHOWN = {
    "": lambda measure: True,
    WITHOUT_OWNER: is_unassigned,
    WITHOUT_DEADLINE: is_undated,
    WITH_SUGGESTION: has_suggestion,
}


@dataclass(frozen=True)
class Remaining:
    """How many measures there are, and what is missing. By the names of the filters."""

    total: int
    without_owner: int
    without_deadline: int
    with_suggestion: int

    @property
    def with_owner(self) -> int:
        """How many do not lack an owner."""
        return self.total - self.without_owner

    @property
    def with_deadline(self) -> int:
        """How many do not lack a deadline."""
        return self.total - self.without_deadline


@dataclass(frozen=True)
class Filter:
    """One choice of what to see, and how many it shows."""

    key: str
    label: str | Promise
    count: int
    is_current: bool

    @property
    def query(self) -> str:
        """The end of the address."""
        return query_of(self.key)


@dataclass(frozen=True)
class Group:
    """Measures below one sub-heading of a row, or below none."""

    heading: RowHeading | None
    rows: list[AllocationRow]


@dataclass(frozen=True)
class Section:
    """A row of the plan: its challenges, and its measures to allocate.

    title: the working title, else the first challenge, which then is not among the challenges.
    lead: the line that governs the others, where it is not itself among those shown.
    """

    row: PlanRow
    title: str
    is_question: bool
    challenges: Sequence[Challenge]
    lead: Measure | None
    groups: list[Group]


@dataclass(frozen=True)
class AllocationPage:
    """The whole page. last: the row saved last today. meeting: a meeting on this very day."""

    plan: ActionPlan
    sections: list[Section]
    remaining: Remaining
    filters: list[Filter]
    positions: list[Choice]
    decides: bool
    body: str
    meeting: MeetingDay | None
    last: LastSaved | None

    @property
    def query(self) -> str:
        """The end of the address, for what the page shows."""
        return next((each.query for each in self.filters if each.is_current), "")

    @property
    def invalid(self) -> list[AllocationRow]:
        """Rows that could not be saved, for the summary of errors."""
        return [row for row in _rows(self.sections) if row.state == "invalid"]


def query_of(shown: str) -> str:
    """The end of an address that keeps what is shown; "" for everything or what is unknown."""
    return f"?vis={shown}" if shown in _SHOWN and shown else ""


def plan_measures(plan: ActionPlan, *, user: Any) -> list[Measure]:
    """The lines of the plan that are allocated, in its order."""
    return list(
        Measure.objects.visible_to(user).of_plan(plan).in_text().for_list()
        .select_related("heading", "plan", "suggested_by__person")
    )


def remaining_of(measures: Iterable[Measure]) -> Remaining:
    """Count what is missing."""
    measures = list(measures)
    return Remaining(
        total=len(measures),
        without_owner=sum(map(is_unassigned, measures)),
        without_deadline=sum(map(is_undated, measures)),
        with_suggestion=sum(map(has_suggestion, measures)),
    )


def filters_of(remaining: Remaining, shown: str) -> list[Filter]:
    """The choices of what to see."""
    return [
        Filter(key, label, count, key == shown)
        for key, label, count in (
            ("", _("All"), remaining.total),
            (WITHOUT_OWNER, _("Without responsible"), remaining.without_owner),
            (WITHOUT_DEADLINE, _("Without deadline"), remaining.without_deadline),
            (WITH_SUGGESTION, _("With a suggestion"), remaining.with_suggestion),
        )
    ]


def allocation_page(
    plan: ActionPlan, *, user: Any, today: date, shown: str = "",
    attempt: AllocationRow | None = None,
) -> AllocationPage:
    """The page as one person sees it.

    In: a filter's key (an unknown one shows all); the row whose save was refused, to show in
    its place whatever the filter.
    """
    shown = shown if shown in _SHOWN else ""
    measures = plan_measures(plan, user=user)
    offer = offered(on=today, beside=shown_positions(measures))
    rows = {
        row.measure.pk: row
        for row in allocation_rows(
            measures, user=user, today=today, query=query_of(shown), holders=offer.holders
        )
    }
    if attempt:
        rows[attempt.measure.pk] = attempt
    kept = {m.pk for m in measures if _SHOWN[shown](m) or (attempt and attempt.measure.pk == m.pk)}
    remaining = remaining_of(measures)
    saved = [
        (row.saved_at, LastSaved(row.measure.code, row.saved_time))
        for row in rows.values() if row.saved_at
    ]
    return AllocationPage(
        plan=plan,
        sections=_sections(plan, measures, rows, kept),
        remaining=remaining,
        filters=filters_of(remaining, shown),
        positions=offer.choices,
        decides=any(row.decides for row in rows.values()),
        body=body_name(plan),
        meeting=meeting_on(today),
        last=max(saved, key=itemgetter(0), default=(None, None))[1],
    )


def announcement(row: AllocationRow, remaining: Remaining) -> str:
    """What a screen reader is told once a row is saved."""
    code = {"code": row.measure.code}
    if row.state != "saved":
        return str(_("%(code)s is unchanged.") % code)
    if not row.decides:
        return str(_("The suggestion for %(code)s is saved.") % code)
    return str(
        _("%(code)s is saved. %(owner)s without responsible, %(deadline)s without deadline.")
        % {
            **code, "owner": remaining.without_owner, "deadline": remaining.without_deadline,
        }
    )


def body_name(plan: ActionPlan) -> str:
    """The body that decides, as it is said: who adopted the plan, else the management group."""
    if plan.adopted_by is not None:
        return plan.adopted_by.label
    return str(_("the management group"))


def meeting_on(day: date) -> MeetingDay | None:
    """The management group's meeting on a day, where it has one."""
    return (
        MeetingDay.objects.filter(day=day, unit__kind=UnitKind.MANAGEMENT_GROUP)
        .select_related("unit").order_by("pk").first()
    )


def _rows(sections: Iterable[Section]) -> list[AllocationRow]:
    return [row for section in sections for group in section.groups for row in group.rows]


def _sections(
    plan: ActionPlan, measures: list[Measure], rows: dict[int, AllocationRow], kept: set[int]
) -> list[Section]:
    found = (_section(row, [m for m in measures if m.row_id == row.pk], rows, kept)
             for row in text_of(plan).rows)
    return [section for section in found if section.groups]


def _section(
    row: PlanRow, measures: list[Measure], rows: dict[int, AllocationRow], kept: set[int]
) -> Section:
    shown = [measure for measure in measures if measure.pk in kept]
    groups: list[Group] = []
    for measure in shown:
        if not groups or groups[-1].heading != measure.heading:
            groups.append(Group(measure.heading, []))
        groups[-1].rows.append(rows[measure.pk])
    challenges = list(row.challenges.all())
    lead = next((measure for measure in measures if measure.is_lead), None)
    first = challenges.pop(0) if challenges and not row.title else None
    return Section(
        row=row,
        title=row.title or (str(first) if first else str(row)),
        is_question=first is not None and first.is_question,
        challenges=challenges,
        lead=lead if lead and lead.pk not in kept else None,
        groups=groups,
    )
