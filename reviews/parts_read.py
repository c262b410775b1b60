"""The rows a review consists of, with what its page shows of them: read once a page.

`read_parts` fetches them all; each function after it gives what was fetched, or asks.
"""

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from reviews.models import (
    HalfYearReview,
    ReviewAnswer,
    ReviewFigure,
    ReviewFollowUp,
    ReviewNote,
    ReviewParticipant,
)

_ANSWERS = ReviewAnswer.objects.select_related("question")
_DEALT_WITH = ReviewFollowUp.objects.select_related(
    "follow_up__owner__unit", "follow_up__visit", "follow_up__review"
)
_PEOPLE = ReviewParticipant.objects.select_related("person__user")


def read_parts(review: HalfYearReview) -> None:
    """Fetch all rows and keep them with the review as it was loaded; five queries."""
    prefetch_related_objects(
        [review], Prefetch("answers", _ANSWERS.all()), Prefetch("dealt_with", _DEALT_WITH.all()),
        Prefetch("participants", _PEOPLE.all()), "figures", "notes",
    )


def _is_read(review: HalfYearReview, name: str) -> bool:
    return name in getattr(review, "_prefetched_objects_cache", {})


def answers_of(review: HalfYearReview) -> list[ReviewAnswer]:
    """In the order of the questions, which they bring along."""
    rows: QuerySet[ReviewAnswer] = review.answers.all()
    return list(rows if _is_read(review, "answers") else rows.select_related("question"))


def dealt_with_of(review: HalfYearReview) -> list[ReviewFollowUp]:
    """Follow-up areas: those that were open, then the new ones, with owner and origin."""
    if _is_read(review, "dealt_with"):
        return list(review.dealt_with.all())
    return list(_DEALT_WITH.filter(review=review))


def participants_of(review: HalfYearReview) -> list[ReviewParticipant]:
    """Those who take part, with their accounts."""
    if _is_read(review, "participants"):
        return list(review.participants.all())
    return list(_PEOPLE.filter(review=review))


def figures_of_review(review: HalfYearReview) -> list[ReviewFigure]:
    """What is made of each figure."""
    return list(review.figures.all())


def notes_of(review: HalfYearReview) -> list[ReviewNote]:
    """The texts."""
    return list(review.notes.all())
