"""Boards and their meetings, as the tests need them."""

from datetime import date

from boards.meetings.actions.log import board_meeting_log
from boards.models import Board
from leanplan.versioning import create

HELD = {
    "day": date(2018, 11, 12), "state": "held", "attendance": 9, "minutes": 15, "reason": "",
    "reason_text": "",
}
NOT_HELD = HELD | {"state": "not_held", "attendance": None, "minutes": None, "reason": "staff"}


def a_board(cast, unit="home", **values):
    """A weekly board, on Mondays at nine, in use since New Year."""
    first = {
        "name": "Tavla", "purpose": "Trygge dager.", "weekday": 0, "starts_at": "09:00",
        "used_from": date(2018, 1, 1),
    }
    board = create(Board(owner=getattr(cast.units, unit), **first | values), by=cast.drel)
    board.refresh_from_db()
    return board


def held(cast, board, day, **values):
    """A meeting that was held."""
    return board_meeting_log(by=cast.drel, board=board, values=HELD | {"day": day} | values)


def not_held(cast, board, day, **values):
    """One that was not."""
    return board_meeting_log(by=cast.drel, board=board, values=NOT_HELD | {"day": day} | values)
