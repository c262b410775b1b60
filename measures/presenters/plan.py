"""The plan page: rows with challenges beside grouped measures, and the figures above them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from challenges.models import ActionPlan, Challenge, FocusArea, PlanRow
from challenges.plan_text import PlanText, text_of
from leanplan.collation import norwegian_key
from measures import filters as choices
from measures.filters import PlanFilter
from measures.models import Measure
from measures.presenters.deadline import near_days, near_title
from measures.presenters.measure import MeasureShown, measures_shown
from measures.presenters.progress import Count, bar_label, counts, marks
from measures.presenters.status import STATUSES, UNASSIGNED
from measures.presenters.unit_part import UnitMeasures, UnitPart, unit_parts
from measures.rules import Tally, is_overdue, is_unassigned, is_undated, tally
from measures.staleness import with_touch
from organisation.reach import reach_of


@dataclass(frozen=True)
class Group:
    """Measures of a row under one sub-heading ("" for none)."""

    heading: str
    measures: list[MeasureShown]


@dataclass(frozen=True)
class Progress:
    """How far a row or the plan has come."""

    tally: Tally
    label: str
    counts: list[Count]
    marks: list[Count]

    @classmethod
    def of(cls, measures: Iterable[Measure], *, today: date) -> "Progress":
        """Count measures."""
        counted = tally(measures, today=today)
        return cls(counted, bar_label(counted), counts(counted), marks(counted))


@dataclass(frozen=True)
class RowShown:
    """A row of the plan. heading: the first challenge, where nobody has given a working title."""

    number: int
    row: PlanRow
    heading: Challenge | None
    challenges: list[Challenge]
    groups: list[Group]
    notes: list[Any]
    progress: Progress
    units: UnitPart | None


@dataclass(frozen=True)
class Chip:
    """A quick filter with its count."""

    value: str
    label: str | Promise
    number: int
    is_chosen: bool


@dataclass(frozen=True)
class Option:
    """A choice of a select."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class PlanPage:
    """All of a plan that its page shows. hits: what the filters left, in words."""

    plan: ActionPlan
    filter: PlanFilter
    progress: Progress
    chips: list[Chip]
    owners: list[Option]
    statuses: list[Option]
    rows: list[RowShown]
    hits: str
    only_row: bool
    text: PlanText

    @property
    def focus_areas(self) -> list[FocusArea]:
        """The focus areas with their statements."""
        return self.text.focus_areas


def plan_page(plan: ActionPlan, chosen: PlanFilter, *, user: Any, today: date) -> PlanPage:
    """Assemble the page of a plan for a user; as many queries for two measures as for 200.

    In: a plan the user may see, loaded with its series.
    """
    lines = plan_lines(plan, user=user)
    left = narrowed_lines(lines, chosen, user=user, today=today)
    units = unit_parts(plan, chosen, user=user, today=today)
    shown = measures_shown([*left, *units.measures], user=user, today=today)
    by_key = {measure.pk: measure for measure in shown}
    text = text_of(plan)
    rows = _rows(text, chosen, lines, left, by_key, units.of(by_key), today=today)
    return PlanPage(
        plan=plan,
        filter=chosen,
        progress=Progress.of(lines, today=today),
        chips=chips(lines, units.mine, chosen, user=user, today=today),
        owners=_owner_options(lines, chosen),
        statuses=_status_options(chosen),
        rows=rows,
        hits=_hits(len(left), len(lines), units) if chosen.is_active else "",
        only_row=bool(chosen.row),
        text=text,
    )


def plan_lines(plan: ActionPlan, *, user: Any) -> list[Measure]:
    """The lines of a plan in their order, with what a row shows; one query."""
    seen = with_touch(Measure.objects.visible_to(user).of_plan(plan).in_text())
    lines = list(
        seen.select_related("owner__unit", "heading", "footnote").order_by("order", "pk")
    )
    for line in lines:
        line.plan = plan
    return lines


def narrowed_lines(
    lines: list[Measure], chosen: PlanFilter, *, user: Any, today: date
) -> list[Measure]:
    """The lines of the plan that the filters leave."""
    if not chosen.is_active:
        return lines
    keys = [line.pk for line in lines]
    found = Measure.objects.filter(pk__in=keys)
    left = set(chosen.narrow(found, user=user, today=today).values_list("pk", flat=True))
    return [line for line in lines if line.pk in left]


