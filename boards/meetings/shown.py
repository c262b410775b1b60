"""How board meetings are shown: the strip of regularity, a running meeting, its decisions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from boards.board_models import Board
from boards.choices import Cadence, Section
from boards.meetings.cards import cards_between
from boards.meetings.choices import BoardMeetingState, Step
from boards.meetings.history import entries_of, marks_back
from boards.meetings.models import BoardDecision, BoardMeeting
from boards.meetings.rhythm import HELD, MISSING, NOT_HELD, OPEN, RESTS, Mark, Span
from boards.meetings.slots import Slot, slots_on
from boards.meetings.steps import steps_of
from leanplan.clock import now
from leanplan.dates import text_date
from leanplan.questions import question
from leanplan.together import together
from measures.presenters.deadline import distance
from organisation.holders import holders_of

# Spans in the strip on a board, today's among them.
ON_BOARD = 13
# Decisions that stand on a board; how far back a meeting that nobody ended is looked for, in days.
MOST_DECISIONS, LOOKED_BACK = 12, 60
# Where the marks of the picture stand: the first, and from one to the next.
_FIRST, _APART = 14, 30
WORDS: dict[str, str | Promise] = {
    HELD: pgettext_lazy("board meeting", "Held"),
    NOT_HELD: pgettext_lazy("board meeting", "Not held"),
    MISSING: gettext_lazy("Nothing entered"),
    RESTS: gettext_lazy("Holiday or pause"),
    OPEN: gettext_lazy("Not over yet"),
}


@dataclass(frozen=True)
class MarkShown:
    """One span in the strip. x: where it stands in the picture. label: "45". said: the whole of it
    in words. url: the meeting, or where one is entered."""

    state: str
    x: int
    label: str
    word: str
    said: str
    url: str


@dataclass(frozen=True)
class Strip:
    """The regularity of a board. said: "10 of 12 weeks with a board meeting"."""

    marks: list[MarkShown]
    held: int
    asked: int
    cadence: str

    @property
    def is_linked(self) -> bool:
        """Some of its marks lead somewhere."""
        return any(mark.url for mark in self.marks)

    @property
    def width(self) -> int:
        """Of the picture."""
        return _APART * len(self.marks) - 2

    @property
    def units(self) -> str:
        """What is counted, after the figures."""
        if self.cadence == Cadence.MONTHLY:
            return ngettext(
                "month with a board meeting", "months with a board meeting", self.asked
            )
        if self.cadence == Cadence.FORTNIGHTLY:
            return ngettext(
                "fortnight with a board meeting", "fortnights with a board meeting", self.asked
            )
        return ngettext("week with a board meeting", "weeks with a board meeting", self.asked)

    @property
    def missed(self) -> str:
        """Which were not held, in words; "" where none."""
        return ", ".join(mark.label for mark in self.marks if mark.state in (NOT_HELD, MISSING))


def strip_of(
    board: Board, marks: Sequence[Mark], *, may_meet: bool = False, linked: bool = False
) -> Strip | None:
    """The strip of a board; None where it has no rhythm. linked: its marks lead to the meetings,
    and to where one is entered for who may; only where they stand far enough apart."""
    if not marks:
        return None
    return Strip(
        [
            _mark_shown(
                board, mark, _FIRST + _APART * place, may_meet=may_meet, linked=linked
            )
            for place, mark in enumerate(marks)
        ],
        sum(mark.state == HELD for mark in marks), sum(mark.is_asked for mark in marks),
        board.cadence,
    )


def _mark_shown(
    board: Board, mark: Mark, x: int, *, may_meet: bool, linked: bool
) -> MarkShown:
    label, word = span_label(board.cadence, mark.span), str(WORDS[mark.state])
    url = ""
    if linked and mark.entry and mark.entry.pk:
        url = reverse("boards:board_meeting", args=[mark.entry.pk])
    elif linked and may_meet and mark.state in (MISSING, OPEN):
        first = max(mark.span.first, board.used_from)
        log = reverse("boards:board_meeting_log", args=[board.pk])
        url = f"{log}?dag={_day(board, mark.span, first)}"
    when = span_text(board.cadence, mark.span)
    return MarkShown(mark.state, x, label, word, f"{when}: {word.lower()}", url)


def _day(board: Board, span: Span, first: date) -> date:
    """The day of the board's own weekday in a span, where it has one."""
    if board.weekday is None:
        return first
    days = (first.fromordinal(number) for number in range(first.toordinal(), span.last.toordinal()))
    return next((day for day in days if day.weekday() == board.weekday), first)


