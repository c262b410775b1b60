"""Points to the next review (M28): raised, answered, forgotten. No text of one goes anywhere."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leanplan.clock import today
from leanplan.periods import half_year_key
from leanplan.versioning import save_changes
from organisation.holders import holders_of
from organisation.models import OrgUnit
from organisation.reach import reach_of
from reviews.choices import POINT_WAITS, PointState
from reviews.leading import host_of
from reviews.models import HalfYearReview, ReviewPoint
from reviews.point_scope import units_coached, units_managed
from reviews.review_rules import forget_after

ANSWERS = (PointState.DISCUSSED, PointState.CARRIED, PointState.DROPPED)


def may_raise(user: Any, unit: OrgUnit) -> bool:
    """The area manager and the named coach of the unit; the leader it is about only reads."""
    return unit.pk in units_managed(user) | units_coached(user)


@transaction.atomic
def point_raise(*, by: Any, unit: OrgUnit, text: str) -> ReviewPoint:
    """Raise a point about the leader of the unit, who sees it at once.

    Errors: ValidationError (no text, more than a line, the unit has no leader, one's own).
    """
    line = " ".join(text.split())
    host = host_of(unit, on=today())
    leaders = holders_of([host.pk], on=today()).get(host.pk, []) if host else []
    if not leaders:
        raise ValidationError(_("The unit has no leader now, so there is nobody it is about."))
    if leaders[0].person_id == reach_of(by).person_id:
        raise ValidationError(_("A point is about somebody else than oneself."))
    point = ReviewPoint(
        unit=unit, about_id=leaders[0].person_id, text=line, raised_by=by.person,
        raised_on=today(), half_year=half_year_key(today()),
    )
    point.full_clean()
    point.save()
    return point


@transaction.atomic
def point_answer(
    *, by: Any, point: ReviewPoint, version: int, state: str,
    review: HalfYearReview | None = None,
) -> dict[str, tuple[Any, Any]]:
    """Answer a point: discussed, carried on, or dropped; until the review is locked it may be
    answered anew. In: the review it was taken up at, None for one that is dropped outside one.

    Errors: Conflict, ValidationError (no such answer, one's own, another unit's review, locked).
    """
    if state not in ANSWERS:
        raise ValidationError(_("Choose what became of it."))
    if review is None and state != PointState.DROPPED:
        raise ValidationError(_("It is discussed or carried on at a review that has begun."))
    if point.about_id == reach_of(by).person_id:
        raise ValidationError(_("The point is about you, so somebody else answers it."))
    if review is not None and (review.unit_id != point.unit_id or not review.is_under_way):
        raise ValidationError(_("The review has not begun, or is locked. Nothing was changed."))
    if point.review is not None and point.review.is_locked and point.state not in POINT_WAITS:
        raise ValidationError(_("It was answered at a review that is locked."))
    values = {"state": state, "review": review}
    return save_changes(point, values, version=version, by=by)


@transaction.atomic
def points_forget(*, today: date) -> int:
    """Delete the points whose following half-year has ended, and those about a leader who leads
    the unit no more. Out: how many. Safe to run twice."""
    gone = []
    for point in ReviewPoint.objects.select_related("unit"):
        if today > forget_after(point.half_year) or not _still_leads(point, today):
            gone.append(point.pk)
    ReviewPoint.objects.filter(pk__in=gone).delete()
    return len(gone)


def _still_leads(point: ReviewPoint, day: date) -> bool:
    host = host_of(point.unit, on=day)
    if host is None:
        return False
    leaders = holders_of([host.pk], on=day).get(host.pk, [])
    return point.about_id in {one.person_id for one in leaders}
