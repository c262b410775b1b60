"""Running a meeting from the board: begin, go on, decide, end."""

from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from boards.board_models import Board
from boards.live import live_changed
from boards.meetings.actions.log import EnteredAlready, refuse_closed, seat_of
from boards.meetings.cards import cards_between
from boards.meetings.choices import BoardMeetingState
from boards.meetings.kept import boards_changed
from boards.meetings.keys import board_key
from boards.meetings.models import BoardDecision, BoardMeeting, BoardMeetingPart
from boards.meetings.steps import steps_of
from leanplan.clock import now, today
from leanplan.history import history_sign
from leanplan.said import said
from leanplan.versioning import create, save_changes, take_row
from organisation.models import Position

# Longer than this at one step, and the meeting was left lying.
LONGEST_STEP = timedelta(hours=2)
LEFT = gettext_noop("Ended by itself when the next meeting began")


class MeetingOver(Exception):
    """Somebody has ended the meeting. `meeting`: as it is now."""

    def __init__(self, meeting: BoardMeeting) -> None:
        super().__init__(f"board meeting {meeting.pk} is over")
        self.meeting = meeting


@transaction.atomic
def board_meeting_start(*, by: Any, board: Board) -> BoardMeeting:
    """Begin a meeting today. Where one is under way, that one: two who begin at once begin one.

    Errors: ValidationError (the board is put away), EnteredAlready (today's is entered).
    """
    live_changed(board_key(board.pk))
    refuse_closed(board)
    running = BoardMeeting.objects.filter(board=board).running().first()
    if running is not None and running.day == today():
        return running
    if running is not None:
        _end(running, by=by, attendance=None, at=running.step_at or running.started_at,
             reason=said(LEFT))
    entered = BoardMeeting.objects.filter(board=board, day=today()).first()
    if entered is not None:
        raise EnteredAlready(entered)
    at = now()
    made: BoardMeeting = create(
        BoardMeeting(
            board=board, day=today(), state=BoardMeetingState.RUNNING, started_at=at,
            led_by_id=seat_of(by, board), step=steps_of(board, on=today())[0], step_at=at,
        ),
        by=by,
    )
    return made


def _take_turn(meeting: BoardMeeting) -> None:
    """Wait for one's turn at the board, and read the meeting as it is. Errors: MeetingOver;
    BoardMeeting.DoesNotExist where it was taken away."""
    live_changed(board_key(meeting.board_id))
    meeting.refresh_from_db()
    if not meeting.is_running:
        raise MeetingOver(meeting)


@transaction.atomic
def board_meeting_step(*, by: Any, meeting: BoardMeeting, step: str) -> None:
    """Go to a step; the time at the one before is counted. The same step again changes nothing.

    Errors: MeetingOver, ValidationError for a step that the board does not have.
    """
    _take_turn(meeting)
    if step not in steps_of(meeting.board, on=meeting.day):
        raise ValidationError(_("The board no longer has that section. Load the page again."))
    if step != meeting.step:
        _count(meeting, now())
        _write(meeting, step=step, step_at=now())


def _count(meeting: BoardMeeting, at: datetime) -> None:
    """Add the time since the step began to its section."""
    if meeting.step_at is None or not meeting.step:
        return
    spent = min(max(at - meeting.step_at, timedelta(0)), LONGEST_STEP)
    part, _made = BoardMeetingPart.objects.get_or_create(meeting=meeting, section=meeting.step)
    BoardMeetingPart.objects.filter(pk=part.pk).update(
        seconds=F("seconds") + round(spent.total_seconds())
    )


def _write(meeting: BoardMeeting, **values: Any) -> None:
    for name, value in values.items():
        setattr(meeting, name, value)
    meeting.save_without_historical_record(update_fields=list(values))  # type: ignore[attr-defined]


@transaction.atomic
def board_meeting_end(
    *, by: Any, meeting: BoardMeeting, attendance: int | None
) -> BoardMeeting:
    """End a meeting with how many were there. Ended twice with the same number, it is ended once.

    Errors: MeetingOver where it is over with another number, ValidationError.
    """
    try:
        _take_turn(meeting)
    except MeetingOver:
        if meeting.is_held and meeting.attendance == attendance:
            return meeting
        raise
    _end(meeting, by=by, attendance=attendance, at=now())
    return meeting


def _end(
    meeting: BoardMeeting, *, by: Any, attendance: int | None, at: datetime | None,
    reason: str = "",
) -> None:
    at = at or now()
    began = meeting.started_at or at
    _count(meeting, at)
    suggested, moved = cards_between(meeting.board_id, began, at)
    minutes = min(max(1, round((at - began).total_seconds() / 60)), 600)
    save_changes(
        meeting,
        {
            "state": BoardMeetingState.HELD, "ended_at": at, "minutes": minutes,
            "attendance": attendance, "suggested": suggested, "moved": moved,
        },
        version=meeting.version, by=by, reason=reason,
    )
    boards_changed([meeting.board_id])


@transaction.atomic
def board_meeting_drop(*, by: Any, meeting: BoardMeeting) -> None:
    """Take away a meeting that was begun by mistake. Errors: MeetingOver, ValidationError (it has
    decisions)."""
    _take_turn(meeting)
    if meeting.decisions.exists():
        raise ValidationError(_("Decisions were made at it, so end it instead."))
    history_sign(meeting, by=by)
    meeting.delete()


@transaction.atomic
def board_decision_add(
    *, by: Any, meeting: BoardMeeting, text: str, key: str, responsible: Position | None = None,
    who: str = "", due_date: date | None = None,
) -> BoardDecision:
    """Write down what is agreed, also afterwards. The same key again makes nothing new.

    Errors: ValidationError; BoardMeeting.DoesNotExist where it was taken away.
    """
    live_changed(board_key(meeting.board_id))
    meeting.refresh_from_db(fields=["version"])
    standing = meeting.decisions.filter(key=key).first() if key else None
    if standing is not None:
        return standing
    made: BoardDecision = create(
        BoardDecision(
            meeting=meeting, text=" ".join(text.split()), key=key, responsible=responsible,
            who=who.strip(), due_date=due_date,
        ),
        by=by,
    )
    return made


@transaction.atomic
def board_decision_edit(
    *, by: Any, decision: BoardDecision, version: int, values: dict[str, Any]
) -> BoardDecision:
    """Change a decision. Errors: Conflict, ValidationError."""
    live_changed(board_key(decision.meeting.board_id))
    save_changes(decision, values, version=version, by=by)
    return decision


@transaction.atomic
def board_decision_done(*, by: Any, decision: BoardDecision, done: bool) -> None:
    """Say that it is done, or is not after all; twice the same changes nothing."""
    live_changed(board_key(decision.meeting.board_id))
    decision.refresh_from_db()
    if bool(decision.done_on) != done:
        save_changes(
            decision, {"done_on": today() if done else None}, version=decision.version, by=by
        )


@transaction.atomic
def board_decision_delete(*, by: Any, decision: BoardDecision, version: int) -> None:
    """Take away a decision that was written by mistake. Errors: Conflict."""
    live_changed(board_key(decision.meeting.board_id))
    take_row(decision, version)
    history_sign(decision, by=by)
    decision.delete()
