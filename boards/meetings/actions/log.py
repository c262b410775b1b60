"""Logging a board meeting afterwards, and putting right what was logged."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from boards.board_models import Board
from boards.live import live_changed
from boards.meetings.choices import BoardMeetingState
from boards.meetings.kept import boards_changed
from boards.meetings.keys import board_key
from boards.meetings.models import BoardMeeting
from leanplan.clock import today
from leanplan.history import history_sign
from leanplan.versioning import create, save_changes, take_row
from organisation.reach import reach_of


class EnteredAlready(ValidationError):
    """Another entry stands for that day. `meeting`: that one."""

    def __init__(self, meeting: BoardMeeting) -> None:
        super().__init__({"day": _("A meeting on that day is entered already.")})
        self.meeting = meeting


@transaction.atomic
def board_meeting_log(*, by: Any, board: Board, values: dict[str, Any]) -> BoardMeeting:
    """Enter a meeting that was held, or was not. The same entry sent twice stands once.

    values: day, state, reason, reason_text, attendance, minutes. Errors: ValidationError,
    EnteredAlready where the day has another entry.
    """
    live_changed(board_key(board.pk))
    refuse_closed(board)
    _refuse_day(values["day"])
    standing = BoardMeeting.objects.filter(board=board, day=values["day"]).first()
    if standing is not None:
        if all(getattr(standing, name) == value for name, value in values.items()):
            return standing
        raise EnteredAlready(standing)
    made: BoardMeeting = create(
        BoardMeeting(board=board, led_by_id=seat_of(by, board), **values), by=by
    )
    boards_changed([board.pk])
    return made


def refuse_closed(board: Board) -> None:
    """Errors: ValidationError where the board is put away."""
    if Board.objects.filter(pk=board.pk, is_closed=True).exists():
        raise ValidationError(_("The board is put away, so no meeting is held at it."))


def _refuse_day(day: date) -> None:
    if day > today():
        raise ValidationError({"day": _("That day has not come yet.")})


def seat_of(by: Any, board: Board) -> int | None:
    """The position by which the person is at the board: one that leads the owner; else none."""
    held = reach_of(by).shown
    return next((one.position_id for one in held if one.unit_id == board.owner_id and not one.each
                 and one.role != "employee"), None)


@transaction.atomic
def board_meeting_edit(
    *, by: Any, meeting: BoardMeeting, version: int, values: dict[str, Any]
) -> BoardMeeting:
    """Put right what was entered. Errors: Conflict, ValidationError."""
    live_changed(board_key(meeting.board_id))
    meeting.refresh_from_db(fields=["state"])
    if meeting.is_running:
        raise ValidationError(_("The meeting is under way. End it first."))
    if "day" in values:
        _refuse_day(values["day"])
    save_changes(meeting, values, version=version, by=by)
    boards_changed([meeting.board_id])
    return meeting


@transaction.atomic
def board_meeting_delete(*, by: Any, meeting: BoardMeeting, version: int) -> None:
    """Take away what was entered by mistake. Errors: Conflict, ValidationError (it has decisions).
    """
    live_changed(board_key(meeting.board_id))
    if meeting.decisions.exists():
        raise ValidationError(_("Decisions were made at it. Take them away first."))
    take_row(meeting, version)
    history_sign(meeting, by=by)
    meeting.delete()
    boards_changed([meeting.board_id])


def not_held_values(values: dict[str, Any]) -> dict[str, Any]:
    """The values of a form, with nothing left of what the other answer asks for."""
    if values["state"] == BoardMeetingState.NOT_HELD:
        return values | {"attendance": None, "minutes": None}
    return values | {"reason": "", "reason_text": ""}
