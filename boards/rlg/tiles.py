"""The board of a leader group as it is drawn: what the agenda says, with its pictures and days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from boards.rlg.board_lines import BoardShown, ChangeLine, DecisionLine, MonthLines, RowLine
from boards.rlg.status_rows import NOT_JUDGED, TO_BE_JUDGED, TRENDS, Trend
from reviews.presenters.lights import LIGHTS, Shown

_PICTURES: Mapping[str, str] = {
    "done": "CheckmarkCircleFill", "units_done": "CheckmarkCircleFill",
    "closed": "CheckmarkCircleFill", "moved": "Calendar", "found": "ArrowForward",
    "visits": "Footprint", "reviews": "SealCheckmark",
}
_GOOD = ("done", "units_done", "closed")


@dataclass(frozen=True)
class RowTile:
    """A row of the plan. before: how it stood at the meeting before."""

    line: RowLine
    light: Shown
    trend: Trend | None
    before: Shown | None


@dataclass(frozen=True)
class ChangeTile:
    """Something that has changed, with its picture."""

    text: str
    icon: str
    css: str


@dataclass(frozen=True)
class DecisionTile:
    """An open decision of an earlier meeting, with its day."""

    line: DecisionLine
    due: date | None


@dataclass(frozen=True)
class BoardTiles:
    """What the board shows. judged_on: the last day a row was judged. since: the meeting before.
    turned: rows whose status is another than at the meeting before."""

    board: BoardShown
    on: date
    since: date | None
    judged_on: date | None
    rows: list[RowTile]
    turned: list[RowTile]
    changes: list[ChangeTile]
    decisions: list[DecisionTile]

    @property
    def months(self) -> list[MonthLines]:
        """This month and the next."""
        return self.board.months


def light_of(value: str) -> Shown:
    """How a stored status is shown; "" where nobody has judged the row."""
    if value == TO_BE_JUDGED.value:
        return TO_BE_JUDGED
    return LIGHTS.get(value, NOT_JUDGED)


def tiles_of(board: BoardShown) -> BoardTiles:
    """Put pictures and days to what a board says, now or as it was stored."""
    rows = [
        RowTile(
            line, light_of(line.light), TRENDS.get(line.trend),
            LIGHTS.get(line.before) if line.before else None,
        )
        for line in board.rows
    ]
    return BoardTiles(
        board=board, on=date.fromisoformat(board.on), since=_day(board.since),
        judged_on=_day(max((line.set_on for line in board.rows), default="")),
        rows=rows, turned=[row for row in rows if row.trend and row.trend.key != "same"],
        changes=[_change(line) for line in board.changes],
        decisions=[DecisionTile(line, _day(line.due)) for line in board.decisions],
    )


def _change(line: ChangeLine) -> ChangeTile:
    css = "ok" if line.kind in _GOOD else ""
    return ChangeTile(line.text, _PICTURES.get(line.kind, "ArrowRight"), css)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
