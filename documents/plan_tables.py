"""Finds the plan in the tables of a document: which columns, and which cells are one row."""

import re
from dataclasses import dataclass, replace

from leanplan.office_file import Element
from leanplan.unreadable import Unreadable

from .cell_items import star_marks
from .columns import KNOWN, Role, column_roles, is_heading_row
from .parsed import Line, LineKind, Notice, Part, Place, Row
from .plan_rows import Group, Lost, Outcome, RowBuilder, with_footnote
from .word_notes import Notes
from .word_tables import Cell, Table, read_table
from .word_text import Paragraph, Words

STARS_FIRST = re.compile(r"(\*+)\s*([^\s*].*)")
HEADING_WITHIN = 5  # a title or two may stand above the column headings


@dataclass(frozen=True)
class Column:
    """One column of the plan's table: the grid columns it covers, what it holds, its heading."""

    start: int
    end: int
    role: Role
    heading: str


class PlanTables:
    """Reads the tables of a document one after the other."""

    def __init__(self, words: Words, notes: Notes) -> None:
        self.words = words
        self.notes = notes
        self.outcome = Outcome()
        self.rows: list[Row] = []
        self.bands: list[Lost] = []
        self.paragraphs: list[Paragraph] = []
        self.headings: list[list[str]] = []
        self.seen = 0
        self.understood = 0
        self._columns: list[Column] = []
        self._group: Group | None = None
        self._section = ""

    @property
    def lost(self) -> list[Lost]:
        """What could not be placed, with its place and why."""
        return self.outcome.lost

    @property
    def notices(self) -> list[Notice]:
        """What a person should know."""
        return self.outcome.notices

    def read(self, element: Element) -> None:
        """Read one table."""
        self.seen += 1
        table = read_table(element, self.words)
        cells = dict.fromkeys(cell for row in table.rows for cell in row)
        self.paragraphs += [paragraph for cell in cells for paragraph in cell.paragraphs]
        first = heading_row(table)
        if first is None and not self._goes_on(table):
            self._other_table(table)
            return
        self.understood += 1
        below = self._above_headings(table, first) if first is not None else 0
        number = 0
        for index, row in enumerate(table.rows[below:], start=below):
            texts = [cell.text for cell in row]
            if is_heading_row(texts, strict=True) or self._repeats(texts):
                self._take_columns(row)
            else:
                number += 1
                self._row(table, index, row, number)

    def finish(self, stretches: list[list[Paragraph]]) -> None:
        """Close the last row. Takes footnotes that stand below their table out of `stretches`.

        Raises Unreadable when no table was a plan.
        """
        self._close()
        if not self.understood:
            raise Unreadable(
                "no_columns" if self.headings else "no_tables", tables=self.headings[:10]
            )
        for table, paragraphs in enumerate(stretches[1:], start=1):
            for paragraph in list(paragraphs):
                if self._footnote_below(table, paragraph):
                    paragraphs.remove(paragraph)

    # columns

    def _above_headings(self, table: Table, first: int) -> int:
        for number, row in enumerate(table.rows[:first], start=1):
            for cell in dict.fromkeys(row):
                place = Place(Part.TABLE, self.seen, number, line=1)
                if cell.text:
                    self.bands.append((place, cell.text, "above_headings"))
                    self.outcome.lost.append(self.bands[-1])
        self._take_columns(table.rows[first])
        return first + 1

    def _take_columns(self, row: list[Cell]) -> None:
        """From here on the columns are those of this row of headings."""
        self._columns = _columns(row)
        for cell in dict.fromkeys(row):
            self._leftovers(cell, Place(Part.TABLE, self.seen, column=cell.text))
        roles = {column.role for column in self._columns}
        place = Place(Part.TABLE, self.seen)
        for role in KNOWN:
            if role not in roles:
                self._say(Notice("no_column", place, str(role)))
        for column in self._columns:
            if column.role in (Role.NUMBER, Role.OTHER) and column.heading:
                code = "number_column" if column.role is Role.NUMBER else "other_column"
                self._say(Notice(code, replace(place, column=column.heading)))

    def _say(self, notice: Notice) -> None:
        if notice not in self.outcome.notices:
            self.outcome.notices.append(notice)

    def _goes_on(self, table: Table) -> bool:
        """A table without headings, as wide as the plan table before it, goes on with it."""
        if not self._columns or not table.rows:
            return False
        if max(cell.end for row in table.rows for cell in row) != self._columns[-1].end:
            return False
        self._say(Notice("columns_carried_over", Place(Part.TABLE, self.seen)))
        return True

    def _repeats(self, texts: list[str]) -> bool:
        return texts == [column.heading for column in self._columns]

    def _other_table(self, table: Table) -> None:
        self.note_headings(table)
        seen: set[Cell] = set()
        for number, row in enumerate(table.rows, start=1):
            for cell in row:
                if cell not in seen:
                    self._lose(cell, Place(Part.TABLE, self.seen, number), "other_table")
                seen.add(cell)

    def note_headings(self, table: Table) -> None:
        """Remember what stands on top of a table that is no plan, for when there is none."""
        first = [cell.text for cell in dict.fromkeys(table.rows[0])] if table.rows else []
        self.headings.append([text[:60] for text in first if text][:6])

    def _lose(self, cell: Cell, place: Place, reason: str) -> None:
        for paragraph in cell.paragraphs:
            if paragraph.text:
                where = replace(place, line=paragraph.line)
                self.outcome.lost.append((where, paragraph.text, reason))
        self._leftovers(cell, place)

    # rows

    def _row(self, table: Table, index: int, row: list[Cell], number: int) -> None:
        cells = list(dict.fromkeys(row))
        place = Place(Part.TABLE, self.seen, number)
        if len(cells) == 1 and cells[0].end - cells[0].start > 1 and len(self._columns) > 1:
            self._band(cells[0], place)
            return
        placed = [(cell, *self._role(table, cell, place)) for cell in cells]
        if not any(_has_text(cell) for cell, _, _ in placed):
            return
        known = [(cell, role) for cell, role, _ in placed if role in KNOWN]
        if not self._continues(known, place):
            self._close()
            self._group = Group()
        assert self._group is not None
        for cell, role, where in placed:
            if role in KNOWN:
                self._group.add(role, cell, self.seen * 100_000 + index, where)
                self._leftovers(cell, where)
            elif role is not Role.NUMBER:
                self._lose(cell, where, "merged_columns" if role is None else "other_column")

    def _role(self, table: Table, cell: Cell, place: Place) -> tuple[Role | None, Place]:
        """What this cell holds by the headings above it. None where two of them claim it."""
        widths = {
            column: table.span(max(column.start, cell.start), min(column.end, cell.end))
            for column in self._columns
            if min(column.end, cell.end) > max(column.start, cell.start)
        }
        if not widths:
            return Role.OTHER, place
        known = [column for column in widths if column.role in KNOWN]
        covers = [c for c in known if widths[c] * 2 > table.span(c.start, c.end)]
        widest = max(widths, key=lambda column: widths[column])
        if len(covers) <= 1:
            chosen = covers[0] if covers and widest.role not in KNOWN else widest
            return chosen.role, replace(place, column=chosen.heading)
        where = replace(place, column=" + ".join(column.heading for column in covers))
        measure = next((c for c in covers if c.role is Role.MEASURE), None)
        if measure is None or any(c.role is Role.CHALLENGE for c in covers):
            return None, where
        if cell.text:
            self._say(Notice("merged_columns", where, cell.text))
        return Role.MEASURE, replace(place, column=measure.heading)

    def _continues(self, cells: list[tuple[Cell, Role]], place: Place) -> bool:
        """Whether this table row goes on with the plan row above it."""
        group = self._group
        challenges = [cell for cell, role in cells if role is Role.CHALLENGE]
        if group is None:
            if not any(cell.text for cell in challenges):
                self._say(Notice("row_without_challenge", place))
            return False
        main = (Role.CHALLENGE, Role.MEASURE)
        if any(group.has(role, cell) for cell, role in cells if role in main):
            return True
        if not any(column.role is Role.CHALLENGE for column in self._columns):
            return False
        text = " ".join(cell.text for cell in challenges if cell.text)
        if not text:
            self._say(Notice("continued_row", place))
            return True
        if text in group.texts(Role.CHALLENGE):
            self._say(Notice("repeated_challenge", place, text))
            for cell in challenges:
                cell.blocks.clear()
            return True
        return False

    def _leftovers(self, cell: Cell, place: Place) -> None:
        """Text in the cell that is not among its paragraphs."""
        for paragraph in cell.covered:
            self.outcome.lost.append((place, paragraph.text, "under_merged_cell"))
        cell.covered.clear()
        for paragraph in cell.paragraphs:
            for text in paragraph.boxes:
                where = replace(place, part=Part.TEXT_BOX, line=paragraph.line)
                entry = (where, text, "text_box")
                if entry not in self.outcome.lost:
                    self.outcome.lost.append(entry)

    def _band(self, cell: Cell, place: Place) -> None:
        """A row that is one cell over all columns: a section of the table."""
        self._leftovers(cell, place)
        if cell.text:
            self._close()
            self._section = cell.text
            self.bands.append((place, cell.text, "band"))
            self.outcome.lost.append(self.bands[-1])

    def _close(self) -> None:
        if self._group is None:
            return
        builder = RowBuilder(self._group, self.words, self.notes, self.outcome)
        row = builder.build(f"r{len(self.rows) + 1}", self._section)
        self._group = None
        if not row.challenges and not row.lines:
            return
        self.rows.append(row)
        if not row.measures:
            place = row.challenges[0].place if row.challenges else row.lines[0].place
            self.outcome.notices.append(Notice("row_without_measures", place))

    def _footnote_below(self, table: int, paragraph: Paragraph) -> bool:
        """A line such as "*Gjelder alle" right below the table where "gevinst*" stands."""
        marker = STARS_FIRST.fullmatch(paragraph.text)
        if marker is None:
            return False
        for index in range(len(self.rows) - 1, -1, -1):
            row = self.rows[index]
            lines = (*row.challenges, *row.lines)
            there = [line for line in lines if line.place.table == table]
            if any(len(marker[1]) in star_marks([line.text]) for line in there):
                place = Place(Part.BODY, table=table, line=paragraph.line)
                key, text = self.outcome.key(), marker[2]
                note = Line(key, LineKind.FOOTNOTE, text, place, text, mark=marker[1])
                self.rows[index] = with_footnote(row, note)
                return True
        return False


def heading_row(table: Table) -> int | None:
    """The index of the row with the column headings, or None where the table is no plan."""
    for index, row in enumerate(table.rows[:HEADING_WITHIN]):
        if is_heading_row([cell.text for cell in row]):
            return index
    return None


def _columns(row: list[Cell]) -> list[Column]:
    cells = list(dict.fromkeys(row))
    roles = column_roles([cell.text for cell in cells])
    return [
        Column(cell.start, cell.end, role, cell.text)
        for cell, role in zip(cells, roles, strict=True)
    ]


def _has_text(cell: Cell) -> bool:
    return bool(cell.text or cell.tables or cell.covered or any(p.boxes for p in cell.paragraphs))
