"""A proposal for the visits and reviews of a half-year: spread over the weeks, each unit one
half-day. Pure: no database, no clock.

Each week takes so many half-days of one leader at most. Weeks are filled evenly: first one in each,
then a second, so that the last round is spread over the whole window. In a week the days lie apart,
and a day that is free is taken before one on which something stands already.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from leanplan.working_days import Pause, is_working_day

MORNING, AFTERNOON = "for", "etter"
HALVES = (MORNING, AFTERNOON)
Slot = tuple[date, str]
Week = tuple[int, int]


@dataclass(frozen=True)
class Need:
    """A unit that lacks a visit, a review or both.

    fixed: the half-day of the one that is planned already; the other follows it. waited_since: the
    day it was last seen, None for never; who has waited longest comes first.
    """

    unit: int
    leader: int
    visit: bool = True
    review: bool = True
    fixed: Slot | None = None
    waited_since: date | None = None


@dataclass(frozen=True)
class Proposed:
    """A unit's half-day."""

    unit: int
    day: date
    half: str


@dataclass(frozen=True)
class Proposal:
    """What fits, by day; and the units that do not."""

    rows: list[Proposed]
    left_out: list[int]


def week_of(day: date) -> Week:
    """The ISO year and week a day lies in."""
    year, week, _weekday = day.isocalendar()
    return year, week


def working_days(first: date, last: date, pauses: Iterable[Pause]) -> list[date]:
    """The days in which something can be planned, without weekends, holidays and pauses."""
    known = tuple(pauses)
    days = range(first.toordinal(), last.toordinal() + 1)
    return [day for number in days if is_working_day(day := date.fromordinal(number), known)]


def propose(
    needs: Sequence[Need], days: Sequence[date], *, busy: Mapping[int, Collection[Slot]],
    week_at_most: int,
) -> Proposal:
    """Half-days for all needs, leader by leader.

    days: working days within the window, in order. busy: half-days that are taken, by leader.
    """
    rows: list[Proposed] = []
    left_out: list[int] = []
    by_leader: dict[int, list[Need]] = defaultdict(list)
    for need in needs:
        by_leader[need.leader].append(need)
    for leader, own in by_leader.items():
        fixed = [need for need in own if need.fixed is not None]
        rows += [Proposed(need.unit, *need.fixed) for need in fixed if need.fixed is not None]
        loose = sorted(
            (need for need in own if need.fixed is None),
            key=lambda need: need.waited_since or date.min,
        )
        taken = {*busy.get(leader, ()), *(need.fixed for need in fixed if need.fixed)}
        slots = spread(len(loose), days, busy=taken, week_at_most=week_at_most)
        rows += [
            Proposed(need.unit, *slot) for need, slot in zip(loose, slots, strict=False)
        ]
        left_out += [need.unit for need in loose[len(slots):]]
    return Proposal(sorted(rows, key=lambda row: (row.day, HALVES.index(row.half))), left_out)


def spread(
    number: int, days: Sequence[date], *, busy: Collection[Slot], week_at_most: int
) -> list[Slot]:
    """At most so many free half-days of one leader, spread over the weeks, in order; fewer where
    there is no room for all."""
    weeks: dict[Week, list[date]] = defaultdict(list)
    for day in days:
        weeks[week_of(day)].append(day)
    taken: dict[Week, int] = defaultdict(int)
    for day, _half in busy:
        taken[week_of(day)] += 1
    room = {
        week: min(
            max(week_at_most - taken[week], 0),
            sum((day, half) not in busy for day in here for half in HALVES),
        )
        for week, here in weeks.items()
    }
    seats = _seats(number, room)
    return sorted(
        (slot for week, count in seats.items() for slot in _in_week(count, weeks[week], busy)),
        key=lambda slot: (slot[0], HALVES.index(slot[1])),
    )


def _seats(number: int, room: Mapping[Week, int]) -> dict[Week, int]:
    """How many of each week: round by round, the last round spread evenly."""
    seats: dict[Week, int] = defaultdict(int)
    left, order = number, sorted(room)
    for turn in range(1, max(room.values(), default=0) + 1):
        free = [week for week in order if room[week] >= turn]
        for week in evenly(free, left):
            seats[week] += 1
        left -= min(left, len(free))
    return {week: count for week, count in seats.items() if count}


def evenly(choices: Sequence[Week] | Sequence[Slot], number: int) -> list[tuple]:
    """So many of the choices, lying as far from one another as they can; all where there are no
    more."""
    if number >= len(choices):
        return list(choices)
    return [choices[(2 * place + 1) * len(choices) // (2 * number)] for place in range(number)]


def _in_week(count: int, days: Sequence[date], busy: Collection[Slot]) -> list[Slot]:
    """Half-days of one week: first one on each day that is wholly free, in the morning, then the
    other free half-days."""
    whole = [day for day in days if all((day, half) not in busy for half in HALVES)]
    chosen: list[Slot] = list(evenly([(day, MORNING) for day in whole], count))
    if len(chosen) == count:
        return chosen
    rest = [
        (day, half) for day in days for half in HALVES
        if (day, half) not in busy and (day, half) not in chosen
    ]
    return [*chosen, *evenly(rest, count - len(chosen))]


@dataclass(frozen=True)
class Chosen:
    """A row as somebody has chosen it."""

    unit: int
    leader: int
    day: date
    half: str


# What stands against a row.
PAST, NOT_WORKING, OUTSIDE, TWICE, TAKEN = "past", "not_working", "outside", "twice", "taken"


def faults(
    rows: Iterable[Chosen], *, today: date, span: tuple[date, date], pauses: Iterable[Pause],
    busy: Mapping[int, Collection[Slot]], own: Mapping[int, Slot],
) -> dict[int, str]:
    """{unit: what stands against its row}; empty where all can be planned.

    span: the days of the half-year. own: {unit: the half-day on which the other one of the unit
    stands already}, which is no hindrance to it.
    """
    known, found, seen = tuple(pauses), {}, {}
    for row in rows:
        slot = (row.day, row.half)
        if row.day < today:
            found[row.unit] = PAST
        elif not span[0] <= row.day <= span[1]:
            found[row.unit] = OUTSIDE
        elif not is_working_day(row.day, known):
            found[row.unit] = NOT_WORKING
        elif slot in busy.get(row.leader, ()) and own.get(row.unit) != slot:
            found[row.unit] = TAKEN
        elif (row.leader, slot) in seen:
            found[row.unit] = TWICE
        seen[row.leader, slot] = row.unit
    return found