def span_label(cadence: str, span: Span) -> str:
    """45, 45–46, or nov., as it stands under a mark."""
    if cadence == Cadence.MONTHLY:
        return date_format(span.first, "M").lower()
    if cadence == Cadence.FORTNIGHTLY:
        return str(span.weeks[1])
    return str(span.weeks[0])


def span_text(cadence: str, span: Span) -> str:
    """Week 45, weeks 45 and 46, November 2018."""
    if cadence == Cadence.MONTHLY:
        return date_format(span.first, "F Y")
    if cadence == Cadence.FORTNIGHTLY:
        first, last = span.weeks
        return _("Weeks %(first)s and %(last)s") % {"first": first, "last": last}
    return _("Week %(number)s") % {"number": span.weeks[0]}


# Decisions


@dataclass(frozen=True)
class DecisionShown:
    """One decision. who: the holder of the position, or the board's own words. late: "12 days
    overdue", "" for none."""

    pk: int
    version: int
    text: str
    who: str
    due: date | None
    late: str
    is_done: bool


def decisions_shown(rows: Iterable[BoardDecision], *, today: date) -> list[DecisionShown]:
    """Decisions with who holds each position; one query for all, none without positions."""
    found = list(rows)
    positions = {row.responsible_id for row in found if row.responsible_id}
    holders = holders_of(positions, on=today) if positions else {}
    shown = []
    for row in found:
        who = row.who
        if row.responsible_id and row.responsible:
            names = ", ".join(one.name for one in holders.get(row.responsible_id, ()))
            who = f"{names}, {row.responsible.label}" if names else row.responsible.label
        late = distance((row.due_date - today).days) if (
            row.due_date and row.is_late(today)
        ) else ""
        shown.append(
            DecisionShown(
                row.pk, row.version, row.text, who, row.due_date, late, row.done_on is not None
            )
        )
    return shown


# A running meeting


@dataclass(frozen=True)
class StepShown:
    """A step: its key, name and number; passed or the one under way."""

    key: str
    name: str | Promise
    number: int
    is_passed: bool
    is_now: bool


STEP_NAMES: dict[str, str | Promise] = {
    Step.SINCE.value: Step.SINCE.label,
    Section.FIGURES.value: pgettext_lazy("step", "Figures"),
    Section.WORK.value: pgettext_lazy("step", "Measures"),
    Section.SUGGESTIONS.value: pgettext_lazy("step", "Suggestions"),
    Section.RUNNING.value: pgettext_lazy("step", "Under way"),
    Step.REFLECTION.value: Step.REFLECTION.label,
    Step.END.value: pgettext_lazy("step", "End"),
}


@dataclass(frozen=True)
class Running:
    """The meeting under way. seconds: used so far; planned: minutes, of the board. usual: how many
    were there last time. key: for the decision that is written next. before: decisions of earlier
    meetings that are not done. slots: what time is set aside for today."""

    pk: int
    day: date
    steps: list[StepShown]
    seconds: int
    planned: int
    usual: int | None
    last: BoardMeeting | None
    suggested: int
    moved: int
    decisions: list[DecisionShown]
    before: list[DecisionShown]
    key: str
    slots: list[Slot] = field(default_factory=list)

    @property
    def used(self) -> int:
        """Whole minutes so far."""
        return self.seconds // 60

    @property
    def step(self) -> str:
        """The key of the step under way."""
        return next((step.key for step in self.steps if step.is_now), self.steps[0].key)

    @property
    def is_over_time(self) -> bool:
        """Longer than set aside."""
        return self.used > self.planned

    @property
    def next_step(self) -> StepShown | None:
        """The step after this one; None at the end."""
        place = next((n for n, step in enumerate(self.steps) if step.is_now), 0)
        return self.steps[place + 1] if place + 1 < len(self.steps) else None

    @property
    def said(self) -> str:
        """What is recorded by itself: «1 new suggestion, 2 cards moved, 13 minutes»."""
        return told(self.suggested, self.moved, self.used)


