"""The review before this one, and what was answered then."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import CharField, IntegerField, QuerySet, Value

from leanplan.questions import question
from reviews.choices import ReviewState
from reviews.models import HalfYearReview, PreparedAnswer, ReviewAnswer, ReviewNote


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


class LastAnswer(NamedTuple):
    """What was answered to a question at the last review, or beforehand to this one."""

    mark: str
    comment: str


@dataclass(frozen=True)
class Before:
    """What was written before the review: at the last one, and by the leader of the unit.

    last: the last locked review, None for none. answers: {key of the question: last time's}.
    prepared: {question: the leader's own}, of what is handed in. notes: {kind: last time's text}.
    """

    last: HalfYearReview | None
    answers: dict[int, LastAnswer]
    prepared: dict[int, LastAnswer]
    notes: dict[str, str]


def before(review: HalfYearReview) -> Before:
    """All of it, for a page: kept with the review as it was loaded. Two questions."""
    known = review.__dict__.get("before")
    if known is None:
        known = review.__dict__["before"] = _read_before(review)
    return known


def _read_before(review: HalfYearReview) -> Before:
    last = next(iter(_last(review.unit_id, review.half_year)), None)
    found = Before(last, {}, {}, {})
    for what, question_, mark, words in _written(last.pk if last else 0, review.pk):
        if what == "note":
            found.notes[mark] = words
        else:
            by = found.answers if what == "answer" else found.prepared
            by[question_] = LastAnswer(mark, words)
    return found


@question
def _last(unit: int, half_year: str) -> QuerySet[HalfYearReview]:
    earlier = HalfYearReview.objects.filter(
        unit=unit, state=ReviewState.LOCKED, half_year__lt=half_year
    )
    return earlier.order_by("-half_year")[:1]


@question
def _written(last: int, review: int) -> QuerySet[Any, tuple[Any, ...]]:
    text, number = CharField(), IntegerField()
    answered = ReviewAnswer.objects.filter(review=last).exclude(mark="").order_by().values_list(
        Value("answer", output_field=text), "question__key", "mark", "comment"
    )
    prepared = PreparedAnswer.objects.filter(
        preparation__review=review, preparation__handed_in_on__isnull=False
    ).order_by().values_list(
        Value("own", output_field=text), "question_id", "mark", "comment"
    )
    notes = ReviewNote.objects.filter(review=last).order_by().values_list(
        Value("note", output_field=text), Value(0, output_field=number), "kind", "text"
    )
    return answered.union(prepared, notes, all=True)
