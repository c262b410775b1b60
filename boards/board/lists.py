"""The boards one reads: one's own units first, then by area."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from boards.board.scope import keeps_some
from boards.board_models import Board
from boards.choices import Cadence
from boards.suggestions.choices import RUNNING, WAITING
from leanplan.collation import norwegian
from organisation.reach import reach_of


@dataclass(frozen=True)
class BoardLine:
    """A board in the list. waiting, running: how many suggestions."""

    pk: int
    name: str
    owner: str
    purpose: str
    rhythm: str
    url: str
    waiting: int
    running: int
    limit: int
    is_closed: bool


@dataclass(frozen=True)
class BoardList:
    """near: of the units and bodies where the reader works, leads or has a seat; others: the rest
    that the reader reads; away: put away, for who may take them out again."""

    near: list[BoardLine]
    others: list[BoardLine]
    away: list[BoardLine]
    may_make: bool


def board_lists(user: Any, *, today: date) -> BoardList:
    """The boards the user reads, in the order of their units' names; one query."""
    rows: Any = Board.objects.visible_to(user).select_related("owner")
    found = list(
        rows.annotate(
            waiting=Count("suggestions", filter=Q(suggestions__state__in=WAITING)),
            running=Count("suggestions", filter=Q(suggestions__state__in=RUNNING)),
        ).order_by(norwegian("owner__name"), "name", "pk")
    )
    held = {one.unit_id for one in reach_of(user).shown if not one.each}
    near = [_line(one) for one in found if one.owner_id in held and not one.is_closed]
    others = [_line(one) for one in found if one.owner_id not in held and not one.is_closed]
    away = [_line(one) for one in found if one.is_closed]
    may_make = keeps_some(user)
    return BoardList(near, others, away if may_make else [], may_make)


def _line(board: Any) -> BoardLine:
    return BoardLine(
        board.pk, board.name, board.owner.name, board.purpose, rhythm_text(board),
        board.get_absolute_url(), board.waiting, board.running, board.wip_limit, board.is_closed,
    )


def rhythm_text(board: Board) -> str:
    """How often people meet at the board, with the day and the hour where they are set."""
    parts = [str(Cadence(board.cadence).label)]
    if board.weekday is not None:
        parts.append(str(board.get_weekday_display()).lower())
    if board.starts_at is not None:
        parts.append(f"{board.starts_at:%H.%M}")
    return ", ".join(parts)
