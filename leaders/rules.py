"""What the days of rollouts and contracts mean. Pure: today is a parameter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from leanplan.periods import add_months
from organisation.lean import LeanPeriod

Status = LeanPeriod.Status
ONE_DAY = timedelta(days=1)
# Before this many days are left the clock is green (M17: green > 60, yellow, red past).
SOON_DAYS = 60
FEEDBACK_LEAST = 5


def analysis_due(counted_from: date | None, *, months: int) -> date | None:
    """The last day for the analysis: so many calendar months on, clamped to the month's end."""
    return add_months(counted_from, months) if counted_from else None


class ClockState(StrEnum):
    """Where the six-month clock stands."""

    WAITING = "waiting"
    RUNNING = "running"
    SOON = "soon"
    LATE = "late"
    HELD = "held"


@dataclass(frozen=True)
class Clock:
    """The six-month clock of a rollout. days: left, or over when late. share: of the time used,
    0 to 1. held_on: when the analysis was held."""

    state: ClockState
    due: date | None = None
    days: int = 0
    share: float = 0.0
    held_on: date | None = None


def clock(
    counted_from: date | None, *, months: int, held_on: date | None, today: date
) -> Clock:
    """Where the clock stands on the day."""
    due = analysis_due(counted_from, months=months)
    if held_on:
        return Clock(ClockState.HELD, due, held_on=held_on, share=1.0)
    if due is None or counted_from is None:
        return Clock(ClockState.WAITING)
    left = (due - today).days
    if left < 0:
        return Clock(ClockState.LATE, due, -left, 1.0)
    state = ClockState.SOON if left <= SOON_DAYS else ClockState.RUNNING
    used = (today - counted_from).days / max(1, (due - counted_from).days)
    return Clock(state, due, left, min(max(used, 0.0), 1.0))


@dataclass(frozen=True)
class Span:
    """A unit's status with Lean from a day to the last one; None for open."""

    status: str
    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True)
class Days:
    """The days of a rollout that its unit's status follows from.

    coached_until: the last day of coaching that goes on after the analysis, None for no coaching.
    """

    made_on: date
    training_from: date | None = None
    trained_on: date | None = None
    started_on: date | None = None
    completed_on: date | None = None
    handed_on: date | None = None
    coached_until: date | None = None
    cancelled_on: date | None = None


def lean_spans(days: Days, *, until: date | None = None) -> list[Span]:
    """The unit's status day by day, from the first day of the rollout.

    until: the last day these hold, where a later rollout of the unit takes over; None for open.
    """
    first = min(day for day in (
        days.made_on, days.training_from, days.trained_on, days.started_on
    ) if day)
    marks = [(first, Status.PLANNED)]
    for day, status in (
        (days.training_from or days.trained_on, Status.LEADER_IN_TRAINING),
        (days.started_on, Status.ROLLOUT), (days.completed_on, Status.ROLLED_OUT),
        (days.handed_on, Status.ANALYSIS_HELD), (_self_reliant_from(days), Status.SELF_RELIANT),
        (days.cancelled_on, Status.ENDED),
    ):
        if day:
            marks.append((max(day, marks[-1][0]), status))
    # Of two on one day the later step holds.
    held = dict(marks)
    starts = sorted(held)
    ends = [start - ONE_DAY for start in starts[1:]]
    spans = [
        Span(held[start], start, end) for start, end in zip(starts, [*ends, until], strict=True)
    ]
    if until is None:
        return spans
    return [
        Span(span.status, span.starts_on, min(span.ends_on or until, until))
        for span in spans if span.starts_on <= until
    ]


def _self_reliant_from(days: Days) -> date | None:
    """From the analysis on, or from when the coaching that goes on after it has ended."""
    if days.handed_on is None or days.cancelled_on:
        return None
    if days.coached_until and days.coached_until > days.handed_on:
        return days.coached_until + ONE_DAY
    return days.handed_on


@dataclass(frozen=True)
class Coaching:
    """Coaching of a unit, as progress is judged by. moved_on: when something last moved."""

    minutes: int
    since: date
    moved_on: date | None


def is_still(coaching: Coaching, *, hours: int, days: int, today: date) -> bool:
    """More than so many hours were used, and nothing has moved for so many days (C6)."""
    last = max(day for day in (coaching.since, coaching.moved_on) if day)
    return coaching.minutes > hours * 60 and (today - last).days >= days


def still_days(coaching: Coaching, *, today: date) -> int:
    """Days since something moved, or since the coaching began where nothing has."""
    return (today - (coaching.moved_on or coaching.since)).days


@dataclass(frozen=True)
class Average:
    """Answers in sum: how many, and the mean of each of the three questions."""

    number: int
    means: tuple[float, float, float] | None


def average(answers: Iterable[tuple[int, int, int]]) -> Average:
    """The means of at least five answers; of fewer only the number."""
    rows = list(answers)
    if len(rows) < FEEDBACK_LEAST:
        return Average(len(rows), None)
    first, second, third = (sum(column) / len(rows) for column in zip(*rows, strict=True))
    return Average(len(rows), (first, second, third))
