"""Lifted points: lifted, lifted on, answered, taken back."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from boards.board_models import Board
from boards.lift import notices
from boards.lift.models import Lift
from boards.lift.target import answerer_of, board_above
from boards.live import live_changed
from boards.meetings.keys import board_key
from boards.rlg.lifted import lift_comes_up, lift_is_over
from boards.suggestions.models import Suggestion
from leanplan.clock import today
from leanplan.versioning import create, save_changes


@transaction.atomic
def lift_create(
    *, by: Any, board: Board, to_board: Board, text: str, answer_by: date,
    suggestion: Suggestion | None = None, continues: Lift | None = None,
) -> Lift:
    """Lift a point, or a suggestion, to the board above, and tell who answers there.

    continues: the lifted point that goes on from here. Errors: ValidationError where the board is
    not above, or the point is lifted already.
    """
    live_changed(*_pulses(board, to_board, continues))
    if to_board not in board_above(board, on=today()).boards:
        raise ValidationError(
            {"to_board": _("That is not the board above any more. Load the page again.")}
        )
    lift = create(
        Lift(
            from_board=board, to_board=to_board, suggestion=suggestion, continues=continues,
            text=text, answerer=answerer_of(to_board), lifted_on=today(), answer_by=answer_by,
        ),
        by=by,
    )
    lift_comes_up(lift, by=by)
    notices.tell_lifted(lift, by=by)
    return lift


@transaction.atomic
def lift_answer(*, by: Any, lift: Lift, version: int, answer: str) -> Lift:
    """Answer a lifted point, and tell those who lifted it; once answered, the answer can be put
    right by answering again. Errors: Conflict, ValidationError."""
    live_changed(*_pulses(lift.from_board, lift.to_board, lift.continues))
    if lift.withdrawn_on is not None:
        raise ValidationError(_("It has been taken back, and waits for no answer."))
    if not answer.strip():
        raise ValidationError({"answer": _("Write the answer.")})
    values = {"answer": answer.strip(), "answered_on": lift.answered_on or today()}
    if save_changes(lift, values, version=version, by=by):
        lift_is_over(lift, by=by)
        notices.tell_answered(lift, by=by)
    return lift


@transaction.atomic
def lift_withdraw(*, by: Any, lift: Lift, version: int) -> Lift:
    """Take back a point that is not answered: it was solved, or need not be. Errors: Conflict,
    ValidationError."""
    live_changed(*_pulses(lift.from_board, lift.to_board, lift.continues))
    if not lift.is_open:
        raise ValidationError(_("It is answered already."))
    save_changes(lift, {"withdrawn_on": today()}, version=version, by=by)
    lift_is_over(lift, by=by)
    return lift


def _pulses(board: Board, to_board: Board, continues: Lift | None) -> list[str]:
    """The boards that show it."""
    shown = {board.pk, to_board.pk}
    while continues is not None:
        shown |= {continues.from_board_id, continues.to_board_id}
        continues = continues.continues
    return [board_key(pk) for pk in shown]
