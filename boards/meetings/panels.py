"""What a unit's own page shows of its boards: how regularly people meet, and the time set aside."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from boards.meetings.choices import BoardMeetingState
from boards.meetings.history import marks_back
from boards.meetings.shown import ON_BOARD, Strip, strip_of
from boards.meetings.slots import share_held, slots
from boards.models import Board
from leanplan.periods import add_months
from leanplan.questions import question
from leanplan.together import together
from measures.registries import Panel, unit_panels
from organisation.reach import reach_of


@dataclass(frozen=True)
class BoardLine:
    """A board of the unit: its strip, None without a rhythm; how often people have met."""

    board: Board
    strip: Strip | None
    held: int


def unit_meetings(unit: Any, user: Any, today: date) -> Mapping[str, Any] | None:
    """How the unit's boards are met at, for one who reads the unit; None without boards."""
    if not reach_of(user).reads(unit.pk):
        return None
    boards: list[Any] = _boards(unit.pk)
    if not boards:
        return None
    marks, aside = together(
        lambda: marks_back(boards, ON_BOARD, today=today),
        lambda: slots([unit.pk], add_months(today, -12), today),
    )
    return {
        "lines": [
            BoardLine(board, strip_of(board, marks[board.pk]), board.held)
            for board in boards
        ],
        "share": share_held(aside, today=today) if aside else None,
    }


@question
def _boards(unit: int) -> QuerySet[Any]:
    held = Count("meetings", filter=Q(meetings__state=BoardMeetingState.HELD))
    rows = Board.objects.in_use().filter(owner=unit).annotate(held=held)
    return rows.order_by("name", "pk")


def register() -> None:
    """Put it into the slot; called once when the app is ready."""
    unit_panels.register(
        Panel("board_meetings", "boards/board_meeting/_unit_panel.html", unit_meetings, order=31)
    )


