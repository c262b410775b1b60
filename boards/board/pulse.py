"""What open pages of a board ask for again and again, in one query."""

from typing import Any

from django.db.models import QuerySet, Subquery
from django.http import Http404

from boards.board.scope import read_owner_ids
from boards.board_models import Board
from boards.live import state_of
from boards.live.models import LivePulse
from boards.meetings.keys import board_key
from leanplan.questions import question
from organisation.reach import reach_of


def state_seen(user: Any, pk: int) -> str:
    """How far the changes of a board have come, for one who reads it. Errors: Http404."""
    for owner, number in _owner_and_number(pk, board_key(pk)):
        if reach_of(user).all_units or owner in read_owner_ids(user):
            return state_of(number or 0)
    raise Http404


@question
def _owner_and_number(pk: int, key: str) -> QuerySet[Any, tuple[int, int | None]]:
    pulse = LivePulse.objects.filter(key=key).values("number")
    return Board.objects.filter(pk=pk).values_list("owner_id", Subquery(pulse))
