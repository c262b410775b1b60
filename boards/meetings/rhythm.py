"""The rhythm of a board: spans of weeks or months, and how each of them went. Pure functions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from boards.choices import Cadence
from boards.meetings.choices import BoardMeetingState, NotHeld
from leanplan.periods import month_end
from leanplan.working_days import Pause, is_working_day

HELD, NOT_HELD, MISSING, RESTS, OPEN = "held", "not_held", "missing", "rests", "open"
_WEEKS = {Cadence.WEEKLY: 1, Cadence.FORTNIGHTLY: 2}


@dataclass(frozen=True)
class Span:
    """The days in which one meeting is held: a week, two, or a month."""

    first: date
    last: date

    @property
    def weeks(self) -> tuple[int, int]:
        """The number of its first and of its last week."""
        return self.first.isocalendar().week, self.last.isocalendar().week


@dataclass(frozen=True)
class Entry:
    """A meeting that is entered. state, reason: of the meeting. pk: its key, 0 for a meeting of the
    management group, whose key is `group`."""

    day: date
    state: str
    reason: str = ""
    pk: int = 0
    group: int = 0


@dataclass(frozen=True)
class Mark:
    """How one span went. state: HELD, NOT_HELD (entered with a reason), MISSING (nothing was
    entered), RESTS (holidays, a pause), OPEN (not over yet). entry: what was entered, if anything.
    """

    span: Span
    state: str
    entry: Entry | None = None

    @property
    def is_asked(self) -> bool:
        """Counts: it was held, or should have been."""
        return self.state in (HELD, NOT_HELD, MISSING)

    @property
    def is_missed(self) -> bool:
        """Should have been held and was not."""
        return self.state in (NOT_HELD, MISSING)


def span_of(cadence: str, day: date) -> Span | None:
    """The span a day lies in; None for a board without a rhythm."""
    if cadence == Cadence.MONTHLY:
        return Span(day.replace(day=1), month_end(day.year, day.month))
    if cadence not in _WEEKS:
        return None
    length = 7 * _WEEKS[Cadence(cadence)]
    # Day 1 of the calendar was a Monday; two weeks are counted from it, whatever the year.
    first = date.fromordinal((day.toordinal() - 1) // length * length + 1)
    return Span(first, first + timedelta(days=length - 1))


def spans_between(cadence: str, first: date, last: date) -> Iterator[Span]:
    """The spans that end from the first to the last day, in order; none without a rhythm."""
    span = span_of(cadence, first)
    while span is not None and span.last <= last:
        yield span
        span = span_of(cadence, span.last + timedelta(days=1))


def last_spans(cadence: str, today: date, number: int) -> list[Span]:
    """Today's span and those before it, so many in all, in order."""
    found: list[Span] = []
    span = span_of(cadence, today)
    while span is not None and len(found) < number:
        found.append(span)
        span = span_of(cadence, span.first - timedelta(days=1))
    return found[::-1]


def rests(span: Span, weekday: int | None, pauses: Sequence[Pause]) -> bool:
    """Nobody asks for a meeting: less than half of the working week is left, or the board's own
    weekday is never a day of work in it."""
    days = [span.first + timedelta(days=number)
            for number in range((span.last - span.first).days + 1)]
    week = [day for day in days if day.weekday() < 5]
    working = [day for day in week if is_working_day(day, pauses)]
    if 2 * len(working) < len(week):
        return True
    return weekday is not None and not any(day.weekday() == weekday for day in working)


def marks(
    spans: Iterable[Span], entries: Iterable[Entry], *, weekday: int | None,
    pauses: Sequence[Pause], since: date, today: date,
) -> list[Mark]:
    """How each span went, those before the board was in use left out.

    entries: of the whole time, in any order; a meeting that was held counts before one that was
    not. since: from when on the board is in use.
    """
    known = tuple(entries)
    return [
        _mark(span, [one for one in known if span.first <= one.day <= span.last],
              weekday, pauses, today)
        for span in spans
        if span.last >= since and (span.first >= since or _has(span, known))
    ]


def _has(span: Span, entries: Iterable[Entry]) -> bool:
    return any(span.first <= one.day <= span.last for one in entries)


def _mark(
    span: Span, entries: Sequence[Entry], weekday: int | None, pauses: Sequence[Pause],
    today: date,
) -> Mark:
    held = next((one for one in entries if one.state == BoardMeetingState.HELD), None)
    if held:
        return Mark(span, HELD, held)
    if any(one.state == BoardMeetingState.RUNNING for one in entries):
        return Mark(span, OPEN)
    said = next((one for one in entries if one.state == BoardMeetingState.NOT_HELD), None)
    if said and said.reason == NotHeld.PAUSE:
        return Mark(span, RESTS, said)
    if said:
        return Mark(span, NOT_HELD, said)
    if rests(span, weekday, pauses):
        return Mark(span, RESTS)
    return Mark(span, OPEN if span.last >= today else MISSING)


def silent_since(found: Sequence[Mark]) -> list[Mark]:
    """The spans at the end in which a meeting should have been and none was, in order."""
    silent: list[Mark] = []
    for mark in reversed(found):
        if mark.is_missed:
            silent.append(mark)
        elif mark.state == HELD:
            break
    return silent[::-1]


def needed(asked: int, share: int) -> int:
    """How many of so many meetings keep the rhythm, by the share in per cent; at least one."""
    return max(1, -(-asked * share // 100)) if asked else 0


def next_day(
    cadence: str, weekday: int | None, *, after: date, pauses: Sequence[Pause]
) -> date | None:
    """The next day the board meets on, from the day on; None without a rhythm or a weekday.

    A month's meeting is on its first such weekday.
    """
    span = span_of(cadence, after)
    if weekday is None or span is None:
        return None
    for _each in range(60):
        day = span.first + timedelta(days=(weekday - span.first.weekday()) % 7)
        if day >= after and is_working_day(day, pauses):
            return day
        span = span_of(cadence, span.last + timedelta(days=1)) or span
    return None


def by_board(entries: Iterable[tuple[int, Entry]]) -> Mapping[int, list[Entry]]:
    """Entries of several boards, each board's by itself."""
    found: dict[int, list[Entry]] = {}
    for board, entry in entries:
        found.setdefault(board, []).append(entry)
    return found
