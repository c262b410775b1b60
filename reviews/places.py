"""Who leads whom: the leader of a unit, and those who lead above it and may visit it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from organisation.actions import position_get
from organisation.models import OrgUnit, Position, UnitParent, current
from organisation.reach import reach_of
from organisation.roles import LEADERS, Role, UnitKind
from organisation.tree import unit_ids_above

# Which leader a unit of each kind has.
_LEADER_OF = {
    UnitKind.MUNICIPALITY: Role.CHIEF_EXECUTIVE,
    UnitKind.SERVICE_AREA: Role.SERVICE_AREA_MANAGER,
    UnitKind.STAFF: Role.DEVELOPMENT_UNIT_LEADER,
}


def leader_of(unit: OrgUnit) -> Position | None:
    """The position that leads the unit, vacant or not; None where it has none."""
    return _leading([unit.pk]).first()


def leader_made(unit: OrgUnit) -> Position:
    """The same, made where nobody has needed it yet."""
    role = _LEADER_OF.get(UnitKind(unit.kind), Role.UNIT_MANAGER)
    return leader_of(unit) or position_get(by=None, role=role, unit=unit)


def leaders_above(unit: OrgUnit, *, on: date) -> list[Position]:
    """The positions that lead above the unit on the day, the nearest first; three queries."""
    above = unit_ids_above(unit.pk, on=on)
    found = {position.unit_id: position for position in _leading(above)}
    return [found[pk] for pk in above if pk in found]


def _leading(units: list[int]) -> Any:
    rows = Position.objects.filter(unit__in=units, each=False, role__in=LEADERS)
    return rows.select_related("unit").order_by("pk")


def led_units_of_own(user: Any) -> frozenset[int]:
    """Units that the user is the leader of today."""
    return frozenset(
        held.unit_id for held in reach_of(user).shown if held.role in LEADERS and not held.each
    )


def units_led_above(user: Any, parents: Mapping[int, int]) -> frozenset[int]:
    """Units that the user may visit: led, and not only the user's own. parents: of today."""
    led, own = reach_of(user).led_unit_ids, led_units_of_own(user)
    return frozenset(unit for unit in led if unit not in own or parents.get(unit) in led)


def leads_above(user: Any, unit_id: int, *, on: date) -> bool:
    """The user leads above the unit: it is below one that is led, and not only the user's own."""
    led = reach_of(user).led_unit_ids
    if unit_id not in led:
        return False
    if unit_id not in led_units_of_own(user):
        return True
    return UnitParent.objects.filter(current(on), child=unit_id, parent__in=led).exists()
