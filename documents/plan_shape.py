"""The rows and lines of a reading: finding them, and putting changed ones in their place.

Pure. The edits that a person makes are in `editing.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from .cell_items import star_marks
from .parsed import CHALLENGE_KINDS, MEASURE_KINDS, Line, LineKind, ParsedPlan, Row


class Refused(ValueError):
    """The edit makes no sense where it was asked for."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Found:
    """A line with its row, its side of the row and its number there."""

    row: Row
    side: str
    index: int
    line: Line

    @property
    def lines(self) -> tuple[Line, ...]:
        """The side that it stands on."""
        side: tuple[Line, ...] = getattr(self.row, self.side)
        return side

    @property
    def before(self) -> Line | None:
        """The line above it on its side."""
        return self.lines[self.index - 1] if self.index else None

    @property
    def after(self) -> Line | None:
        """The line below it on its side."""
        return self.lines[self.index + 1] if self.index + 1 < len(self.lines) else None

    @property
    def can_join(self) -> bool:
        """Whether the line above is of the same sort."""
        return self.before is not None and group_of(self.before.kind) == group_of(self.line.kind)


def find(plan: ParsedPlan, key: str) -> Found:
    """The line with this key. Raises Refused("gone") where there is none any more."""
    for row in plan.rows:
        for side in ("challenges", "lines"):
            for index, line in enumerate(getattr(row, side)):
                if line.key == key:
                    return Found(row, side, index, line)
    raise Refused("gone")


def group_of(kind: LineKind) -> str:
    """Which lines may be put together: challenges, measures, or the same kind."""
    if kind in CHALLENGE_KINDS:
        return "challenge"
    return "measure" if kind in MEASURE_KINDS else str(kind)


def side_of(kind: LineKind) -> str:
    """The side of the row where this kind stands."""
    return "challenges" if kind in CHALLENGE_KINDS else "lines"


def new_keys(plan: ParsedPlan, number: int) -> list[str]:
    """Keys that no line has."""
    last = max((int(line.key[1:]) for line in plan.lines()), default=0)
    return [f"l{last + n}" for n in range(1, number + 1)]


def with_new_row(plan: ParsedPlan, after: str) -> tuple[ParsedPlan, str]:
    """An empty row put below the row with this key, and its key."""
    key = f"r{max((int(row.key[1:]) for row in plan.rows), default=0) + 1}"
    rows = list(plan.rows)
    at = next((n for n, row in enumerate(rows, start=1) if row.key == after), len(rows))
    rows.insert(at, Row(key, (), ()))
    return replace(plan, rows=tuple(rows)), key


def with_row(plan: ParsedPlan, row: Row) -> ParsedPlan:
    """The plan with this row in place of the one with its key, its footnotes tied."""
    rows = tuple(_tied(row) if each.key == row.key else each for each in plan.rows)
    return replace(plan, rows=rows)


def on_side(row: Row, side: str, lines: list[Line]) -> Row:
    """The row with these lines on that side."""
    if side == "challenges":
        return replace(row, challenges=tuple(lines))
    return replace(row, lines=tuple(lines))


def without_empty_rows(plan: ParsedPlan) -> ParsedPlan:
    """The plan without rows in which nothing is left."""
    return replace(plan, rows=tuple(row for row in plan.rows if row.challenges or row.lines))


def change(plan: ParsedPlan, key: str, change: Callable[[Line], Line]) -> ParsedPlan:
    """The plan with one line changed."""
    return in_place(plan, key, [change(find(plan, key).line)])


def in_place(plan: ParsedPlan, key: str, lines: list[Line]) -> ParsedPlan:
    """The plan with these lines in place of one."""
    found = find(plan, key)
    side = [*found.lines[: found.index], *lines, *found.lines[found.index + 1 :]]
    return with_row(plan, on_side(found.row, found.side, side))


def without(plan: ParsedPlan, key: str) -> ParsedPlan:
    """The plan without the line; its row stays, even empty."""
    return in_place(plan, key, [])


def add(plan: ParsedPlan, row_key: str, line: Line) -> ParsedPlan:
    """The line last on its side of a row, but above footnotes. Raises Refused."""
    row = next((each for each in plan.rows if each.key == row_key), None)
    if row is None:
        raise Refused("no_row")
    side = list(getattr(row, side_of(line.kind)))
    notes = [each for each in side if each.kind is LineKind.FOOTNOTE]
    at = len(side) if line.kind is LineKind.FOOTNOTE else len(side) - len(notes)
    side.insert(at, line)
    return with_row(plan, on_side(row, side_of(line.kind), side))


def _tied(row: Row) -> Row:
    """The row with references to its footnotes put right: "gevinst*" to each note marked *."""
    notes = {line.key: line.mark for line in row.lines if line.kind is LineKind.FOOTNOTE}

    def tied(line: Line) -> Line:
        if line.kind is LineKind.FOOTNOTE:
            return replace(line, notes=())
        marks = star_marks([line.text])
        kept = [key for key in line.notes if key in notes and not notes[key].startswith("*")]
        stars = [key for key, mark in notes.items() if mark.startswith("*") and len(mark) in marks]
        return replace(line, notes=(*kept, *stars))

    return replace(
        row, challenges=tuple(map(tied, row.challenges)), lines=tuple(map(tied, row.lines))
    )
