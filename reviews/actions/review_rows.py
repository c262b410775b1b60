"""What is written into a review that is under way, row by row; two people write at once."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leanplan.clock import today
from leanplan.versioning import create, save_changes
from organisation.models import Person, Position
from reviews.actions.follow_ups import checks_own, follow_up_add
from reviews.actions.review_open import refuse_unless_under_way
from reviews.choices import Decision, Mark, Part
from reviews.last_time import last_answers
from reviews.models import (
    HalfYearReview,
    ReviewAnswer,
    ReviewFigure,
    ReviewFollowUp,
    ReviewNote,
    ReviewParticipant,
)
from reviews.review_rules import is_changed

Changes = dict[str, tuple[Any, Any]]


@transaction.atomic
def answer_set(
    *, by: Any, answer: ReviewAnswer, version: int, mark: str, comment: str = ""
) -> Changes:
    """Answer a question. Where the answer is as last time, a comment may stand and need not.

    Errors: Conflict, ValidationError (not under way, no such answer).
    """
    refuse_unless_under_way(answer.review)
    if mark and mark not in Mark.values:
        raise ValidationError({"mark": _("Choose one of the answers.")})
    values = {"mark": mark, "comment": comment.strip()}
    return save_changes(answer, values, version=version, by=by)


@transaction.atomic
def answer_as_last(*, by: Any, answer: ReviewAnswer, version: int) -> Changes:
    """Answer a question as last time; a comment on a change no longer belongs there.

    Errors: Conflict, ValidationError (not under way, not answered last time).
    """
    last = last_answers(answer.review).get(answer.question.key)
    if last is None:
        raise ValidationError(_("This question was not answered last time."))
    comment = "" if is_changed(answer.mark, last.mark) else answer.comment
    return answer_set(by=by, answer=answer, version=version, mark=last.mark, comment=comment)


@transaction.atomic
def figure_judge(
    *, by: Any, figure: ReviewFigure, version: int, judgement: str, note: str = ""
) -> Changes:
    """Say what is made of a figure; the figure itself cannot be changed, only explained.

    Errors: Conflict, ValidationError (not under way).
    """
    refuse_unless_under_way(figure.review)
    values = {"judgement": judgement, "note": note.strip()}
    return save_changes(figure, values, version=version, by=by)


@transaction.atomic
def follow_up_decide(
    *, by: Any, row: ReviewFollowUp, version: int, decision: str, note: str = ""
) -> Changes:
    """Decide on an open follow-up area: closed, with what came of it, or carried on. It is carried
    out when the review is locked.

    Errors: Conflict, ValidationError (not under way, nobody responsible, one's own to check).
    """
    refuse_unless_under_way(row.review)
    if decision == Decision.CLOSED:
        if row.follow_up.owner_id is None:
            raise ValidationError(_("Give it a responsible position first."))
        if checks_own(by, row.follow_up) and by_leads(by, row.review):
            raise ValidationError(
                _("You answer for it yourself. Somebody else must see whether it helped.")
            )
    values = {"decision": decision, "note": note.strip()}
    return save_changes(row, values, version=version, by=by)


def by_leads(user: Any, review: HalfYearReview) -> bool:
    """The user is the one who will lock the review, and so the one who confirms the effect."""
    return review.participants.filter(part=Part.LEADER, person=user.person).exists()


@transaction.atomic
def review_follow_up_add(
    *, by: Any, review: HalfYearReview, text: str, owner: Position | None,
    due_date: date | None, cause: str = "",
) -> ReviewFollowUp:
    """Agree on a new follow-up area; it has its number at once.

    Errors: ValidationError (not under way, no text, a deadline that has passed).
    """
    refuse_unless_under_way(review)
    follow_up = follow_up_add(
        by=by, unit=review.unit, text=text, on=review.day or today(), review=review, owner=owner,
        due_date=due_date, cause=cause,
    )
    made: ReviewFollowUp = create(
        ReviewFollowUp(review=review, follow_up=follow_up, is_new=True), by=by
    )
    return made


@transaction.atomic
def note_write(*, by: Any, note: ReviewNote, version: int, text: str) -> Changes:
    """Write one of the texts. Errors: Conflict, ValidationError (not under way)."""
    refuse_unless_under_way(note.review)
    return save_changes(note, {"text": text.strip()}, version=version, by=by)


@transaction.atomic
def participant_add(
    *, by: Any, review: HalfYearReview, person: Person, part: str
) -> ReviewParticipant:
    """Put somebody on the list, as present. Errors: ValidationError (on it already, not under way).
    """
    refuse_unless_under_way(review)
    if part not in (Part.DEVELOPMENT, Part.OTHER):
        raise ValidationError({"part": _("Choose in what capacity.")})
    made: ReviewParticipant = create(
        ReviewParticipant(review=review, person=person, part=part, present=True), by=by
    )
    return made


@transaction.atomic
def presence_set(
    *, by: Any, participant: ReviewParticipant, version: int, present: bool
) -> Changes:
    """Mark somebody as present or absent. Errors: Conflict, ValidationError (not under way)."""
    refuse_unless_under_way(participant.review)
    return save_changes(participant, {"present": present}, version=version, by=by)
