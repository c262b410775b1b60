"""The last board meeting of a unit, and whether too many in a row are missing (M14).

A unit with several boards is judged by the one that met last.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from boards.choices import Cadence
from boards.meetings.choices import BoardMeetingState, NotHeld
from boards.meetings.history import pauses_known
from boards.meetings.rhythm import Entry, last_spans, marks, silent_since
from boards.meetings.settings import SILENT
from boards.models import Board, BoardMeeting
from leanplan import thresholds
from leanplan.questions import question
from leanplan.together import together
from leanplan.working_days import Pause
from measures.presenters.measure import address_of
from overview.columns.column import Asked, Cell, Column, Source
from overview.columns.gemba import mark_in_sheet
from overview.periods import Period

KEY = "board_meeting"
# Spans that are looked back on.
BACK = 8
_HELD = Q(meetings__state=BoardMeetingState.HELD)


@dataclass(frozen=True)
class _BoardFacts:
    """A board: its rhythm, from when it is in use, the last meeting, and those that were not held
    because of a holiday."""

    pk: int
    cadence: str
    weekday: int | None
    used_from: date
    last: date | None
    rests: list[Entry] = field(default_factory=list)

    def is_silent(self, pauses: Sequence[Pause], *, today: date) -> bool:
        """As many meetings in a row are missing as the municipality reminds at."""
        entries = list(self.rests)
        if self.last:
            entries.append(Entry(self.last, BoardMeetingState.HELD))
        found = marks(
            last_spans(self.cadence, today, BACK), entries, weekday=self.weekday,
            pauses=pauses, since=self.used_from, today=today,
        )
        return len(silent_since(found)) >= thresholds.value(SILENT.key)


def columns(_period: Period) -> list[Column]:
    """One, as it is today, whatever the period."""
    return [
        Column(
            KEY, _("Board meeting"), "overview/units/_mark.html", 50, mark_in_sheet, in_sum=False
        )
    ]


def cells(asked: Asked) -> Mapping[tuple[int, str], Cell]:
    """The last meeting of each unit with a board; one query."""
    units, day = sorted(asked.unit_ids), asked.today
    since = last_spans(Cadence.MONTHLY, day, BACK)[0].first
    found, rests, pauses = together(
        lambda: _boards(units, day), lambda: _rests(units, since), pauses_known
    )
    own: dict[int, list[Entry]] = defaultdict(list)
    for pk, rested in rests:
        own[pk].append(Entry(rested, BoardMeetingState.NOT_HELD, NotHeld.PAUSE))
    boards: dict[int, list[_BoardFacts]] = defaultdict(list)
    for unit, pk, cadence, weekday, used_from, last in found:
        boards[unit].append(_BoardFacts(pk, cadence, weekday, used_from, last, own[pk]))
    return dict(_cells(boards, pauses, today=day))


@question
def _boards(units: Collection[int], today: date) -> QuerySet[Any, tuple[Any, ...]]:
    """(unit, board, cadence, weekday, in use from, day of the last meeting)."""
    boards = Board.objects.in_use().filter(owner__in=units).order_by("pk")
    last = Max("meetings__day", filter=_HELD & Q(meetings__day__lte=today))
    return boards.annotate(last=last).values_list(
        "owner_id", "pk", "cadence", "weekday", "used_from", "last"
    )


@question
def _rests(units: Collection[int], since: date) -> QuerySet[Any, tuple[Any, ...]]:
    """(board, day) of the meetings that were not held because of a holiday."""
    rows = BoardMeeting.objects.filter(
        board__owner__in=units, board__is_closed=False, day__gte=since,
        state=BoardMeetingState.NOT_HELD, reason=NotHeld.PAUSE,
    )
    return rows.order_by("pk").values_list("board_id", "day")


def _cells(
    boards: Mapping[int, list[_BoardFacts]], pauses: Sequence[Pause], *, today: date
) -> Iterator[tuple[tuple[int, str], Cell]]:
    address = address_of("boards:board_meetings") if boards else ""
    for unit, own in boards.items():
        board = max(own, key=lambda one: (one.last or date.min, -one.pk))
        url = address % board.pk
        if board.is_silent(pauses, today=today):
            yield (unit, KEY), Cell("late", late=1, on=board.last, url=url)
        elif board.last:
            yield (unit, KEY), Cell("done", on=board.last, url=url)
        else:
            yield (unit, KEY), Cell("passed", url=url)


SOURCE = Source(KEY, columns, cells)
