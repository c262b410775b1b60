"""The page on which a plan is allocated: rows of the plan, what remains, what to choose from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from challenges.models import ActionPlan, Challenge, PlanRow
from challenges.plan_text import text_of
from measures.models import Measure
from measures.presenters.allocation_lines import Line, has_suggestion, plan_lines, saved_today
from measures.presenters.allocation_row import (
    AllocationRow,
    LastSaved,
    Reader,
    allocation_rows,
    decides,
    last_saved,
    shown_positions,
)
from measures.rules import is_unassigned, is_undated
from organisation.holders import holders_of
from organisation.models import MeetingDay
from organisation.offered import offered
from organisation.roles import UnitKind

# What the address asks to see: ?vis=ufordelt
WITHOUT_OWNER, WITHOUT_DEADLINE, WITH_SUGGESTION = "ufordelt", "uten-frist", "med-forslag"
_SHOWN = {
    "": lambda line: True,
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
    """Measures below one sub-heading of a row, or below none. heading: its key and text."""

    heading: tuple[int, str] | None
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
    lead: Line | None
    groups: list[Group]


@dataclass(frozen=True)
class AllocationPage:
    """The whole page. datalist: of the positions to choose from. last: the row saved last today.
    meeting: a meeting on this very day."""

    plan: ActionPlan
    sections: list[Section]
    remaining: Remaining
    filters: list[Filter]
    datalist: SafeString
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


@dataclass(frozen=True)
class RowAlone:
    """One row, and what is shown beside it: what remains, and what was saved last today."""

    row: AllocationRow
    remaining: Remaining
    last: LastSaved | None


def query_of(shown: str) -> str:
    """The end of an address that keeps what is shown; "" for everything or what is unknown."""
    return f"?vis={shown}" if shown in _SHOWN and shown else ""


def remaining_of(lines: Iterable[Any]) -> Remaining:
    """Count what is missing. In: lines, or whole measures."""
    lines = list(lines)
    return Remaining(
        total=len(lines),
        without_owner=sum(map(is_unassigned, lines)),
        without_deadline=sum(map(is_undated, lines)),
        with_suggestion=sum(map(has_suggestion, lines)),
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
    lines, reader = plan_lines(plan, user=user), reader_of(user, plan, shown)
    offer = offered(on=today, beside=shown_positions(lines))
    times = saved_today(lines, decides=reader.decides, today=today)
    rows = allocation_rows(lines, reader, holders=offer.holders, times=times, today=today)
    if attempt:
        rows[attempt.line.pk] = attempt
    kept = {
        line.pk for line in lines
        if _SHOWN[shown](line) or (attempt and attempt.line.pk == line.pk)
    }
    remaining = remaining_of(lines)
    return AllocationPage(
        plan=plan,
        sections=_sections(plan, lines, rows, kept),
        remaining=remaining,
        filters=filters_of(remaining, shown),
        datalist=offer.datalist,
        decides=reader.decides,
        body=body_name(plan),
        meeting=meeting_on(today),
        last=last_saved(lines, times),
    )


def reader_of(user: Any, plan: ActionPlan, shown: str) -> Reader:
    """What of the reader the rows of a plan depend on."""
    return Reader(decides(user, Measure(plan=plan)), query_of(shown))


def row_alone(
    plan: ActionPlan, pk: int, *, user: Any, today: date, shown: str
) -> RowAlone | None:
    """One row of the plan by itself, with what remains; None where it is no line any more."""
    lines, reader = plan_lines(plan, user=user), reader_of(user, plan, shown)
    line = next((line for line in lines if line.pk == pk), None)
    if line is None:
        return None
    times = saved_today(lines, decides=reader.decides, today=today)
    holders = holders_of(shown_positions([line]), on=today)
    rows = allocation_rows([line], reader, holders=holders, times=times, today=today)
    return RowAlone(rows[pk], remaining_of(lines), last_saved(lines, times))


def announcement(row: AllocationRow, remaining: Remaining) -> str:
    """What a screen reader is told once a row is saved."""
    code = {"code": row.code}
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
    plan: ActionPlan, lines: list[Line], rows: dict[int, AllocationRow], kept: set[int]
) -> list[Section]:
    found = (_section(row, [line for line in lines if line.row_id == row.pk], rows, kept)
             for row in text_of(plan).rows)
    return [section for section in found if section.groups]


def _section(
    row: PlanRow, lines: list[Line], rows: dict[int, AllocationRow], kept: set[int]
) -> Section:
    groups: list[Group] = []
    for line in lines:
        if line.pk not in kept:
            continue
        if not groups or groups[-1].heading != line.heading:
            groups.append(Group(line.heading, []))
        groups[-1].rows.append(rows[line.pk])
    challenges = list(row.challenges.all())
    lead = next((line for line in lines if line.is_lead), None)
    first = challenges.pop(0) if challenges and not row.title else None
    return Section(
        row=row,
        title=row.title or (str(first) if first else str(row)),
        is_question=first is not None and first.is_question,
        challenges=challenges,
        lead=lead if lead and lead.pk not in kept else None,
        groups=groups,
    )
