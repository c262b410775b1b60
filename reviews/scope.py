"""Which rows of units a person reads; one rule for visits, reviews and follow-up areas."""

from typing import Any

from django.db.models import Q

from organisation.reach import reach_of
from organisation.roles import Role

# A coach reads the units of the running contracts, and all review material (decisions, *Who*);
# employees read the unit's rows elsewhere, never what leaders agree among themselves.
READS_REVIEWS = frozenset({Role.COACH})


def readable(user: Any, path: str = "unit") -> Q:
    """The rows whose unit the user reads as a leader, a coach, or one who reads every unit."""
    units = readable_units(user)
    return Q() if units is None else Q(**{f"{path}__in": units})


def readable_units(user: Any) -> frozenset[int] | None:
    """The same as keys of units; None for every unit."""
    reach = reach_of(user)
    return None if reach.all_units or reach.has(*READS_REVIEWS) else reach.led_unit_ids
