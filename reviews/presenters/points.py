"""Points to the next review, for the three who may see them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse

from organisation.models import OrgUnit
from organisation.reach import reach_of
from reviews.choices import POINT_WAITS, PointState
from reviews.models import HalfYearReview, ReviewPoint
from reviews.presenters.lights import POINT_STATES, Shown
from reviews.review_rules import forget_after

_ANSWERS = (PointState.DISCUSSED, PointState.CARRIED, PointState.DROPPED)


@dataclass(frozen=True)
class PointShown:
    """One point. can_answer: the reader is not the one it is about. deleted_after: the last day it
    is kept."""

    pk: int
    version: int
    url: str
    text: str
    about: str
    raised_by: str
    raised_on: date
    state: Shown
    can_answer: bool
    deleted_after: date
    choices: tuple[Shown, ...]


def points_of_unit(unit: OrgUnit, *, user: Any) -> list[PointShown]:
    """What the reader may see of a unit's points, each with its answer."""
    rows = ReviewPoint.objects.seen_by(user).filter(unit=unit)
    return [_point(row, user, None) for row in rows.select_related("about", "raised_by")]


def points_shown(review: HalfYearReview, *, user: Any) -> list[PointShown]:
    """The points of a review that is coming or under way: those that wait, those it answered."""
    rows = ReviewPoint.objects.seen_by(user).filter(unit=review.unit_id).filter(
        Q(state__in=POINT_WAITS) | Q(review=review)
    )
    return [_point(row, user, review) for row in rows.select_related("about", "raised_by")]


def _point(row: ReviewPoint, user: Any, review: HalfYearReview | None) -> PointShown:
    here = review is not None and row.review_id == review.pk
    state = row.state if here or review is None else PointState.OPEN
    answers = _ANSWERS if review is not None and review.is_under_way else (PointState.DROPPED,)
    return PointShown(
        pk=row.pk, version=row.version, url=reverse("reviews:point_answer", args=[row.pk]),
        text=row.text, about=row.about.name,
        raised_by=row.raised_by.name if row.raised_by else "", raised_on=row.raised_on,
        state=POINT_STATES[state],
        can_answer=row.about_id != reach_of(user).person_id
        and (here or row.state in POINT_WAITS),
        deleted_after=forget_after(row.half_year),
        choices=tuple(POINT_STATES[each] for each in answers),
    )
