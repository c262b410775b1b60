import itertools
import random
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from leanplan.working_days import is_working_day
from measures.registries import Steps
from measures.reminders.rules import (
    Candidate,
    Choosing,
    Part,
    Sent,
    digest_day,
    escalation_day,
    is_told_now,
    is_wanted,
    is_worth_a_mail,
    may_mail,
    step_on,
)

STEPS = Steps((30, 7, 1), (1, 7), 30)
DUE = date(2018, 11, 20)
JULY = SimpleNamespace(starts_on=date(2018, 7, 1), ends_on=date(2018, 7, 31), yearly=True)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-31, None), (-30, -30), (-8, -30), (-7, -7), (-2, -7), (-1, -1), (0, -1), (1, 1), (6, 1),
        (7, 7), (36, 7), (37, 37), (66, 37), (67, 67), (400, 397),
    ],
)
def test_step_on(days, expected):
    assert step_on(DUE, STEPS, today=DUE + timedelta(days=days)) == expected


@pytest.mark.parametrize(
    ("steps", "days", "expected"),
    [
        (Steps((90, 30, 7), (), 14), -90, -90), (Steps((90, 30, 7), (), 14), 13, -7),
        (Steps((90, 30, 7), (), 14), 14, 14), (Steps((90, 30, 7), (), 14), 29, 28),
        (Steps((), (1, 7), 0), 300, 7), (Steps(), 300, None),
    ],
)
def test_step_on_of_a_rule_with_its_own(steps, days, expected):
    assert step_on(DUE, steps, today=DUE + timedelta(days=days)) == expected


CANDIDATE = Candidate("measure:1", Part.OWN, DUE, STEPS)


def sent(step, day, part="own", due=DUE, item="measure:1"):
    return Sent(item, part, due, step, day)


@pytest.mark.parametrize(
    ("told", "today", "expected"),
    [
        ([], DUE - timedelta(40), None),
        ([], DUE - timedelta(6), -7),
        # The same step is told once, a later one again.
        ([sent(-7, DUE - timedelta(7))], DUE - timedelta(1), -1),
        ([sent(-1, DUE - timedelta(8))], DUE - timedelta(2), None),
        # Within five days nothing of it, whatever has happened to it.
        ([sent(-1, DUE - timedelta(1))], DUE + timedelta(1), None),
        ([sent(-1, DUE - timedelta(1))], DUE + timedelta(4), None),
        ([sent(-1, DUE - timedelta(1))], DUE + timedelta(5), 1),
        ([sent(1, DUE - timedelta(2), part="escalated")], DUE + timedelta(2), None),
        ([sent(1, DUE - timedelta(2), due=date(2018, 1, 1))], DUE + timedelta(2), None),
        # A deadline that was moved begins anew.
        ([sent(7, DUE - timedelta(9), due=date(2018, 11, 4))], DUE - timedelta(1), -1),
        # Another thing has nothing to do with it.
        ([sent(1, DUE + timedelta(1), item="measure:11")], DUE + timedelta(1), 1),
    ],
)
def test_is_told_now(told, today, expected):
    assert is_told_now(CANDIDATE, told, today=today, gap=5) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2018, 11, 14), date(2018, 11, 12)),
        (date(2018, 4, 5), date(2018, 4, 3)),      # Easter Monday
        (date(2018, 5, 25), date(2018, 5, 22)),    # Whit Monday
        (date(2018, 7, 11), None),
        (date(2018, 8, 1), date(2018, 8, 1)),      # July ends on a Tuesday
    ],
)
def test_digest_day(day, expected):
    assert digest_day(day, [JULY]) == expected


MONDAY = date(2018, 11, 12)


@pytest.mark.parametrize(
    ("frequency", "today", "last_run", "last_mail", "expected"),
    [
        ("weekly", MONDAY, MONDAY - timedelta(1), None, True),
        ("weekly", MONDAY + timedelta(1), MONDAY, None, False),
        ("weekly", MONDAY - timedelta(1), None, None, False),
        # The job stood still on Monday: the next day it runs will do, once.
        ("weekly", MONDAY + timedelta(3), MONDAY - timedelta(1), None, True),
        ("weekly", MONDAY + timedelta(3), MONDAY - timedelta(1), MONDAY, False),
        # It was cut off on Monday: who got mail then gets no second one this week.
        ("weekly", MONDAY + timedelta(1), MONDAY - timedelta(3), MONDAY, False),
        # The first time it ever runs it waits for its day.
        ("weekly", MONDAY + timedelta(1), None, None, False),
        ("overdue", MONDAY, None, None, True), ("least", MONDAY, None, None, True),
        ("overdue", MONDAY + timedelta(1), MONDAY, None, False),
        ("daily", MONDAY + timedelta(1), MONDAY, MONDAY, True),
        ("daily", MONDAY, None, MONDAY, False),
        ("daily", date(2018, 11, 17), None, None, False),
        ("daily", date(2018, 5, 17), None, None, False),
        ("daily", date(2018, 7, 11), None, None, False),
        ("weekly", date(2018, 7, 9), None, None, False),
    ],
)
def test_may_mail(frequency, today, last_run, last_mail, expected):
    assert may_mail(today, Choosing(frequency, last_run, last_mail), [JULY]) is expected


