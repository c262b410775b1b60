"""Rights of half-yearly reviews, their questions, and the points to the next one."""

from typing import Any

import rules

from leanplan.clock import today
from organisation.holders import unattended
from organisation.permissions import is_administrator, is_signed_in
from organisation.reach import reach_of
from organisation.roles import Role
from reviews.actions.points import may_raise
from reviews.leading import coach_position, is_host
from reviews.models import ReviewPoint
from reviews.parts_read import participants_of
from reviews.permissions import reads_reviews
from reviews.places import led_units_of_own
from reviews.point_scope import units_managed


@rules.predicate
def plans_review(user: Any, unit: Any) -> bool:
    """The area manager of the unit, or the chief executive; without a unit, of some unit."""
    reach = reach_of(user)
    if reach.has(Role.CHIEF_EXECUTIVE):
        return unit is None or unit.pk in reach.led_unit_ids
    managed = units_managed(user)
    return bool(managed) if unit is None else unit.pk in managed


@rules.predicate
def leads_review(user: Any, review: Any) -> bool:
    """Holds the position that leads the review; where nobody can sign in for it, the chief
    executive."""
    reach = reach_of(user)
    if review is None:
        return reach.has(Role.CHIEF_EXECUTIVE, Role.SERVICE_AREA_MANAGER)
    if review.led_by_id in reach.position_ids:
        return True
    return reach.has(Role.CHIEF_EXECUTIVE) and bool(unattended([review.led_by_id], on=today()))


@rules.predicate
def hosts_review(user: Any, review: Any) -> bool:
    """Answers for the unit of the review; without a review, for some unit."""
    if review is None:
        return bool(led_units_of_own(user))
    return is_host(user, review.unit, on=today())


@rules.predicate
def coaches_unit_of(user: Any, review: Any) -> bool:
    """Is the named coach of the unit; without a review, a coach."""
    reach = reach_of(user)
    if review is None:
        return reach.has(Role.COACH)
    position = coach_position(review.unit)
    return position is not None and position.pk in reach.position_ids


@rules.predicate
def takes_part(user: Any, review: Any) -> bool:
    """Stands on the list of those who take part."""
    person = reach_of(user).person_id
    if review is None or person is None:
        return person is not None
    return any(row.person_id == person for row in participants_of(review))


@rules.predicate
def sees_points(user: Any, unit: Any) -> bool:
    """May raise a point about the leader of the unit, or sees one that is there."""
    if unit is None:
        return reach_of(user).person_id is not None
    if may_raise(user, unit) or is_host(user, unit, on=today()):
        return True
    return ReviewPoint.objects.seen_by(user).filter(unit=unit).exists()


@rules.predicate
def raises_points(user: Any, unit: Any) -> bool:
    """The area manager and the named coach of the unit."""
    return reach_of(user).person_id is not None if unit is None else may_raise(user, unit)


@rules.predicate
def owns_the_method(user: Any) -> bool:
    """Leads the development unit."""
    return reach_of(user).has(Role.DEVELOPMENT_UNIT_LEADER)


rules.add_perm("reviews.read_reviews", reads_reviews)
rules.add_perm("reviews.read_review", is_signed_in)
rules.add_perm("reviews.plan_review", plans_review)
rules.add_perm("reviews.lead_review", leads_review)
rules.add_perm("reviews.prepare_review", hosts_review)
rules.add_perm("reviews.write_review", leads_review | hosts_review | coaches_unit_of | takes_part)
rules.add_perm("reviews.confirm_review", is_signed_in)
rules.add_perm("reviews.see_points", sees_points)
rules.add_perm("reviews.raise_point", raises_points)
rules.add_perm("reviews.edit_questions", owns_the_method | is_administrator)
