"""The door to the points of a unit, on the unit's own page; for the three who see them only."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from measures.registries import Panel, unit_panels
from organisation.roles import UnitKind
from reviews.actions.points import may_raise
from reviews.places import led_units_of_own


def points_door(unit: Any, user: Any, today: date) -> Mapping[str, Any] | None:
    """Where the points are, and whether the user raises one; None for everybody else."""
    if unit.kind in (UnitKind.SERVICE_AREA, UnitKind.MUNICIPALITY):
        return None
    raises = may_raise(user, unit)
    if not raises and unit.pk not in led_units_of_own(user):
        return None
    return {"points_url": reverse("reviews:point_list", args=[unit.pk]), "raises": raises}


def register() -> None:
    """Put it into the slot; called once when the app is ready."""
    unit_panels.register(Panel("points", "reviews/point/_door.html", points_door, order=80))
