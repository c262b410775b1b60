"""Reads a municipality's action plan out of a .docx.

`read_plan(data)` is the whole of it: bytes in, a ParsedPlan out, or Unreadable. No Django here,
since it runs in a child process (`reader.py`).
"""

from collections import Counter
from dataclasses import replace

from leanplan.office_file import Element, Package, local
from leanplan.unreadable import Unreadable

from .parsed import Notice, ParsedPlan, Part, Place, Row, Unplaced, bare_title
from .plan_tables import PlanTables, heading_row
from .word_front import Front, read_adoption, read_front, set_title
from .word_notes import Notes
from .word_styles import Styles
from .word_tables import read_table
from .word_text import Block, Paragraph, Words

MAX_LINES = 5_000
FRAME_DEPTH = 4


def read_plan(data: bytes) -> ParsedPlan:
    """Read the plan in these bytes. Raises Unreadable when it is no plan that can be read."""
    package = Package(data)
    document = package.part(package.main)
    body = None if document is None else next((e for e in document if local(e) == "body"), None)
    if body is None:
        raise Unreadable("broken_part", part=package.main)
    styles = Styles(next(iter(package.related("styles")), None))
    return _Document(package, styles, body).read()


class _Document:
    def __init__(self, package: Package, styles: Styles, body: Element) -> None:
        self.package = package
        self.styles = styles
        self.notes = Notes(package, styles)
        self.blocks = Words(styles).blocks(body)
        self.lost: list[tuple[Place, str, str]] = []
        self.notices: list[Notice] = []

    def read(self) -> ParsedPlan:
        tables = PlanTables(Words(self.styles), self.notes)
        stretches: list[list[Paragraph]] = [[]]
        blocks = self._unframed(self.blocks, FRAME_DEPTH, tables)
        for line, block in enumerate(blocks, start=1):
            if isinstance(block, Paragraph):
                stretches[-1].append(replace(block, line=line))
            else:
                tables.read(block)
                stretches.append([])
        tables.finish(stretches)
        front = read_front(stretches)
        self._title_elsewhere(front, tables)
        rows = self._sections(front, tables)
        self._around(front)
        self._traces([p for paragraphs in stretches for p in paragraphs], tables)
        lost = [*tables.lost, *front.rest, *self.lost, *self.notes.unused()]
        if len(lost) + sum(len(r.lines) + len(r.challenges) for r in rows) > MAX_LINES:
            raise Unreadable("too_much_text", limit=MAX_LINES)
        return ParsedPlan(
            title=front.title,
            title_as_read=front.title_as_read,
            generation=front.generation,
            adoption=front.adoption,
            focus_areas=tuple(front.focus_areas),
            basis=tuple(front.basis),
            rows=rows,
            unplaced=tuple(
                Unplaced(f"u{number}", text, place, reason)
                for number, (place, text, reason) in enumerate(lost, start=1)
            ),
            notices=(*tables.notices, *self.notices),
            tables=tables.seen,
            tables_read=tables.understood,
        )

    def _unframed(self, blocks: list[Block], depth: int, tables: PlanTables) -> list[Block]:
        """The blocks in order, those of tables that only frame text or other tables unpacked."""
        found: list[Block] = []
        for block in blocks:
            if isinstance(block, Paragraph) or depth == 0:
                found.append(block)
                continue
            table = read_table(block, Words(self.styles))
            cells = list(dict.fromkeys(cell for row in table.rows for cell in row))
            frames = any(cell.tables for cell in cells) or all(len(r) == 1 for r in table.rows)
            if frames and heading_row(table) is None:
                tables.note_headings(table)
                inner = [each for cell in cells for each in cell.blocks]
                found += self._unframed(inner, depth - 1, tables)
            else:
                found.append(block)
        return found

    def _sections(self, front: Front, tables: PlanTables) -> tuple[Row, ...]:
        """A band over the whole table that names a focus area is one; any other is unplaced."""
        titles = {bare_title(area.title) for area in front.focus_areas}
        for band in tables.bands:
            if band in tables.lost and bare_title(band[1]) in titles:
                tables.lost.remove(band)
        return tuple(
            row if bare_title(row.section) in titles else replace(row, section="")
            for row in tables.rows
        )

    def _title_elsewhere(self, front: Front, tables: PlanTables) -> None:
        """A title that stands in the first line of the table."""
        if front.title or not tables.bands:
            return
        place, text, _ = tables.bands[0]
        if place.table == 1 and (entry := tables.bands[0]) in tables.lost:
            set_title(front, text)
            tables.lost.remove(entry)

    def _around(self, front: Front) -> None:
        """Headers and footers: an adoption may stand there; the rest is reported."""
        seen = {front.title, front.title_as_read, ""}
        for part, kind in ((Part.HEADER, "header"), (Part.FOOTER, "footer")):
            for root in self.package.related(kind):
                for block in Words(self.styles).blocks(root):
                    texts = [block.text, *block.boxes] if isinstance(block, Paragraph) else []
                    for text in texts:
                        if text in seen or text.lower().strip(" ./-") in ("side", "side av", "av"):
                            continue
                        seen.add(text)
                        self._header_line(front, part, text)

    def _header_line(self, front: Front, part: Part, text: str) -> None:
        adoption = read_adoption(text)
        if adoption is not None and front.adoption is None:
            front.adoption = adoption
        elif adoption is None or front.adoption is None or adoption.on != front.adoption.on:
            self.lost.append((Place(part), text, "header_or_footer"))

    def _traces(self, paragraphs: list[Paragraph], tables: PlanTables) -> None:
        """Say that something was not read: deletions, hidden text, comments, text boxes."""
        everything = [*paragraphs, *tables.paragraphs]
        counts = Counter(
            deleted_text=sum(p.deleted for p in everything),
            hidden_text=sum(p.hidden for p in everything),
            comments=sum(
                sum(1 for each in root if local(each) == "comment")
                for root in self.package.related("comments")
            ),
        )
        for code, number in counts.items():
            if number:
                self.notices.append(Notice(code, Place(Part.BODY), count=number))
        for paragraph in paragraphs:
            place = Place(Part.TEXT_BOX, line=paragraph.line)
            self.lost += [(place, text, "text_box") for text in paragraph.boxes]
