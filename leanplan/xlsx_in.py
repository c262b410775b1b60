"""An uploaded workbook as sheets of cells, read in a child process (`xlsx_reader.py`)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from leanplan.sandbox import SECONDS, read_in_child

Value = str | int | float | bool | date


@dataclass(frozen=True)
class Fault:
    """What stands in a cell whose value cannot be read: Excel's own word for it, or ""."""

    word: str


@dataclass(frozen=True)
class RowRead:
    """A row that is not empty: its number in the sheet, and its cells by the column's letter."""

    number: int
    cells: dict[str, Value | Fault]


@dataclass(frozen=True)
class SheetRead:
    """A sheet that is not hidden, with its rows in order."""

    name: str
    rows: list[RowRead]


def read_workbook(data: bytes, *, seconds: float = SECONDS) -> Any:
    """What an .xlsx holds, as JSON that can be kept; `sheets_of` makes sheets of it.

    Raises Unreadable when the file is too large, no workbook, hostile, or takes too long.
    """
    return read_in_child("leanplan.xlsx_reader", data, seconds=seconds)


def sheets_of(read: dict[str, Any]) -> list[SheetRead]:
    """The sheets of what was read."""
    return [
        SheetRead(
            sheet["name"],
            [
                RowRead(number, {column: _value(cell) for column, cell in cells.items()})
                for number, cells in sheet["rows"]
            ],
        )
        for sheet in read["sheets"]
    ]


def _value(cell: Any) -> Value | Fault:
    if not isinstance(cell, dict):
        return cell
    if "day" in cell:
        try:
            return date.fromisoformat(cell["day"])
        except ValueError:
            return str(cell["day"])
    return Fault(cell["fault"])
