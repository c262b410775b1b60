"""Who sees a point to the next review: three people, by what they hold today, and nobody else."""

from typing import Any

from django.db.models import Q

from leanplan.clock import today
from organisation.models import OrgUnit, Position
from organisation.reach import reach_of
from organisation.roles import Role, UnitKind
from organisation.tree import unit_ids_below


def units_managed(user: Any) -> frozenset[int]:
    """Units whose nearest area manager the user is today; no rank above it counts."""
    areas = _units_of(user, Role.SERVICE_AREA_MANAGER)
    if not areas:
        return frozenset()
    below = unit_ids_below(areas, on=today())
    managed = Position.objects.filter(role=Role.SERVICE_AREA_MANAGER, each=False, unit__in=below)
    inner = managed.exclude(unit__in=areas).values_list("unit_id", flat=True)
    others = unit_ids_below(inner, on=today())
    own = OrgUnit.objects.filter(pk__in=below - others, kind=UnitKind.SERVICE_AREA)
    return below - others - frozenset(own.values_list("pk", flat=True))


def units_coached(user: Any) -> frozenset[int]:
    """Units that the user is the named coach of today."""
    return frozenset(_units_of(user, Role.COACH))


def points_seen(user: Any) -> Q:
    """The condition on points. An account that may do everything sees nothing by that."""
    person = reach_of(user).person_id
    if person is None:
        return Q(pk__in=())
    return Q(about=person) | Q(unit__in=units_managed(user) | units_coached(user))


def _units_of(user: Any, role: str) -> set[int]:
    held = reach_of(user).shown
    return {each.unit_id for each in held if each.role == role and not each.each}
