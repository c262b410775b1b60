"""What board meetings bring to other pages: what is due, the calendar, the wheel, obligations."""

from datetime import date

import pytest

from boards.meetings.actions.run import board_decision_add, board_decision_done
from boards.meetings.history import marks_back
from boards.meetings.obligations import BoardMeetings, ManagementGroupBoards
from boards.meetings.sources import (
    boards_due,
    last_meetings,
    meetings_in_wheel,
    meetings_timed,
    review_figures,
)
from boards.models import MeetingSeries
from boards.wheel.actions import wheel_entry_tick
from measures.actions.obligations_sync import refresh
from measures.models import Obligation, RuleStart
from measures.registries import Ask
from organisation.actions import position_get
from organisation.models import Pause
from organisation.roles import Role
from tests.boards.board_world import a_board, held, not_held
from tests.boards.wheels import entry
from tests.world import TODAY

AUTUMN = [date(2018, 10, day) for day in (1, 8, 15, 22, 29)]


@pytest.fixture
def board(cast):
    return a_board(cast, used_from=date(2018, 9, 3))


def _due(cast, *parts):
    positions = [getattr(cast.positions, part).pk for part in parts] or None
    return [
        (item.key.partition(":")[0], item.text, item.due)
        for item in boards_due(positions, TODAY)
    ]


def test_boards_due_tells_of_a_board_that_is_silent(cast, board):
    held(cast, board, date(2018, 10, 22))
    assert _due(cast, "drel") == [
        ("board_silent", "2 tavlemøter på rad mangler: Tavla, Solsiden", date(2018, 11, 11))
    ]
    assert _due(cast, "other_drel") == []
    assert _due(cast) == _due(cast, "drel")
    held(cast, board, date(2018, 11, 6))
    assert _due(cast, "drel") == []


def test_boards_due_counts_no_pause(cast, board):
    held(cast, board, date(2018, 10, 22))
    not_held(cast, board, date(2018, 10, 29), reason="pause")
    assert _due(cast, "drel") == []
    Pause.objects.create(
        name="Streik", starts_on=date(2018, 11, 1), ends_on=date(2018, 11, 9)
    )
    assert _due(cast, "drel") == []


def test_boards_due_counts_what_was_not_held_for_other_reasons(cast, board):
    held(cast, board, date(2018, 10, 22))
    not_held(cast, board, date(2018, 10, 29))
    not_held(cast, board, date(2018, 11, 5))
    assert len(_due(cast, "drel")) == 1


def test_boards_due_asks_once(cast, board, django_assert_num_queries):
    for number in range(5):
        held(cast, a_board(cast, name=f"Tavle {number}"), date(2018, 11, 12))
    held(cast, board, date(2018, 11, 12))
    list(boards_due([cast.positions.drel.pk], TODAY))
    with django_assert_num_queries(1):
        list(boards_due([cast.positions.drel.pk], TODAY))


def test_boards_due_holds_decisions_until_they_are_done(cast, board):
    meeting = held(cast, board, date(2018, 11, 12))
    common = {"by": cast.drel, "meeting": meeting, "due_date": date(2018, 11, 30)}
    made = board_decision_add(
        text="Ny hylle", key="a", responsible=cast.positions.drel, **common
    )
    board_decision_add(text="Rydde", key="b", who="Avdeling 2", **common)
    assert _due(cast, "drel") == [("board_decision", "Ny hylle", date(2018, 11, 30))]
    board_decision_done(by=cast.drel, decision=made, done=True)
    assert _due(cast, "drel") == []


def test_meetings_timed_of_who_works_and_leads_there(cast, board):
    not_held(cast, board, date(2018, 11, 12))
    span = (date(2018, 11, 12), date(2018, 11, 26))
    items = list(meetings_timed(cast.employee.person.pk, *span))
    assert [(item.starts.date(), item.cancelled) for item in items] == [
        (date(2018, 11, 12), True), (date(2018, 11, 19), False), (date(2018, 11, 26), False),
    ]
    assert (items[0].ends - items[0].starts).seconds == 15 * 60
    assert len(list(meetings_timed(cast.drel.person.pk, *span))) == 3
    assert not list(meetings_timed(cast.tol.person.pk, *span))
    assert not list(meetings_timed(cast.drel.person.pk, TODAY, TODAY))


def test_meetings_in_wheel_only_where_they_are_few(cast, board):
    first, last = date(2018, 1, 1), date(2018, 12, 31)
    units = [cast.units.home.pk]
    found = list(meetings_in_wheel(first, last, units))
    assert {item.starts.weekday() for item in found} == {0}
    assert found[0].starts == date(2018, 9, 3)
    assert all(item.is_regular for item in found)
    assert not list(meetings_in_wheel(first, last, None))
    for name in ("To", "Tre"):
        a_board(cast, name=name)
    assert not list(meetings_in_wheel(first, last, units))


def test_last_meetings_is_a_sign_of_progress(cast, board):
    held(cast, board, date(2018, 10, 22))
    not_held(cast, board, date(2018, 11, 5))
    found = last_meetings([cast.units.home.pk, cast.units.school.pk], TODAY)
    assert {unit: sign.on for unit, sign in found.items()} == {
        cast.units.home.pk: date(2018, 10, 22)
    }
    assert last_meetings([cast.units.home.pk], date(2018, 10, 1)) == {}


