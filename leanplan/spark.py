"""A small line of values over time, as the points of an SVG path. No words, no colours."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, EDGE = 120, 32, 5.0


@dataclass(frozen=True)
class Spark:
    """What is drawn: the path of the values, where it ends, the height of the target (or None)."""

    path: str
    end_x: str
    end_y: str
    target_y: str | None
    width: int = WIDTH
    height: int = HEIGHT


def spark(values: Sequence[float], target: float | None = None) -> Spark | None:
    """Lay out two or more values from left to right, the largest on top; None for fewer.

    Values that are all alike, with no other target, make a level line in the middle.
    """
    if len(values) < 2:
        return None
    shown = [*values, *([] if target is None else [target])]
    low, high = min(shown), max(shown)

    def height(value: float) -> str:
        share = (value - low) / (high - low) if high > low else 0.5
        return f"{HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE):.1f}"

    step = (WIDTH - 2 * EDGE) / (len(values) - 1)
    across = [f"{EDGE + step * place:.1f}" for place in range(len(values))]
    points = [f"{x} {height(y)}" for x, y in zip(across, values, strict=True)]
    return Spark(
        f"M{'L'.join(points)}", across[-1], height(values[-1]),
        None if target is None else height(target),
    )
