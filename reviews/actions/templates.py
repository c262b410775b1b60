"""The questions of the review. A version in use is never changed: a new one is written beside it,
and taken into use when it is ready."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from leanplan.clock import today
from leanplan.history import bulk_create_tracked
from leanplan.said import said
from leanplan.versioning import create, save_changes, take_row
from reviews.default_questions import default_questions
from reviews.models import ReviewQuestion, ReviewTemplate

Changes = dict[str, tuple[Any, Any]]
MOST = 40


@transaction.atomic
def template_start(*, by: Any) -> ReviewTemplate:
    """Begin a new version as a copy of the one in use, or with the default questions; where one
    is being written already, that one."""
    newest = ReviewTemplate.objects.select_for_update().order_by("-number").first()
    if newest is not None and newest.is_draft:
        return newest
    number = newest.number + 1 if newest else 1
    draft: ReviewTemplate = create(ReviewTemplate(number=number), by=by)
    if newest is None:
        rows = [
            ReviewQuestion(template=draft, key=place, order=place * 10, **texts)
            for place, texts in enumerate(default_questions(), start=1)
        ]
    else:
        rows = [
            ReviewQuestion(
                template=draft, key=each.key, order=each.order, heading=each.heading,
                text=each.text, help_text=each.help_text,
            )
            for each in newest.questions.all()
        ]
    bulk_create_tracked(ReviewQuestion, rows, by=by)
    return draft


@transaction.atomic
def template_use(*, by: Any, template: ReviewTemplate, version: int) -> Changes:
    """Take a version into use: reviews that nobody has begun to answer get its questions.

    Errors: Conflict, ValidationError (no question in it). A second time does nothing.
    """
    if not template.is_draft:
        return {}
    if not template.questions.exists():
        raise ValidationError(_("Write at least one question first."))
    return save_changes(
        template, {"used_from": today()}, version=version, by=by,
        reason=said(gettext_noop("The questions were taken into use")),
    )


@transaction.atomic
def template_discard(*, by: Any, template: ReviewTemplate, version: int) -> None:
    """Throw a draft away. Errors: Conflict, ValidationError (in use)."""
    _refuse_in_use(template)
    take_row(template, version)
    template.delete()


@transaction.atomic
def question_add(
    *, by: Any, template: ReviewTemplate, heading: str, text: str, help_text: str = ""
) -> ReviewQuestion:
    """A new question at the end of a draft. Errors: ValidationError (in use, too many)."""
    _refuse_in_use(template)
    if template.questions.count() >= MOST:
        raise ValidationError(_("There is room for %(most)s questions.") % {"most": MOST})
    last = template.questions.aggregate(Max("order"))["order__max"] or 0
    key = (ReviewQuestion.objects.aggregate(Max("key"))["key__max"] or 0) + 1
    made: ReviewQuestion = create(
        ReviewQuestion(
            template=template, key=key, order=last + 10, heading=heading.strip(),
            text=text.strip(), help_text=help_text.strip(),
        ),
        by=by,
    )
    return made


@transaction.atomic
def question_edit(
    *, by: Any, question: ReviewQuestion, version: int, values: dict[str, Any]
) -> Changes:
    """Change a question of a draft; its answers are still compared with those of last time.

    In: values by field name (heading, text, help_text, order). Errors: Conflict, ValidationError.
    """
    _refuse_in_use(question.template)
    return save_changes(question, values, version=version, by=by)


@transaction.atomic
def question_remove(*, by: Any, question: ReviewQuestion, version: int) -> None:
    """Take a question out of a draft. Errors: Conflict, ValidationError (in use)."""
    _refuse_in_use(question.template)
    take_row(question, version)
    question.delete()


@transaction.atomic
def question_move(*, by: Any, question: ReviewQuestion, up: bool) -> None:
    """Let a question of a draft change places with the one before or after it."""
    _refuse_in_use(question.template)
    rows = list(question.template.questions.select_for_update())
    place = next(at for at, row in enumerate(rows) if row.pk == question.pk)
    other = place - 1 if up else place + 1
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
    for at, row in enumerate(rows, start=1):
        save_changes(row, {"order": at * 10}, version=row.version, by=by)


def _refuse_in_use(template: ReviewTemplate) -> None:
    if not template.is_draft:
        raise ValidationError(
            _("These questions are in use and are not changed. Begin a new version instead.")
        )
