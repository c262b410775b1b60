"""The life of a half-yearly review: planned, prepared, begun, held, locked, confirmed."""

from datetime import date, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from leanplan import thresholds
from leanplan.clock import now, today
from leanplan.periods import half_year_key
from leanplan.said import said
from leanplan.versioning import create, save_changes
from organisation.models import OrgUnit
from reviews.actions.review_lock import copy_what_is_shown, follow_ups_settle
from reviews.actions.review_open import parts_make, review_held_row
from reviews.choices import Part, ReviewState
from reviews.gaps import gaps_of
from reviews.kept import units_changed
from reviews.leading import leader_of
from reviews.models import HalfYearReview, ReviewParticipant
from reviews.thresholds import MINUTES

# What the leader of the review fills in at its end.
CONCLUDED = (
    "unit_status", "status_note", "next_on", "minutes_held", "enough_time", "alone_reason",
)
Changes = dict[str, tuple[Any, Any]]


@transaction.atomic
def review_plan(
    *, by: Any, unit: OrgUnit, half_year: str, day: date | None = None,
    starts_at: time | None = None, place: str = "", minutes_planned: int | None = None,
) -> HalfYearReview:
    """Plan the review of a unit in a half-year; whoever leads it follows from the tree.

    Errors: ValidationError (the unit has one, the unit does not exist then, too short or long).
    """
    on = day or today()
    made: HalfYearReview = create(
        HalfYearReview(
            unit=unit, half_year=half_year, led_by=leader_of(unit, on=on, by=by), day=day,
            starts_at=starts_at, place=place.strip(),
            minutes_planned=minutes_planned or thresholds.value(MINUTES.key),
        ),
        by=by,
    )
    _told(made)
    return made


@transaction.atomic
def review_move(
    *, by: Any, review: HalfYearReview, version: int, day: date | None,
    starts_at: time | None = None, place: str = "", minutes_planned: int | None = None,
    reason: str = "",
) -> Changes:
    """Give a coming review another day, hour, place or length.

    Errors: Conflict, ValidationError (begun already, over).
    """
    if not review.is_coming:
        raise ValidationError(_("Only a review that has not begun is moved."))
    values: dict[str, Any] = {
        "day": day, "starts_at": starts_at, "place": place.strip(),
        "minutes_planned": minutes_planned or review.minutes_planned,
        "led_by": leader_of(review.unit, on=day or today(), by=by),
    }
    changes = save_changes(review, values, version=version, by=by, reason=reason.strip())
    _told(review)
    return changes


@transaction.atomic
def review_cancel(*, by: Any, review: HalfYearReview, version: int, reason: str) -> Changes:
    """Let a coming review be, with the reason; the half-year can get another one.

    Errors: Conflict, ValidationError (no reason, held already).
    """
    if not review.is_coming:
        raise ValidationError(_("Only a review that has not begun is cancelled."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say in a few words why it is not held.")})
    values = {"state": ReviewState.CANCELLED, "cancel_reason": reason.strip()}
    changes = save_changes(review, values, version=version, by=by, reason=reason.strip())
    _told(review)
    return changes


@transaction.atomic
def review_begin(*, by: Any, review: HalfYearReview, version: int) -> HalfYearReview:
    """Begin: the questions are settled, and each part becomes a row. A second time does nothing.

    Errors: Conflict, ValidationError (cancelled, no questions in use).
    """
    review_held_row(review)
    if review.begun_at is not None and not review.is_locked:
        return review
    if not review.is_coming:
        raise ValidationError(_("This review cannot begin: it is locked or cancelled."))
    day = min(review.day or today(), today())
    save_changes(
        review,
        {"begun_at": now(), "day": day, "led_by": leader_of(review.unit, on=day, by=by)},
        version=version, by=by, reason=said(gettext_noop("The review begins")),
    )
    parts_make(review, by=by)
    return review


@transaction.atomic
def review_conclude(
    *, by: Any, review: HalfYearReview, version: int, values: dict[str, Any]
) -> Changes:
    """Keep what is filled in at the end so far: the unit's status and why, the next day, the time.

    In: values by field name, of those in CONCLUDED. Errors: Conflict, ValidationError.
    """
    review_held_row(review)
    if not review.is_under_way:
        raise ValidationError(_("The review has not begun, or is over."))
    next_on = values.get("next_on")
    if next_on and review.day and next_on <= review.day:
        raise ValidationError({"next_on": _("The next review must be after this one.")})
    known = {name: values[name] for name in CONCLUDED if name in values}
    return save_changes(review, known, version=version, by=by)


@transaction.atomic
def review_hold(
    *, by: Any, review: HalfYearReview, version: int, values: dict[str, Any] | None = None
) -> HalfYearReview:
    """Finish the review: everything is answered. In: what is filled in at the end, too.

    Errors: Conflict, ValidationError with all that is missing, each in a sentence.
    """
    review_conclude(by=by, review=review, version=version, values=values or {})
    missing = gaps_of(review, today=today())
    if missing:
        raise ValidationError([ValidationError(gap.text, code=gap.place) for gap in missing])
    save_changes(
        review, {"state": ReviewState.HELD}, version=review.version, by=by,
        reason=said(gettext_noop("The review was held")),
    )
    _told(review)
    return review


@transaction.atomic
def review_lock(*, by: Any, review: HalfYearReview, version: int) -> HalfYearReview:
    """Approve and lock: follow-up areas are closed and carried on as decided, what was shown is
    copied, and the next review is planned where a day was set. A second time does nothing.

    Errors: Conflict, ValidationError (not held, something is missing since).
    """
    review_held_row(review)
    if review.is_locked:
        return review
    if review.state != ReviewState.HELD:
        raise ValidationError(_("Finish the review before you lock it."))
    missing = gaps_of(review, today=today())
    if missing:
        raise ValidationError([ValidationError(gap.text, code=gap.place) for gap in missing])
    follow_ups_settle(review, by=by)
    values = {"state": ReviewState.LOCKED, "locked_on": today(),
              **copy_what_is_shown(review, by=by)}
    save_changes(
        review, values, version=version, by=by,
        reason=said(gettext_noop("The review was approved and locked")),
    )
    _plan_next(review, by=by)
    _told(review)
    return review


@transaction.atomic
def review_confirm(
    *, by: Any, participant: ReviewParticipant, version: int, remark: str = ""
) -> Changes:
    """Somebody who took part confirms the locked review, with a remark where it is not as it was.

    Errors: Conflict, ValidationError (not locked, not one's own, the leader needs not).
    """
    if participant.confirmed_on is not None:
        return {}
    if not participant.review.is_locked:
        raise ValidationError(_("The review is confirmed when it is locked."))
    own = getattr(by, "person", None)
    if own is None or own.pk != participant.person_id or participant.part == Part.LEADER:
        raise ValidationError(_("Only those who took part confirm it, each for themselves."))
    values = {"confirmed_on": today(), "remark": remark.strip()}
    return save_changes(participant, values, version=version, by=by)


def _plan_next(review: HalfYearReview, *, by: Any) -> None:
    if review.next_on is None:
        return
    key = half_year_key(review.next_on)
    standing = HalfYearReview.objects.filter(unit=review.unit_id, half_year=key)
    if not standing.exclude(state=ReviewState.CANCELLED).exists():
        review_plan(
            by=by, unit=review.unit, half_year=key, day=review.next_on,
            starts_at=review.starts_at, place=review.place,
            minutes_planned=review.minutes_planned,
        )


def _told(review: HalfYearReview) -> None:
    """What rests on it follows in the same transaction."""
    units_changed([review.unit_id])
