"""The leader of the unit prepares the review: a draft that only the writer sees, then handed in."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from leanplan.clock import now, today
from leanplan.history import history_sign
from leanplan.said import said
from leanplan.versioning import Conflict, save_changes
from reviews.actions.review_open import review_held_row, template_settle
from reviews.choices import ReviewState
from reviews.models import HalfYearReview, PreparedAnswer, ReviewPreparation

TEXTS = ("proud_of", "hard", "to_raise", "help_wanted")


@transaction.atomic
def preparation_save(
    *, by: Any, review: HalfYearReview, version: int, texts: Mapping[str, str],
    answers: Mapping[int, tuple[str, str]],
) -> ReviewPreparation:
    """Keep a preparation. A draft leaves no history; what is handed in already does.

    In: the version the writer saw, 0 before the first save; texts by name, of those in TEXTS;
    {key of a question: (mark, comment)}. Errors: Conflict, ValidationError (the review has begun).
    """
    review_held_row(review)
    if not review.is_coming:
        raise ValidationError(_("The review has begun, so the preparation is closed."))
    preparation = _taken(review, version, by=by, texts=texts)
    tracked = preparation.handed_in_on is not None
    for name in TEXTS:
        setattr(preparation, name, texts.get(name, "").strip())
    preparation.written_by = getattr(by, "person", None)
    preparation.saved_at = now()
    preparation.full_clean(validate_unique=False, validate_constraints=False)
    _save(preparation, by=by, tracked=tracked)
    _answers_keep(preparation, answers, by=by, tracked=tracked)
    return preparation


@transaction.atomic
def review_prepare(
    *, by: Any, review: HalfYearReview, version: int, texts: Mapping[str, str],
    answers: Mapping[int, tuple[str, str]],
) -> ReviewPreparation:
    """Hand the preparation in: from now on the others read it, and it has a history.

    In and errors: as preparation_save; ValidationError where nothing at all is written.
    """
    preparation = preparation_save(
        by=by, review=review, version=version, texts=texts, answers=answers
    )
    written = any(getattr(preparation, name) for name in TEXTS)
    if not written and not any(mark for mark, _comment in answers.values()):
        raise ValidationError(_("Nothing is written yet. Write a line, or answer a question."))
    if preparation.handed_in_on is None:
        preparation.handed_in_on = today()
        _save(preparation, by=by, tracked=True)
        for answer in preparation.answers.all():
            _save(answer, by=by, tracked=True)
    row = HalfYearReview.objects.get(pk=review.pk)
    save_changes(
        row, {"state": ReviewState.PREPARED}, version=row.version, by=by,
        reason=said(gettext_noop("The preparation was handed in")),
    )
    return preparation


def _taken(
    review: HalfYearReview, version: int, *, by: Any, texts: Mapping[str, str]
) -> ReviewPreparation:
    """The preparation, taken for this transaction; made before the first save."""
    template_settle(review, by=by)
    found = ReviewPreparation.objects.filter(review=review).first()
    if found is None:
        return ReviewPreparation(review=review, version=1)
    if found.version != version:
        raise Conflict(found, dict(texts))
    found.version = version + 1
    return found


def _answers_keep(
    preparation: ReviewPreparation, answers: Mapping[int, tuple[str, str]], *, by: Any,
    tracked: bool,
) -> None:
    template: Any = preparation.review.template
    standing = {row.question_id: row for row in preparation.answers.all()}
    for question in template.questions.all():
        mark, comment = answers.get(question.key, ("", ""))
        row = standing.get(question.pk)
        if row is None:
            if not mark and not comment.strip():
                continue
            row = PreparedAnswer(preparation=preparation, question=question)
        if (row.mark, row.comment) != (mark, comment.strip()) or row.pk is None:
            row.mark, row.comment = mark, comment.strip()
            row.full_clean(validate_unique=False, validate_constraints=False)
            _save(row, by=by, tracked=tracked)


def _save(row: Any, *, by: Any, tracked: bool) -> None:
    """Save with history or, for a draft, without."""
    if not tracked:
        row.save_without_historical_record()
        return
    history_sign(row, by=by)
    row.save()
