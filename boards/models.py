"""Where people meet. Each subject has a file of its own."""

from boards.board_models import Board, BoardQuerySet

__all__ = ["Board", "BoardQuerySet"]