def told(suggested: int, moved: int, minutes: int | None) -> str:
    """What happened at a meeting, in a few words."""
    parts = []
    if suggested:
        parts.append(ngettext(
            "%(number)s new suggestion", "%(number)s new suggestions", suggested
        ) % {"number": suggested})
    if moved:
        parts.append(
            ngettext("%(number)s card moved", "%(number)s cards moved", moved) % {"number": moved}
        )
    if minutes is not None:
        parts.append(
            ngettext("%(number)s minute", "%(number)s minutes", minutes) % {"number": minutes}
        )
    return ", ".join(parts)


def running_of(
    board: Board, meeting: BoardMeeting, waiting: Iterable[BoardDecision], *, today: date
) -> Running:
    """A meeting under way with all that its part of the board shows; six queries at most.

    waiting: the decisions of the board that are not done.
    """
    keys = steps_of(board, on=meeting.day)
    place = keys.index(meeting.step) if meeting.step in keys else 0
    began = meeting.started_at or now()
    suggested, moved = cards_between(board.pk, began, now())
    last = BoardMeeting.objects.filter(board=board).held().order_by("-day").first()
    mine = decisions_shown(meeting.decisions.select_related("responsible__unit"), today=today)
    before = decisions_shown(
        [one for one in waiting if one.meeting_id != meeting.pk], today=today
    )
    return Running(
        meeting.pk, meeting.day,
        [
            StepShown(key, STEP_NAMES.get(key, key), number + 1, number < place, number == place)
            for number, key in enumerate(keys)
        ],
        max(0, int((now() - began).total_seconds())), board.minutes,
        last.attendance if last else None, last, suggested, moved, mine, before, str(uuid4()),
        slots_on(board.owner_id, meeting.day),
    )


@dataclass(frozen=True)
class MeetingPart:
    """What meetings bring to the page of a board. is_running: one is under way; running: what it
    shows, None on a wall. may_meet: the reader may run and enter them. entered_url: today's meeting
    where it is over, or was not held; "" for none. decisions: not done yet."""

    strip: Strip | None
    is_running: bool
    running: Running | None
    may_meet: bool
    entered_url: str
    decisions: list[DecisionShown]


def meeting_part(board: Board, *, user: Any, may_meet: bool, today: date) -> MeetingPart:
    """Assemble what a board shows of its meetings; one query, some more while one runs.

    user: None for a screen on the wall, which shows no decisions: they say who.
    """
    since = today - timedelta(days=LOOKED_BACK)
    marks, entries, waiting = together(
        lambda: marks_back([board], ON_BOARD, today=today),
        lambda: entries_of([board.pk], since, today).get(board.pk, []),
        lambda: _open_decisions(board.pk) if user is not None else [],
    )
    strip = strip_of(
        board, marks.get(board.pk, []), may_meet=may_meet, linked=user is not None
    )
    running = next((one for one in entries if one.state == BoardMeetingState.RUNNING), None)
    if user is None:
        return MeetingPart(strip, running is not None, None, False, "", [])
    entered = next(
        (one for one in entries if one.day == today and one != running and one.pk), None
    )
    meeting = BoardMeeting.objects.filter(pk=running.pk).first() if running else None
    return MeetingPart(
        strip, running is not None,
        running_of(board, meeting, waiting, today=today) if meeting else None, may_meet,
        reverse("boards:board_meeting", args=[entered.pk]) if entered else "",
        [] if running else decisions_shown(waiting, today=today),
    )


@question
def _open_decisions(board: int) -> QuerySet[Any]:
    rows = BoardDecision.objects.filter(meeting__board=board).open()
    rows = rows.select_related("responsible__unit").order_by("due_date", "pk")
    return rows[:MOST_DECISIONS]


def meeting_title(meeting: Any) -> str:
    """«Board meeting 13 November»."""
    return _("Board meeting %(day)s") % {"day": text_date(meeting.day)}


def state_word(meeting: BoardMeeting) -> str:
    """Held, 9 people; not held, and why."""
    if meeting.is_running:
        return pgettext("board meeting", "Under way")
    if not meeting.is_held:
        return meeting.why
    if meeting.attendance is None:
        return pgettext("board meeting", "Held")
    return ngettext(
        "Held, %(number)s person", "Held, %(number)s people", meeting.attendance
    ) % {"number": meeting.attendance}
