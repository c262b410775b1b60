"""What the levels of a stakeholder propose, and where each stands in the grid."""

from collections.abc import Sequence
from dataclasses import dataclass

HIGH = 2  # medium and great against none and little
CELL, LEFT, TOP = 130, 92, 14
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def proposed_strategy(influence: int, interest: int) -> str:
    """Key of the strategy that influence and interest (0 to 3) propose."""
    if influence >= HIGH:
        return "engage" if interest >= HIGH else "satisfy"
    return "inform" if interest >= HIGH else "little"


def letter(place: int) -> str:
    """The sign of a group by its place from 0: A to Z, then A2 and on."""
    round_, number = divmod(place, len(LETTERS))
    return LETTERS[number] + (str(round_ + 1) if round_ else "")


@dataclass(frozen=True)
class Placed:
    """Where a group's sign stands in the grid: its middle, and half its size."""

    letter: str
    x: float
    y: float
    half: float

    @property
    def scale(self) -> float:
        """Of a sign that is drawn with half a side of 19."""
        return round(self.half / 19, 3)


def placed(levels: Sequence[tuple[int, int]]) -> list[Placed]:
    """The signs of groups given as (influence, interest), in their order; none covers another.

    Signs in one cell stand in rows; the more there are, the smaller they are.
    """
    cells: dict[tuple[int, int], list[int]] = {}
    for number, cell in enumerate(levels):
        cells.setdefault(cell, []).append(number)
    found: dict[int, Placed] = {}
    for (influence, interest), members in cells.items():
        across = _across(len(members))
        step = CELL / across
        half = min(19.0, step / 2 - 3)
        rows = -(-len(members) // across)
        for place, number in enumerate(members):
            row, column = divmod(place, across)
            in_row = min(across, len(members) - row * across)
            x = LEFT + interest * CELL + CELL / 2 + (column - (in_row - 1) / 2) * step
            y = TOP + (3 - influence) * CELL + CELL / 2 + 9 + (row - (rows - 1) / 2) * (
                min(step, 2 * half + 6)
            )
            found[number] = Placed(letter(number), round(x, 1), round(y, 1), round(half, 1))
    return [found[number] for number in range(len(levels))]


def _across(number: int) -> int:
    """How many signs stand beside each other in a cell."""
    return next((wide for wide, most in ((1, 1), (2, 4), (3, 6), (4, 12)) if number <= most), 7)
