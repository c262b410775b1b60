"""Rights of boards, meetings and the annual wheel."""

from typing import Any

import rules

from organisation.permissions import administer, is_administrator, is_decider, is_signed_in
from organisation.reach import reach_of
from organisation.roles import DECIDERS, PREPARERS, Role, UnitKind

rules.add_perm("boards", is_administrator)
administer("boards", "board", "boardmeeting", "boarddecision")
administer("boards", "wheelentry")
administer("boards", "meetingseries", "meeting", "agendapoint", "decision")


@rules.predicate
def keeps_wheel_of(user: Any, owner: Any) -> bool:
    """Leads the unit; for the management group's wheel, decides or prepares there. Without a unit:
    keeps some wheel."""
    reach = reach_of(user)
    if owner is None:
        return bool(reach.led_unit_ids) or reach.has(*DECIDERS, *PREPARERS)
    if owner.kind in (UnitKind.MANAGEMENT_GROUP, UnitKind.MUNICIPALITY):
        return reach.has(*DECIDERS, *PREPARERS)
    return owner.pk in reach.led_unit_ids


rules.add_perm("boards.read_wheel", is_signed_in)
rules.add_perm("boards.edit_wheel", keeps_wheel_of)


@rules.predicate
def is_secretary(user: Any) -> bool:
    """Prepares the meetings of the management group."""
    return reach_of(user).has(Role.SECRETARY)


@rules.predicate
def meets(user: Any, series: Any) -> bool:
    """Leads, prepares or is asked to the meetings; without a series, may be so of some."""
    reach = reach_of(user)
    if series is None:
        return bool(reach.position_ids)
    mine = reach.position_ids
    return (
        not mine.isdisjoint({series.leader_id, series.secretary_id})
        or any(position.pk in mine for position in series.invited.all())
    )


@rules.predicate
def keeps_meetings(user: Any, series: Any) -> bool:
    """Leads or prepares the meetings; without a series, may do so of some."""
    reach = reach_of(user)
    if series is None:
        return bool(reach.position_ids)
    return not reach.position_ids.isdisjoint({series.leader_id, series.secretary_id})


@rules.predicate
def plans_meetings_of(user: Any, owner: Any) -> bool:
    """May give a group of leaders its meetings: who leads it, and for the management group the
    chief executive and the secretary; without one, of some."""
    reach = reach_of(user)
    top = reach.has(Role.CHIEF_EXECUTIVE, Role.SECRETARY)
    if owner is None:
        return top or bool(reach.led_unit_ids)
    if owner.kind == UnitKind.MANAGEMENT_GROUP:
        return top
    return owner.kind in (UnitKind.SERVICE_AREA, UnitKind.STAFF) and (
        owner.pk in reach.led_unit_ids
    )


@rules.predicate
def leads_meetings(user: Any, series: Any) -> bool:
    """Leads the meetings; without a series, may lead some."""
    reach = reach_of(user)
    return bool(reach.position_ids) if series is None else series.leader_id in reach.position_ids


@rules.predicate
def answers_for_decision(user: Any, decision: Any) -> bool:
    """Holds the position that is to carry it out; without one, may hold some."""
    mine = reach_of(user).position_ids
    return bool(mine) if decision is None else decision.owner_id in mine


@rules.predicate
def meets_decision(user: Any, decision: Any) -> bool:
    """Meets where it was made; without one, may meet somewhere."""
    return meets(user, None if decision is None else decision.meeting.series)


# The management group's own door in the menu.
rules.add_perm("boards.group_meetings", is_decider | is_secretary)
rules.add_perm("boards.read_decision", answers_for_decision | meets_decision)
rules.add_perm("boards.close_decision", answers_for_decision | meets_decision)
rules.add_perm("boards.read_meetings", meets)
rules.add_perm("boards.work_in_meetings", meets)
rules.add_perm("boards.keep_meetings", keeps_meetings)
rules.add_perm("boards.plan_meetings", plans_meetings_of)
rules.add_perm("boards.approve_minutes", leads_meetings)

# Boards have rights of their own.
from boards.board import permissions as board_permissions  # noqa: E402, F401
from boards.rlg import permissions as row_permissions  # noqa: E402, F401
