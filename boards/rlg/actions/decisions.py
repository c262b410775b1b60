"""Decisions of a meeting: written in one line, changed, carried out, withdrawn."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from boards.rlg.actions.meetings import refuse_locked
from boards.rlg.actions.turns import take_turn
from boards.rlg.choices import DecisionState, PointState
from boards.rlg.decision_models import Decision
from boards.rlg.meeting_models import Meeting
from boards.rlg.point_models import AgendaPoint
from leanplan.clock import now, today
from leanplan.versioning import create, save_changes
from organisation.models import Position


@transaction.atomic
def decision_add(
    *, by: Any, meeting: Meeting, point: AgendaPoint, text: str, owner: Position,
    due_date: date | None = None, key: str = "",
) -> Decision:
    """Write down what the meeting decided. Two who write at once make two decisions; the same
    form sent twice (`key`, made by the page) makes one.

    A raised point with a decision is dealt with. Errors: ValidationError (not begun, locked, a
    point of another meeting, no text, a day before the meeting).
    """
    take_turn(meeting)
    if meeting.is_coming:
        raise ValidationError(_("The meeting has not begun yet."))
    refuse_locked(meeting)
    if point.meeting_id != meeting.pk:
        raise ValidationError(_("That point is not of this meeting."))
    sent = Decision.objects.filter(meeting=meeting, key=key).first() if key else None
    if sent is not None:
        return sent
    _refuse_early(meeting, due_date)
    made: Decision = create(
        Decision(
            meeting=meeting, point=point, order=meeting.decisions.count() + 1, text=text.strip(),
            owner=owner, due_date=due_date, key=key, made_at=now(), made_by=by,
        ),
        by=by,
    )
    if point.is_raised and point.state == PointState.OPEN:
        save_changes(point, {"state": PointState.TREATED}, version=point.version, by=by)
    return made


@transaction.atomic
def decision_edit(
    *, by: Any, decision: Decision, version: int, values: dict[str, Any]
) -> dict[str, tuple[Any, Any]]:
    """Change what, who or when, until the minutes are approved.

    In: text, owner, due_date. Out: {field: (old, new)}. Errors: Conflict, ValidationError.
    """
    take_turn(decision.meeting)
    refuse_locked(decision.meeting)
    _refuse_early(decision.meeting, values.get("due_date"))
    return save_changes(decision, values, version=version, by=by)


@transaction.atomic
def decision_withdraw(*, by: Any, decision: Decision, version: int, reason: str) -> None:
    """Take back what was written by mistake; it stays as a trace and leaves the minutes.

    Errors: Conflict, ValidationError (no reason, locked, it has become something).
    """
    take_turn(decision.meeting)
    refuse_locked(decision.meeting)
    if not reason.strip():
        raise ValidationError({"reason": _("Write why it is withdrawn.")})
    if decision.measure_id or decision.follow_up_id or decision.answered_at:
        raise ValidationError(_("It has become something in the plan. Change it there."))
    values = {
        "state": DecisionState.WITHDRAWN, "closing_note": reason.strip(), "closed_on": today(),
    }
    save_changes(decision, values, version=version, by=by, reason=reason.strip())


@transaction.atomic
def decision_done(*, by: Any, decision: Decision, version: int, note: str = "") -> None:
    """Say that it is carried out, also after the minutes are approved.

    Errors: Conflict, ValidationError (withdrawn, or carried out already).
    """
    take_turn(decision.meeting)
    if decision.state != DecisionState.OPEN:
        raise ValidationError(_("It is not open any more."))
    values = {"state": DecisionState.DONE, "closing_note": note.strip(), "closed_on": today()}
    save_changes(decision, values, version=version, by=by, reason=note.strip())


@transaction.atomic
def decision_reopen(*, by: Any, decision: Decision, version: int) -> None:
    """Open one that was said to be carried out again. Errors: Conflict, ValidationError."""
    take_turn(decision.meeting)
    if decision.state != DecisionState.DONE:
        raise ValidationError(_("It is open already."))
    values = {"state": DecisionState.OPEN, "closing_note": "", "closed_on": None}
    save_changes(decision, values, version=version, by=by)


def _refuse_early(meeting: Meeting, due_date: date | None) -> None:
    if due_date is not None and due_date < meeting.day:
        raise ValidationError({"due_date": _("The deadline cannot be before the meeting.")})
