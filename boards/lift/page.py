"""The page of a lifted point: its whole path, whichever end one reads it from."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from boards.board_models import Board
from boards.lift.models import Lift
from boards.lift.target import board_above
from measures.presenters.deadline import distance
from organisation.holders import Owner, holders_of, owner_shown


@dataclass(frozen=True)
class StepShown:
    """One lift on the path. late: how far over the day, "" for not or for one that is answered."""

    lift: Lift
    owner: Owner
    late: str
    is_here: bool


@dataclass(frozen=True)
class LiftPage:
    """Everything on the page. from_url, to_url: the boards at the two ends, where the reader reads
    them. goes_on: it can be lifted further, to the board named."""

    lift: Lift
    path: list[StepShown]
    from_url: str
    to_url: str
    may_answer: bool
    may_withdraw: bool
    goes_on: Board | None


def lift_page(lift: Lift, *, user: Any, today: date) -> LiftPage:
    """Assemble the page of a lift that the user may read."""
    path = path_of(lift)
    holders = holders_of((one.answerer_id for one in path), on=today)
    may_answer = user.has_perm("boards.answer_lift", lift)
    goes_on = None
    if may_answer and lift.is_open and not hasattr(lift, "further"):
        above = board_above(lift.to_board, on=today).boards
        goes_on = above[0] if above else None
    return LiftPage(
        lift=lift,
        path=[
            StepShown(
                one, owner_shown(one.answerer, holders),
                distance((one.answer_by - today).days)
                if one.is_open and one.answer_by < today else "",
                one.pk == lift.pk,
            )
            for one in path
        ],
        from_url=_url(lift.from_board, user), to_url=_url(lift.to_board, user),
        may_answer=may_answer and lift.withdrawn_on is None,
        may_withdraw=lift.is_open and user.has_perm("boards.lift", lift.from_board),
        goes_on=goes_on,
    )


def _url(board: Board, user: Any) -> str:
    return board.get_absolute_url() if user.has_perm("boards.read_boards", board) else ""


def path_of(lift: Lift) -> list[Lift]:
    """From where the point first was lifted to where it has come; a query a step."""
    rows = Lift.objects.select_related(
        "from_board__owner", "to_board__owner", "answerer__unit", "continues"
    )
    first = lift
    while first.continues_id is not None:
        first = rows.get(pk=first.continues_id)
    path = [first]
    while True:
        further = rows.filter(continues=path[-1]).first()
        if further is None:
            return path
        path.append(further)
