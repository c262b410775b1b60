"""What facts about measures mean: late, unassigned, how far a row has come. No ORM, no clock."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any, Protocol

from leanplan.periods import add_months, half_year_end, month_end
from measures.choices import CLOSED, DeadlineKind, Precision, Rhythm, Status


class MeasureFacts(Protocol):
    """What a judgement needs to know of a measure: the model, or columns of it."""

    @property
    def status(self) -> str: ...
    @property
    def deadline_kind(self) -> str: ...
    @property
    def due_date(self) -> date | None: ...
    @property
    def owner_id(self) -> int | None: ...


@dataclass(frozen=True)
class Deadline:
    """A deadline of one of the four kinds. due_date is the last day of what was meant."""

    kind: str = DeadlineKind.UNSETTLED
    due_date: date | None = None
    precision: str = ""
    rhythm: str = ""
    next_review_on: date | None = None

    @classmethod
    def on(cls, day: date, precision: str = Precision.DAY) -> "Deadline":
        """A date; the day is moved to the last day of the month, half-year or year meant."""
        return cls(DeadlineKind.DATE, last_day(day, precision), precision)

    @classmethod
    def ongoing(cls, rhythm: str, next_review_on: date) -> "Deadline":
        """No end, looked at again on a day and then in a rhythm."""
        return cls(DeadlineKind.ONGOING, rhythm=rhythm, next_review_on=next_review_on)

    @classmethod
    def recurring(cls, rhythm: str) -> "Deadline":
        """Comes back in a rhythm, or each time it is called for."""
        return cls(DeadlineKind.RECURRING, rhythm=rhythm)

    @classmethod
    def of(cls, measure: Any) -> "Deadline":
        """The deadline a measure has."""
        return cls(
            measure.deadline_kind, measure.due_date, measure.precision, measure.rhythm,
            measure.next_review_on,
        )

    @classmethod
    def suggested_for(cls, measure: Any, *, today: date) -> "Deadline | None":
        """The deadline suggested for a measure, whole enough to be saved; None where none is.

        An ongoing one without a date of review gets the first one a rhythm from today.
        """
        kind = measure.suggested_kind
        if not kind or kind == DeadlineKind.UNSETTLED:
            return None
        if kind == DeadlineKind.DATE:
            if measure.suggested_due_date is None:
                return None
            return cls.on(measure.suggested_due_date, measure.suggested_precision or Precision.DAY)
        if kind == DeadlineKind.ONGOING:
            rhythm = measure.suggested_rhythm or Rhythm.HALF_YEAR
            return cls.ongoing(rhythm, after_rhythm(today, rhythm))
        return cls.recurring(measure.suggested_rhythm or Rhythm.ON_EVENT)

    def as_fields(self) -> dict[str, Any]:
        """The same as field values of a measure."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        values["deadline_kind"] = values.pop("kind")
        return values

    @property
    def is_settled(self) -> bool:
        """Somebody has said what the deadline is."""
        return self.kind != DeadlineKind.UNSETTLED


_RHYTHM_MONTHS = {
    Rhythm.MONTH: 1, Rhythm.QUARTER: 3, Rhythm.HALF_YEAR: 6, Rhythm.YEAR: 12,
}


def after_rhythm(day: date, rhythm: str) -> date:
    """The day one turn of the rhythm after a day (half a year where the rhythm is by event)."""
    return add_months(day, _RHYTHM_MONTHS.get(Rhythm(rhythm), 6))


def last_day(day: date, precision: str) -> date:
    """Last day of what was meant by a day with a precision."""
    if precision == Precision.MONTH:
        return month_end(day.year, day.month)
    if precision == Precision.HALF_YEAR:
        return half_year_end(day.year, 1 if day.month <= 6 else 2)
    if precision == Precision.YEAR:
        return date(day.year, 12, 31)
    return day


def is_closed(measure: MeasureFacts) -> bool:
    """Done, dropped or carried over: nothing more is expected."""
    return measure.status in CLOSED


def is_unassigned(measure: MeasureFacts) -> bool:
    """Nobody answers for it and something is still expected."""
    return measure.owner_id is None and not is_closed(measure)


