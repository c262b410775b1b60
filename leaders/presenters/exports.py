"""The lists of rollouts and contracts as workbooks, with their quick filter and scope."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from leaders.models import CoachingContract, Rollout
from leaders.presenters import contract_list, rollout_list
from leaders.presenters.contract_list import ContractRow, contract_rows, standstill
from leaders.presenters.rollout_list import RolloutRow, rollout_rows
from leanplan.list_export import ListExport
from leanplan.said import spoken
from leanplan.xlsx import Cell, Column, Sheet
from organisation.reach import reach_of


def rollouts_export(user: Any, *, today: date, view: str) -> ListExport:
    """The rollouts a reader sees, as the quick filter leaves them."""
    view = rollout_list.known_view(view)
    rows = [_rollout(*pair) for pair in rollout_rows(user, today=today, view=view)]
    columns = (
        Column(_("Unit"), 32), Column(_("Wave"), 16), Column(_("Coach"), 24),
        Column(_("The leader is trained"), 14), Column(_("Information meeting"), 14),
        Column(_("Area manager"), 22), Column(_("Expectations agreed"), 14),
        Column(_("Planned start"), 14), Column(_("Started on"), 14),
        Column(_("Started before the leader was trained, because"), 40, wrap=True),
        Column(_("Planned completion"), 14), Column(_("Rolled out"), 14),
        Column(_("Analysis by"), 14), Column(_("Days over the deadline"), 12),
        Column(_("Handed over"), 14), Column(_("Answers for progress"), 30),
        Column(_("Called off"), 14), Column(_("Called off because"), 40, wrap=True),
    )
    return ListExport(
        _("Rollout of units"), [Sheet(_("Rollout"), columns, rows)], _scope(len(rows), user),
        [(_("Choice"), rollout_list.view_label(view))],
    )


def _rollout(rollout: Rollout, shown: RolloutRow) -> list[Cell]:
    clock = shown.clock.clock
    return [
        rollout.unit.name, rollout.wave, rollout.coach.name if rollout.coach else "",
        rollout.trained_on, rollout.meeting_on or rollout.meeting_planned_on, shown.meeting_said,
        rollout.agreed_on, rollout.planned_start, rollout.started_on, rollout.override_reason,
        rollout.planned_end, rollout.completed_on, clock.due,
        clock.days if shown.clock.is_late else None, clock.held_on,
        "" if shown.called_off else shown.answers, shown.called_off, shown.why,
    ]


def contracts_export(user: Any, *, today: date, view: str) -> ListExport:
    """The contracts a reader sees, as the quick filter leaves them."""
    view = contract_list.known_view(view)
    rows = [_contract(*pair) for pair in contract_rows(user, today=today, view=view)]
    columns = (
        Column(_("Unit"), 32), Column(_("Unit manager"), 30), Column(_("Coach"), 24),
        Column(_("First day"), 14), Column(_("Last day"), 14), Column(_("State"), 30),
        Column(_("Hours agreed"), 12), Column(_("Hours used"), 12), Column(_("Times extended"), 12),
        Column(_("How often"), 24), Column(_("What the coaching is to lead to"), 50, wrap=True),
        Column(_("What moved last"), 40), Column(_("Days without progress"), 12),
        Column(_("Ended because"), 40, wrap=True),
    )
    return ListExport(
        _("Coaching contracts"), [Sheet(_("Contracts"), columns, rows)], _scope(len(rows), user),
        [(_("Choice"), contract_list.view_label(view))],
    )


def _contract(contract: CoachingContract, shown: ContractRow) -> list[Cell]:
    return [
        contract.unit.name, shown.leader, shown.coach, shown.starts_on, shown.ends_on, shown.said,
        shown.hours, _hours(shown.minutes), max(0, len(contract.versions.all()) - 1) or None,
        contract.rhythm, contract.aims, shown.sign, shown.still or None,
        spoken(contract.ended_reason),
    ]


def standstill_export(user: Any, *, today: date) -> ListExport:
    """Coaching without progress, with the numbers it is judged by."""
    page = standstill(user, today=today)
    columns = (
        Column(_("Unit"), 32), Column(_("Unit manager"), 30), Column(_("Coach"), 24),
        Column(_("First day"), 14), Column(_("Last day"), 14), Column(_("Hours agreed"), 12),
        Column(_("Hours used"), 12), Column(_("Days without progress"), 12),
        Column(_("What moved last"), 40),
    )
    rows: list[list[Cell]] = [
        [row.unit, row.leader, row.coach, row.starts_on, row.ends_on, row.hours,
         _hours(row.minutes), row.still, row.sign]
        for row in page.rows
    ]
    return ListExport(
        _("Coaching without progress"), [Sheet(_("Coaching"), columns, rows)],
        _scope(len(rows), user),
        [
            (_("More hours used than"), page.hours), (_("Days in which nothing moved"), page.days),
        ],
    )


def _hours(minutes: int) -> float:
    """Hours with one decimal, as a number."""
    return round(minutes / 60, 1)


def _scope(number: int, user: Any) -> str:
    if reach_of(user).all_units:
        return _("Shows %(number)s, of all units") % {"number": number}
    return _("Shows %(number)s, of your units") % {"number": number}
