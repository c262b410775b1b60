"""Measuring points of a board and their readings."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from boards.board_models import Board
from boards.live import live_changed
from boards.measuring.models import BoardFigure, BoardReading
from boards.meetings.keys import board_key
from leanplan.history import history_sign
from leanplan.versioning import create, save_changes, take_row


@transaction.atomic
def figure_create(*, by: Any, board: Board, values: dict[str, Any]) -> BoardFigure:
    """Follow something new on a board; it stands last. Errors: ValidationError."""
    live_changed(board_key(board.pk))
    order = board.figures.count() + 1
    return create(BoardFigure(board=board, order=order, **values), by=by)


@transaction.atomic
def figure_edit(
    *, by: Any, figure: BoardFigure, version: int, values: dict[str, Any]
) -> BoardFigure:
    """Change what is measured, or put it away. Errors: Conflict, ValidationError."""
    live_changed(board_key(figure.board_id))
    save_changes(figure, values, version=version, by=by)
    return figure


@transaction.atomic
def reading_add(
    *, by: Any, figure: BoardFigure, read_on: date, value: Decimal, note: str = ""
) -> BoardReading:
    """Write down a value. Errors: ValidationError for a second one of the same day."""
    live_changed(board_key(figure.board_id))
    return create(BoardReading(figure=figure, read_on=read_on, value=value, note=note), by=by)


@transaction.atomic
def reading_edit(
    *, by: Any, reading: BoardReading, version: int, values: dict[str, Any]
) -> BoardReading:
    """Put a value right. Errors: Conflict, ValidationError."""
    live_changed(board_key(reading.figure.board_id))
    save_changes(reading, values, version=version, by=by)
    return reading


@transaction.atomic
def reading_delete(*, by: Any, reading: BoardReading, version: int) -> None:
    """Take a value away that was never read. Errors: Conflict."""
    live_changed(board_key(reading.figure.board_id))
    take_row(reading, version)
    history_sign(reading, by=by)
    reading.delete()
