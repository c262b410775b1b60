"""What board meetings bring to pages of other floors: what is due, the calendar, the wheel, what
shows that a unit moves, the figures of a review."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import DateField, Max, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from boards.board_models import Board
from boards.choices import Cadence
from boards.meetings.choices import BoardMeetingState
from boards.meetings.history import entries_of, marks_back, marks_of, pauses_known
from boards.meetings.models import BoardDecision, BoardMeeting
from boards.meetings.rhythm import HELD, Mark, next_day, silent_since, spans_between
from boards.meetings.settings import SILENT
from boards.meetings.slots import Slot, share_held, slots
from boards.wheel.choices import Ring
from leaders.slots import ProgressSource, Sign, progress_sources
from leanplan import thresholds
from leanplan.questions import question
from leanplan.together import together
from measures.presenters.measure import address_of, short_title
from measures.registries import (
    DueItem,
    DueSource,
    TimedItem,
    TimedSource,
    UnitFigure,
    UnitFigureSource,
    WheelItem,
    WheelSource,
    due_sources,
    timed_sources,
    unit_figures,
    wheel_sources,
)
from organisation.models import Appointment
from organisation.roles import LEADERS, Role

# Who is told that a board is silent, and has its meetings in the calendar.
KEEPERS = LEADERS | {Role.SECRETARY}
AT_BOARD = KEEPERS | {Role.EMPLOYEE, Role.MANAGEMENT_GROUP_MEMBER}
# A unit's wheel shows the meetings of so many boards; of more they would hide the rest.
BOARDS_IN_WHEEL = 2
_HELD = Q(meetings__state=BoardMeetingState.HELD)
# Spans that are looked back on: how many were silent is counted up to here.
BACK = 8


# What is due


def boards_due(positions: Collection[int] | None, day: date) -> Iterator[DueItem]:
    """Decisions with a day and a position, and boards at which too many meetings are missing; one
    query, and two more where a board has been silent for long."""
    silent: dict[int, int] = {}
    decision = address_of("boards:board_meeting")
    rows = _due() if positions is None else _due_of({*positions, 0})
    for what, pk, position, on, text, unit, meeting in rows:
        if what == "decision":
            yield DueItem(
                f"board_decision:{pk}", position, on, short_title(text), decision % meeting, unit,
                "board",
            )
        elif on is None or on < _long_ago(text, day):
            silent[pk] = position
    if silent:
        yield from _silent(silent, day)


def _long_ago(cadence: str, day: date) -> date:
    """A board that met since then cannot have missed enough meetings."""
    days = {Cadence.WEEKLY: 7, Cadence.FORTNIGHTLY: 14}.get(Cadence(cadence), 28)
    return day - timedelta(days=days * thresholds.value(SILENT.key))


@question
def _due() -> QuerySet[Any, tuple[Any, ...]]:
    decisions = BoardDecision.objects.open().filter(due_date__isnull=False, responsible__gt=0)
    boards = Board.objects.in_use().exclude(cadence=Cadence.NONE).filter(
        owner__positions__role__in=sorted(KEEPERS), owner__positions__each=False
    )
    return _together(decisions, boards)


@question
def _due_of(positions: Collection[int]) -> QuerySet[Any, tuple[Any, ...]]:
    decisions = BoardDecision.objects.open().filter(
        due_date__isnull=False, responsible__in=positions
    )
    boards = Board.objects.in_use().exclude(cadence=Cadence.NONE).filter(
        owner__positions__in=positions, owner__positions__role__in=sorted(KEEPERS),
        owner__positions__each=False,
    )
    return _together(decisions, boards)


def _together(
    decisions: QuerySet[BoardDecision], boards: QuerySet[Board]
) -> QuerySet[Any, tuple[Any, ...]]:
    """(what, key, position, day, text or cadence, unit, meeting) of both."""
    said = decisions.order_by().values_list(
        Value("decision"), "pk", "responsible_id", "due_date", "text",
        "meeting__board__owner_id", "meeting_id",
    )
    silent = boards.order_by().annotate(last=Max("meetings__day", filter=_HELD)).values_list(
        Value("board"), "pk", "owner__positions__pk", Cast("last", DateField()), "cadence",
        "owner_id", Value(0),
    )
    return said.union(silent, all=True)


def _silent(asked: Mapping[int, int], day: date) -> Iterator[DueItem]:
    """Boards at which as many meetings in a row are missing as the municipality reminds at."""
    boards: list[Any] = _boards_asked({*asked, 0})
    enough, address = thresholds.value(SILENT.key), address_of("boards:board_meetings")
    found = marks_back(boards, BACK, today=day)
    for board in boards:
        missed = silent_since(found[board.pk])
        if len(missed) >= enough:
            yield DueItem(
                f"board_silent:{board.pk}:{missed[0].span.first}", asked[board.pk],
                missed[enough - 1].span.last, silent_text(board, len(missed)),
                address % board.pk, board.owner_id, "board",
            )


@question
def _boards_asked(keys: Collection[int]) -> QuerySet[Any]:
    return Board.objects.filter(pk__in=keys).select_related("owner").order_by("pk")


def silent_text(board: Board, number: int) -> str:
    """How many meetings are missing at a board, in a line."""
    return ngettext(
        "%(number)s board meeting is missing: %(board)s, %(unit)s",
        "%(number)s board meetings in a row are missing: %(board)s, %(unit)s", number,
    ) % {"number": number, "board": board.name, "unit": board.owner.short}


# The calendar


def meetings_timed(person_id: int, first: date, last: date) -> Iterator[TimedItem]:
    """The meetings of the boards where the person works or leads, by the boards' rhythm; one
    query, and two where there is such a board."""
    boards = [
        board for board in _boards_of(person_id, last)
        if first != last or board.weekday == first.weekday()
    ]
    if not boards:
        return
    address = address_of("boards:board_detail")
    entries, pauses = together(
        lambda: entries_of([board.pk for board in boards], first, last), pauses_known
    )
    for board in boards:
        off = {one.day for one in entries.get(board.pk, ())
               if one.state == BoardMeetingState.NOT_HELD}
        day = next_day(board.cadence, board.weekday, after=first, pauses=pauses)
        while day is not None and day <= last:
            starts = make_aware(datetime.combine(day, board.starts_at))
            yield TimedItem(
                f"board:{board.pk}:{day:%Y%m%d}", starts,
                starts + timedelta(minutes=board.minutes),
                _("Board meeting: %(unit)s") % {"unit": board.owner.short}, address % board.pk,
                place=board.place, sequence=board.version, cancelled=day in off,
                action=gettext_lazy("Open the board"),
            )
            day = next_day(
                board.cadence, board.weekday, after=day + timedelta(days=1), pauses=pauses
            )


@question
def _boards_of(person: int, day: date) -> QuerySet[Any]:
    held = Appointment.objects.current(on=day).filter(
        person=person, position__role__in=sorted(AT_BOARD), position__each=False
    )
    return Board.objects.in_use().filter(
        owner__in=held.values("position__unit"), weekday__isnull=False, starts_at__isnull=False,
    ).exclude(cadence=Cadence.NONE).select_related("owner").order_by("pk")


# The annual wheel


def meetings_in_wheel(
    first: date, last: date, units: Collection[int] | None
) -> Iterator[WheelItem]:
    """The days of a unit's own board meetings, as dots; nothing where there are many boards."""
    if units is None:
        return
    boards: list[Any] = _boards_in_wheel({*units, 0})
    if not boards or len(boards) > BOARDS_IN_WHEEL:
        return
    pauses, address = pauses_known(), address_of("boards:board_detail")
    for board in boards:
        day = next_day(
            board.cadence, board.weekday, after=max(first, board.used_from), pauses=pauses
        )
        while day is not None and day <= last:
            yield WheelItem(
                f"board:{board.pk}:{day:%Y%m%d}", day, day,
                _("Board meeting, %(board)s") % {"board": board.name}, address % board.pk,
                kind=Ring.MEETING, unit_id=board.owner_id, is_regular=True,
            )
            day = next_day(
                board.cadence, board.weekday, after=day + timedelta(days=1), pauses=pauses
            )


