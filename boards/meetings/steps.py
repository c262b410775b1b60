"""What a meeting goes through: what happened since, the sections of the board, the end."""

from datetime import date

from boards.board_models import Board
from boards.choices import Section
from boards.meetings.choices import Step
from boards.meetings.slots import slots_on

# Seen on the board, and gone through with what else is done.
NO_STEP = (Section.RESULTS, Section.WHEEL)


def steps_of(board: Board, *, on: date) -> list[str]:
    """The steps, in order. Reflection is one on a day it is set aside for in the unit's wheel;
    one query."""
    middle = [section for section in Section.values if section in board.sections]
    middle = [section for section in middle if section not in NO_STEP]
    reflects = any(True for _each in slots_on(board.owner_id, on))
    return [
        Step.SINCE.value, *middle, *([Step.REFLECTION.value] if reflects else []), Step.END.value,
    ]
