"""Rights of rollouts and coaching. The row is a rollout, a contract, or any row with a unit."""

from typing import Any

import rules

from leaders.choices import Party
from leaders.parties import Parties, parties_of
from leaders.scope import coached_unit_ids
from leanplan.clock import today
from organisation.permissions import administer, is_a_person, is_administrator, is_decider
from organisation.reach import reach_of
from organisation.roles import Role, UnitKind


def parties_held(user: Any, row: Any) -> frozenset[str]:
    """Which parties of the row the user is today: its unit's leader, the manager, the coach."""
    reach = reach_of(user)
    parties = parties_today(row)
    held = {
        party
        for party, position in (
            (Party.LEADER.value, parties.leader), (Party.MANAGER.value, parties.manager),
        )
        if position is not None and position.pk in reach.position_ids
    }
    coach = getattr(row, "coach_id", None)
    if coach is not None and coach == reach.person_id:
        held.add(Party.COACH.value)
    return frozenset(held)


def parties_today(row: Any) -> Parties:
    """The parties of the row's unit today, read once for the row; two queries."""
    known = getattr(row, "_parties", None)
    if known is None or known[0] != today():
        known = row._parties = (today(), parties_of([row.unit_id], on=today())[row.unit_id])
    parties: Parties = known[1]
    return parties


@rules.predicate
def leads_development(user: Any) -> bool:
    """Leads the development unit, which owns the method and coaches."""
    return reach_of(user).has(Role.DEVELOPMENT_UNIT_LEADER)


@rules.predicate
def is_manager_of(user: Any, row: Any) -> bool:
    """The area manager above the row's unit; without a row, an area manager or the top leader."""
    if row is None:
        return reach_of(user).has(Role.SERVICE_AREA_MANAGER, Role.CHIEF_EXECUTIVE)
    if row.unit_id not in reach_of(user).led_unit_ids:
        return False
    return Party.MANAGER in parties_held(user, row)


@rules.predicate
def leads_unit_of(user: Any, row: Any) -> bool:
    """Leads the row's unit, or an area above it; without a row, leads something."""
    led = reach_of(user).led_unit_ids
    return bool(led) if row is None else row.unit_id in led


def may_coach(user: Any) -> bool:
    """Coaches a unit, or works in a staff unit, from where coaches are named in contracts."""
    held = reach_of(user).shown
    return any(
        each.role == Role.COACH or (each.role == Role.EMPLOYEE and each.kind == UnitKind.STAFF)
        for each in held
    )


@rules.predicate
def coaches_unit_of(user: Any, row: Any) -> bool:
    """Coaches the row's unit today, or is named as the row's coach; without a row, someone's."""
    if row is None:
        return may_coach(user)
    return row.unit_id in coached_unit_ids(user) or is_coach_of(user, row)


@rules.predicate
def is_coach_of(user: Any, row: Any) -> bool:
    """The coach of the contract; without one, anybody who may be one."""
    person = reach_of(user).person_id
    if row is None:
        return may_coach(user)
    return person is not None and getattr(row, "coach_id", None) == person


@rules.predicate
def is_chief(user: Any) -> bool:
    """The top leader."""
    return reach_of(user).has(Role.CHIEF_EXECUTIVE)


@rules.predicate
def reads_rollouts(user: Any) -> bool:
    """Reads how some unit begins with Lean: a leader, a coach, or one who reads all."""
    reach = reach_of(user)
    return reach.all_units or bool(reach.led_unit_ids) or bool(coached_unit_ids(user))


@rules.predicate
def reads_contracts(user: Any) -> bool:
    """Reads some contract, or may be named as a coach in one."""
    return reads_rollouts(user) or may_coach(user)


manages = leads_development | is_decider | is_manager_of
records = manages | leads_unit_of | coaches_unit_of

rules.add_perm("leaders", is_administrator)
rules.add_perm("leaders.read_rollout", reads_rollouts)
rules.add_perm("leaders.manage_rollout", manages)
rules.add_perm("leaders.record_rollout", records)
rules.add_perm("leaders.override_start", is_manager_of | is_chief)
rules.add_perm("leaders.edit_template", leads_development | is_decider)
rules.add_perm("leaders.read_contract", reads_contracts)
# The one's own stays open to whoever coaches no more; which those are is CoachingContract's.
rules.add_perm("leaders.open_contract", is_a_person)
rules.add_perm("leaders.manage_contract", manages)
rules.add_perm("leaders.edit_contract", manages | is_coach_of)
rules.add_perm("leaders.sign_contract", records)
rules.add_perm("leaders.give_feedback", is_a_person)
rules.add_perm("leaders.log_coaching", leads_development | is_coach_of)
administer(
    "leaders", "templatestep", "rollout", "rolloutstep", "expectationagreement",
    "expectationsignature", "progresshandover", "coachingcontract", "contractsignature",
    "contractversion", "coachingentry",
)
