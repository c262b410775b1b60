"""The page of a board's meetings: a year of regularity, each meeting, the time set aside."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.urls import reverse

from boards.board_models import Board
from boards.choices import Cadence
from boards.meetings.history import marks_back
from boards.meetings.models import BoardMeeting
from boards.meetings.shown import Strip, meeting_title, state_word, strip_of
from boards.meetings.slots import Held, Slot, share_held, slots
from leanplan.periods import add_months
from leanplan.together import together

ON_PAGE = 30
# Spans of the strip on this page: a year, as far as the picture can be read.
A_YEAR = {Cadence.WEEKLY: 26, Cadence.FORTNIGHTLY: 26, Cadence.MONTHLY: 12}


@dataclass(frozen=True)
class Line:
    """One meeting in the table."""

    title: str
    day: date
    state: str
    is_held: bool
    is_running: bool
    minutes: int | None
    decisions: int
    url: str


@dataclass(frozen=True)
class MeetingList:
    """The page. slots: what was set aside in the year until today, the newest first."""

    strip: Strip | None
    lines: list[Line]
    page: int
    pages: int
    slots: list[Slot]
    share: Held
    log_url: str


def meeting_list(board: Board, *, may_meet: bool, today: date, number: str) -> MeetingList:
    """Assemble it; as many queries for two meetings as for two hundred."""
    spans = A_YEAR.get(Cadence(board.cadence), 0)
    marks, aside = together(
        lambda: marks_back([board] if spans else [], spans, today=today),
        lambda: slots([board.owner_id], add_months(today, -12), today),
    )
    rows: Any = BoardMeeting.objects.filter(board=board).annotate(agreed=Count("decisions"))
    total = rows.count()
    pages = max(1, -(-total // ON_PAGE))
    page = min(max(int(number), 1), pages) if number.isascii() and number.isdigit() else 1
    here = rows.order_by("-day")[(page - 1) * ON_PAGE : page * ON_PAGE]
    aside.sort(key=lambda slot: slot.on, reverse=True)
    return MeetingList(
        strip_of(board, marks.get(board.pk, [])),
        [
            Line(
                meeting_title(row), row.day, state_word(row), row.is_held, row.is_running,
                row.minutes, row.agreed, row.get_absolute_url(),
            )
            for row in here
        ],
        page, pages, aside, share_held(aside, today=today),
        reverse("boards:board_meeting_log", args=[board.pk]) if may_meet else "",
    )
