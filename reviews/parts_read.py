"""The rows a review consists of, with what its page shows of them: read at once for a page.

`read_parts` fetches them all; each function after it gives what was fetched, or asks.
"""

from typing import Any

from django.db.models import QuerySet

from leanplan.questions import keep_rows, question
from leanplan.together import together
from reviews.models import (
    HalfYearReview,
    ReviewAnswer,
    ReviewFigure,
    ReviewFollowUp,
    ReviewNote,
    ReviewParticipant,
)


@question
def _answers(review: int) -> QuerySet[ReviewAnswer]:
    return ReviewAnswer.objects.filter(review=review).select_related("question")


@question
def _dealt_with(review: int) -> QuerySet[ReviewFollowUp]:
    return ReviewFollowUp.objects.filter(review=review).select_related(
        "follow_up__owner__unit", "follow_up__visit", "follow_up__review"
    )


@question
def _participants(review: int) -> QuerySet[ReviewParticipant]:
    return ReviewParticipant.objects.filter(review=review).select_related("person__user")


@question
def _figures(review: int) -> QuerySet[ReviewFigure]:
    return ReviewFigure.objects.filter(review=review)


@question
def _notes(review: int) -> QuerySet[ReviewNote]:
    return ReviewNote.objects.filter(review=review)


_PARTS: dict[str, Any] = {
    "answers": _answers, "dealt_with": _dealt_with, "participants": _participants,
    "figures": _figures, "notes": _notes,
}


def read_parts(review: HalfYearReview) -> None:
    """Fetch all rows at once and keep them with the review as it was loaded."""
    asked = [(lambda part=part: part(review.pk)) for part in _PARTS.values()]
    for name, rows in zip(_PARTS, together(*asked), strict=True):
        keep_rows(review, name, rows)


def _is_read(review: HalfYearReview, name: str) -> bool:
    return name in getattr(review, "_prefetched_objects_cache", {})


def answers_of(review: HalfYearReview) -> list[ReviewAnswer]:
    """In the order of the questions, which they bring along."""
    return list(review.answers.all()) if _is_read(review, "answers") else _answers(review.pk)


def dealt_with_of(review: HalfYearReview) -> list[ReviewFollowUp]:
    """Follow-up areas: those that were open, then the new ones, with owner and origin."""
    if _is_read(review, "dealt_with"):
        return list(review.dealt_with.all())
    return _dealt_with(review.pk)


def participants_of(review: HalfYearReview) -> list[ReviewParticipant]:
    """Those who take part, with their accounts."""
    if _is_read(review, "participants"):
        return list(review.participants.all())
    return _participants(review.pk)


def figures_of_review(review: HalfYearReview) -> list[ReviewFigure]:
    """What is made of each figure."""
    return list(review.figures.all())


def notes_of(review: HalfYearReview) -> list[ReviewNote]:
    """The texts."""
    return list(review.notes.all())
