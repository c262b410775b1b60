"""By what names boards and their meetings are followed (boards/live)."""


def board_key(pk: int) -> str:
    """The board with all that stands on it, its running meeting among it."""
    return f"board:{pk}"
