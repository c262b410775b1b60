"""What happened to the suggestions of a board between two moments."""

from datetime import datetime

from boards.suggestions.models import Suggestion


def cards_between(board_id: int, first: datetime, last: datetime) -> tuple[int, int]:
    """How many suggestions came, and how many moved to another state; two queries."""
    tracked = Suggestion.history.filter(board_id=board_id, history_date__lte=last)
    during = tracked.filter(history_date__gte=first)
    made, states = set(), {}
    for pk, state, kind in during.order_by("history_date", "history_id").values_list(
        "id", "state", "history_type"
    ):
        if kind == "+":
            made.add(pk)
        states[pk] = state
    before: dict[int, str] = {}
    for pk, state in tracked.filter(id__in=states, history_date__lt=first).order_by(
        "history_date", "history_id"
    ).values_list("id", "state"):
        before[pk] = state
    moved = sum(1 for pk, state in states.items() if pk not in made and before.get(pk) != state)
    return len(made), moved
