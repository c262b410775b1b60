"""Reads the cells of an uploaded .xlsx; runs in a child process (`child.py`), without Django.

Reads what a person sees: the value of a formula and not the formula, a day where a number is shown
as one. It answers with plain values that `xlsx_in.py` makes into sheets.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from leanplan.child import run
from leanplan.office_file import EXCEL, Element, Package, attribute, child, local
from leanplan.unreadable import Unreadable

MAX_SHEETS = 30
MAX_ROWS = 20_000
MAX_COLUMNS = 100
MAX_TEXT = 2_000  # of one cell; what is longer fits in no field and is said to be too long
# Formats of numbers that Excel has by itself and that show a day.
_DAYS = {14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)}
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
# Excel's first of March 1900; before it, its calendar has a day that never was.
_FIRST_DAY = 61
_LAST_DAY = 2_958_465

Value = str | int | float | bool | dict[str, str]


def read(data: bytes) -> dict[str, Any]:
    """{"sheets": [{"name", "rows": [[number, {column: value}]]}]}; raises Unreadable.

    A value is a text, a number or a bool; {"day": "2018-11-13"}; {"fault": "#REF!"}; or
    {"fault": ""} for a formula whose value the file does not hold.
    """
    package = Package(data, EXCEL)
    book = package.part(package.main)
    if book is None:
        raise Unreadable("broken_part", part=package.main)
    reader = _Reader(package, book)
    return {"sheets": list(reader.sheets())}


class _Reader:
    def __init__(self, package: Package, book: Element) -> None:
        self.package, self.book = package, book
        self.texts = _shared_texts(package)
        self.days = _day_styles(package)
        properties = child(book, "workbookPr")
        since_1904 = attribute(properties, "date1904") in ("1", "true")
        self.start = date(1904, 1, 1) if since_1904 else date(1899, 12, 30)
        self.rows = 0

    def sheets(self) -> Iterator[dict[str, Any]]:
        """The sheets in their order, hidden ones left out."""
        parts = self.package.related_by_id("worksheet")
        listed = child(self.book, "sheets")
        entries = [] if listed is None else [each for each in listed if local(each) == "sheet"]
        if len(entries) > MAX_SHEETS:
            raise Unreadable("too_many_sheets", limit=MAX_SHEETS)
        for entry in entries:
            name = parts.get(_relation_of(entry), "")
            root = self.package.part(name)
            if root is None or attribute(entry, "state") in ("hidden", "veryHidden"):
                continue
            yield {"name": attribute(entry, "name") or "", "rows": list(self._rows(root))}

    def _rows(self, root: Element) -> Iterator[list[Any]]:
        data = child(root, "sheetData")
        number = 0
        for row in () if data is None else data:
            if local(row) != "row":
                continue
            number = _number(attribute(row, "r")) or number + 1
            cells = self._cells(row)
            if not cells:
                continue
            self.rows += 1
            if self.rows > MAX_ROWS:
                raise Unreadable("too_many_rows", limit=MAX_ROWS)
            yield [number, cells]

    def _cells(self, row: Element) -> dict[str, Value]:
        found: dict[str, Value] = {}
        index = 0
        for cell in row:
            if local(cell) != "c":
                continue
            place = _PLACE.fullmatch(attribute(cell, "r") or "")
            index = _index(place.group(1)) if place else index + 1
            if index > MAX_COLUMNS:
                break
            value = self._value(cell)
            if value is not None and value != "":
                found[_letter(index)] = value
        return found

    def _value(self, cell: Element) -> Value | None:
        kind, held = attribute(cell, "t") or "n", child(cell, "v")
        text = "" if held is None else (held.text or "")
        if kind == "inlineStr":
            return _text(child(cell, "is"))
        if not text:
            return {"fault": ""} if child(cell, "f") is not None and kind != "str" else None
        if kind == "s":
            number = _number(text)
            return self.texts[number] if number < len(self.texts) else {"fault": ""}
        if kind == "str":
            return _unescaped(text)[:MAX_TEXT].strip()
        if kind == "b":
            return text == "1"
        if kind == "e":
            return {"fault": text[:20]}
        if kind == "d":
            return {"day": text[:10]}
        return self._number(text, _number(attribute(cell, "s")))

    def _number(self, text: str, style: int) -> Value:
        try:
            value = float(text)
        except ValueError:
            return {"fault": ""}
        if style in self.days and _FIRST_DAY <= value <= _LAST_DAY:
            return {"day": (self.start + timedelta(days=int(value))).isoformat()}
        return int(value) if value.is_integer() else value


def _relation_of(entry: Element) -> str:
    """The id of the relation; a sheet has a number of its own called much the same."""
    for key, value in entry.attrib.items():
        if str(key).endswith("}id"):
            return str(value)
    return ""


def _shared_texts(package: Package) -> list[str]:
    root = next(iter(package.related("sharedStrings")), None)
    return [] if root is None else [_text(each) for each in root if local(each) == "si"]


def _text(element: Element | None) -> str:
    """The text of a cell, its pieces put together; how it is pronounced is left out."""
    if element is None:
        return ""
    pieces = []
    for each in element.iter():
        if local(each) == "t" and local(each.getparent()) != "rPh":
            pieces.append(each.text or "")
    return _unescaped("".join(pieces))[:MAX_TEXT].strip()


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text)


def _day_styles(package: Package) -> set[int]:
    """The numbers of the cell styles that show a number as a day."""
    root = next(iter(package.related("styles")), None)
    formats = child(root, "numFmts")
    own = {
        _number(attribute(each, "numFmtId"))
        for each in (() if formats is None else formats)
        if _shows_day(attribute(each, "formatCode") or "")
    }
    styles = child(root, "cellXfs")
    used = [] if styles is None else [each for each in styles if local(each) == "xf"]
    return {
        place for place, each in enumerate(used)
        if _number(attribute(each, "numFmtId")) in _DAYS | own
    }


def _shows_day(code: str) -> bool:
    bare = _QUOTED.sub("", code).lower()
    return "d" in bare or "y" in bare or "å" in bare


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0


def _index(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index


def _letter(index: int) -> str:
    letters = ""
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


if __name__ == "__main__":
    run(read)