def test_review_figures_count_meetings_and_time_set_aside(cast, board):
    for day in AUTUMN:
        held(cast, board, day)
    slot = entry(cast, unit="home", by="drel", set_aside="planning", recurrence="month",
                 starts_on=date(2018, 8, 15))
    wheel_entry_tick(by=cast.drel, entry=slot, on=date(2018, 9, 15), done=True)
    span = (date(2018, 7, 1), date(2018, 12, 31))
    before = (date(2018, 1, 1), date(2018, 6, 30))
    nothing, found = review_figures(cast.units.home.pk, [before, span], TODAY)
    assert nothing == []
    assert [(one.key, one.value) for one in found] == [
        ("board_meetings", "5 av 10"), ("set_aside", "1 av 3"),
    ]


# Obligations


def _ask(**limits):
    return Ask(TODAY, date(2018, 9, 1), **limits)


def test_board_meetings_are_met_with_enough_in_the_quarter(cast, board):
    days = [date.fromordinal(date(2018, 10, 1).toordinal() + 7 * week) for week in range(7)]
    for day in days:
        held(cast, board, day)
    (wanted,) = BoardMeetings().wanted(_ask())
    assert (wanted.subject, wanted.period, wanted.met) == (f"board:{board.pk}", "2018-Q4", None)
    assert (wanted.due, wanted.position_id) == (date(2018, 12, 31), cast.positions.drel.pk)
    # Of 13 weeks, Christmas has none: 75 per cent of 12.
    later = Ask(date(2018, 12, 31), date(2018, 9, 1))
    for week in (7, 8):
        board.meetings.create(
            day=date.fromordinal(days[0].toordinal() + 7 * week), state="held", attendance=3
        )
    (wanted,) = BoardMeetings().wanted(later)
    assert wanted.met.on == date(2018, 11, 26)


def test_board_meetings_ask_nothing_without_a_rhythm_or_before_the_start(cast):
    a_board(cast, cadence="none")
    a_board(cast, name="Ny", used_from=date(2019, 1, 7))
    a_board(cast, name="Lagt bort", is_closed=True)
    assert not list(BoardMeetings().wanted(_ask()))
    assert not list(BoardMeetings().wanted(Ask(TODAY, date(2018, 10, 2))))


def test_board_meetings_only_of_what_is_asked_for(cast, board):
    other = a_board(cast, unit="school")
    rule = BoardMeetings()
    units = rule.wanted(_ask(unit_ids=frozenset([cast.units.school.pk])))
    assert [one.subject for one in units] == [f"board:{other.pk}"]
    subjects = rule.wanted(_ask(subjects=frozenset([f"board:{board.pk}"])))
    assert [one.subject for one in subjects] == [f"board:{board.pk}"]
    assert rule.texts([f"board:{board.pk}"]) == {
        f"board:{board.pk}": "Tavlemøter etter rytmen: Tavla, Solsiden"
    }


def test_management_groups_have_a_rule_of_their_own(cast, board):
    mine = a_board(cast, unit="group")
    assert [one.subject for one in ManagementGroupBoards().wanted(_ask())] == [f"board:{mine.pk}"]
    assert [one.subject for one in BoardMeetings().wanted(_ask())] == [f"board:{board.pk}"]
    chief = position_get(by=None, role=Role.CHIEF_EXECUTIVE, unit=cast.units.municipality)
    (wanted,) = ManagementGroupBoards().wanted(_ask())
    assert wanted.position_id == chief.pk


def test_a_meeting_that_is_entered_meets_the_obligation_at_once(cast, plan):
    board = a_board(cast, cadence="monthly", weekday=None, used_from=date(2018, 10, 1))
    RuleStart.objects.update_or_create(
        rule_key="board_meetings", defaults={"counts_from": date(2018, 10, 1)}
    )
    refresh("board_meetings")
    assert Obligation.objects.get(rule_key="board_meetings").state == "open"
    held(cast, board, date(2018, 10, 3))
    held(cast, board, date(2018, 11, 5))
    assert Obligation.objects.get(rule_key="board_meetings").state == "open"
    board.meetings.create(day=date(2018, 12, 3), state="held", attendance=2)
    held(cast, board, date(2018, 11, 6), attendance=5)
    row = Obligation.objects.get(rule_key="board_meetings")
    assert (row.state, row.met_on) == ("met", date(2018, 12, 3))


def test_meetings_of_the_management_group_use_its_boards(cast):
    board = a_board(cast, unit="group", used_from=date(2018, 10, 1))
    series = MeetingSeries.objects.create(
        owner=cast.units.group, name="Ledermøte", starts_on=date(2018, 10, 1), starts_at="09:00",
        leader=cast.positions.chief,
    )
    for week in range(9):
        series.meetings.create(
            day=date.fromordinal(date(2018, 10, 2).toordinal() + 7 * week), starts_at="09:00",
            state="ended" if week else "cancelled", reason="" if week else "Budsjett",
        )
    marks = marks_back([board], 3, today=TODAY)[board.pk]
    assert [mark.state for mark in marks] == ["held", "held", "held"]
    (wanted,) = ManagementGroupBoards().wanted(Ask(date(2018, 12, 31), date(2018, 9, 1)))
    assert wanted.met is None
    held(cast, board, date(2018, 10, 2))
    (wanted,) = ManagementGroupBoards().wanted(Ask(date(2018, 12, 31), date(2018, 9, 1)))
    assert wanted.met.on == date(2018, 11, 27)
    assert "/moter/" in ManagementGroupBoards().event_url(wanted.met.event)
