"""What the rules ask of boards is kept up to date at once, by whoever enters a meeting."""

from collections.abc import Collection

from measures.actions.obligations_sync import refresh

RULES = ("board_meetings", "management_group_boards")


def boards_changed(board_ids: Collection[int]) -> None:
    """Let the obligations of these boards follow; call it in the transaction that changed them."""
    refresh(*RULES, subjects=[f"board:{pk}" for pk in board_ids])