def _rows(
    text: PlanText, chosen: PlanFilter, lines: Sequence[Measure], left: Sequence[Measure],
    by_key: dict[int, MeasureShown], units: dict[int, UnitPart], *, today: date,
) -> list[RowShown]:
    """The rows to show: all, or those in which the filters leave something."""
    rows = []
    for number, row in enumerate(text.rows, start=1):
        mine = [line for line in left if line.row_id == row.pk]
        part = units.get(row.pk)
        if chosen.row not in (0, row.pk):
            continue
        if chosen.is_active and not mine and not (part and part.measures):
            continue
        own = [line for line in lines if line.row_id == row.pk]
        rows.append(_row(number, row, own, groups(mine, by_key), part, today=today))
    return rows


def _row(
    number: int, row: PlanRow, lines: list[Measure], grouped: list[Group],
    part: UnitPart | None, *, today: date,
) -> RowShown:
    challenges = list(row.challenges.all())
    heading = challenges.pop(0) if challenges and not row.title else None
    return RowShown(
        number=number,
        row=row,
        heading=heading,
        challenges=challenges,
        groups=grouped,
        notes=list(row.footnotes.all()),
        progress=Progress.of(lines, today=today),
        units=part,
    )


def groups(lines: Iterable[Measure], by_key: dict[int, MeasureShown]) -> list[Group]:
    """Measures in their order, a new group where the sub-heading changes."""
    found: list[Group] = []
    for line in lines:
        heading = line.heading.text if line.heading else ""
        if not found or found[-1].heading != heading:
            found.append(Group(heading, []))
        found[-1].measures.append(by_key[line.pk])
    return found


def chips(
    lines: Iterable[Measure], mine_in_units: int, chosen: PlanFilter, *, user: Any, today: date
) -> list[Chip]:
    """The quick filters. They count lines of the plan; *Mine* counts my unit measures as well."""
    lines, reach = list(lines), reach_of(user)
    mine = sum(
        line.owner_id in reach.position_ids
        or (line.executor_id is not None and line.executor_id == reach.person_id)
        for line in lines
    )
    late = [line for line in lines if is_overdue(line, today=today)]
    last = date.fromordinal(today.toordinal() + near_days())
    near = [
        line for line in lines
        if line.due_date and today <= line.due_date <= last and not line.is_closed
    ]
    numbers = (
        ("", _("All"), len(lines)),
        (choices.MINE, _("Mine"), mine + mine_in_units),
        (choices.OVERDUE, _("Overdue"), len(late)),
        (choices.NEAR, near_title(), len(near)),
        (choices.UNOWNED, _("Unassigned"), sum(map(is_unassigned, lines))),
        (choices.UNDATED, _("Deadline missing"), sum(map(is_undated, lines))),
    )
    return [Chip(value, text, number, chosen.view == value) for value, text, number in numbers]


def _owner_options(lines: Iterable[Measure], chosen: PlanFilter) -> list[Option]:
    """Positions that own a line of the plan. Who owns a unit's measure is nobody else's business,
    and is found by the unit's name."""
    names = {line.owner_id: line.owner.label for line in lines if line.owner}
    in_order = sorted(names.items(), key=lambda item: norwegian_key(item[1]))
    return [Option(str(key), name, key == chosen.owner) for key, name in in_order]


def _status_options(chosen: PlanFilter) -> list[Option]:
    return [
        Option(status.key, str(status.word), status.key == chosen.status)
        for status in (UNASSIGNED, *STATUSES.values())
    ]


def _hits(lines: int, total: int, units: UnitMeasures) -> str:
    """What the filters left, in words."""
    text = ngettext(
        "Showing %(shown)s of %(total)s measure", "Showing %(shown)s of %(total)s measures", total
    ) % {"shown": lines, "total": total}
    number = units.hits
    if not number:
        return text
    if units.sees_all:
        more = ngettext(
            "and %(number)s measure of the units", "and %(number)s measures of the units", number
        )
    else:
        more = ngettext(
            "and %(number)s measure of your units", "and %(number)s measures of your units", number
        )
    return f"{text} {more % {'number': number}}"
