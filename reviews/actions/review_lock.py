"""What happens to a review's parts when it is locked: decisions are carried out, and what the page
showed is copied into the rows, so that it never changes with what lies behind it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from leanplan.clock import today
from leanplan.history import bulk_update_tracked
from organisation.holders import titles_on
from organisation.language import in_language_of_municipality
from reviews.actions.follow_ups import follow_up_carry, follow_up_close
from reviews.actions.review_open import parts_renew
from reviews.choices import Decision, PointState
from reviews.figures import figures_of
from reviews.last_time import last_answers
from reviews.models import (
    HalfYearReview,
    ReviewAnswer,
    ReviewFigure,
    ReviewFollowUp,
    ReviewParticipant,
    ReviewPoint,
)


def follow_ups_settle(review: HalfYearReview, *, by: Any) -> None:
    """Close and carry on as was decided; one that somebody has closed meanwhile is left as it is.

    Errors: ValidationError that names the one which cannot be closed, and why.
    """
    rows = review.dealt_with.filter(is_new=False).select_related("follow_up__owner__unit")
    for row in rows:
        follow_up = row.follow_up
        if follow_up.is_over:
            continue
        try:
            if row.decision == Decision.CLOSED:
                follow_up_close(
                    by=by, follow_up=follow_up, version=follow_up.version, note=row.note
                )
            else:
                follow_up_carry(
                    by=by, follow_up=follow_up, review=review, version=follow_up.version
                )
        except ValidationError as error:
            text = _("%(number)s: %(why)s")
            raise ValidationError(
                text % {"number": follow_up.number, "why": " ".join(error.messages)},
                code="follow_ups",
            ) from error


def copy_what_is_shown(review: HalfYearReview, *, by: Any) -> dict[str, Any]:
    """Copy what the page shows into the rows; gives the values that the review itself keeps."""
    with in_language_of_municipality():
        parts_renew(review, by=by)
        _copy_answers(review, by)
        _copy_figures(review, by)
        _copy_follow_ups(review, by)
        _copy_people(review, by)
        discussed = ReviewPoint.objects.filter(review=review, state=PointState.DISCUSSED)
        return {
            "unit_name": review.unit.name, "led_by_label": review.led_by.label,
            "points_discussed": discussed.count(),
        }


def _copy_answers(review: HalfYearReview, by: Any) -> None:
    last = last_answers(review)
    rows = list(review.answers.select_related("question"))
    for row in rows:
        row.shown_heading, row.shown_text = row.question.heading, row.question.text
        before = last.get(row.question.key)
        row.shown_last = before.mark if before else ""
        row.shown_last_comment = before.comment if before else ""
    bulk_update_tracked(
        ReviewAnswer, rows,
        ["shown_heading", "shown_text", "shown_last", "shown_last_comment"], by=by,
    )


def _copy_figures(review: HalfYearReview, by: Any) -> None:
    shown = {
        figure.key: (place, figure)
        for place, figure in enumerate(
            figures_of(review.unit_id, review.half_year, today=today())
        )
    }
    rows = [row for row in review.figures.all() if row.key in shown]
    for row in rows:
        row.order, figure = shown[row.key]
        row.shown_label, row.shown_expected = figure.label, figure.expected
        row.shown_before, row.shown_now = figure.before, figure.now
    bulk_update_tracked(
        ReviewFigure, rows,
        ["order", "shown_label", "shown_expected", "shown_before", "shown_now"], by=by,
    )


def _copy_follow_ups(review: HalfYearReview, by: Any) -> None:
    rows = list(review.dealt_with.select_related("follow_up__owner__unit"))
    for row in rows:
        follow_up = row.follow_up
        row.shown_number, row.shown_text = follow_up.number, follow_up.text
        row.shown_owner = follow_up.owner.label if follow_up.owner else ""
        row.shown_due = follow_up.due_date
    bulk_update_tracked(
        ReviewFollowUp, rows, ["shown_number", "shown_text", "shown_owner", "shown_due"], by=by
    )


def _copy_people(review: HalfYearReview, by: Any) -> None:
    rows = list(review.participants.select_related("person__user"))
    day = review.day or today()
    users = {row.person_id: row.person.user for row in rows if row.person.user}
    titles = titles_on([(user, day) for user in users.values()])
    for row in rows:
        row.shown_name = row.person.name
        user = users.get(row.person_id)
        row.shown_title = titles.get((user.pk, day), "") if user else ""
    bulk_update_tracked(ReviewParticipant, rows, ["shown_name", "shown_title"], by=by)
