"""The rhythm of a board: spans, what rests, how each went."""

import itertools
from dataclasses import dataclass
from datetime import date

import pytest

from boards.meetings import rhythm
from boards.meetings.rhythm import Entry, Span


@dataclass(frozen=True)
class Rest:
    starts_on: date
    ends_on: date
    yearly: bool = False


SUMMER = (Rest(date(2018, 7, 2), date(2018, 7, 31)),)
TODAY = date(2018, 11, 13)


@pytest.mark.parametrize(
    ("cadence", "day", "first", "last"),
    [
        ("weekly", date(2018, 11, 13), date(2018, 11, 12), date(2018, 11, 18)),
        ("weekly", date(2018, 11, 18), date(2018, 11, 12), date(2018, 11, 18)),
        ("weekly", date(2019, 1, 1), date(2018, 12, 31), date(2019, 1, 6)),
        ("fortnightly", date(2018, 11, 13), date(2018, 11, 5), date(2018, 11, 18)),
        ("fortnightly", date(2018, 11, 5), date(2018, 11, 5), date(2018, 11, 18)),
        ("monthly", date(2018, 2, 13), date(2018, 2, 1), date(2018, 2, 28)),
    ],
)
def test_span_of_each_rhythm(cadence, day, first, last):
    assert rhythm.span_of(cadence, day) == Span(first, last)


def test_span_of_no_rhythm():
    assert rhythm.span_of("none", TODAY) is None
    assert list(rhythm.spans_between("none", TODAY, TODAY)) == []
    assert rhythm.last_spans("none", TODAY, 5) == []


@pytest.mark.parametrize("cadence", ["weekly", "fortnightly", "monthly"])
def test_spans_follow_each_other_through_the_years(cadence):
    found = list(rhythm.spans_between(cadence, date(2018, 1, 1), date(2022, 12, 31)))
    assert all(
        (after.first - before.last).days == 1
        for before, after in itertools.pairwise(found)
    )
    assert len(found) == {"weekly": 260, "fortnightly": 130, "monthly": 60}[cadence]


def test_last_spans_end_with_todays():
    found = rhythm.last_spans("weekly", TODAY, 13)
    assert (len(found), found[0].weeks[0], found[-1].weeks[0]) == (13, 34, 46)


@pytest.mark.parametrize(
    ("first", "last", "weekday", "rests"),
    [
        (date(2018, 7, 9), date(2018, 7, 15), None, True),  # in the pause
        (date(2018, 12, 24), date(2018, 12, 30), None, False),  # two days of Christmas
        (date(2018, 3, 26), date(2018, 4, 1), 3, True),  # Thursdays, Maundy Thursday
        (date(2018, 3, 26), date(2018, 4, 1), 2, False),
        (date(2018, 5, 14), date(2018, 5, 20), 3, True),  # 17 May is a Thursday
        (date(2018, 11, 12), date(2018, 11, 18), 0, False),
        (date(2018, 7, 1), date(2018, 7, 31), None, True),
        (date(2018, 6, 25), date(2018, 7, 8), 0, False),  # one of two Mondays is left
    ],
)
def test_rests_in_holidays_and_pauses(first, last, weekday, rests):
    assert rhythm.rests(Span(first, last), weekday, SUMMER) is rests


def _marks(*entries, since=date(2018, 1, 1), number=5, weekday=None, pauses=()):
    spans = rhythm.last_spans("weekly", TODAY, number)
    found = rhythm.marks(
        spans, entries, weekday=weekday, pauses=pauses, since=since, today=TODAY
    )
    return [mark.state for mark in found]


def test_marks_of_each_sort():
    states = _marks(
        Entry(date(2018, 10, 15), "held"), Entry(date(2018, 10, 22), "not_held", "staff"),
        Entry(date(2018, 10, 29), "not_held", "pause"),
    )
    assert states == ["held", "not_held", "rests", "missing", "open"]


def test_marks_of_a_week_with_both_count_it_as_held():
    entries = (Entry(date(2018, 11, 5), "not_held", "staff"), Entry(date(2018, 11, 8), "held"))
    assert _marks(*entries, number=2) == ["held", "open"]


def test_marks_of_a_running_meeting_are_open():
    assert _marks(Entry(TODAY, "running"), number=1) == ["open"]
    assert _marks(Entry(date(2018, 11, 5), "running"), number=2)[0] == "open"


def test_marks_begin_when_the_board_does():
    assert _marks(since=date(2018, 11, 6)) == ["open"]
    assert _marks(Entry(date(2018, 11, 7), "held"), since=date(2018, 11, 6)) == ["held", "open"]


def test_silent_since_counts_back_to_the_last_meeting():
    spans = rhythm.last_spans("weekly", TODAY, 6)
    entries = [Entry(date(2018, 10, 9), "held"), Entry(date(2018, 10, 23), "not_held", "pause")]
    found = rhythm.marks(
        spans, entries, weekday=None, pauses=(), since=date(2018, 1, 1), today=TODAY
    )
    assert [mark.span.first.isoformat() for mark in rhythm.silent_since(found)] == [
        "2018-10-15", "2018-10-29", "2018-11-05",
    ]
    assert rhythm.silent_since(found[:1]) == []


@pytest.mark.parametrize(
    ("asked", "share", "enough"), [(13, 75, 10), (12, 75, 9), (3, 75, 3), (1, 1, 1), (0, 75, 0)]
)
def test_needed_rounds_up(asked, share, enough):
    assert rhythm.needed(asked, share) == enough


@pytest.mark.parametrize(
    ("cadence", "weekday", "after", "day"),
    [
        ("weekly", 1, TODAY, TODAY),
        ("weekly", 0, TODAY, date(2018, 11, 19)),
        ("weekly", 1, date(2018, 7, 3), date(2018, 8, 7)),  # after the pause
        ("fortnightly", 0, date(2018, 11, 6), date(2018, 11, 19)),
        ("monthly", 0, TODAY, date(2018, 12, 3)),
        ("weekly", None, TODAY, None),
        ("none", 0, TODAY, None),
    ],
)
def test_next_day_the_board_meets(cadence, weekday, after, day):
    assert rhythm.next_day(cadence, weekday, after=after, pauses=SUMMER) == day