@question
def _boards_in_wheel(units: Collection[int]) -> QuerySet[Any]:
    rows = Board.objects.in_use().filter(owner__in=units, weekday__isnull=False)
    return rows.exclude(cadence=Cadence.NONE).order_by("pk")[: BOARDS_IN_WHEEL + 1]


# What shows that a unit moves


def last_meetings(unit_ids: Collection[int], today: date) -> Mapping[int, Sign]:
    """The last board meeting held in each unit; one query."""
    said = pgettext("sign of progress", "Board meeting")
    return {unit: Sign(day, said) for unit, day in _last_held({*unit_ids, 0}, today)}


@question
def _last_held(units: Collection[int], today: date) -> QuerySet[Any]:
    held = BoardMeeting.objects.held().filter(board__owner__in=units, day__lte=today)
    return held.order_by().values_list("board__owner").annotate(last=Max("day"))


# The figures of a review


def review_figures(
    unit_id: int, spans: Sequence[tuple[date, date]], today: date
) -> list[list[UnitFigure]]:
    """Board meetings of the unit in each half-year, and the time set aside; two queries, one more
    where the unit has a board."""
    first, last = min(one for one, _last in spans), min(max(one for _one, one in spans), today)
    meetings, aside = together(
        lambda: _marks_of_unit(unit_id, first, last, today), lambda: slots([unit_id], first, last)
    )
    return [
        [*_meetings_figure(meetings, begins, ends), *_aside_figure(aside, begins, ends, today)]
        for begins, ends in spans
    ]


