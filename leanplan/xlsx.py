"""Writes Excel workbooks: sheets from columns and rows. Knows no domain word.

A text stays a text whatever it begins with: nobody's browser or Excel works out "=1+1" that
somebody once wrote in a field.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from leanplan.dates import local

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | Promise | int | float | Decimal | bool | date | None
LONGEST = 32_767  # characters in a cell, by Excel
# So far down a list of choices is offered, so that rows can be added.
CHOICE_ROWS = 5_000
# Excel refuses these in the name of a sheet.
_NOT_IN_TITLE = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_HEAD = {
    "font": Font(bold=True, color="FFFFFF"),
    "fill": PatternFill("solid", fgColor="0B4F5C"),
    "alignment": Alignment(vertical="center", wrap_text=True),
    "border": Border(bottom=Side(style="thin", color="0B4F5C")),
}


@dataclass(frozen=True)
class Column:
    """One column. width: in characters. wrap: long text breaks within the cell.

    choices: what is offered in the cells, though anything can be written; choices_from: the
    title of another sheet and the number of a column in it that are offered instead.
    """

    title: str | Promise
    width: int = 16
    wrap: bool = False
    choices: tuple[str, ...] = ()
    choices_from: tuple[str, int] | None = None


@dataclass(frozen=True)
class Sheet:
    """One sheet: columns with a header line, and rows of cells in the same order.

    Without any title in the columns there is no header line.
    """

    title: str | Promise
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]

    @property
    def safe_title(self) -> str:
        """The title as Excel takes it."""
        return str(self.title).translate(_NOT_IN_TITLE)[:31].strip() or "1"


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The bytes of an .xlsx with these sheets."""
    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        page = book.create_sheet(sheet.safe_title)
        _write(page, sheet)
    _offer_choices(book, sheets)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def xlsx_response(sheets: Sequence[Sheet], *, name: str, day: date) -> HttpResponse:
    """A workbook to download; the file's name says what it is and of which day."""
    response = HttpResponse(workbook(sheets), content_type=CONTENT_TYPE)
    header = content_disposition_header(
        as_attachment=True, filename=f"{name.replace('/', '-')} {day.isoformat()}.xlsx"
    )
    response["Content-Disposition"] = header or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response


def facts(title: str | Promise, lines: Iterable[tuple[Cell, Cell]]) -> Sheet:
    """A sheet of facts: what, and what it is."""
    return Sheet(title, (Column("", 28), Column("", 80, wrap=True)), list(lines))


def _write(page: Any, sheet: Sheet) -> None:
    has_head = any(str(column.title) for column in sheet.columns)
    last = first = 2 if has_head else 1
    for last, row in enumerate(sheet.rows, start=first):
        for index, value in enumerate(row, start=1):
            _put(page, last, index, value)
            if sheet.columns[index - 1].wrap:
                page.cell(last, index).alignment = Alignment(wrap_text=True, vertical="top")
    for index, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(index)].width = column.width
    if has_head:
        _head(page, sheet, last)
    page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
    page.sheet_properties.pageSetUpPr.fitToPage = True


def _head(page: Any, sheet: Sheet, last: int) -> None:
    """The header line: it stays in sight, and the rows can be filtered by it."""
    for index, column in enumerate(sheet.columns, start=1):
        _put(page, 1, index, column.title)
        for name, value in _HEAD.items():
            setattr(page.cell(1, index), name, value)
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{last}"


def _put(page: Any, row: int, column: int, value: Cell) -> None:
    plain = _plain(value)
    if plain is None or plain == "":
        return
    cell = page.cell(row, column, plain)
    if isinstance(plain, str):
        # openpyxl takes "=…" for a formula and "#N/A" for a fault.
        cell.data_type = "s"
        if plain[0] in "=+-@":
            cell.quotePrefix = True
    elif isinstance(plain, datetime):
        cell.number_format = "dd.mm.yyyy hh:mm"
    elif isinstance(plain, date):
        cell.number_format = "dd.mm.yyyy"


def _plain(value: Cell) -> str | int | float | Decimal | date | None:
    """What Excel can hold: a moment in Norwegian time, Ja or Nei, text without control signs."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        here = local(value)
        return here.replace(tzinfo=None) if isinstance(here, datetime) else here
    if isinstance(value, str | Promise):
        text = ILLEGAL_CHARACTERS_RE.sub("", str(value)).replace("\r\n", "\n")
        return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    return value


def _offer_choices(book: Workbook, sheets: Sequence[Sheet]) -> None:
    """Lists in the cells; what is offered for each stands in a hidden sheet of its own."""
    offered: dict[tuple[str, ...], str] = {}
    for sheet in sheets:
        page = book[sheet.safe_title]
        for index, column in enumerate(sheet.columns, start=1):
            if column.choices_from:
                title, number = column.choices_from
                letter = get_column_letter(number)
                place = f"{quote_sheetname(title)}!${letter}$2:${letter}${CHOICE_ROWS}"
            elif column.choices:
                place = offered.get(column.choices) or _list_of(book, column.choices, len(offered))
                offered[column.choices] = place
            else:
                continue
            rule = DataValidation("list", formula1=place, allow_blank=True, showErrorMessage=False)
            letter = get_column_letter(index)
            rule.add(f"{letter}2:{letter}{CHOICE_ROWS}")
            page.add_data_validation(rule)


def _list_of(book: Workbook, choices: tuple[str, ...], number: int) -> str:
    title = _("Choices")
    page = book[title] if title in book.sheetnames else book.create_sheet(title)
    page.sheet_state = "hidden"
    for row, choice in enumerate(choices, start=1):
        _put(page, row, number + 1, choice)
    letter = get_column_letter(number + 1)
    return f"{quote_sheetname(title)}!${letter}$1:${letter}${len(choices)}"
