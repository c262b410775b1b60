"""The board meetings of the demo: half a year at each board, some not held, some not entered; what
was decided lately; time that the units set aside."""

from datetime import date, timedelta
from typing import Any

from boards.choices import Cadence
from boards.meetings.actions.run import board_decision_add, board_decision_done
from boards.meetings.choices import BoardMeetingState, NotHeld
from boards.meetings.kept import boards_changed
from boards.meetings.rhythm import next_day
from boards.models import Board, BoardMeeting
from boards.wheel.actions import wheel_entry_create, wheel_entry_tick
from boards.wheel.choices import Recurrence, Ring, SetAside
from boards.wheel.rules import occurrences
from demo.boards_text import BOARDS, BoardSaid
from demo.calendar import at
from demo.places import Places
from leanplan.clock import pinned
from leanplan.history import bulk_create_tracked
from organisation.models import Pause

# Of each so many meetings one was not held, with a reason, and one was forgotten.
NOT_HELD_EACH, FORGOTTEN_EACH = 6, 11
REASONS = (NotHeld.STAFF, NotHeld.BUSY, NotHeld.PAUSE)


def make_board_meetings(places: Places) -> None:
    """Enter what was held until yesterday, and today's where the board meets today is left open."""
    pauses = tuple(Pause.objects.all())
    boards = {board.name: board for board in Board.objects.exclude(cadence=Cadence.NONE)}
    for number, said in enumerate(BOARDS):
        if said.name in boards:
            _meetings(places, boards[said.name], said, pauses, number)
    boards_changed([board.pk for board in boards.values()])
    _decisions(places, BOARDS[0])
    _set_aside(places, BOARDS[0])


def _meetings(
    places: Places, board: Board, said: BoardSaid, pauses: tuple[Pause, ...], number: int
) -> None:
    user, rows = places.user(said.by), []
    day = next_day(board.cadence, board.weekday, after=board.used_from, pauses=pauses)
    count = number
    while day is not None and day < places.calendar.today:
        count += 1
        if count % FORGOTTEN_EACH:
            rows.append(_meeting(board, day, count))
        day = next_day(
            board.cadence, board.weekday, after=day + timedelta(days=1), pauses=pauses
        )
    with pinned(at(places.calendar.ago(1), 9, 30)):
        bulk_create_tracked(BoardMeeting, rows, by=user)


def _meeting(board: Board, day: date, count: int) -> BoardMeeting:
    if count % NOT_HELD_EACH == 0:
        reason = REASONS[count // NOT_HELD_EACH % len(REASONS)]
        return BoardMeeting(
            board=board, day=day, state=BoardMeetingState.NOT_HELD, reason=reason
        )
    return BoardMeeting(
        board=board, day=day, state=BoardMeetingState.HELD, attendance=6 + count * 5 % 7,
        minutes=board.minutes - 2 + count % 5,
    )


def _decisions(places: Places, said: BoardSaid) -> None:
    """Of the last meeting: one that waits, one that is done."""
    user: Any = places.user(said.by)
    meeting = BoardMeeting.objects.held().filter(board__name=said.name).first()
    if meeting is None:
        return
    leader = meeting.board.owner.positions.filter(role="unit_manager", each=False).first()
    with pinned(at(meeting.day, 9, 10)):
        board_decision_add(
            by=user, meeting=meeting, text="Bestille hyller til lageret", key="1",
            responsible=leader, due_date=meeting.day + timedelta(days=14),
        )
        done = board_decision_add(
            by=user, meeting=meeting, text="Henge opp ny vaktplan", key="2", who="Avdeling 2",
            due_date=meeting.day + timedelta(days=2),
        )
    with pinned(at(places.calendar.today, 8)):
        board_decision_done(by=user, decision=done, done=True)


def _set_aside(places: Places, said: BoardSaid) -> None:
    """Reflection each fortnight and a planning hour each month, most of them held."""
    user, owner, today = places.user(said.by), places.units[said.owner], places.calendar.today
    with pinned(at(places.calendar.ago(120), 9)):
        entries = [
            wheel_entry_create(by=user, owner=owner, values={
                "title": title, "kind": Ring.OTHER, "recurrence": recurrence,
                "starts_on": places.calendar.ago(119), "set_aside": kind,
            })
            for title, recurrence, kind in (
                ("Refleksjon på tavlemøtet", Recurrence.FORTNIGHT, SetAside.REFLECTION),
                ("Planleggingstime", Recurrence.MONTH, SetAside.PLANNING),
            )
        ]
    for entry in entries:
        days = occurrences(
            entry.starts_on, entry.recurrence, until=None, first=entry.starts_on,
            last=today - timedelta(days=1),
        )
        for number, day in enumerate(days):
            if number % 4 != 2:
                with pinned(at(day, 14)):
                    wheel_entry_tick(by=user, entry=entry, on=day, done=True)
