"""Where people meet. Each subject has a file of its own."""

from boards.board_models import Board, BoardQuerySet
from boards.live.models import LivePulse
from boards.wheel.models import WheelEntry, WheelEntryQuerySet, WheelTick

__all__ = [
    "Board", "BoardQuerySet", "LivePulse", "WheelEntry", "WheelEntryQuerySet", "WheelTick",
]
