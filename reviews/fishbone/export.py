"""The list of analyses as a workbook, as far as its reader sees them."""

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _

from leanplan.list_export import ListExport
from leanplan.xlsx import Cell, Column, Sheet
from reviews.fishbone.models import FishboneAnalysis
from reviews.fishbone.presenter import STATES, Line, all_lines
from reviews.presenters.follow_up_list import scope_text
from reviews.stakeholders.choices import CheckKind
from reviews.stakeholders.models import StakeholderAnalysis


def analyses_export(user: Any) -> ListExport:
    """The fishbone analyses, cancelled ones too, and the stakeholder analyses; four queries."""
    lines = all_lines(user)
    stakeholders = list(
        StakeholderAnalysis.objects.visible_to(user).select_related("unit", "fishbone")
        .prefetch_related("checks", "groups").order_by("unit__name", "pk")
    )
    checked = {row.fishbone_id: _days(row)[CheckKind.BEFORE] for row in stakeholders}
    sheets = [
        Sheet(_("Fishbone analyses"), _fishbone_columns(), [
            [*_fishbone(line), checked.get(line.analysis.pk)] for line in lines
        ]),
        Sheet(_("Stakeholder analyses"), _stakeholder_columns(), map(_stakeholders, stakeholders)),
    ]
    return ListExport(_("Analyses"), sheets, scope_text(len(lines), user=user))


def _fishbone_columns() -> list[Column]:
    return [
        Column(_("Unit"), 32), Column(_("Question"), 60, wrap=True), Column(_("Kind"), 28),
        Column(_("State"), 18), Column(_("Day of the meeting"), 14), Column(_("Held on"), 14),
        Column(_("Led by"), 30), Column(_("Causes"), 10), Column(_("Measures"), 10),
        Column(_("Held without the area manager, because"), 40, wrap=True),
        Column(_("Why there are no measures"), 40, wrap=True),
        Column(_("Support until"), 14), Column(_("What came of it"), 40, wrap=True),
        Column(_("Stakeholders gone through"), 14),
    ]


def _fishbone(line: Line) -> list[Cell]:
    analysis: FishboneAnalysis = line.analysis
    return [
        analysis.unit.name, analysis.question, analysis.get_kind_display(),
        STATES[analysis.state].word, analysis.day, analysis.held_on,
        analysis.facilitator.label if analysis.facilitator else "", line.causes, line.outcomes,
        analysis.without_manager, analysis.no_measures, analysis.support_until,
        analysis.closing_note,
    ]


def _stakeholder_columns() -> list[Column]:
    return [
        Column(_("Unit"), 32), Column(_("What it is about"), 60, wrap=True),
        Column(_("Network that fits"), 30), Column(_("Groups"), 10),
        *(Column(kind.label, 18) for kind in CheckKind),
    ]


def _stakeholders(analysis: StakeholderAnalysis) -> list[Cell]:
    days = _days(analysis)
    return [
        analysis.unit.name, analysis.subject, analysis.network, len(analysis.groups.all()),
        *(days[kind] for kind in CheckKind),
    ]


def _days(analysis: StakeholderAnalysis) -> dict[str, Any]:
    """{check point: when it was done}."""
    found: dict[str, Any] = defaultdict(lambda: None)
    found.update({check.kind: check.done_on for check in analysis.checks.all()})
    return found
