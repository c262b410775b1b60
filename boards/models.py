"""Where people meet. Each subject has a file of its own."""

from boards.board_models import Board, BoardQuerySet
from boards.wheel.models import WheelEntry, WheelEntryQuerySet, WheelTick

__all__ = ["Board", "BoardQuerySet", "WheelEntry", "WheelEntryQuerySet", "WheelTick"]
