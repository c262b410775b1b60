"""The review before this one, and what was answered then."""

from reviews.choices import ReviewState
from reviews.models import HalfYearReview, ReviewAnswer, ReviewNote


def last_review(review: HalfYearReview) -> HalfYearReview | None:
    """The last locked review of the same unit in an earlier half-year."""
    earlier = HalfYearReview.objects.filter(
        unit=review.unit_id, state=ReviewState.LOCKED, half_year__lt=review.half_year
    )
    return earlier.order_by("-half_year").first()


def last_answers(review: HalfYearReview) -> dict[int, ReviewAnswer]:
    """{key of the question: what was answered last time}, across versions of the questions."""
    last = last_review(review)
    if last is None:
        return {}
    rows = ReviewAnswer.objects.filter(review=last).exclude(mark="").select_related("question")
    return {row.question.key: row for row in rows}


def last_notes(last: HalfYearReview | None) -> dict[str, str]:
    """{kind: text} of the last review's texts."""
    if last is None:
        return {}
    return dict(ReviewNote.objects.filter(review=last).values_list("kind", "text"))
