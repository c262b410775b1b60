"""The list before confirming: what is in order, what waits, what is good to know."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from documents.parsed import ParsedPlan, count
from documents.presenters.line import deadline_view, row_deadlines
from documents.suggestions import Vocabulary, suggest_owner


@dataclass(frozen=True)
class Check:
    """One point of the list before confirming: state is ok, warn or open."""

    state: str
    text: str
    href: str = ""


def checks_of(plan: ParsedPlan, vocabulary: Vocabulary) -> list[Check]:
    """The points of the list, what is in the way first."""
    measures = [line for row in plan.rows for line in row.measures]
    checks = [_tables(plan), _placed(plan)]
    views = [view for line in measures if (view := deadline_view(line))]
    views += [view for row in plan.rows for view in row_deadlines(row)]
    unclear = sum(view.is_open for view in views)
    if unclear:
        text = ngettext(
            "%(number)s deadline is not a date", "%(number)s deadlines are not dates", unclear
        )
        checks.append(Check("warn", text % {"number": unclear}))
    if plan.notices:
        number = len(plan.notices)
        text = ngettext(
            "%(number)s thing is worth a look", "%(number)s things are worth a look", number
        )
        checks.append(Check("open", text % {"number": number}, "#se-over"))
    named = sum(suggest_owner(line.text, vocabulary) is not None for line in measures)
    if named:
        text = ngettext(
            "%(number)s measure names who could be responsible. It becomes a suggestion.",
            "%(number)s measures name who could be responsible. They become suggestions.",
            named,
        )
        checks.append(Check("open", text % {"number": named}))
    checks.append(Check("open", _("No measure gets a responsible. They are allocated afterwards.")))
    return checks


def _tables(plan: ParsedPlan) -> Check:
    if plan.tables_read == plan.tables:
        text = ngettext("The only table is read", "All %(number)s tables are read", plan.tables)
        return Check("ok", text % {"number": plan.tables})
    text = _("%(read)s of %(all)s tables are read as the plan")
    return Check("open", text % {"read": plan.tables_read, "all": plan.tables})


def _placed(plan: ParsedPlan) -> Check:
    number = count(plan).unplaced
    if not number:
        return Check("ok", _("Every line has its place"))
    text = ngettext("%(number)s line is not placed", "%(number)s lines are not placed", number)
    return Check("warn", text % {"number": number}, "#ikke-plassert")
