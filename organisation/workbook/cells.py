"""The cells of one row by the names of their columns, with what is wrong at its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leanplan.xlsx_in import Fault, RowRead, SheetRead, Value
from organisation.workbook.columns import (
    COLUMNS,
    NEEDED,
    SHEETS,
    heading_word,
    in_all_languages,
    words_for,
)

_DAY = re.compile(r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})")
_YES = in_all_languages([gettext_lazy("Yes")]) | {"x", "1", "true"}
_NO = in_all_languages([gettext_lazy("No")]) | {"0", "false", "-"}
_HEADINGS_WITHIN = 10  # rows from the top in which the headings are looked for


@dataclass(frozen=True)
class CellError:
    """What is wrong in one cell, and what to do. sheet: its title in the file."""

    sheet: str
    column: str
    row: int
    text: str

    @property
    def address(self) -> str:
        """B7."""
        return f"{self.column}{self.row}"


@dataclass
class Table:
    """A sheet of the workbook whose headings are known. columns: {what the code calls it: letter}.

    faults: what is wrong in which cell; grows while the workbook is looked through.
    """

    which: str
    title: str
    columns: dict[str, str]
    headings: dict[str, str]
    rows: list["Row"]
    unknown: list[str]
    faults: dict[tuple[int, str], CellError] = field(default_factory=dict)

    @property
    def errors(self) -> list[CellError]:
        """What is wrong, cell by cell."""
        return list(self.faults.values())


@dataclass(frozen=True)
class Row:
    """One row. Each reading gives None for an empty cell, and for one that is wrong."""

    table: Table
    number: int
    cells: dict[str, Value | Fault]

    def wrong(self, name: str, text: str) -> None:
        """Say what is wrong in a cell; where the column is missing, at the row's first one.

        What was said first of a cell stands: more would only follow from it.
        """
        column = self.table.columns.get(name) or min(self.table.columns.values(), key=_order)
        self.table.faults.setdefault(
            (self.number, column), CellError(self.table.title, column, self.number, text)
        )

    def _value(self, name: str) -> Value | None:
        value = self.cells.get(self.table.columns.get(name, ""))
        if isinstance(value, Fault):
            text = (
                _("Excel shows %(fault)s here. Write the value itself.") if value.word
                else _("The formula has no value. Write the value itself.")
            )
            self.wrong(name, text % {"fault": value.word})
            return None
        return value

    def text(self, name: str, longest: int = 200) -> str:
        """The text, "" for an empty cell."""
        value = self._value(name)
        text = "" if value is None else _as_text(value)
        if len(text) > longest:
            self.wrong(name, _("Too long: at most %(number)s characters.") % {"number": longest})
            return ""
        return text

    def day(self, name: str) -> date | None:
        """The day of a date cell, or of a text like 01.08.2027."""
        value = self._value(name)
        if value is None or value == "":
            return None
        found = value if isinstance(value, date) else _day_in(_as_text(value))
        if found is None or not 1900 <= found.year <= 2200:
            self.wrong(name, _("«%(text)s» is no day. Write it like 01.08.2027.")
                       % {"text": _as_text(value)[:40]})
            return None
        return found

    def flag(self, name: str) -> bool | None:
        """Yes or no."""
        value = self._value(name)
        if value is None or value == "" or isinstance(value, bool):
            return value if isinstance(value, bool) else None
        text = _as_text(value).casefold()
        if text in _YES or text in _NO:
            return text in _YES
        self.wrong(name, _("«%(text)s» is neither yes nor no.") % {"text": text[:40]})
        return None


def _order(column: str) -> tuple[int, str]:
    return len(column), column


def _as_text(value: Value) -> str:
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return " ".join(str(value).split())


def _day_in(text: str) -> date | None:
    found = _DAY.fullmatch(text)
    try:
        if found:
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(text)
    except ValueError:
        return None


def tables_of(sheets: list[SheetRead]) -> tuple[dict[str, Table], list[str]]:
    """The two tables that are there, and the headings of columns nobody knows.

    A sheet is known by its name; the headings stand in one of its first rows, in any order.
    """
    names = {which: in_all_languages([title]) for which, title in SHEETS.items()}
    tables: dict[str, Table] = {}
    for sheet in sheets:
        which = next((key for key, words in names.items() if sheet.name.casefold() in words), None)
        if which is not None and which not in tables:
            table = _table(which, sheet)
            if table is not None:
                tables[which] = table
    unknown = [
        f"{table.title}: {heading}" for table in tables.values() for heading in table.unknown
    ]
    return tables, unknown


def _table(which: str, sheet: SheetRead) -> Table | None:
    known = {word: heading.key for heading in COLUMNS[which] for word in words_for(heading)}
    best: RowRead | None = None
    columns: dict[str, str] = {}
    for row in sheet.rows[:_HEADINGS_WITHIN]:
        found = dict(_known_in(row, known))
        if len(found) > len(columns):
            best, columns = row, found
    if best is None or any(need not in columns for need in NEEDED[which]):
        return None
    headings = {letter: _as_text(value) for letter, value in best.cells.items()
                if not isinstance(value, Fault)}
    used = set(columns.values())
    unknown = [text for letter, text in headings.items() if letter not in used]
    table = Table(which, sheet.name, columns, headings, [], unknown)
    table.rows += [
        Row(table, row.number, row.cells) for row in sheet.rows
        if row.number > best.number and used & row.cells.keys()
    ]
    return table


def _known_in(row: RowRead, known: dict[str, str]) -> Iterator[tuple[str, str]]:
    seen = set()
    for letter, value in row.cells.items():
        key = None if isinstance(value, Fault) else known.get(heading_word(_as_text(value)))
        if key and key not in seen:
            seen.add(key)
            yield key, letter
