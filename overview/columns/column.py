"""What a column of the matrix of units is, and where its cells come from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from leanplan.xlsx import Cell as SheetCell
from overview.periods import Period

Text = str | Promise


class Mark(NamedTuple):
    """How a state is drawn: class, icon and word; in the matrix, in the key, on paper, in Excel."""

    css: str
    icon: str
    word: Text


MARKS: Mapping[str, Mark] = {
    "done": Mark("is-done", "CheckmarkCircleFill", pgettext_lazy("visit or review", "Held")),
    "planned": Mark("is-plan", "Calendar", pgettext_lazy("visit or review", "Arranged")),
    "missing": Mark("is-miss", "st-missing", pgettext_lazy("visit or review", "Not arranged")),
    "late": Mark("is-late", "ExclamationmarkTriangleFill", pgettext_lazy("matrix", "Overdue")),
    "counting": Mark("is-plan", "st-ring", pgettext_lazy("matrix", "Deadline to come")),
    "near": Mark("is-soon", "st-ring", pgettext_lazy("matrix", "Deadline near")),
    "passed": Mark("is-soon", "Hourglass", pgettext_lazy("visit or review", "Not recorded")),
    "none": Mark("is-na", "Minus", pgettext_lazy("matrix", "Not relevant")),
    "waived": Mark("is-na", "Minus", pgettext_lazy("matrix", "Waived")),
}
# Explained where they stand on the page only.
SELDOM = ("counting", "near", "passed", "waived")


class Cell(NamedTuple):
    """What stands in one cell, as plain facts: words and dates are written when it is drawn.

    state: a key of MARKS, or one of the column's own. late: how many things in it are overdue.
    number: what it counts. on: the day it speaks of, next_on: the day that comes next. lacks:
    something that is wanted is not arranged. url: where it is read, "" for nowhere. used: how much
    of the time until the day has passed, per cent; drawn as a ring by the column that knows it.
    """

    state: str
    late: int = 0
    number: int = 0
    on: date | None = None
    next_on: date | None = None
    lacks: bool = False
    url: str = ""
    used: int = 0

    def day(self, today: date) -> str:
        """The day it speaks of as a narrow cell has it: today, 22.10.; "" for none."""
        return short_day(self.on, today=today)


def short_day(day: date | None, *, today: date) -> str:
    """Today, 22.10.; "" for none. The year is the one shown, or is told by the half-year."""
    if day == today:
        return _("Today")
    return date_format(day, pgettext("date in a narrow cell", "j M")) if day else ""


NOTHING = Cell("none")


class Figure(NamedTuple):
    """What an area comes to in one column: so many of so many, and how many are overdue."""

    done: int = 0
    total: int = 0
    late: int = 0


@dataclass(frozen=True)
class Asked:
    """What a source is asked for: units, the half-years of the period, the day."""

    unit_ids: frozenset[int]
    period: Period
    today: date


@dataclass(frozen=True)
class Column:
    """One column. key: the source's, with what tells it from the source's other columns after ":".

    over: what stands above it and its neighbours, "" for nothing. template: draws one cell.
    css: its width and look. order: from left to right. nothing: the cell of a unit of which the
    source says nothing. of: figures of an area read "5 of 7", not a number. in_sum: areas have a
    figure. sheet: what the cell is in Excel, a value for each of the titles.
    """

    key: str
    title: Text
    template: str
    order: int
    sheet: Callable[[Cell], Sequence[SheetCell]]
    over: Text = ""
    css: str = "m-c"
    nothing: Cell = NOTHING
    of: bool = True
    in_sum: bool = True
    sheet_titles: Sequence[Text] = field(default=())

    @property
    def label(self) -> str:
        """The whole title, as it stands beside the cell on a phone and above it in Excel."""
        return f"{self.over} {self.title}".strip()


@dataclass(frozen=True)
class Source:
    """Where some columns come from.

    columns: those of a period. cells: {(unit, key of a column): its cell}, with one @question for
    any number of units, so that all sources are asked at once (leanplan/together.py). sums: SQL
    that gives (key of the source, area, rest of the column's key, done, total, late) for each area
    and column, over the table `place` (organisation/tree.py), with the parameters it needs; None
    where areas have no figure.
    """

    key: str
    columns: Callable[[Period], Sequence[Column]]
    cells: Callable[[Asked], Mapping[tuple[int, str], Cell]]
    sums: Callable[[Period, date], tuple[str, Mapping[str, Any]]] | None = None
