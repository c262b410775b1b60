"""The door to the points of a unit, on the unit's own page; for the three who see them only."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from measures.registries import Panel, unit_panels
from organisation.manager_above import manager_kept
from organisation.reach import reach_of
from organisation.roles import Role, UnitKind
from reviews.actions.points import may_raise
from reviews.places import led_units_of_own
from reviews.point_scope import units_coached


def points_door(unit: Any, user: Any, today: date) -> Mapping[str, Any] | None:
    """Where the points are, and whether the user raises one; None for everybody else."""
    if unit.kind in (UnitKind.SERVICE_AREA, UnitKind.MUNICIPALITY):
        return None
    raises = _raises(unit, user)
    if not raises and unit.pk not in led_units_of_own(user):
        return None
    return {"points_url": reverse("reviews:point_list", args=[unit.pk]), "raises": raises}


def _raises(unit: Any, user: Any) -> bool:
    """The same as `may_raise`; nothing is asked where the page knows who is above the unit."""
    kept = manager_kept(unit)
    if kept is None or unit.pk in units_coached(user):
        return may_raise(user, unit)
    mine = kept.position_id in reach_of(user).position_ids
    return mine and kept.role == Role.SERVICE_AREA_MANAGER


def register() -> None:
    """Put it into the slot; called once when the app is ready."""
    unit_panels.register(Panel("points", "reviews/point/_door.html", points_door, order=80))
