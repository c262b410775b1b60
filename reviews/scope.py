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
    reach = reach_of(user)
    if reach.all_units or reach.has(*READS_REVIEWS):
        return Q()
    return Q(**{f"{path}__in": reach.led_unit_ids})