def is_undated(measure: MeasureFacts) -> bool:
    """No deadline is settled and something is still expected."""
    return measure.deadline_kind == DeadlineKind.UNSETTLED and not is_closed(measure)


def is_overdue(measure: MeasureFacts, *, today: date) -> bool:
    """Open, with a date that has passed."""
    return (
        measure.deadline_kind == DeadlineKind.DATE
        and measure.due_date is not None
        and measure.due_date < today
        and not is_closed(measure)
    )


def is_near(measure: MeasureFacts, *, today: date, days: int) -> bool:
    """Open, with a date from today on and at most so many days ahead."""
    return (
        measure.deadline_kind == DeadlineKind.DATE
        and measure.due_date is not None
        and 0 <= (measure.due_date - today).days <= days
        and not is_closed(measure)
    )


def is_of(measure: Any, reach: Any) -> bool:
    """Owned by a position that is the person's today, or carried out by the person."""
    if measure.owner_id in reach.position_ids:
        return True
    return measure.executor_id is not None and measure.executor_id == reach.person_id


def precedes_adoption(deadline: Deadline, *, adopted_on: date | None) -> bool:
    """The deadline, or the next review, lies before the plan was adopted, which cannot be meant."""
    day = deadline.due_date or deadline.next_review_on
    return adopted_on is not None and day is not None and day < adopted_on


@dataclass(frozen=True)
class Tally:
    """How many measures stand where. `unassigned`, `overdue` and `undated` are counted beside."""

    total: int = 0
    done: int = 0
    in_progress: int = 0
    on_hold: int = 0
    not_started: int = 0
    dropped: int = 0
    carried_over: int = 0
    unassigned: int = 0
    overdue: int = 0
    undated: int = 0

    @property
    def assigned(self) -> int:
        """How many do not lack somebody responsible."""
        return self.total - self.unassigned

    @property
    def dated(self) -> int:
        """How many do not lack a deadline."""
        return self.total - self.undated


def tally(measures: Iterable[MeasureFacts], *, today: date) -> Tally:
    """Count measures by stored state, and what is missing or late beside it."""
    measures = list(measures)
    states = Counter(measure.status for measure in measures)
    return Tally(
        total=len(measures),
        **{status.value: states[status] for status in Status},
        unassigned=sum(is_unassigned(measure) for measure in measures),
        overdue=sum(is_overdue(measure, today=today) for measure in measures),
        undated=sum(is_undated(measure) for measure in measures),
    )


def offered_moves(
    due_date: date | None, *, today: date, next_meeting: date | None
) -> list[tuple[str, date]]:
    """Dates offered when a deadline is moved: (key, day) for +14 days and the next meeting.

    The fourteen days count from the deadline, or from today where it has passed.
    """
    start = max(due_date or today, today)
    offers = [("plus_14", start + timedelta(days=14))]
    if next_meeting is not None:
        offers.append(("next_meeting", next_meeting))
    return offers


def next_review(counted_from: date, rhythm: str, *, after: date) -> date:
    """The first day of the rhythm after a day. Each turn is counted from the anchor and clamped to
    the month's end, never from the turn before: 31 August, 28 February, 31 August."""
    months = _RHYTHM_MONTHS.get(Rhythm(rhythm), 6)
    gone = (after.year - counted_from.year) * 12 + after.month - counted_from.month
    turn = max(1, gone // months)
    while (day := add_months(counted_from, turn * months)) <= after:
        turn += 1
    return day


def may_go_stale(measure: Any, *, waits_with_reason: bool, today: date) -> bool:
    """Somebody is expected to touch it: it is open, does not wait for a reason that was given, and
    is no ongoing one whose next review is still to come."""
    if is_closed(measure) or (measure.status == Status.ON_HOLD and waits_with_reason):
        return False
    reviewed = measure.deadline_kind == DeadlineKind.ONGOING and measure.next_review_on is not None
    return not (reviewed and measure.next_review_on >= today)


def staleness(last_touched: date | None, *, today: date, steps: Iterable[int]) -> int:
    """The longest of the steps (days) that has passed since the day; 0 for none, or no day."""
    if last_touched is None:
        return 0
    gone = (today - last_touched).days
    return max((step for step in steps if step <= gone), default=0)
