"""The lists about the plan's text as sheets: changes, proposals, what has happened, lines read."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.models import ActionPlan, PlanVersionLine
from leanplan.list_export import ListExport
from leanplan.xlsx import Cell, Column, Sheet
from measures.models import Amendment, Measure
from measures.presenters.amendments import AmendmentShown, amendments_shown
from measures.presenters.changes import ChangesPage, PairShown, changes_page
from measures.presenters.history import Entry, history_of
from measures.presenters.obligations import obligation_list
from measures.presenters.rule_list import RuleShown, rule_page
from measures.registries import ObligationRule

# The page shows the field history a stretch at a time; a file holds at most so much of it.
RECORDS = 5_000
EVERYTHING = 1_000_000  # rows on one page


def changes_export(
    plan: ActionPlan, asked: Mapping[str, str], *, user: Any
) -> ListExport:
    """Two versions against each other, and all that has happened to the fields since."""
    versions = {name: asked[name] for name in ("fra", "til") if name in asked}
    page = changes_page(plan, versions, user=user, number=RECORDS)
    fields, more = page.fields, page.next_fields is not None
    rows: list[list[Cell]] = [
        [each.at, each.by, each.role, each.code, each.label, each.old, each.new, each.reason]
        for each in fields
    ]
    fields_sheet = Sheet(_("Fields"), _field_columns(), rows)
    sheets = [_text_sheet(page), _corrections_sheet(page), fields_sheet]
    chosen: list[tuple[Cell, Cell]] = [
        (_("From version"), str(page.old) if page.old else ""),
        (_("To version"), str(page.new) if page.new else ""),
    ]
    name = _("Changes, generation %(number)s") % {"number": plan.generation}
    return ListExport(name, sheets, _changes_scope(page, len(fields), more), chosen)


def _changes_scope(page: ChangesPage, fields: int, more: bool) -> str:
    told = ngettext(
        "%(number)s change of a field in the measures you see",
        "%(number)s changes of fields in the measures you see", fields,
    ) % {"number": fields}
    if more:
        told = _("%(told)s, the newest; there are more") % {"told": told}
    return f"{page.summary} {told}".strip()


def _field_columns() -> tuple[Column, ...]:
    return (
        Column(_("When"), 18), Column(_("Who"), 26), Column(_("Role"), 26), Column(_("Code"), 8),
        Column(_("Field"), 22), Column(_("Before"), 40, wrap=True),
        Column(_("After"), 40, wrap=True), Column(_("Reason"), 40, wrap=True),
    )


def _text_sheet(page: ChangesPage) -> Sheet:
    columns = (
        Column(_("Line"), 16), Column(_("What became of it"), 16),
        Column(_("Old text"), 60, wrap=True), Column(_("New text"), 60, wrap=True),
    )
    return Sheet(_("Text"), columns, list(_pairs([*page.changes, *page.unchanged])))


def _pairs(pairs: Iterable[PairShown]) -> Iterable[list[Cell]]:
    for shown in pairs:
        yield [shown.name, shown.word, shown.pair.old, shown.pair.new]
        yield from _pairs(shown.parts)


def _corrections_sheet(page: ChangesPage) -> Sheet:
    columns = (
        Column(_("Line"), 16), Column(_("As read"), 60, wrap=True),
        Column(_("Corrected"), 60, wrap=True), Column(_("Reason"), 40, wrap=True),
        Column(_("Who"), 26),
    )
    rows: list[list[Cell]] = [
        [
            each.line.code or each.line.get_kind_display(), each.line.text, each.text, each.reason,
            each.by.get_full_name() if each.by else "",
        ]
        for each in page.corrections
    ]
    return Sheet(_("Corrections of the reading in"), columns, rows)


def proposals_export(plan: ActionPlan, *, user: Any) -> ListExport:
    """The proposals to change the plan's text that the user may read."""
    found = Amendment.objects.visible_to(user).filter(plan=plan).for_list()
    shown = amendments_shown(found)
    columns = (
        Column(_("Proposal"), 34), Column(_("State"), 14), Column(_("Old text"), 50, wrap=True),
        Column(_("New text"), 50, wrap=True), Column(_("Reason"), 40, wrap=True),
        Column(_("Proposed by"), 30), Column(_("Proposed on"), 14), Column(_("Decided by"), 24),
        Column(_("Decided on"), 14), Column(_("Note on the decision"), 40, wrap=True),
    )
    waiting = sum(each.amendment.state == Amendment.State.PROPOSED for each in shown)
    name = _("Proposals, generation %(number)s") % {"number": plan.generation}
    scope = _("%(total)s proposals, %(waiting)s of them waiting") % {
        "total": len(shown), "waiting": waiting,
    }
    rows = [_proposal(each) for each in shown]
    return ListExport(
        name, [Sheet(_("Proposals"), columns, rows)], scope, [(_("Plan"), str(plan))]
    )


