"""What apps above say of a row of the plan: a slot like those in registries.py."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from leanplan.slots import Slot, Text
from measures.rules import Tally


@dataclass(frozen=True)
class RowPart:
    """What an app above says of each row of a plan: under the row's bar, and in the plan's sheet.

    facts: {row: what it shows, plain (leanplan/drawn.py)} of a plan and its rows, for a user on a
    day; at most one query. shown: what the template gets as `part`, out of the row's key, its facts
    and what is counted in it; asks nothing. columns: headings of the sheet with their widths.
    cells: what stands under them, in the reader's language.
    """

    key: str
    template: str
    facts: Callable[[Any, Collection[int], Any, date], Mapping[int, tuple[Any, ...]]]
    shown: Callable[[int, tuple[Any, ...], Tally], Any]
    columns: tuple[tuple[Text, int], ...]
    cells: Callable[[tuple[Any, ...], Tally], tuple[str | date | None, ...]]


row_parts: Slot[RowPart] = Slot()
