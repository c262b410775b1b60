"""Boards with what stands on them, as the tests need them."""

from datetime import date
from decimal import Decimal

from boards.board.actions import board_create
from boards.lift.actions import lift_create
from boards.measuring.actions import figure_create, reading_add
from boards.models import Board
from boards.suggestions.actions import MoveSaid, suggestion_create, suggestion_move

DUE = date(2018, 12, 1)
RESULT = "Halvparten så mange spørsmål"


def board(cast, unit="home", name="Tavle", by="chief", **values):
    """The board of a unit with that name, made where it is not there yet."""
    owner = getattr(cast.units, unit)
    found = Board.objects.filter(owner=owner, name=name).select_related("owner").first()
    return found or board_create(by=cast[by], owner=owner, values={"name": name, **values})


def suggestion(cast, unit="home", title="Merke hyller på lageret", by="drel", **values):
    return suggestion_create(by=cast[by], board=board(cast, unit), title=title, **values)


def running(cast, state="plan", unit="home", title="Fast plass til tralla", **values):
    """A suggestion that has come that far."""
    made = suggestion(cast, unit, title, **values)
    owner = cast.positions.drel if unit == "home" else cast.positions.other_drel
    said = MoveSaid(responsible=owner, due_date=DUE, over_limit=True)
    for to in ("plan", "do", "check")[: ("plan", "do", "check").index(state) + 1]:
        suggestion_move(by=cast.drel, suggestion=made, version=made.version, to=to, said=said)
        said = MoveSaid()
    return made


def figure(cast, unit="home", name="Beskjeder som går tapt", values=(3,)):
    made = figure_create(
        by=cast.drel, board=board(cast, unit),
        values={"name": name, "unit": "i måneden", "target": Decimal(2), "better": "lower"},
    )
    for place, value in enumerate(values, start=1):
        reading_add(by=cast.drel, figure=made, read_on=date(2018, 10, place), value=Decimal(value))
    return made


def lift(cast, text="Nattevakt deles med naboen", **values):
    """A point lifted from Solsiden to its area."""
    below, above = board(cast), board(cast, "health")
    return lift_create(
        by=cast.drel, board=below, to_board=above, text=text,
        **{"answer_by": date(2018, 11, 27), **values},
    )
