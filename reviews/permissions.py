"""Rights of visits, reviews and follow-up areas."""

from typing import Any

import rules

from organisation.permissions import administer, is_administrator
from organisation.reach import reach_of


@rules.predicate
def leads_unit_of(user: Any, row: Any) -> bool:
    """Leads the unit of the row, or an area above it; without a row, leads something."""
    led = reach_of(user).led_unit_ids
    return bool(led) if row is None else row.unit_id in led


@rules.predicate
def reads_reviews(user: Any) -> bool:
    """Reads what leaders see and agree in some unit: a leader, a coach, or one who reads all."""
    reach = reach_of(user)
    return reach.all_units or bool(reach.led_unit_ids) or reach.has("coach")


rules.add_perm("reviews", is_administrator)
administer("reviews", "gembavisit", "halfyearreview", "followup")

# Analyses have rights of their own.
from reviews.fishbone import permissions as fishbone_permissions  # noqa: E402, F401
