"""Rights of fishbone and stakeholder analyses."""

from typing import Any

import rules

from organisation.permissions import administer
from organisation.reach import Reach, reach_of
from organisation.roles import Role
from reviews.fishbone.scope import UNDER_CHIEF

_LEADERS = (Role.SERVICE_AREA_MANAGER, Role.UNIT_MANAGER)


def close_to(reach: Reach, unit: Any) -> bool:
    """Leads the unit, coaches it, or leads the development unit, which answers for the method."""
    if reach.has(Role.DEVELOPMENT_UNIT_LEADER):
        return True
    if any(held.role == Role.COACH and held.unit_id == unit.pk for held in reach.shown):
        return True
    if reach.has(Role.CHIEF_EXECUTIVE):
        return unit.kind in UNDER_CHIEF
    return reach.has(*_LEADERS) and unit.pk in reach.led_unit_ids


@rules.predicate
def manages(user: Any, analysis: Any) -> bool:
    """Makes and leads analyses of the unit; without one, of some unit."""
    reach = reach_of(user)
    if analysis is None:
        return reach.has(
            *_LEADERS, Role.COACH, Role.DEVELOPMENT_UNIT_LEADER, Role.CHIEF_EXECUTIVE
        )
    return close_to(reach, analysis.unit)


@rules.predicate
def leads_the_meeting(user: Any, analysis: Any) -> bool:
    """Holds the position that leads the analysis; without one, may lead some."""
    reach = reach_of(user)
    if analysis is None:
        return bool(reach.position_ids)
    held = getattr(analysis, "facilitator_id", None)
    return held is not None and held in reach.position_ids


@rules.predicate
def takes_part_in(user: Any, analysis: Any) -> bool:
    """A position of the person takes part; without one, may take part in some."""
    reach = reach_of(user)
    if analysis is None:
        return bool(reach.position_ids)
    return any(one.position_id in reach.position_ids for one in analysis.participants.all())


@rules.predicate
def reads_analyses(user: Any) -> bool:
    """Reads some analysis: every position may be asked to take part in one."""
    reach = reach_of(user)
    return reach.all_units or bool(reach.position_ids)


rules.add_perm("reviews.read_fishbones", reads_analyses)
rules.add_perm("reviews.create_fishbone", manages)
rules.add_perm("reviews.manage_fishbone", manages | leads_the_meeting)
rules.add_perm("reviews.write_causes", manages | leads_the_meeting | takes_part_in)
rules.add_perm("reviews.manage_stakeholders", manages)
administer(
    "reviews", "fishboneanalysis", "causecategory", "cause", "participant", "outcome",
    "stakeholderanalysis", "stakeholder", "stakeholdercheck",
)
