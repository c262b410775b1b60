"""Rights of visits, reviews and follow-up areas."""

from typing import Any

import rules

from organisation.permissions import (
    administer,
    is_administrator,
    is_decider,
    is_signed_in,
)
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


@rules.predicate
def answers_for(user: Any, row: Any) -> bool:
    """Holds the position that answers for it; without a row, may answer for some."""
    reach = reach_of(user)
    return reach.person_id is not None if row is None else row.owner_id in reach.position_ids


may_agree = is_decider | leads_unit_of

rules.add_perm("reviews", is_administrator)
rules.add_perm("reviews.read_follow_ups", reads_reviews)
rules.add_perm("reviews.read_follow_up", is_signed_in)
rules.add_perm("reviews.change_follow_up", may_agree | answers_for)
# Whoever answers for it neither confirms the effect nor lets it go; the action looks at the former.
rules.add_perm("reviews.close_follow_up", may_agree)
administer("reviews", "gembavisit", "halfyearreview", "followup", "followupcarry")

# Analyses have rights of their own.
from reviews.fishbone import permissions as fishbone_permissions  # noqa: E402, F401
