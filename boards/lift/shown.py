"""How lifted points are shown: on the boards at both ends, and on their own page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from boards.board_models import Board
from boards.lift.models import Lift
from leanplan.dates import text_date
from leanplan.questions import question
from measures.presenters.deadline import distance
from measures.presenters.measure import address_of

# An answer stands on the board for so many days.
ANSWERED_DAYS = 30


@dataclass(frozen=True)
class LiftShown:
    """A lifted point on a board. is_here: it was lifted to this board, and is answered here."""

    pk: int
    text: str
    url: str
    place: str
    lifted_on: date
    answer_by: date
    answer: str
    answered_on: date | None
    days_over: int
    late: str
    is_here: bool
    suggestion_id: int | None

    @property
    def is_open(self) -> bool:
        """Waits for its answer."""
        return self.answered_on is None


def lifts_on(board: Board, *, today: date) -> list[LiftShown]:
    """Points lifted from and to the board that wait, or were answered lately; one query."""
    found = _recent(board.pk, today - timedelta(days=ANSWERED_DAYS))
    return shown_on(board.pk, found, today=today)


@question
def _recent(board: int, since: date) -> QuerySet[Lift]:
    found = Lift.objects.filter(
        Q(from_board=board) | Q(to_board=board), Q(answered_on=None) | Q(answered_on__gte=since),
        withdrawn_on=None,
    )
    return found.select_related("from_board__owner", "to_board__owner").order_by("answer_by", "pk")


def shown_on(board_id: int, lifts: Iterable[Any], *, today: date) -> list[LiftShown]:
    """Lifted points as the board sees them."""
    address = address_of("boards:lift_detail")
    found = []
    for lift in lifts:
        is_here = lift.to_board_id == board_id
        other = lift.from_board if is_here else lift.to_board
        days = (lift.answer_by - today).days
        over = max(-days, 0) if lift.is_open else 0
        found.append(
            LiftShown(
                lift.pk, lift.text, address % lift.pk, other.owner.short, lift.lifted_on,
                lift.answer_by, lift.answer, lift.answered_on, over,
                distance(days) if over else "", is_here, lift.suggestion_id,
            )
        )
    return found


def said_of(lift: LiftShown) -> str:
    """What the card of a suggestion says of its lift."""
    if lift.late:
        return _("Lifted, the answer is %(late)s") % {"late": lift.late}
    if lift.is_open:
        return _("Lifted, answer by %(day)s") % {"day": text_date(lift.answer_by)}
    return _("Answer from %(place)s") % {"place": lift.place}
