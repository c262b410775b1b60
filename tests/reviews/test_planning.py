"""A half-year's visits and reviews spread over its weeks: tables and properties, no database."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import pytest

from reviews import planning
from reviews.planning import AFTERNOON, MORNING, Chosen, Need, propose, spread, week_of


@dataclass(frozen=True)
class Pause:
    starts_on: date
    ends_on: date
    yearly: bool = False


JULY = Pause(date(2018, 7, 1), date(2018, 8, 5))
AUTUMN = planning.working_days(date(2018, 7, 1), date(2018, 12, 31), [JULY])
SPRING = planning.working_days(date(2018, 1, 1), date(2018, 6, 30), [])
ONE_WEEK = planning.working_days(date(2018, 9, 3), date(2018, 9, 9), [])


def needs(number, leader=1):
    return [Need(unit, leader) for unit in range(number)]


def test_working_days_leave_out_weekends_holidays_and_pauses():
    assert AUTUMN[0] == date(2018, 8, 6)
    assert date(2018, 5, 17) not in SPRING
    assert date(2018, 3, 29) not in SPRING  # Maundy Thursday
    assert all(day.weekday() < 5 for day in (*SPRING, *AUTUMN))
    assert date(2018, 12, 25) not in AUTUMN


@pytest.mark.parametrize("number", [1, 2, 5, 9, 21, 40, 63])
def test_propose_spreads_over_the_weeks(number):
    plan = propose(needs(number), AUTUMN, busy={}, week_at_most=3)
    assert len(plan.rows) == number
    assert plan.left_out == []
    slots = [(row.day, row.half) for row in plan.rows]
    assert len(set(slots)) == number
    assert {row.day for row in plan.rows} <= set(AUTUMN)
    weeks = Counter(week_of(row.day) for row in plan.rows)
    every = Counter(dict.fromkeys(map(week_of, AUTUMN), 0)) | weeks
    # No week has two more than another, but for the short ones around Christmas.
    whole = [week for week in every if sum(week_of(day) == week for day in AUTUMN) == 5]
    assert max(weeks[week] for week in whole) - min(weeks[week] for week in whole) <= 1
    assert max(weeks.values()) <= 3


def test_propose_puts_the_first_in_the_middle_and_few_far_apart():
    rows = propose(needs(3), AUTUMN, busy={}, week_at_most=3).rows
    apart = [(second.day - first.day).days for first, second in pairwise(rows)]
    assert min(apart) > 35


def test_propose_says_what_does_not_fit_for_one_leader_of_80_units():
    plan = propose(needs(80), AUTUMN, busy={}, week_at_most=3)
    weeks = {week_of(day) for day in AUTUMN}
    assert len(plan.rows) == sum(min(3, 2 * sum(week_of(d) == w for d in AUTUMN)) for w in weeks)
    assert len(plan.rows) + len(plan.left_out) == 80
    assert plan.left_out
    assert not {row.unit for row in plan.rows} & set(plan.left_out)


def test_propose_70_units_of_12_leaders():
    wanted = [Need(unit, unit % 12) for unit in range(70)]
    plan = propose(wanted, SPRING, busy={}, week_at_most=3)
    assert len(plan.rows) == 70
    taken = Counter((row.unit % 12, row.day, row.half) for row in plan.rows)
    assert set(taken.values()) == {1}
    # Two leaders may well be out on the same half-day.
    assert len({(row.day, row.half) for row in plan.rows}) < 70


def test_propose_lets_those_who_waited_longest_go_first():
    wanted = [
        Need(1, 1, waited_since=date(2018, 5, 1)), Need(2, 1), Need(3, 1,
                                                                    waited_since=date(2017, 9, 1)),
    ]
    rows = propose(wanted, AUTUMN, busy={}, week_at_most=3).rows
    assert [row.unit for row in rows] == [2, 3, 1]


def test_propose_keeps_the_half_day_of_what_is_planned():
    slot = (date(2018, 9, 5), AFTERNOON)
    wanted = [Need(1, 1, visit=False, fixed=slot), Need(2, 1)]
    rows = {row.unit: row for row in propose(wanted, ONE_WEEK, busy={1: [slot]},
                                             week_at_most=3).rows}
    assert (rows[1].day, rows[1].half) == slot
    assert (rows[2].day, rows[2].half) != slot


@pytest.mark.parametrize(
    ("number", "busy", "expected"),
    [
        (1, [], [("05", MORNING)]),
        (2, [], [("04", MORNING), ("06", MORNING)]),
        (5, [], [(f"0{n}", MORNING) for n in range(3, 8)]),
        (6, [], [*((f"0{n}", MORNING) for n in range(3, 6)), ("05", AFTERNOON),
                 *((f"0{n}", MORNING) for n in (6, 7))]),
        # A day on which something stands is taken last.
        (4, [("05", MORNING)], [("03", MORNING), ("04", MORNING), ("06", MORNING),
                                ("07", MORNING)]),
        (0, [], []),
    ],
)
def test_spread_within_a_week(number, busy, expected):
    def slot(pair):
        return date(2018, 9, int(pair[0])), pair[1]

    found = spread(number, ONE_WEEK, busy={slot(pair) for pair in busy}, week_at_most=10)
    assert found == [slot(pair) for pair in expected]


def test_spread_counts_what_is_planned_against_the_week():
    busy = {(date(2018, 9, 3), MORNING), (date(2018, 9, 4), MORNING)}
    assert len(spread(5, ONE_WEEK, busy=busy, week_at_most=3)) == 1
    assert spread(5, ONE_WEEK, busy=busy, week_at_most=2) == []
    assert spread(3, [], busy=(), week_at_most=3) == []


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([Chosen(1, 9, date(2018, 9, 3), MORNING)], {}),
        ([Chosen(1, 9, date(2018, 8, 31), MORNING)], {1: planning.PAST}),
        ([Chosen(1, 9, date(2019, 1, 8), MORNING)], {1: planning.OUTSIDE}),
        ([Chosen(1, 9, date(2018, 9, 8), MORNING)], {1: planning.NOT_WORKING}),
        ([Chosen(1, 9, date(2018, 9, 10), MORNING), Chosen(2, 9, date(2018, 9, 10), MORNING)],
         {2: planning.TWICE}),
        ([Chosen(1, 9, date(2018, 9, 10), MORNING), Chosen(2, 9, date(2018, 9, 10), AFTERNOON)],
         {}),
        ([Chosen(1, 9, date(2018, 9, 10), MORNING), Chosen(2, 8, date(2018, 9, 10), MORNING)], {}),
        ([Chosen(1, 9, date(2018, 9, 11), MORNING)], {1: planning.TAKEN}),
        # Its own visit stands there already: the review follows it.
        ([Chosen(3, 9, date(2018, 9, 11), MORNING)], {}),
    ],
)
def test_faults(rows, expected):
    taken = (date(2018, 9, 11), MORNING)
    assert planning.faults(
        rows, today=date(2018, 9, 1), span=(date(2018, 7, 1), date(2018, 12, 31)), pauses=[],
        busy={9: {taken}}, own={3: taken},
    ) == expected


def test_a_holiday_is_refused():
    row = Chosen(1, 9, date(2018, 5, 17), MORNING)
    found = planning.faults(
        [row], today=date(2018, 5, 1), span=(date(2018, 1, 1), date(2018, 6, 30)), pauses=[],
        busy={}, own={},
    )
    assert found == {1: planning.NOT_WORKING}
    pause = Pause(date(2018, 5, 10), date(2018, 5, 10) + timedelta(days=20))
    assert not planning.working_days(date(2018, 5, 14), date(2018, 5, 18), [pause])