@pytest.mark.parametrize(
    ("frequency", "part", "step", "warns", "expected"),
    [
        ("weekly", Part.OWN, -7, False, True), ("daily", Part.OWN, -7, False, True),
        ("overdue", Part.OWN, -7, False, False), ("overdue", Part.OWN, 1, False, True),
        ("least", Part.OWN, 7, False, False), ("least", Part.OWN, 1, True, True),
        ("least", Part.ESCALATED, 1, False, True), ("least", Part.UNASSIGNED, 1, False, True),
    ],
)
def test_is_wanted(frequency, part, step, warns, expected):
    candidate = replace(CANDIDATE, part=part)
    assert is_wanted(candidate, step, frequency, warns=warns) is expected


@pytest.mark.parametrize(
    ("told", "days_since", "expected"),
    [
        ([], 100, False),
        ([(Part.OWN, -7)], 6, True), ([(Part.OWN, 7)], 6, True),
        ([(Part.OWN, 37)], 27, False), ([(Part.OWN, 37)], 28, True), ([(Part.OWN, 37)], None, True),
        ([(Part.OWN, 37), (Part.OWN, 1)], 6, True),
        ([(Part.OWN, 37), (Part.ESCALATED, 67)], 7, False),
        ([(Part.UNASSIGNED, 61)], 7, True),
    ],
)
def test_is_worth_a_mail(told, days_since, expected):
    pairs = [(replace(CANDIDATE, part=part), step) for part, step in told]
    last = None if days_since is None else MONDAY - timedelta(days_since)
    assert is_worth_a_mail(pairs, today=MONDAY, last_mail=last) is expected


def test_escalation_day_is_a_working_day():
    assert escalation_day(date(2018, 11, 13), 14, [JULY]) == date(2018, 11, 27)
    assert escalation_day(date(2018, 6, 20), 14, [JULY]) == date(2018, 8, 1)


@pytest.mark.parametrize("seed", range(60))
def test_never_the_same_thing_within_five_days_whatever_happens(seed):
    """Random deadlines that move, steps, choices, holes in the job's runs, parts that change."""
    chance = random.Random(seed)
    frequency = chance.choice(["weekly", "daily", "overdue", "least"])
    steps = Steps(
        tuple(sorted(chance.sample(range(1, 40), chance.randint(0, 4)), reverse=True)),
        tuple(sorted(chance.sample(range(1, 15), chance.randint(0, 3)))), chance.choice([0, 7, 30]),
    )
    things = {f"measure:{n}": DUE + timedelta(chance.randint(-60, 200)) for n in range(4)}
    told, last_run = [], None
    for day in (date(2018, 9, 1) + timedelta(n) for n in range(300)):
        for item in things:
            if chance.random() < 0.02:
                things[item] = day + timedelta(chance.randint(-20, 60))
        if chance.random() < 0.15:
            continue
        last_mail = max((one.day for one in told), default=None)
        if may_mail(day, Choosing(frequency, last_run, last_mail), [JULY]):
            for item, due in things.items():
                candidate = Candidate(item, chance.choice(list(Part)), due, steps)
                step = is_told_now(candidate, told, today=day, gap=5)
                if step is not None and is_wanted(candidate, step, frequency, warns=False):
                    told.append(Sent(item, candidate.part, due, step, day))
        last_run = day
    by_item = {item: [one.day for one in told if one.item == item] for item in things}
    for days in by_item.values():
        assert all((b - a).days > 5 for a, b in itertools.pairwise(days))
    assert all(is_working_day(one.day, [JULY]) for one in told)
    if frequency != "daily":
        weeks = {}
        for one in told:
            weeks.setdefault(one.day.isocalendar()[:2], set()).add(one.day)
        assert all(len(days) == 1 for days in weeks.values())
