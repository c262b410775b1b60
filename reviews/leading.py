"""Who leads the visits and the review of a unit, who answers for it there, and who coaches it.

The nearest leader above leads: the area manager, or the chief executive where no area above has
one, and for an area's own leader group (M15, M16). The leader of the unit answers for it; in a
leader group the area manager. Only positions that exist are asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from leanplan.questions import question
from organisation.actions import position_get
from organisation.models import OrgUnit, Position
from organisation.reach import reach_of
from organisation.roles import Role, UnitKind
from organisation.tree import unit_ids_above
from reviews.rules import nearest_leader

_HOSTS = (Role.UNIT_MANAGER, Role.DEVELOPMENT_UNIT_LEADER)
_AREAS = (UnitKind.MANAGEMENT_GROUP, UnitKind.SERVICE_AREA)


def roles_leading(kind: str) -> tuple[str, ...]:
    """The roles that lead the review of a unit of this kind."""
    chief = (Role.CHIEF_EXECUTIVE,)
    return chief if kind in _AREAS else (Role.SERVICE_AREA_MANAGER, *chief)


@dataclass(frozen=True)
class Leaders:
    """{unit: position} of area managers and of chief executives."""

    managers: Mapping[int, int]
    chiefs: Mapping[int, int]

    def above(self, unit: int, kind: str, parents: Mapping[int, int]) -> int | None:
        """The position that leads the review of a unit; None for none. parents: of the day."""
        positions = {
            Role.SERVICE_AREA_MANAGER: self.managers, Role.CHIEF_EXECUTIVE: self.chiefs,
        }
        known: dict[int, int] = {}
        for role in reversed(roles_leading(kind)):
            known |= positions[Role(role)]
        return nearest_leader(unit, parents, known)


def all_leaders() -> Leaders:
    """Those of the whole municipality, for many units; one query."""
    found: dict[str, dict[int, int]] = {}
    rows = Position.objects.filter(
        role__in=roles_leading(UnitKind.OPERATING_UNIT), each=False
    ).order_by("-pk")
    for role, unit, pk in rows.values_list("role", "unit_id", "pk"):
        found.setdefault(role, {})[unit] = pk
    return Leaders(
        found.get(Role.SERVICE_AREA_MANAGER, {}), found.get(Role.CHIEF_EXECUTIVE, {})
    )


def leader_of(unit: OrgUnit, *, on: date, by: Any = None) -> Position:
    """The position that visits the unit and leads its review on the day, vacant or not; the chief
    executive's is made where nobody has needed it yet. Two queries."""
    above = unit_ids_above(unit.pk, on=on)
    rows = Position.objects.filter(
        unit__in=above, role__in=roles_leading(unit.kind), each=False
    ).select_related("unit")
    found = {position.unit_id: position for position in rows.order_by("-pk")}
    for pk in above:
        if pk in found:
            return found[pk]
    root = OrgUnit.objects.get(pk=above[-1]) if above else unit
    return position_get(by=by, role=Role.CHIEF_EXECUTIVE, unit=root)


def _area_above(unit: OrgUnit, on: date) -> OrgUnit | None:
    ids = unit_ids_above(unit.pk, on=on)
    areas = OrgUnit.objects.filter(kind=UnitKind.SERVICE_AREA).in_bulk(ids)
    return next((areas[pk] for pk in ids if pk in areas), None)


@dataclass(frozen=True)
class Around:
    """Who answers for a unit and who coaches it, read once for a page of it (`read_around`)."""

    host: Position | None
    coach: Position | None


def read_around(unit: OrgUnit, *, on: date) -> Around:
    """Read both and keep them with the unit as it was loaded for this page, so that each right that
    rests on them asks no more; one query. Nothing that changes positions loads a unit so."""
    if unit.kind in _AREAS:
        return Around(host_of(unit, on=on), coach_position(unit))
    found: dict[bool, Position] = {}
    for position in _around(unit.pk):
        position.unit = unit
        found[position.role == Role.COACH] = position
    around = Around(found.get(False), found.get(True))
    unit.__dict__["around"] = around
    return around


@question
def _around(unit: int) -> QuerySet[Position]:
    here = Position.objects.filter(unit=unit, role__in=(*_HOSTS, Role.COACH), each=False)
    return here.order_by("-pk")


def host_of(unit: OrgUnit, *, on: date) -> Position | None:
    """The position that answers for the unit at its review; None where the unit has none."""
    if (known := unit.__dict__.get("around")) is not None:
        return known.host
    if unit.kind == UnitKind.MANAGEMENT_GROUP:
        area = _area_above(unit, on)
        return _position(area, (Role.SERVICE_AREA_MANAGER,)) if area else None
    if unit.kind == UnitKind.SERVICE_AREA:
        return _position(unit, (Role.SERVICE_AREA_MANAGER,))
    return _position(unit, _HOSTS)


def coach_position(unit: OrgUnit) -> Position | None:
    """The position of the unit's named coach; None where nobody has ever coached it."""
    if (known := unit.__dict__.get("around")) is not None:
        return known.coach
    return _position(unit, (Role.COACH,))


def _position(unit: OrgUnit, roles: tuple[Role, ...]) -> Position | None:
    here = Position.objects.filter(unit=unit, role__in=roles, each=False)
    return here.select_related("unit").order_by("pk").first()


def is_host(user: Any, unit: OrgUnit, *, on: date) -> bool:
    """The user answers for the unit today."""
    host = host_of(unit, on=on)
    return host is not None and host.pk in reach_of(user).position_ids
