from dataclasses import dataclass
from datetime import date

import pytest

from measures.rules import (
    Deadline,
    after_rhythm,
    is_overdue,
    is_unassigned,
    last_day,
    may_go_stale,
    offered_moves,
    staleness,
    tally,
)

TODAY = date(2018, 11, 13)


@dataclass
class Facts:
    status: str = "in_progress"
    deadline_kind: str = "unsettled"
    due_date: date | None = None
    owner_id: int | None = 1
    suggested_kind: str = ""
    suggested_due_date: date | None = None
    suggested_precision: str = ""
    suggested_rhythm: str = ""


def dated(day, **others):
    return Facts(deadline_kind="date", due_date=day, **others)


@pytest.mark.parametrize(
    ("facts", "late"),
    [
        (dated(date(2018, 11, 12)), True),
        (dated(date(2018, 11, 13)), False),
        (dated(date(2018, 11, 14)), False),
        (dated(date(2018, 11, 1), status="done"), False),
        (dated(date(2018, 11, 1), status="dropped"), False),
        (dated(date(2018, 11, 1), status="carried_over"), False),
        (dated(date(2018, 11, 1), status="on_hold"), True),
        (dated(date(2018, 11, 1), owner_id=None), True),
        (Facts(deadline_kind="ongoing"), False),
        (Facts(deadline_kind="recurring"), False),
        (Facts(), False),
    ],
)
def test_is_overdue(facts, late):
    assert is_overdue(facts, today=TODAY) is late


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        (Facts(owner_id=None), True),
        (Facts(), False),
        (Facts(owner_id=None, status="dropped"), False),
    ],
)
def test_is_unassigned(facts, missing):
    assert is_unassigned(facts) is missing


@pytest.mark.parametrize(
    ("day", "precision", "expected"),
    [
        (date(2028, 2, 3), "day", date(2028, 2, 3)),
        (date(2028, 2, 3), "month", date(2028, 2, 29)),
        (date(2028, 6, 30), "half_year", date(2028, 6, 30)),
        (date(2028, 7, 1), "half_year", date(2028, 12, 31)),
        (date(2028, 1, 1), "year", date(2028, 12, 31)),
    ],
)
def test_last_day_of_what_was_meant(day, precision, expected):
    assert last_day(day, precision) == expected
    assert Deadline.on(day, precision).due_date == expected


@pytest.mark.parametrize(
    ("rhythm", "expected"),
    [
        ("month", date(2018, 12, 13)),
        ("quarter", date(2019, 2, 13)),
        ("half_year", date(2019, 5, 13)),
        ("year", date(2019, 11, 13)),
    ],
)
def test_after_rhythm(rhythm, expected):
    assert after_rhythm(TODAY, rhythm) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (Facts(), None),
        (Facts(suggested_kind="unsettled"), None),
        (Facts(suggested_kind="date"), None),
        (
            Facts(suggested_kind="date", suggested_due_date=date(2019, 3, 2),
                  suggested_precision="month"),
            Deadline("date", date(2019, 3, 31), "month"),
        ),
        (
            Facts(suggested_kind="ongoing", suggested_rhythm="quarter"),
            Deadline("ongoing", rhythm="quarter", next_review_on=date(2019, 2, 13)),
        ),
        (
            Facts(suggested_kind="recurring", suggested_rhythm="half_year"),
            Deadline("recurring", rhythm="half_year"),
        ),
        (Facts(suggested_kind="recurring"), Deadline("recurring", rhythm="on_event")),
    ],
)
def test_suggested_deadline_is_whole_enough_to_be_saved(facts, expected):
    assert Deadline.suggested_for(facts, today=TODAY) == expected


def test_tally_counts_states_and_what_is_missing_beside():
    counted = tally(
        [
            dated(date(2018, 11, 1)),
            dated(date(2018, 12, 1), status="done"),
            Facts(status="not_started", owner_id=None),
            Facts(status="on_hold"),
            Facts(status="dropped", owner_id=None),
        ],
        today=TODAY,
    )
    assert (counted.total, counted.done, counted.in_progress, counted.on_hold) == (5, 1, 1, 1)
    assert (counted.not_started, counted.dropped) == (1, 1)
    assert (counted.overdue, counted.undated, counted.dated) == (1, 2, 3)
    # What is closed lacks nothing any more.
    assert (counted.unassigned, counted.assigned) == (1, 4)


def test_tally_of_nothing():
    assert tally([], today=TODAY).total == 0


@pytest.mark.parametrize(
    ("due", "meeting", "expected"),
    [
        (date(2018, 12, 1), None, [("plus_14", date(2018, 12, 15))]),
        (date(2018, 10, 1), None, [("plus_14", date(2018, 11, 27))]),
        (None, date(2018, 11, 20),
         [("plus_14", date(2018, 11, 27)), ("next_meeting", date(2018, 11, 20))]),
    ],
)
def test_offered_moves(due, meeting, expected):
    assert offered_moves(due, today=TODAY, next_meeting=meeting) == expected


@dataclass
class Touched:
    status: str = "in_progress"
    deadline_kind: str = "date"
    next_review_on: date | None = None


@pytest.mark.parametrize(
    ("measure", "reason", "may"),
    [
        (Touched(), False, True),
        (Touched("done"), False, False),
        (Touched("dropped"), False, False),
        (Touched("on_hold"), False, True),
        (Touched("on_hold"), True, False),
        (Touched(deadline_kind="ongoing", next_review_on=date(2018, 11, 13)), False, False),
        (Touched(deadline_kind="ongoing", next_review_on=date(2018, 11, 12)), False, True),
    ],
)
def test_may_go_stale(measure, reason, may):
    found = may_go_stale(measure, waits_with_reason=reason, today=date(2018, 11, 13))
    assert found is may


@pytest.mark.parametrize(
    ("touched", "days"),
    [(None, 0), (date(2018, 11, 13), 0), (date(2018, 10, 15), 0), (date(2018, 10, 14), 30),
     (date(2018, 9, 14), 60), (date(2018, 5, 17), 180), (date(2010, 1, 1), 180)],
)
def test_staleness(touched, days):
    assert staleness(touched, today=date(2018, 11, 13), steps=(30, 60, 180)) == days
