"""Which units a person sees from within on the pages of units, and where the own one is."""

from organisation.reach import Reach
from organisation.roles import Role

# Who has one unit of their own, and not a list.
IN_ONE_UNIT = frozenset({Role.UNIT_MANAGER, Role.EMPLOYEE})
# Who has more than one to look at even without leading any.
SEES_SEVERAL = frozenset(
    {Role.SERVICE_AREA_MANAGER, Role.COACH, Role.SECRETARY, Role.UNION_REPRESENTATIVE, Role.READER}
)


def inner_unit_ids(reach: Reach) -> frozenset[int]:
    """Units whose visits, reviews and follow-up areas the person reads here: those led, and those
    coached. Who reads every unit (`reach.all_units`) is not counted up."""
    coached = {held.unit_id for held in reach.shown if held.role == Role.COACH}
    return reach.led_unit_ids | coached


def sees_inside(reach: Reach, unit_id: int) -> bool:
    """The person reads what leaders agree in the unit; employees read the rest of its page."""
    return reach.all_units or unit_id in inner_unit_ids(reach)


def own_unit_id(reach: Reach) -> int | None:
    """The one unit of somebody who has one: a unit manager, an employee; None for all others."""
    if reach.all_units or reach.has(*SEES_SEVERAL):
        return None
    units = {held.unit_id for held in reach.shown if held.role in IN_ONE_UNIT and not held.each}
    return units.pop() if len(units) == 1 else None


def plans_in(reach: Reach, area_id: int | None) -> bool:
    """The person plans the reviews of units whose nearest area this is; None for no area.

    The same as the right to plan a review, without asking which units the area has.
    """
    if reach.has(Role.CHIEF_EXECUTIVE):
        return True
    return any(
        held.role == Role.SERVICE_AREA_MANAGER and not held.each and held.unit_id == area_id
        for held in reach.shown
    )


def plans_some(reach: Reach) -> bool:
    """The person plans the reviews of some units."""
    return reach.has(Role.CHIEF_EXECUTIVE, Role.SERVICE_AREA_MANAGER)
