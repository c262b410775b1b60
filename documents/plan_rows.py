"""Turns the cells that belong together into one plan row."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from leanplan.office_file import Element

from .cell_items import cell_items, star_marks
from .cell_lines import Found, challenge_lines, measure_lines
from .columns import Role, column_roles, is_heading_row
from .parsed import (
    CHALLENGE_KINDS,
    MEASURE_KINDS,
    Line,
    LineKind,
    Notice,
    Part,
    Place,
    Row,
    Written,
)
from .word_notes import Notes
from .word_tables import Cell, Table, read_table
from .word_text import Paragraph, Words

Lost = tuple[Place, str, str]


@dataclass
class Group:
    """The cells of one plan row. For each role the cells in order, with the table rows they cover.

    A merged cell is one object in several table rows, so that what stands beside what is known.
    """

    cells: dict[Role, dict[Cell, set[int]]] = field(default_factory=dict)
    places: dict[Cell, Place] = field(default_factory=dict)

    def add(self, role: Role, cell: Cell, row: int, place: Place) -> None:
        """Put the cell, found in this table row, in the group."""
        self.cells.setdefault(role, {}).setdefault(cell, set()).add(row)
        self.places.setdefault(cell, place)

    def has(self, role: Role, cell: Cell) -> bool:
        """Whether this very cell is in the group."""
        return cell in self.cells.get(role, {})

    def texts(self, role: Role) -> list[str]:
        """The texts of the cells with this role."""
        return [cell.text for cell in self.cells.get(role, {}) if cell.text]


@dataclass
class Outcome:
    """What reading brought besides rows; the builder adds to it."""

    lost: list[Lost] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    lines: int = 0

    def key(self) -> str:
        """The next line key."""
        self.lines += 1
        return f"l{self.lines}"


class RowBuilder:
    """Builds one row out of a group."""

    def __init__(self, group: Group, words: Words, notes: Notes, outcome: Outcome) -> None:
        self.group = group
        self.words = words
        self.notes = notes
        self.outcome = outcome
        self.footnotes: dict[str, Line] = {}
        self.written: dict[Role, list[Written]] = {Role.OWNER: [], Role.DEADLINE: []}

    def build(self, key: str, section: str) -> Row:
        """The row; lines that could not be placed and notices go to the outcome."""
        left = [line for cell in self._cells(Role.CHALLENGE) for line in self._challenges(cell)]
        beside = {cell: self._measures(cell) for cell in self._cells(Role.MEASURE)}
        for role in (Role.OWNER, Role.DEADLINE):
            self._write(role, beside)
        right = [line for lines in beside.values() for line in lines]
        right += [line for line in left if line.kind is LineKind.FOOTNOTE]
        right += self.footnotes.values()
        challenges = [line for line in left if line.kind in CHALLENGE_KINDS]
        return Row(
            key=key,
            challenges=tuple(self._with_star_notes(challenges, right)),
            lines=tuple(self._with_star_notes(right, right)),
            section=section,
            owners=tuple(self.written[Role.OWNER]),
            deadlines=tuple(self.written[Role.DEADLINE]),
        )

    def _cells(self, role: Role) -> Iterable[Cell]:
        return self.group.cells.get(role, {})

    def _challenges(self, cell: Cell) -> list[Line]:
        paragraphs = self._flat(cell)
        return self._lines(cell, challenge_lines(cell_items(paragraphs)))

    def _measures(self, cell: Cell) -> list[Line]:
        plans = {id(t): table for t in cell.tables if (table := self._nested_plan(t))}
        paragraphs = self._flat(cell, leave_out=set(plans))
        lines = self._lines(cell, measure_lines(cell_items(paragraphs)))
        for table in plans.values():
            lines += self._nested_lines(cell, table)
        return lines

    def _flat(self, cell: Cell, leave_out: Iterable[int] = ()) -> list[Paragraph]:
        """The paragraphs of the cell, those of tables in it in their place."""
        found: list[Paragraph] = []
        place = self.group.places[cell]
        for block in cell.blocks:
            if isinstance(block, Paragraph):
                found.append(block)
            elif id(block) not in leave_out:
                inner = _unique(read_table(block, self.words))
                found += [paragraph for each in inner for paragraph in self._flat_inner(each)]
                self.outcome.notices.append(Notice("nested_table", place))
        return [replace(paragraph, line=n) for n, paragraph in enumerate(found, start=1)]

    def _flat_inner(self, cell: Cell) -> list[Paragraph]:
        found = []
        for block in cell.blocks:
            if isinstance(block, Paragraph):
                found.append(block)
            else:
                for each in _unique(read_table(block, self.words)):
                    found += self._flat_inner(each)
        return found

    def _nested_plan(self, element: Element) -> Table | None:
        """A table in a measure cell that has column headings of its own."""
        table = read_table(element, self.words)
        first = [cell.text for cell in table.rows[0]] if table.rows else []
        return table if is_heading_row(first) else None

    def _nested_lines(self, outer: Cell, table: Table) -> list[Line]:
        roles = column_roles([cell.text for cell in table.rows[0]])
        place = self.group.places[outer]
        found: list[Line] = []
        for row in table.rows[1:]:
            cells = dict(zip(roles, row, strict=False))
            lines: list[Line] = []
            if Role.MEASURE in cells:
                items = cell_items(self._flat_inner(cells[Role.MEASURE]))
                lines = self._lines(outer, measure_lines(items))
            for role, cell in cells.items():
                if role in self.written:
                    lines = self._beside(role, cell, place, lines)
                elif role is not Role.MEASURE and cell.text:
                    self.outcome.lost.append((place, cell.text, "other_column"))
            found += lines
        self.outcome.notices.append(Notice("nested_table", place))
        return found

    def _lines(self, cell: Cell, found: Iterable[Found]) -> list[Line]:
        lines = []
        for each in found:
            place = replace(self.group.places[cell], line=each.line)
            if each.kind is None and each.reason == "mark_alone":
                self.outcome.notices.append(Notice("mark_alone", place, each.text))
            elif each.kind is None:
                self.outcome.lost.append((place, each.text, each.reason))
            else:
                lines.append(self._line(each, each.kind, place))
        return lines

    def _line(self, found: Found, kind: LineKind, place: Place) -> Line:
        key = self.outcome.key()
        for code in dict.fromkeys(found.notices):
            self.outcome.notices.append(Notice(code, place, found.text, key))
        notes = tuple(note for ref in found.notes if (note := self._word_note(ref, place)))
        return Line(key, kind, found.text, place, found.text, mark=found.mark, notes=notes)

    def _word_note(self, ref: str, place: Place) -> str:
        """The key of the footnote line for one of Word's own notes."""
        if ref not in self.footnotes:
            note = self.notes.use(ref)
            if note is None:
                return ""
            mark, text = note
            there = Place(Part.NOTE, place.table, place.row, line=int(mark))
            self.footnotes[ref] = Line(
                self.outcome.key(), LineKind.FOOTNOTE, text, there, text, mark=mark
            )
        return self.footnotes[ref].key

    def _write(self, role: Role, beside: dict[Cell, list[Line]]) -> None:
        """Give the measures what stands beside them in the owner or deadline column."""
        for cell, rows in self.group.cells.get(role, {}).items():
            covered = [
                measure for measure in beside if rows & self.group.cells[Role.MEASURE][measure]
            ]
            lines = [line for measure in covered for line in beside[measure]]
            place = self.group.places[cell]
            new = {line.key: line for line in self._beside(role, cell, place, lines)}
            for measure in covered:
                beside[measure] = [new[line.key] for line in beside[measure]]

    def _beside(self, role: Role, cell: Cell, place: Place, lines: list[Line]) -> list[Line]:
        """The same lines with this cell's text at the measures among them.

        One measure: its adopted text. Several: shown for the row and shared, line by line where
        there are as many lines as measures.
        """
        items = cell_items(self._flat_inner(cell))
        texts = [item.text for item in items if not item.alone]
        if not texts:
            dashes = [item for item in items if item.alone]
            self.outcome.notices += [Notice("dash_as_empty", place, i.text) for i in dashes[:1]]
            return lines
        measures = [line for line in lines if line.kind in MEASURE_KINDS]
        if not measures:
            self.outcome.lost.append((place, "\n".join(texts), "beside_nothing"))
            return lines
        several = len(measures) > 1
        by_line = several and len(texts) == len(measures)
        if several:
            self.written[role].append(Written("\n".join(texts), place, shared=True))
        given = texts if by_line else ["\n".join(texts)] * len(measures)
        mine = dict(zip((line.key for line in measures), given, strict=True))
        return [_give(line, role, mine.get(line.key), place, several) for line in lines]

    def _with_star_notes(self, lines: list[Line], right: list[Line]) -> list[Line]:
        """Tie "gevinst*" to the footnote that begins with as many asterisks."""
        notes = [line for line in right if line.mark.startswith("*")]

        def tied(line: Line) -> Line:
            marks = star_marks([line.text]) if line.kind is not LineKind.FOOTNOTE else set()
            keys = tuple(note.key for note in notes if len(note.mark) in marks)
            return replace(line, notes=line.notes + keys)

        return [tied(line) for line in lines]


def with_footnote(row: Row, note: Line) -> Row:
    """The row with a footnote that stands below its table, tied to the lines that refer to it."""

    def tied(each: Line) -> Line:
        refers = len(note.mark) in star_marks([each.text])
        return replace(each, notes=(*each.notes, note.key)) if refers else each

    lines = (*map(tied, row.lines), note)
    return replace(row, challenges=tuple(map(tied, row.challenges)), lines=lines)


def _give(line: Line, role: Role, text: str | None, place: Place, shared: bool) -> Line:
    if text is None:
        return line
    name = "owner" if role is Role.OWNER else "deadline"
    before: Written | None = getattr(line, name)
    if before is not None:
        text = f"{before.text}\n{text}"
    written = Written(text, place, shared)
    return replace(line, owner=written) if name == "owner" else replace(line, deadline=written)


def _unique(table: Table) -> list[Cell]:
    """Each cell once, in reading order."""
    return list(dict.fromkeys(cell for row in table.rows for cell in row))
