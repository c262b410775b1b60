"""Boards: made, changed, put away and taken out again."""

from typing import Any

from django.db import transaction

from boards.board_models import Board
from boards.live import live_changed
from boards.meetings.keys import board_key
from leanplan.versioning import create, save_changes
from organisation.models import OrgUnit


@transaction.atomic
def board_create(*, by: Any, owner: OrgUnit, values: dict[str, Any]) -> Board:
    """Make a board for a unit, an area or the management group. Errors: ValidationError."""
    return create(Board(owner=owner, **values), by=by)


@transaction.atomic
def board_edit(*, by: Any, board: Board, version: int, values: dict[str, Any]) -> Board:
    """Change a board. Errors: Conflict, ValidationError."""
    live_changed(board_key(board.pk))
    save_changes(board, values, version=version, by=by)
    return board


@transaction.atomic
def board_close(*, by: Any, board: Board, version: int, closed: bool) -> Board:
    """Put a board away, or take it out again; what stands on it is kept. Errors: Conflict."""
    return board_edit(by=by, board=board, version=version, values={"is_closed": closed})
