"""The matrix of units as a workbook: the units that are shown, and the figures of the areas."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from leanplan.list_export import ListExport
from leanplan.xlsx import Cell, Column, Sheet
from overview.presenters.unit_row import lean_word
from overview.presenters.units_page import UnitsPage


def units_export(page: UnitsPage) -> ListExport:
    """The lists of the page, with its filter and its scope."""
    sheets = [Sheet(_("Units"), _columns(page), _rows(page))]
    if page.areas:
        sheets.append(Sheet(_("Areas"), _area_columns(page), _area_rows(page)))
    chosen: list[tuple[Cell, Cell]] = [(_("Period"), page.period.name)]
    if page.chosen.query():
        chosen.append((_("Filter in the address"), page.chosen.query()))
    return ListExport(f"{_('Units')} {page.period.key}", sheets, page.scope, chosen)


def _columns(page: UnitsPage) -> list[Column]:
    columns = [
        Column(_("Area"), 26), Column(_("Unit"), 32), Column(_("Leader"), 34),
        Column(_("Lean status"), 22),
    ]
    for column in page.columns:
        titles = column.sheet_titles or (
            column.label, pgettext("column", "%(what)s, day") % {"what": column.label}
        )
        columns += [Column(title, 18) for title in titles]
    return columns


def _rows(page: UnitsPage) -> Iterator[Sequence[Cell]]:
    for group in page.groups:
        for row in group.rows:
            cells: list[Cell] = [group.name, row.unit.name, row.line, lean_word(row.unit.lean)]
            for column, cell in zip(page.columns, row.cells, strict=True):
                cells += column.sheet(cell)
            yield cells


def _area_columns(page: UnitsPage) -> list[Column]:
    columns = [Column(_("Area"), 30), Column(_("Leader"), 34), Column(_("Units"), 10)]
    for column in page.sums:
        if column.of:
            columns += [Column(column.label, 18), Column(pgettext("column", "of"), 8)]
        else:
            columns.append(Column(column.label, 18))
        columns.append(Column(pgettext("matrix", "Overdue"), 12))
    return columns


def _area_rows(page: UnitsPage) -> Iterator[Sequence[Cell]]:
    for area in page.areas:
        cells: list[Cell] = [area.name, area.note, area.units]
        for _label, figure, of in area.figures:
            cells += [figure.done, figure.total] if of else [figure.total]
            cells.append(figure.late)
        yield cells
