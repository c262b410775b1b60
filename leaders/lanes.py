"""Where things stand in a picture of lanes over months: one lane a unit. Pure geometry.

Widths are in the units of the picture's own box; a template draws what is laid out here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from leanplan.periods import add_months

WIDTH, LEFT, TOP, ROW, BAR = 1280.0, 246.0, 26.0, 62.0, 30.0
MONTHS_BEFORE, MONTHS_AFTER = 7, 7
# How wide a letter of a label is on average, and what a label needs beside it.
_LETTER, _ROOM, _MARK = 7.9, 18.0, 11.0
# Between two bars that meet, so that they are seen as two.
_GAP = 2.0


@dataclass(frozen=True)
class Bar:
    """Something that lasts. kind: the class that colours it. ends: its last day, None for open."""

    kind: str
    starts: date
    ends: date | None
    label: str = ""


@dataclass(frozen=True)
class Mark:
    """Something on a day. shape: "due" or "info". kind: the class that colours it."""

    shape: str
    on: date
    kind: str = ""
    text: str = ""


@dataclass(frozen=True)
class Row:
    """One unit: its name, a line under it, where it leads, what lasts, what is on a day."""

    name: str
    under: str
    url: str
    bars: Sequence[Bar]
    marks: Sequence[Mark] = ()


@dataclass(frozen=True)
class Month:
    """A column: its first day, where its line stands, where its name does."""

    first: date
    x: float
    middle: float


@dataclass(frozen=True)
class DrawnBar:
    """A bar where it stands; label "" where it does not fit."""

    kind: str
    x: float
    y: float
    width: float
    label: str
    label_x: float
    label_y: float


@dataclass(frozen=True)
class DrawnMark:
    """A mark where it stands."""

    shape: str
    kind: str
    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Lane:
    """A row as it is drawn: the heights of its name, of the line under it, and of its end."""

    name: str
    under: str
    url: str
    name_y: float
    under_y: float
    line_y: float
    bars: list[DrawnBar]
    marks: list[DrawnMark]


@dataclass(frozen=True)
class Lanes:
    """The whole picture. now: where today stands. first, last: the days at its edges."""

    width: float
    height: float
    months: list[Month]
    lanes: list[Lane]
    now: float
    first: date
    last: date

    @property
    def bottom(self) -> float:
        """Where the lines of the months end."""
        return self.height - 8.0


def window(today: date) -> tuple[date, date]:
    """First and last day shown: whole months around today."""
    first = add_months(today.replace(day=1), -MONTHS_BEFORE)
    return first, add_months(today.replace(day=1), MONTHS_AFTER + 1) - timedelta(days=1)


def lay_out(rows: Iterable[Row], *, today: date) -> Lanes:
    """Place the rows from the top; what lies outside the months shown is cut off."""
    first, last = window(today)
    scale = _Scale(first, last)
    lanes = [_lane(row, TOP + ROW * number, scale) for number, row in enumerate(rows)]
    months = []
    for number in range(MONTHS_BEFORE + MONTHS_AFTER + 1):
        begins = add_months(first, number)
        x, end = scale.x(begins), scale.x(add_months(first, number + 1))
        months.append(Month(begins, _round(x), _round((x + end) / 2)))
    return Lanes(
        WIDTH, TOP + ROW * len(lanes) + 8.0, months, lanes, _round(scale.x(today)), first, last
    )


class _Scale:
    """From days to places across."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self._day = (WIDTH - LEFT) / ((last - first).days + 1)

    def x(self, day: date) -> float:
        """Where a day begins; never outside the picture."""
        return min(max(LEFT + (day - self.first).days * self._day, LEFT), WIDTH)

    def shows(self, day: date) -> bool:
        """The day lies in the months shown."""
        return self.first <= day <= self.last


def _lane(row: Row, top: float, scale: _Scale) -> Lane:
    bars = [drawn for bar in row.bars if (drawn := _bar(bar, top, scale, row.marks))]
    marks = [
        DrawnMark(mark.shape, mark.kind, _round(scale.x(mark.on)), top + 31.0, mark.text)
        for mark in row.marks if scale.shows(mark.on)
    ]
    return Lane(row.name, row.under, row.url, top + 28.0, top + 47.0, top + ROW, bars, marks)


def _bar(bar: Bar, top: float, scale: _Scale, marks: Sequence[Mark]) -> DrawnBar | None:
    ends = bar.ends or scale.last
    if ends < scale.first or bar.starts > scale.last or ends < bar.starts:
        return None
    x = scale.x(bar.starts)
    width = max(scale.x(ends + timedelta(days=1)) - x - _GAP, 3.0)
    covered = any(
        scale.shows(mark.on) and abs(scale.x(mark.on) - x) < _MARK + 2 for mark in marks
    )
    begins = x + (17.0 if covered else 9.0)
    fits = x + width - begins >= len(bar.label) * _LETTER and width >= _ROOM
    return DrawnBar(
        bar.kind, _round(x), top + 16.0, _round(width), bar.label if fits else "",
        _round(begins), top + 36.0,
    )


def _round(value: float) -> float:
    return round(value, 1)
