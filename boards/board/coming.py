"""What the unit's own annual wheel has in the next weeks, as its board shows it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from boards.board_models import Board
from boards.wheel.models import WheelEntry
from boards.wheel.rules import occurrences
from leanplan.questions import question

AHEAD, MOST = 42, 3


@dataclass(frozen=True)
class Coming:
    """One time of an entry."""

    on: date
    title: str


def coming_on(board: Board, *, today: date) -> list[Coming]:
    """The next times of the owner's own entries; one query."""
    last = today + timedelta(days=AHEAD)
    rows: list[WheelEntry] = _entries(board.owner_id, today, last)
    found = [
        Coming(day, row.title) for row in rows
        for day in occurrences(
            row.starts_on, row.recurrence, until=row.until, first=today, last=last
        )
    ]
    return sorted(found, key=lambda one: (one.on, one.title))[:MOST]


@question
def _entries(owner: int, first: date, last: date) -> QuerySet[WheelEntry]:
    return WheelEntry.objects.filter(owner=owner).within(first, last)
