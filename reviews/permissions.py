"""Rights of visits, reviews and follow-up areas."""

from typing import Any

import rules

from leanplan.clock import today
from organisation.permissions import (
    administer,
    is_administrator,
    is_decider,
    is_signed_in,
)
from organisation.reach import reach_of
from reviews.places import leads_above, led_units_of_own


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

@rules.predicate
def visits_unit(user: Any, unit: Any) -> bool:
    """Leads above the unit, and so visits it; without one, leads above some unit."""
    if unit is None:
        led = reach_of(user).led_unit_ids
        return bool(led - led_units_of_own(user))
    return leads_above(user, unit.pk, on=today())


@rules.predicate
def leads_visit(user: Any, visit: Any) -> bool:
    """Leads above the unit that is visited; without a visit, above some unit."""
    return visits_unit(user, None if visit is None else visit.unit)


@rules.predicate
def hosts_visit(user: Any, visit: Any) -> bool:
    """Leads the unit that is visited; without a visit, some unit."""
    own = led_units_of_own(user)
    return bool(own) if visit is None else visit.unit_id in own


rules.add_perm("reviews", is_administrator)
rules.add_perm("reviews.read_visits", reads_reviews)
rules.add_perm("reviews.read_visit", is_signed_in)
rules.add_perm("reviews.plan_visit", visits_unit)
rules.add_perm("reviews.lead_visit", leads_visit)
rules.add_perm("reviews.host_visit", hosts_visit)
rules.add_perm("reviews.read_follow_ups", reads_reviews)
rules.add_perm("reviews.read_follow_up", is_signed_in)
rules.add_perm("reviews.add_follow_up", may_agree)
rules.add_perm("reviews.change_follow_up", may_agree | answers_for)
# Whoever answers for it neither confirms the effect nor lets it go; the action looks at the former.
rules.add_perm("reviews.close_follow_up", may_agree)
administer("reviews", "gembavisit", "halfyearreview", "followup", "followupcarry")

# Analyses have rights of their own.
from reviews import review_permissions  # noqa: E402, F401
from reviews.fishbone import permissions as fishbone_permissions  # noqa: E402, F401
