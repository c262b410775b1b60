"""Tables of a Word file as a grid: which cell stands where, merged cells counted once."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from leanplan.office_file import Element, attribute, child, local

from .word_styles import number
from .word_text import Block, Paragraph, Words

WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo"})
MAX_COLUMNS = 63  # what Word itself allows


@dataclass(eq=False)
class Cell:
    """One cell as it is shown. A merged cell is one object, found again in each row it covers."""

    start: int
    end: int
    blocks: list[Block]
    covered: list[Paragraph] = field(default_factory=list)
    """Text that lies in the file under a merged cell and is not shown."""

    @property
    def paragraphs(self) -> list[Paragraph]:
        """The paragraphs of the cell itself, without those of tables in it."""
        return [block for block in self.blocks if isinstance(block, Paragraph)]

    @property
    def tables(self) -> list[Element]:
        """The tables inside the cell."""
        return [block for block in self.blocks if not isinstance(block, Paragraph)]

    @property
    def text(self) -> str:
        """The text of the paragraphs on one line."""
        return " ".join(p.text for p in self.paragraphs if p.text)


@dataclass
class Table:
    """The rows of a table, each a list of cells from left to right, and its column widths."""

    rows: list[list[Cell]]
    widths: list[int]

    def span(self, start: int, end: int) -> int:
        """The width of these grid columns; a column of unknown width counts 1."""
        return sum((self.widths[i] if i < len(self.widths) else 0) or 1 for i in range(start, end))


def read_table(element: Element, words: Words) -> Table:
    """The table with merges resolved. Rows deleted by a tracked change are left out."""
    grid = child(element, "tblGrid")
    columns = [] if grid is None else [each for each in grid if local(each) == "gridCol"]
    widths = [number(column, "w") or 0 for column in columns]
    rows: list[list[Cell]] = []
    for row in _wrapped(element, "tr"):
        if child(row, "trPr", "del") is None:
            rows.append(_row(row, rows[-1] if rows else [], words))
    return Table(rows, widths)


def _row(row: Element, above: list[Cell], words: Words) -> list[Cell]:
    cells: list[Cell] = []
    at = number(child(row, "trPr", "gridBefore")) or 0
    for element in _wrapped(row, "tc"):
        properties = child(element, "tcPr")
        width = min(max(number(child(properties, "gridSpan")) or 1, 1), MAX_COLUMNS)
        blocks = words.blocks(element)
        shown = [block for block in blocks if isinstance(block, Paragraph) and block.text]
        merged = _merged_with_above(properties, above, at)
        if _continues(properties, "hMerge") and cells:
            cells[-1].end += width
            cells[-1].covered += shown
        elif merged is not None:
            merged.covered += shown
            cells.append(merged)
        else:
            cells.append(Cell(at, at + width, blocks))
        at += width
    return cells


def _merged_with_above(properties: Element | None, above: list[Cell], at: int) -> Cell | None:
    if not _continues(properties, "vMerge"):
        return None
    return next((cell for cell in above if cell.start <= at < cell.end), None)


def _continues(properties: Element | None, name: str) -> bool:
    """Whether a merge goes on here: Word leaves `val` out for "continue"."""
    merge = child(properties, name)
    return merge is not None and attribute(merge, "val") != "restart"


def _wrapped(element: Element, name: str) -> Iterator[Element]:
    for each in element:
        if local(each) == name:
            yield each
        elif local(each) in WRAPPERS:
            yield from _wrapped(each, name)
