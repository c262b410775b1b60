"""Who leads the visits and the review of a unit, who answers for it there, and who coaches it.

The area manager leads; the chief executive where there is no area above, and for an area's own
leader group (M15, M16). The leader of the unit answers for it; in a leader group the area manager.
Only positions that exist are asked.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from organisation.actions import position_get
from organisation.models import OrgUnit, Position
from organisation.reach import reach_of
from organisation.roles import Role, UnitKind
from organisation.tree import unit_ids_above

_HOSTS = (Role.UNIT_MANAGER, Role.DEVELOPMENT_UNIT_LEADER)


@dataclass(frozen=True)
class _Above:
    """The nearest service area above a unit, None where there is none, and the root."""

    area: OrgUnit | None
    root: OrgUnit


def _above(unit: OrgUnit, on: date) -> _Above:
    ids = unit_ids_above(unit.pk, on=on)
    units = OrgUnit.objects.in_bulk(ids)
    chain = [units[pk] for pk in ids] or [unit]
    area = next((each for each in chain if each.kind == UnitKind.SERVICE_AREA), None)
    return _Above(area, chain[-1])


def leader_of(unit: OrgUnit, *, on: date, by: Any = None) -> Position:
    """The position that visits the unit and leads its review on the day; vacant or not."""
    above = _above(unit, on)
    if above.area is None or unit.kind in (UnitKind.MANAGEMENT_GROUP, UnitKind.SERVICE_AREA):
        return position_get(by=by, role=Role.CHIEF_EXECUTIVE, unit=above.root)
    return position_get(by=by, role=Role.SERVICE_AREA_MANAGER, unit=above.area)


def host_of(unit: OrgUnit, *, on: date) -> Position | None:
    """The position that answers for the unit at its review; None where the unit has none."""
    if unit.kind == UnitKind.MANAGEMENT_GROUP:
        area = _above(unit, on).area
        return _position(area, (Role.SERVICE_AREA_MANAGER,)) if area else None
    if unit.kind == UnitKind.SERVICE_AREA:
        return _position(unit, (Role.SERVICE_AREA_MANAGER,))
    return _position(unit, _HOSTS)


def coach_position(unit: OrgUnit) -> Position | None:
    """The position of the unit's named coach; None where nobody has ever coached it."""
    return _position(unit, (Role.COACH,))


def _position(unit: OrgUnit, roles: tuple[Role, ...]) -> Position | None:
    here = Position.objects.filter(unit=unit, role__in=roles, each=False)
    return here.select_related("unit").order_by("pk").first()


def is_host(user: Any, unit: OrgUnit, *, on: date) -> bool:
    """The user answers for the unit today."""
    host = host_of(unit, on=on)
    return host is not None and host.pk in reach_of(user).position_ids
