"""A half-year planned in one step: visits and reviews made, and all who take part told once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_noop

from leanplan.clock import now
from leanplan.said import said
from leanplan.versioning import save_changes
from organisation.models import OrgUnit, Position
from reviews.actions.reviews import review_move, review_plan
from reviews.actions.visits import visit_plan
from reviews.choices import VisitState
from reviews.models import GembaVisit, HalfYearReview
from reviews.planning import MORNING
from reviews.planning_letters import tell_of_plan

VISIT_MINUTES = 60
# Between the visit and the review of the same half-day.
BREATH_MINUTES = 30
STARTS = {MORNING: time(8, 30)}
STARTS_AFTER_NOON = time(12, 30)


@dataclass(frozen=True)
class RowToPlan:
    """A unit's half-day as it was confirmed: what is to be made there, and what stands already."""

    unit: OrgUnit
    leader: Position
    day: date
    half: str
    visit: bool
    review: bool
    standing_visit: GembaVisit | None = None
    standing_review: HalfYearReview | None = None


@dataclass
class Planned:
    """What was made, and how many were told."""

    visits: list[GembaVisit] = field(default_factory=list)
    reviews: list[HalfYearReview] = field(default_factory=list)
    told: int = 0


def hours_of(half: str, *, visit: bool) -> tuple[time, time]:
    """When the visit and the review of a half-day begin: Gemba first; without one, the review."""
    starts = STARTS.get(half, STARTS_AFTER_NOON)
    if not visit:
        return starts, starts
    after = datetime.combine(date.min, starts) + timedelta(minutes=VISIT_MINUTES + BREATH_MINUTES)
    return starts, after.time()


def visit_before(review: HalfYearReview | None, day: date | None, usual: time) -> time:
    """When the visit begins that goes before a review that stands already on the same day; the
    usual time where none does."""
    if review is None or review.starts_at is None or review.day is None or review.day != day:
        return usual
    before = datetime.combine(review.day, review.starts_at) - timedelta(
        minutes=VISIT_MINUTES + BREATH_MINUTES
    )
    return before.time() if before.date() == review.day else usual


@transaction.atomic
def half_year_plan(
    *, by: Any, half_year: str, rows: Sequence[RowToPlan]
) -> Planned:
    """Make the visits and reviews of the rows, announce the visits, and send each person who takes
    part one mail with all that concerns them, in a calendar file.

    All or nothing. Errors: ValidationError where a visit or a review refuses, with the unit's name.
    """
    made = Planned()
    for row in rows:
        try:
            _make(row, half_year, made, by=by)
        except ValidationError as error:
            raise ValidationError(
                [f"{row.unit.name}: {message}" for message in error.messages]
            ) from None
    _announce(made.visits, by=by)
    made.told = tell_of_plan(half_year, made.visits, made.reviews, by=by)
    return made


def _make(row: RowToPlan, half_year: str, made: Planned, *, by: Any) -> None:
    visit_at, review_at = hours_of(row.half, visit=row.visit or row.standing_visit is not None)
    if row.standing_visit is not None and row.standing_visit.starts_at is not None:
        review_at = _after(row.standing_visit)
    review = row.standing_review
    if row.review:
        review = _review(row, half_year, review_at, by=by)
        made.reviews.append(review)
    if row.visit:
        if not row.review:
            visit_at = visit_before(row.standing_review, row.day, visit_at)
        made.visits.append(
            visit_plan(
                by=by, unit=row.unit, day=row.day, starts_at=visit_at, minutes=VISIT_MINUTES,
                visitor=row.leader, review=review,
            )
        )
    elif row.standing_visit is not None and row.standing_visit.review_id is None and review:
        visit = row.standing_visit
        save_changes(visit, {"review": review}, version=visit.version, by=by)


def _after(visit: GembaVisit) -> time:
    starts = datetime.combine(visit.day, visit.starts_at or STARTS[MORNING])
    return (starts + timedelta(minutes=visit.minutes_planned + BREATH_MINUTES)).time()


def _review(row: RowToPlan, half_year: str, starts_at: time, *, by: Any) -> HalfYearReview:
    """A new one; one that stands without a day gets it."""
    standing = row.standing_review
    if standing is None:
        return review_plan(
            by=by, unit=row.unit, half_year=half_year, day=row.day, starts_at=starts_at
        )
    review_move(
        by=by, review=standing, version=standing.version, day=row.day, starts_at=starts_at,
        place=standing.place,
    )
    return standing


def _announce(visits: Iterable[GembaVisit], *, by: Any) -> None:
    """The mail of the whole plan tells of them, so that a later change is told of as well."""
    for visit in visits:
        if visit.state == VisitState.PLANNED:
            save_changes(
                visit, {"state": VisitState.ANNOUNCED, "announced_at": now()},
                version=visit.version, by=by, reason=said(gettext_noop("Announced")),
            )
