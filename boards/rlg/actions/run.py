"""What is written while a meeting runs, beside its steps and decisions."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from boards.rlg.actions.meetings import refuse_locked
from boards.rlg.actions.onward import next_meeting
from boards.rlg.actions.points import point_copy, point_edit, point_move, point_treat
from boards.rlg.actions.turns import take_turn
from boards.rlg.meeting_models import Meeting
from boards.rlg.point_models import AgendaPoint
from leanplan.versioning import save_changes


@transaction.atomic
def point_note(*, by: Any, point: AgendaPoint, version: int, said: str) -> None:
    """Write down what was said at a point, without saying that it is dealt with.

    Errors: Conflict, ValidationError.
    """
    point_edit(by=by, point=point, version=version, values={"said": said.strip()})


@transaction.atomic
def point_settle(*, by: Any, point: AgendaPoint, to: str, reason: str) -> AgendaPoint:
    """Say what becomes of the point under way: "treated", to the "next" meeting, "waits", or that
    it comes up at the next one as well ("copy"). Out: the point that goes on, or the same.

    Errors: Conflict, ValidationError (no next meeting, no reason, of the board).
    """
    meeting = point.meeting
    if meeting is None:
        raise ValidationError(_("The point waits already."))
    if to == "treated":
        point_treat(by=by, point=point, version=point.version, said=point.said)
        return point
    if to == "copy":
        return point_copy(by=by, point=point, version=point.version)
    coming = next_meeting(point.series, after=meeting.day) if to == "next" else None
    if to == "next" and coming is None:
        raise ValidationError(_("No later meeting is planned. Let the point wait instead."))
    return point_move(by=by, point=point, version=point.version, to=coming, reason=reason)


@transaction.atomic
def wheel_used(*, by: Any, meeting: Meeting, used: bool) -> None:
    """Say that the annual wheel was used at the meeting, or that it was not after all.

    Errors: ValidationError (not begun, locked).
    """
    take_turn(meeting)
    if meeting.is_coming:
        raise ValidationError(_("The meeting has not begun yet."))
    refuse_locked(meeting)
    save_changes(meeting, {"wheel_used": used}, version=meeting.version, by=by)