def _proposal(shown: AmendmentShown) -> list[Cell]:
    amendment = shown.amendment
    by = amendment.proposed_by.get_full_name() if amendment.proposed_by else ""
    who = ", ".join(part for part in (by, amendment.proposed_by_label) if part)
    return [
        shown.title, amendment.get_state_display(), amendment.old_text, amendment.new_text,
        amendment.reason, who, amendment.proposed_on, amendment.decided_by, amendment.decided_on,
        amendment.decision_note,
    ]


def history_export(measure: Measure, *, user: Any) -> ListExport:
    """Everything that has happened to one measure."""
    entries = history_of(measure, user=user)
    columns = (
        Column(_("When"), 18), Column(_("Who"), 26), Column(_("Role"), 26), Column(_("What"), 22),
        Column(_("Before"), 44, wrap=True), Column(_("After"), 44, wrap=True),
        Column(_("Reason"), 40, wrap=True),
    )
    rows: list[list[Cell]] = [
        [each.at, each.by, each.title, _what(each), each.old, each.new, each.reason]
        for each in entries
    ]
    name = _("History of %(code)s") % {"code": measure.code}
    scope = ngettext("%(number)s entry", "%(number)s entries", len(rows)) % {"number": len(rows)}
    return ListExport(
        name, [Sheet(_("History"), columns, rows)], scope, [(_("Measure"), str(measure))]
    )


def _what(entry: Entry) -> str:
    return {"made": _("Made"), "noted": _("Note")}.get(entry.kind, entry.label)


def lines_export(plan: ActionPlan, lines: Iterable[PlanVersionLine]) -> ListExport:
    """The lines of the first version as they were read, and as they were put right."""
    columns = (
        Column(_("Code"), 10), Column(_("Kind"), 18), Column(_("As read"), 60, wrap=True),
        Column(_("Corrected"), 60, wrap=True),
    )
    rows: list[list[Cell]] = [
        [
            line.code, line.get_kind_display(), line.text,
            line.right_text if line.right_text != line.text else "",
        ]
        for line in lines
    ]
    name = _("Lines read in, generation %(number)s") % {"number": plan.generation}
    scope = _("%(number)s lines of the first version") % {"number": len(rows)}
    return ListExport(name, [Sheet(_("Lines"), columns, rows)], scope, [(_("Plan"), str(plan))])


def obligations_export(
    rule: ObligationRule, *, user: Any, today: date, view: str = ""
) -> ListExport:
    """The list behind a rule's figure, all pages of it, as the reader sees it."""
    page = obligation_list(rule, user=user, today=today, view=view, on_page=EVERYTHING)
    columns = (
        Column(_("Area"), 28), Column(_("What"), 50, wrap=True), Column(_("Unit"), 26),
        Column(_("Responsible"), 28), Column(_("Role"), 28), Column(_("Deadline"), 14),
        Column(_("Status"), 16), Column(_("Note"), 40, wrap=True),
    )
    rows: list[list[Cell]] = [
        [
            area.name, each.text, each.unit, each.owner.name if each.owner else "",
            each.owner.line if each.owner else "", each.due, each.status.word, each.note,
        ]
        for area in page.areas for each in area.obligations
    ]
    chosen: list[tuple[Cell, Cell]] = [
        (_("The figure of the municipality"), page.shown.text),
        *((_("Filter"), each.label) for each in page.choices if each.is_chosen and each.value),
    ]
    scope = page.scope or ngettext("%(number)s row", "%(number)s rows", len(rows)) % {
        "number": len(rows),
    }
    return ListExport(str(rule.label), [Sheet(_("Obligations"), columns, rows)], scope, chosen)


def rules_export(*, user: Any, today: date) -> ListExport:
    """All rules: from when they count, with which numbers, and how they stand."""
    columns = (
        Column(_("Rule"), 44, wrap=True), Column(_("Counts from"), 14),
        Column(_("Numbers"), 44, wrap=True), Column(_("Stands at"), 40, wrap=True),
        Column(_("Late"), 24), Column(_("Serves"), 24),
    )
    rows = [_rule_row(each) for each in rule_page(user=user, today=today).rules]
    scope = ngettext("%(number)s rule", "%(number)s rules", len(rows)) % {"number": len(rows)}
    return ListExport(_("Rules"), [Sheet(_("Rules"), columns, rows)], scope)


def _rule_row(shown: RuleShown) -> list[Cell]:
    return [
        str(shown.rule.label), shown.start.counts_from if shown.start else None,
        "\n".join(f"{number.label}: {number.text}" for number in shown.numbers),
        shown.figure.text, shown.figure.late, ", ".join(line.code for line in shown.bound),
    ]
