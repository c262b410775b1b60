"""Predicates on roles that the apps above build their rights from, and organisation's own."""

from typing import Any

import rules

from organisation.reach import reach_of
from organisation.roles import DECIDERS, PREPARERS, Role


@rules.predicate
def is_signed_in(user: Any) -> bool:
    """An active account."""
    return user.is_authenticated and user.is_active


@rules.predicate
def is_a_person(user: Any) -> bool:
    """The account belongs to a person."""
    return reach_of(user).person_id is not None


@rules.predicate
def is_decider(user: Any) -> bool:
    """The chief executive or a member of the management group."""
    return reach_of(user).has(*DECIDERS)


@rules.predicate
def is_preparer(user: Any) -> bool:
    """The secretary of the management group or the leader of the development unit."""
    return reach_of(user).has(*PREPARERS)


@rules.predicate
def is_administrator(user: Any) -> bool:
    """Keeps the installation; reaches the administration."""
    return reach_of(user).has(Role.ADMINISTRATOR)


@rules.predicate
def is_leader(user: Any) -> bool:
    """Leads an area or a unit."""
    return reach_of(user).has(
        Role.SERVICE_AREA_MANAGER, Role.UNIT_MANAGER, Role.DEVELOPMENT_UNIT_LEADER
    )


def administer(app_label: str, *models: str) -> None:
    """Give administrators Django's four permissions on the models of an app."""
    for model in models:
        for verb in ("view", "add", "change", "delete"):
            rules.add_perm(f"{app_label}.{verb}_{model}", is_administrator)


@rules.predicate
def leads_position(user: Any, position: Any) -> bool:
    """Leads the position's unit, or an area above it; without one, leads something."""
    led = reach_of(user).led_unit_ids
    return bool(led) if position is None else position.unit_id in led


may_appoint_any = is_decider | is_administrator

rules.add_perm("organisation", is_administrator)
rules.add_perm("organisation.appoint_any_stand_in", may_appoint_any)
rules.add_perm("organisation.appoint_stand_in", may_appoint_any | leads_position)
rules.add_perm("organisation.choose_position", is_signed_in)
rules.add_perm("organisation.own_profile", is_signed_in)
rules.add_perm("organisation.import_workbook", is_administrator)
rules.add_perm("organisation.own_notices", is_signed_in)
rules.add_perm("organisation.choose_mail", is_a_person)
administer(
    "organisation", "user", "person", "orgunit", "unitparent", "leanperiod", "position",
    "appointment", "label", "meetingday", "setting", "pause", "groupmapping", "invitation",
    "secondfactor", "workaccount", "outgoingmail", "nightlyrun",
)
