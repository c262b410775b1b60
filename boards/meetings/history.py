"""What was entered at boards, read for many boards at once, and by whom a board is answered for."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from boards.board_models import Board
from boards.meetings.choices import BoardMeetingState
from boards.meetings.models import BoardMeeting
from boards.meetings.rhythm import Entry, Mark, Span, by_board, last_spans, marks
from boards.rlg.choices import OVER
from leanplan.questions import question
from leanplan.together import together
from organisation.models import Pause, Position
from organisation.roles import LEADERS, UnitKind
from organisation.tree import parents_on
from reviews.rules import nearest_leader


def entries_of(
    board_ids: Collection[int], first: date, last: date
) -> Mapping[int, list[Entry]]:
    """{board: its meetings from the first to the last day}; one query. The boards of a management
    group are used at each meeting it has held as well."""
    keys = {*board_ids, 0}
    own, group = together(
        lambda: _entries(keys, first, last), lambda: _group_meetings(keys, first, last)
    )
    return by_board([
        *((board, Entry(day, state, reason, pk)) for board, day, state, reason, pk in own),
        *(
            (board, Entry(day, BoardMeetingState.HELD, group=pk))
            for board, day, pk in group
        ),
    ])


@question
def _entries(boards: Collection[int], first: date, last: date) -> QuerySet[Any]:
    rows = BoardMeeting.objects.filter(board__in=boards, day__range=(first, last))
    return rows.order_by("day").values_list("board_id", "day", "state", "reason", "pk")


@question
def _group_meetings(boards: Collection[int], first: date, last: date) -> QuerySet[Any]:
    used = Board.objects.filter(
        pk__in=boards, owner__kind=UnitKind.MANAGEMENT_GROUP,
        owner__meeting_series__meetings__state__in=OVER,
        owner__meeting_series__meetings__day__range=(first, last),
    )
    return used.order_by("owner__meeting_series__meetings__day").values_list(
        "pk", "owner__meeting_series__meetings__day", "owner__meeting_series__meetings__pk"
    )


def marks_of(
    board: Board, spans: Iterable[Span], entries: Iterable[Entry], *, pauses: Collection[Pause],
    today: date,
) -> list[Mark]:
    """How each span of a board went."""
    return marks(
        spans, entries, weekday=board.weekday, pauses=tuple(pauses), since=board.used_from,
        today=today,
    )


def pauses_known() -> list[Pause]:
    """The pauses of the municipality; one query."""
    return _pauses()


@question
def _pauses() -> QuerySet[Any]:
    return Pause.objects.order_by("starts_on", "pk")


def marks_back(
    boards: Collection[Board], number: int, *, today: date
) -> dict[int, list[Mark]]:
    """{board: how its last so many spans went, today's among them}; one query, none without
    boards. A board without a rhythm has no marks."""
    if not boards:
        return {}
    spans = {board.pk: last_spans(board.cadence, today, number) for board in boards}
    first = min((one[0].first for one in spans.values() if one), default=today)
    entries, pauses = together(lambda: entries_of(list(spans), first, today), pauses_known)
    return {
        board.pk: marks_of(
            board, spans[board.pk], entries.get(board.pk, ()), pauses=pauses, today=today
        )
        for board in boards
    }


def leaders_of(unit_ids: Collection[int], *, today: date) -> dict[int, int]:
    """{unit: the position that answers for its boards}: its leader, else the nearest above.

    Two queries.
    """
    parents = parents_on(today)
    held = Position.objects.filter(role__in=LEADERS, each=False).order_by("-pk")
    leaders = dict(held.values_list("unit_id", "pk"))
    found = {}
    for unit in unit_ids:
        position = leaders.get(unit) or nearest_leader(unit, parents, leaders)
        if position is not None:
            found[unit] = position
    return found
