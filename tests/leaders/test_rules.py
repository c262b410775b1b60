from datetime import date

import pytest

from leaders.rules import (
    ClockState,
    Coaching,
    Days,
    analysis_due,
    average,
    clock,
    is_still,
    lean_spans,
)


@pytest.mark.parametrize(
    ("first", "due"),
    [
        (date(2025, 8, 31), date(2026, 2, 28)), (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2018, 5, 28), date(2018, 11, 28)), (None, None),
    ],
)
def test_analysis_due_counts_calendar_months(first, due):
    assert analysis_due(first, months=6) == due


@pytest.mark.parametrize(
    ("today", "held", "state", "days"),
    [
        (date(2018, 6, 1), None, ClockState.RUNNING, 180),
        (date(2018, 9, 29), None, ClockState.SOON, 60),
        (date(2018, 11, 28), None, ClockState.SOON, 0),
        (date(2018, 11, 29), None, ClockState.LATE, 1),
        (date(2019, 11, 29), date(2018, 11, 1), ClockState.HELD, 0),
    ],
)
def test_clock_turns_yellow_at_sixty_days_and_red_the_day_after(today, held, state, days):
    found = clock(date(2018, 5, 28), months=6, held_on=held, today=today)
    assert (found.state, found.days) == (state, days)


def test_clock_waits_for_the_rollout():
    found = clock(None, months=6, held_on=None, today=date(2018, 1, 1))
    assert found.state == ClockState.WAITING


def test_lean_spans_of_two_events_on_a_day_keep_the_later_and_stop_at_the_next_rollout():
    days = Days(
        made_on=date(2018, 1, 1), training_from=date(2018, 1, 1), started_on=date(2018, 3, 1),
        completed_on=date(2018, 6, 1), handed_on=date(2018, 11, 1),
        coached_until=date(2018, 12, 31),
    )
    assert [(span.status, span.starts_on) for span in lean_spans(days)] == [
        ("leader_in_training", date(2018, 1, 1)), ("rollout", date(2018, 3, 1)),
        ("rolled_out", date(2018, 6, 1)), ("analysis_held", date(2018, 11, 1)),
        ("self_reliant", date(2019, 1, 1)),
    ]
    assert lean_spans(days, until=date(2018, 11, 30))[-1].ends_on == date(2018, 11, 30)


@pytest.mark.parametrize(
    ("minutes", "moved", "still"),
    [
        (1201, date(2018, 9, 14), True), (1200, date(2018, 9, 14), False),
        (1201, date(2018, 9, 15), False), (1201, None, True),
    ],
)
def test_is_still_wants_more_than_the_hours_and_as_many_days(minutes, moved, still):
    coaching = Coaching(minutes, date(2018, 4, 1), moved)
    assert is_still(coaching, hours=20, days=60, today=date(2018, 11, 13)) is still


def test_average_says_nothing_below_five_answers():
    assert average([(5, 5, 5)] * 4).means is None
    assert average([(5, 4, 3)] * 5).means == (5, 4, 3)
