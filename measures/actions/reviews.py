"""An ongoing measure is looked at again: recorded, and taken back where it was a mistake."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from leanplan.clock import today
from leanplan.said import said
from leanplan.versioning import save_changes
from measures.actions.obligations_sync import refresh
from measures.choices import DeadlineKind
from measures.models import Measure, MeasureReview
from measures.obligation_rules import OngoingIsReviewed
from measures.rules import next_review
from organisation.holders import title_of


def next_day(measure: Measure, *, reviewed_on: date) -> tuple[date, date]:
    """(the next review after one on that day, the day the rhythm is counted from).

    The rhythm goes on from where it was counted before, unless somebody has set another day since.
    """
    due: Any = measure.next_review_on
    last = measure.reviews.filter(undone_on=None).order_by("-pk").first()
    anchor = last.counted_from if last and last.next_on == due else due
    return next_review(anchor, measure.rhythm, after=max(due, reviewed_on)), anchor


@transaction.atomic
def measure_review(
    *, by: Any, measure: Measure, version: int, reviewed_on: date, comment: str,
    next_on: date | None = None,
) -> MeasureReview:
    """Record that an ongoing measure was reviewed; the next review follows its rhythm, or a day
    that somebody chose. What the rule asked for is kept with it.

    Errors: Conflict; ValidationError (not ongoing, closed, a day to come, no word of what was seen,
    next review not after this one).
    """
    if measure.deadline_kind != DeadlineKind.ONGOING or measure.is_closed:
        raise ValidationError(_("Only an open, ongoing measure is reviewed."))
    due: Any = measure.next_review_on
    expected, anchor = next_day(measure, reviewed_on=reviewed_on)
    if next_on is None or next_on == expected:
        next_on = expected
    else:
        anchor = next_on
    _refuse(reviewed_on, next_on, comment)
    save_changes(
        measure, {"next_review_on": next_on}, version=version, by=by,
        reason=said(gettext_noop("The measure was reviewed")),
    )
    review = MeasureReview.objects.create(
        measure=measure, reviewed_on=reviewed_on, due_on=due, counted_from=anchor, next_on=next_on,
        comment=comment.strip(), by=by, by_label=title_of(by, on=today()),
    )
    measure_touched(measure)
    return review


def _refuse(reviewed_on: date, next_on: date, comment: str) -> None:
    errors = {}
    if reviewed_on > today():
        errors["reviewed_on"] = _("The day cannot be to come.")
    if next_on <= reviewed_on:
        errors["next_on"] = _("The next review must be after this one.")
    if not comment.strip():
        errors["comment"] = _("Write in a few words what you saw.")
    if errors:
        raise ValidationError(errors)


@transaction.atomic
def review_undo(*, by: Any, measure: Measure, version: int) -> MeasureReview:
    """Take back the last review; the measure is to be reviewed on the day it was before.

    Errors: Conflict; ValidationError where none stands, or the measure is ongoing no more.
    """
    review = measure.reviews.filter(undone_on=None).order_by("-pk").first()
    if review is None:
        raise ValidationError(_("There is no review to take back."))
    if measure.deadline_kind != DeadlineKind.ONGOING or measure.is_closed:
        raise ValidationError(_("Only an open, ongoing measure is reviewed."))
    save_changes(
        measure, {"next_review_on": review.due_on}, version=version, by=by,
        reason=said(gettext_noop("The review was taken back")),
    )
    review.undone_on = today()
    review.save()
    measure_touched(measure)
    return review


def measure_touched(measure: Measure) -> None:
    """Let what is asked of a measure follow: called by whatever changes its deadline, owner,
    status or unit, in the same transaction."""
    refresh(OngoingIsReviewed.key, subjects=[f"measure:{measure.pk}"])
