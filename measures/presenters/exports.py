"""The lists of measures as sheets: the plan, my measures, the allocation, who got what."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.models import ActionPlan
from leanplan.list_export import ListExport
from leanplan.xlsx import Cell, Column, Sheet
from measures.filters import PlanFilter
from measures.models import Measure
from measures.presenters.allocation import AllocationPage, allocation_page
from measures.presenters.allocation_lines import Line
from measures.presenters.allocation_row import AllocationRow
from measures.presenters.allocation_summary import AllocationSummary, Given, allocation_summary_of
from measures.presenters.deadline import deadline_note, deadline_text
from measures.presenters.measure import MeasureShown, measures_shown
from measures.presenters.mine import mine_page
from measures.presenters.plan import narrowed_lines, plan_lines
from measures.presenters.rows_export import rows_sheet
from measures.presenters.unit_part import units_in_reach
from measures.rules import Deadline, is_overdue, is_unassigned, is_undated


def plan_export(
    plan: ActionPlan, chosen: PlanFilter, *, user: Any, today: date
) -> ListExport:
    """The measures that the plan page shows, all pages of it, those of units after the lines."""
    lines = plan_lines(plan, user=user)
    left = list(narrowed_lines(lines, chosen, user=user, today=today))
    if chosen.row:
        left = [line for line in left if line.row_id == chosen.row]
    reach = units_in_reach(plan, chosen, user=user, today=today)
    titles = _row_titles(plan)
    places = {row: place for place, row in enumerate(titles)}
    left.sort(key=lambda line: places[line.row_id or 0])
    measures = [*left, *reach.measures]
    shown = measures_shown(measures, user=user, today=today)
    rows = [
        _plan_row(measure, each, titles, today=today)
        for measure, each in zip(measures, shown, strict=True)
    ]
    scope = _plan_scope(len(left), len(lines), len(reach.measures), reach.total, reach.sees_all)
    name = _("Action plan generation %(number)s") % {"number": plan.generation}
    sheets = [
        _measures_sheet(rows),
        rows_sheet(plan, lines, titles, chosen.row, user=user, today=today),
    ]
    return ListExport(name, sheets, scope, _chosen(plan, chosen))


def _measures_sheet(rows: list[list[Cell]]) -> Sheet:
    columns = (
        Column(_("Code"), 8), Column(_("Row"), 30, wrap=True), Column(_("Sub-heading"), 24),
        Column(_("Measure"), 60, wrap=True), Column(_("Unit"), 24), Column(_("Responsible"), 28),
        Column(_("Who today"), 26), Column(_("Deadline"), 14), Column(_("Deadline in words"), 26),
        Column(_("Overdue"), 12), Column(_("Status"), 16),
        Column(_("Closing note"), 40, wrap=True), Column(_("Closed on"), 14),
    )
    return Sheet(_("Measures"), columns, rows)


def _plan_row(
    measure: Measure, shown: MeasureShown, titles: dict[int, str], *, today: date
) -> list[Cell]:
    late = is_overdue(measure, today=today)
    return [
        measure.code, titles.get(measure.row_id or 0, ""),
        measure.heading.text if measure.heading else "", measure.text, shown.unit,
        measure.owner.label if measure.owner else "", _holder(measure, shown),
        measure.due_date, _deadline_words(measure, today=today), True if late else None,
        shown.status.word, measure.closing_note, measure.closed_on,
    ]


def _holder(measure: Measure, shown: MeasureShown) -> str:
    """Who holds the position today; nothing for a body, an «every» position or a vacant one."""
    if shown.owner is None or measure.owner is None or shown.owner.is_group:
        return ""
    return "" if shown.owner.name == measure.owner.label else shown.owner.name


def _deadline_words(measure: Measure | Line, *, today: date) -> str:
    """The deadline as the page writes it: November 2018, ongoing and reviewed when."""
    deadline = Deadline.of(measure)
    if not deadline.is_settled:
        return ""
    words = (deadline_text(deadline), deadline_note(deadline, today=today))
    return ", ".join(word for word in words if word)


def _row_titles(plan: ActionPlan) -> dict[int, str]:
    """{row: its working title, else its first challenge}."""
    rows = plan.rows.prefetch_related("challenges")
    titles = {}
    for row in rows:
        challenges = list(row.challenges.all())
        titles[row.pk] = row.title or (str(challenges[0]) if challenges else str(row))
    return titles


def _plan_scope(lines: int, all_lines: int, units: int, all_units: int, sees_all: bool) -> str:
    """«29 av 29 tiltak i planen, og 6 av 46 tiltak i enhetene, dine enheter»."""
    told = ngettext(
        "%(shown)s of %(total)s measure of the plan", "%(shown)s of %(total)s measures of the plan",
        all_lines,
    ) % {"shown": lines, "total": all_lines}
    if not all_units:
        return told
    text = (
        _("%(plan)s, and %(shown)s of %(total)s measures of the units, all units") if sees_all
        else _("%(plan)s, and %(shown)s of %(total)s measures of the units, your units")
    )
    return text % {"plan": told, "shown": units, "total": all_units}


def _chosen(plan: ActionPlan, chosen: PlanFilter) -> list[tuple[Cell, Cell]]:
    """The plan, and the filters of the address as they stand there."""
    about: list[tuple[Cell, Cell]] = [
        (_("Plan"), str(plan)), (_("State"), plan.get_state_display()),
    ]
    if chosen.query(page=1):
        about.append((_("Filter in the address"), chosen.query(page=1)))
    return about


def mine_export(*, user: Any, today: date) -> ListExport:
    """My measures as the page shows them."""
    page = mine_page(user, today=today)
    rows: list[list[Cell]] = [
        [
            part.title, item.measure.code, item.measure.text, item.row, item.measure.unit,
            item.by or _("you carry it out"), item.measure.due.day if item.measure.due else None,
            _due_words(item.measure), item.measure.status.word,
        ]
        for part in page.parts for item in part.items
    ]
    columns = (
        Column(_("When"), 24), Column(_("Code"), 8), Column(_("Measure"), 60, wrap=True),
        Column(_("Row"), 30, wrap=True), Column(_("Unit"), 24), Column(_("Responsible"), 32),
        Column(_("Deadline"), 14), Column(_("Deadline in words"), 26), Column(_("Status"), 16),
    )
    scope = ngettext(
        "%(number)s open measure that is yours", "%(number)s open measures that are yours",
        page.total,
    ) % {"number": page.total}
    held = [(_("Your positions today"), ", ".join(page.positions))]
    return ListExport(_("My measures"), [Sheet(_("My measures"), columns, rows)], scope, held)


def _due_words(shown: MeasureShown) -> str:
    due = shown.due
    return ", ".join(word for word in (due.text, due.note) if word) if due else ""


def allocation_export(
    plan: ActionPlan, *, user: Any, today: date, shown: str = ""
) -> ListExport:
    """The allocation with the filter of the page: who and when, and what is suggested."""
    page = allocation_page(plan, user=user, today=today, shown=shown)
    rows = [
        _allocation_row(row, section.title, today=today)
        for section in page.sections for group in section.groups for row in group.rows
    ]
    columns = (
        Column(_("Code"), 8), Column(_("Row"), 30, wrap=True),
        Column(_("Measure"), 60, wrap=True), Column(_("Responsible"), 28),
        Column(_("Deadline"), 14), Column(_("Deadline in words"), 26),
        Column(_("Suggestion"), 34), Column(_("Where the suggestion comes from"), 28),
        Column(_("Is missing"), 26),
    )
    name = _("Allocation, generation %(number)s") % {"number": plan.generation}
    return ListExport(
        name, [Sheet(_("Allocation"), columns, rows)], _allocation_scope(page, len(rows)),
        [(_("Plan"), str(plan))],
    )


def _allocation_row(row: AllocationRow, title: str, *, today: date) -> list[Cell]:
    line, suggestion = row.line, row.suggestion
    missing = [
        word for word, lacks in (
            (_("responsible"), is_unassigned(line)), (_("deadline"), is_undated(line)),
        ) if lacks
    ]
    return [
        line.code, title, line.text, line.owner.label if line.owner else "",
        line.due_date, _deadline_words(line, today=today),
        suggestion.text if suggestion else "", suggestion.source if suggestion else "",
        ", ".join(missing),
    ]


def _allocation_scope(page: AllocationPage, shown: int) -> str:
    total = page.remaining.total
    current = next((each for each in page.filters if each.is_current), None)
    told = ngettext(
        "%(shown)s of %(total)s measure of the plan", "%(shown)s of %(total)s measures of the plan",
        total,
    ) % {"shown": shown, "total": total}
    return f"{told}: {current.label}" if current and current.key else told


def summary_export(plan: ActionPlan, *, user: Any, today: date) -> ListExport:
    """Who got what, position by position; what nobody has comes first."""
    page = allocation_summary_of(plan, user=user, today=today)
    rows = [_given(_("Without responsible"), "", each) for each in page.unassigned]
    for part in page.parts:
        rows += [_given(part.title, part.line, each) for each in part.given]
    columns = (
        Column(_("Responsible"), 30), Column(_("Who today"), 28), Column(_("Code"), 8),
        Column(_("Measure"), 60, wrap=True), Column(_("Deadline"), 14),
        Column(_("Deadline in words"), 28),
    )
    name = _("Who got what, generation %(number)s") % {"number": plan.generation}
    return ListExport(
        name, [Sheet(_("Who got what"), columns, rows)], _summary_scope(page),
        [(_("Plan"), str(plan))],
    )


def _given(title: str, line: str, given: Given) -> list[Cell]:
    words = ", ".join(word for word in (given.text, given.note) if word)
    measure = given.measure
    return [title, line, measure.code, measure.text, measure.due_date, words]


def _summary_scope(page: AllocationSummary) -> str:
    return _("%(assigned)s of %(total)s have somebody responsible") % {
        "assigned": page.remaining.with_owner, "total": page.remaining.total,
    }