def _meetings_figure(found: Iterable[Mark], first: date, last: date) -> Iterator[UnitFigure]:
    mine = [mark for mark in found if first <= mark.span.last <= last]
    asked, held = sum(mark.is_asked for mark in mine), sum(mark.state == HELD for mark in mine)
    if asked:
        yield UnitFigure(
            "board_meetings", _("Board meetings"), _("By the rhythm of the boards"),
            _of(held, asked),
        )


def _aside_figure(
    aside: Iterable[Slot], first: date, last: date, today: date
) -> Iterator[UnitFigure]:
    share = share_held([slot for slot in aside if first <= slot.on <= last], today=today)
    if share.passed:
        yield UnitFigure(
            "set_aside", _("Time for reflection and planning"), _("Of what was set aside"),
            _of(share.held, share.passed),
        )


def _marks_of_unit(unit_id: int, first: date, last: date, today: date) -> list[Mark]:
    boards: list[Any] = _boards_with_rhythm(unit_id)
    if not boards:
        return []
    entries, pauses = together(
        lambda: entries_of([board.pk for board in boards], first, last), pauses_known
    )
    return [
        mark for board in boards for mark in marks_of(
            board, spans_between(board.cadence, first, last), entries.get(board.pk, ()),
            pauses=pauses, today=today,
        )
    ]


@question
def _boards_with_rhythm(unit: int) -> QuerySet[Any]:
    boards = Board.objects.in_use().filter(owner=unit).exclude(cadence=Cadence.NONE)
    return boards.order_by("pk")


def _of(number: int, total: int) -> str:
    return _("%(number)s of %(total)s") % {"number": number, "total": total}


def register() -> None:
    """Put them into the registries; called once when the app is ready."""
    due_sources.register(DueSource("boards", boards_due))
    timed_sources.register(TimedSource("board_meetings", meetings_timed))
    wheel_sources.register(WheelSource("board_meetings", meetings_in_wheel))
    progress_sources.register(
        ProgressSource("board_meetings", gettext_lazy("Board meetings"), last_meetings)
    )
    unit_figures.register(UnitFigureSource("board_meetings", review_figures, order=60))
