"""Who sees a point to the next review: three people, by what they hold today, and nobody else."""

from typing import Any

from django.db.models import Q

from leanplan.clock import today
from organisation.reach import reach_of
from organisation.roles import Role, UnitKind
from organisation.tree import unit_ids_led


def units_managed(user: Any) -> frozenset[int]:
    """Units whose nearest area manager the user is today; no rank above it counts. Worked out once
    per loaded user, as the reach is, in one query."""
    day, role = today(), Role.SERVICE_AREA_MANAGER
    known = getattr(user, "_units_managed", None)
    if known is None or known[0] != day:
        areas = _units_of(user, role)
        known = day, unit_ids_led(areas, role=role, besides=UnitKind.SERVICE_AREA, on=day)
        user._units_managed = known
    managed: frozenset[int] = known[1]
    return managed


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
