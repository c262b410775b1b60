"""Entering, running and ending board meetings, and what two do at once."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from boards.live import live_state
from boards.meetings.actions import log, run
from boards.models import BoardDecision, BoardMeeting
from leanplan import clock
from leanplan.versioning import Conflict
from tests.boards.board_world import HELD, NOT_HELD, a_board, held, not_held

MONDAY = date(2018, 11, 12)


@pytest.fixture
def board(cast):
    return a_board(cast)


def test_board_meeting_log_holds_a_number_and_no_names(cast, board):
    made = held(cast, board, MONDAY)
    assert (made.is_held, made.attendance, made.led_by) == (True, 9, cast.positions.drel)
    assert made.history.get().history_user == cast.drel
    assert not_held(cast, board, date(2018, 11, 5)).why == "For få på jobb"


def test_board_meeting_log_twice_stands_once(cast, board):
    assert held(cast, board, MONDAY) == held(cast, board, MONDAY)
    assert BoardMeeting.objects.count() == 1
    with pytest.raises(log.EnteredAlready) as refused:
        held(cast, board, MONDAY, attendance=4)
    assert refused.value.meeting.attendance == 9


@pytest.mark.parametrize(
    ("values", "field"),
    [
        (HELD | {"day": date(2018, 11, 14)}, "day"),
        (HELD | {"attendance": 0}, "__all__"),
        (NOT_HELD | {"reason": ""}, "__all__"),
        (NOT_HELD | {"reason": "other"}, "__all__"),
        (NOT_HELD | {"attendance": 3}, "__all__"),
    ],
)
def test_board_meeting_log_refuses(cast, board, values, field):
    with pytest.raises(ValidationError) as refused:
        log.board_meeting_log(by=cast.drel, board=board, values=values)
    assert field in refused.value.message_dict


def test_board_meeting_log_refuses_a_board_that_is_put_away(cast, board):
    closed = a_board(cast, name="Gammel", is_closed=True)
    with pytest.raises(ValidationError, match="lagt bort"):
        held(cast, closed, MONDAY)
    with pytest.raises(ValidationError, match="lagt bort"):
        run.board_meeting_start(by=cast.drel, board=closed)


def test_every_change_is_news_on_the_board(cast, board):
    seen = [live_state(f"board:{board.pk}")]

    def new():
        seen.append(live_state(f"board:{board.pk}"))
        return seen[-1] != seen[-2]

    meeting = run.board_meeting_start(by=cast.drel, board=board)
    assert new()
    run.board_meeting_step(by=cast.drel, meeting=meeting, step="end")
    assert new()
    decision = run.board_decision_add(by=cast.drel, meeting=meeting, text="Øve", key="a")
    assert new()
    run.board_decision_done(by=cast.drel, decision=decision, done=True)
    assert new()
    run.board_meeting_end(by=cast.drel, meeting=meeting, attendance=3)
    assert new()
    log.board_meeting_edit(
        by=cast.drel, meeting=meeting, version=meeting.version, values={"attendance": 4}
    )
    assert new()


def test_board_meeting_start_by_two_begins_one(cast, board):
    first = run.board_meeting_start(by=cast.drel, board=board)
    assert run.board_meeting_start(by=cast.tol, board=board) == first
    assert (first.day, first.step, first.state) == (clock.today(), "since", "running")


def test_board_meeting_start_after_todays_was_entered(cast, board):
    today = held(cast, board, clock.today())
    with pytest.raises(log.EnteredAlready) as refused:
        run.board_meeting_start(by=cast.drel, board=board)
    assert refused.value.meeting == today


def test_board_meeting_start_ends_one_that_was_left(cast, board):
    with clock.pinned(clock.now() - timedelta(days=1)):
        left = run.board_meeting_start(by=cast.drel, board=board)
    new = run.board_meeting_start(by=cast.drel, board=board)
    left.refresh_from_db()
    assert new != left
    assert (left.is_held, left.attendance, left.minutes) == (True, None, 1)
    assert "Ended by itself" in left.history.first().history_change_reason


def test_board_meeting_step_counts_the_time_of_each_section(cast, board):
    begun = clock.now()
    with clock.pinned(begun):
        meeting = run.board_meeting_start(by=cast.drel, board=board)
    for minutes, step in ((4, "end"), (5, "end"), (6, "since"), (9, "end")):
        with clock.pinned(begun + timedelta(minutes=minutes)):
            run.board_meeting_step(by=cast.drel, meeting=meeting, step=step)
    with clock.pinned(begun + timedelta(minutes=13)):
        run.board_meeting_end(by=cast.drel, meeting=meeting, attendance=9)
    assert dict(meeting.parts.values_list("section", "seconds")) == {"since": 420, "end": 360}
    assert meeting.minutes == 13


def test_board_meeting_step_that_is_none_is_refused(cast, board):
    meeting = run.board_meeting_start(by=cast.drel, board=board)
    with pytest.raises(ValidationError, match="ikke lenger den delen"):
        run.board_meeting_step(by=cast.drel, meeting=meeting, step="reflection")


def test_board_meeting_step_counts_no_night(cast, board):
    begun = clock.now()
    with clock.pinned(begun):
        meeting = run.board_meeting_start(by=cast.drel, board=board)
    with clock.pinned(begun + timedelta(hours=9)):
        run.board_meeting_end(by=cast.drel, meeting=meeting, attendance=2)
    assert meeting.parts.get().seconds == 7200
    assert meeting.minutes == 540


def test_board_meeting_end_by_two(cast, board):
    meeting = run.board_meeting_start(by=cast.drel, board=board)
    mine, other = (BoardMeeting.objects.get(pk=meeting.pk) for _each in range(2))
    run.board_meeting_end(by=cast.drel, meeting=mine, attendance=9)
    assert run.board_meeting_end(by=cast.drel, meeting=other, attendance=9).is_held
    with pytest.raises(run.MeetingOver) as over:
        run.board_meeting_end(by=cast.tol, meeting=other, attendance=8)
    assert over.value.meeting.attendance == 9
    with pytest.raises(run.MeetingOver):
        run.board_meeting_step(by=cast.tol, meeting=other, step="since")
    assert meeting.history.count() == 2


def test_board_meeting_drop_leaves_nothing_but_history(cast, board):
    meeting = run.board_meeting_start(by=cast.drel, board=board)
    run.board_meeting_drop(by=cast.tol, meeting=meeting)
    assert not BoardMeeting.objects.exists()
    assert BoardMeeting.history.first().history_user == cast.tol
    again = run.board_meeting_start(by=cast.drel, board=board)
    run.board_decision_add(by=cast.drel, meeting=again, text="Prøve", key="")
    with pytest.raises(ValidationError, match="beslutninger i møtet"):
        run.board_meeting_drop(by=cast.drel, meeting=again)


def test_board_meeting_edit_and_delete_by_two(cast, board):
    meeting = held(cast, board, MONDAY)
    values = log.not_held_values(NOT_HELD)
    log.board_meeting_edit(by=cast.drel, meeting=meeting, version=1, values=values)
    assert (meeting.is_held, meeting.attendance, meeting.reason) == (False, None, "staff")
    other = BoardMeeting.objects.get()
    with pytest.raises(Conflict):
        log.board_meeting_edit(by=cast.tol, meeting=other, version=1, values=HELD)
    with pytest.raises(Conflict):
        log.board_meeting_delete(by=cast.tol, meeting=other, version=1)
    log.board_meeting_delete(by=cast.tol, meeting=BoardMeeting.objects.get(), version=2)
    assert not BoardMeeting.objects.exists()


def test_board_meeting_edit_waits_for_the_end(cast, board):
    meeting = run.board_meeting_start(by=cast.drel, board=board)
    with pytest.raises(ValidationError, match="Møtet pågår"):
        log.board_meeting_edit(by=cast.drel, meeting=meeting, version=1, values=HELD)


def test_board_decision_add_twice_stands_once(cast, board):
    meeting = held(cast, board, MONDAY)
    common = {"by": cast.drel, "meeting": meeting, "text": "  Ny  hylle "}
    made = run.board_decision_add(
        **common, key="k", responsible=cast.positions.drel, due_date=date(2018, 11, 30)
    )
    assert run.board_decision_add(**common, key="k") == made
    assert (made.text, made.is_late(date(2018, 12, 1))) == ("Ny hylle", True)
    run.board_decision_done(by=cast.drel, decision=made, done=True)
    run.board_decision_done(by=cast.drel, decision=made, done=True)
    assert (made.done_on, made.version) == (clock.today(), 2)
    run.board_decision_done(by=cast.drel, decision=made, done=False)
    assert BoardDecision.objects.open().get() == made
    with pytest.raises(ValidationError, match="beslutninger"):
        log.board_meeting_delete(by=cast.drel, meeting=meeting, version=1)
    run.board_decision_delete(by=cast.drel, decision=made, version=made.version)
    assert not BoardDecision.objects.exists()
