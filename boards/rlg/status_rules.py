"""What the judgement of a row may say, and how it compares with the one before. No ORM."""

from collections.abc import Sequence

from reviews.choices import Light

# From worst to best.
_RANK = {Light.ACT.value: 0, Light.WATCH.value: 1, Light.GOOD.value: 2}
UP, DOWN, SAME = "up", "down", "same"


def may_be(light: str, *, unassigned: int) -> bool:
    """A row is never on track while nobody is responsible for something in it."""
    return light != Light.GOOD or unassigned == 0


def trend(light: str, before: str | None) -> str:
    """Better, worse or the same as at the last meeting; "" where there is nothing to compare."""
    if light not in _RANK or before not in _RANK:
        return ""
    now, then = _RANK[light], _RANK[before]
    return SAME if now == then else UP if now > then else DOWN


def in_a_row(words: Sequence[str], and_: str) -> str:
    """T5, T11 and T22."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {and_} {words[-1]}"
