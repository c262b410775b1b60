"""What a review is made of when it begins: a row for each question, figure, text and person."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leanplan.clock import today
from leanplan.history import bulk_create_tracked, history_sign
from organisation.holders import holders_of
from organisation.models import Person
from reviews.choices import NoteKind, Part
from reviews.figures import figures_of
from reviews.leading import coach_position, host_of
from reviews.models import (
    FollowUp,
    HalfYearReview,
    ReviewAnswer,
    ReviewFigure,
    ReviewFollowUp,
    ReviewNote,
    ReviewParticipant,
    ReviewTemplate,
)


def review_held_row(review: HalfYearReview) -> None:
    """Hold the review's row until the transaction ends, so that nothing is written into it while
    it is locked, and read what it holds now. The version stays what the caller has seen."""
    row = HalfYearReview.objects.select_for_update().get(pk=review.pk)
    for name in ("state", "begun_at", "template_id"):
        setattr(review, name, getattr(row, name))


def refuse_unless_under_way(review: HalfYearReview) -> None:
    """Raise ValidationError where nothing is written in the review: not begun, or over."""
    review_held_row(review)
    if not review.is_under_way:
        raise ValidationError(_("The review has not begun, or is locked. Nothing was changed."))


def template_settle(review: HalfYearReview, *, by: Any) -> ReviewTemplate:
    """The questions of the review: those in use when somebody first began to answer them.

    Errors: ValidationError where none are in use.
    """
    if review.template is None:
        newest = ReviewTemplate.objects.in_use().first()
        if newest is None:
            raise ValidationError(_("No questions are in use yet. Take a version into use first."))
        review.template = newest
        history_sign(review, by=by)
        review.save(update_fields=["template"])
    return review.template


@transaction.atomic
def parts_make(review: HalfYearReview, *, by: Any) -> None:
    """Make the rows; what is there already stays as it is."""
    questions = template_settle(review, by=by).questions.all()
    bulk_create_tracked(
        ReviewAnswer, [ReviewAnswer(review=review, question=each) for each in questions], by=by
    )
    bulk_create_tracked(
        ReviewNote, [ReviewNote(review=review, kind=kind) for kind in NoteKind.values], by=by
    )
    _people_ask(review, by=by)
    parts_renew(review, by=by)


def parts_renew(review: HalfYearReview, *, by: Any) -> None:
    """Bring in what has been recorded since it began: figures, and follow-up areas of the unit."""
    have = set(review.figures.values_list("key", flat=True))
    shown = figures_of(review.unit_id, review.half_year, today=today())
    bulk_create_tracked(
        ReviewFigure,
        [
            ReviewFigure(review=review, key=figure.key, order=place)
            for place, figure in enumerate(shown) if figure.key not in have
        ],
        by=by,
    )
    known = set(review.dealt_with.values_list("follow_up_id", flat=True))
    waiting = FollowUp.objects.open().filter(unit=review.unit_id).exclude(pk__in=known)
    bulk_create_tracked(
        ReviewFollowUp,
        [
            ReviewFollowUp(
                review=review, follow_up=follow_up, is_new=follow_up.review_id == review.pk
            )
            for follow_up in waiting
        ],
        by=by,
    )


def _people_ask(review: HalfYearReview, *, by: Any) -> None:
    """The positions that exist and are held: who leads, who answers for the unit, its coach."""
    day: date = review.day or today()
    host, coach = host_of(review.unit, on=day), coach_position(review.unit)
    asked = [(Part.LEADER, review.led_by), (Part.HOST, host), (Part.DEVELOPMENT, coach)]
    holders = holders_of([position.pk for _part, position in asked if position], on=day)
    own = getattr(by, "person", None)
    people: dict[int, str] = {}
    for part, position in asked:
        here = holders.get(position.pk, []) if position else []
        if part == Part.LEADER and own and (not here or own.pk in [one.person_id for one in here]):
            people.setdefault(own.pk, part)
            continue
        for one in here[:1]:
            people.setdefault(one.person_id, part)
    persons = Person.objects.in_bulk(people)
    bulk_create_tracked(
        ReviewParticipant,
        [
            ReviewParticipant(
                review=review, person=persons[pk], part=part,
                present=own is not None and own.pk == pk,
            )
            for pk, part in people.items()
        ],
        by=by,
    )
