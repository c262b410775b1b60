"""Whose boards a person reads, works at and looks after."""

from typing import Any

from leanplan.clock import today
from organisation.models import UnitParent, current
from organisation.reach import Reach, reach_of
from organisation.roles import DECIDERS, PREPARERS, Role, UnitKind

# The boards of the management group and the municipality: kept by who decides or prepares there.
TOP = (UnitKind.MANAGEMENT_GROUP, UnitKind.MUNICIPALITY)
_IN_DEPARTMENT = (Role.EMPLOYEE, Role.UNIT_MANAGER)


def read_owner_ids(user: Any) -> frozenset[int]:
    """Units and bodies whose boards the user reads, for one who does not read every unit."""
    reach = reach_of(user)
    return reach.read_unit_ids | _bodies(reach) | _above_departments(reach)


def works_at(user: Any, owner: Any) -> bool:
    """May write a suggestion on the owner's boards: works there, coaches there, or leads it."""
    reach = reach_of(user)
    return keeps(user, owner) or owner.pk in (
        _near(reach) | _bodies(reach) | _above_departments(reach)
    )


def keeps(user: Any, owner: Any) -> bool:
    """Looks after the owner's boards: leads the unit; at the top, decides or prepares."""
    reach = reach_of(user)
    if owner.kind in TOP:
        return reach.has(*DECIDERS, *PREPARERS)
    return owner.pk in reach.led_unit_ids


def keeps_some(user: Any) -> bool:
    """Looks after the boards of something."""
    reach = reach_of(user)
    return bool(reach.led_unit_ids) or reach.has(*DECIDERS, *PREPARERS)


def _near(reach: Reach) -> frozenset[int]:
    """Where the person works or coaches."""
    near = (Role.EMPLOYEE, Role.COACH)
    return frozenset(held.unit_id for held in reach.shown if held.role in near and not held.each)


def _bodies(reach: Reach) -> frozenset[int]:
    """Management groups in which the person has a seat or prepares."""
    return frozenset(
        held.unit_id for held in reach.shown
        if held.kind == UnitKind.MANAGEMENT_GROUP and held.role != Role.BODY
    )


def _above_departments(reach: Reach) -> frozenset[int]:
    """The unit above, for one who works in a department or leads it: its boards are theirs too.

    One query, and none for others.
    """
    departments = [
        held.unit_id for held in reach.shown
        if held.role in _IN_DEPARTMENT and held.kind == UnitKind.DEPARTMENT
    ]
    if not departments:
        return frozenset()
    links = UnitParent.objects.filter(current(today()), child__in=departments)
    return frozenset(links.values_list("parent_id", flat=True))
