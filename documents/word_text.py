"""Paragraphs of a Word file as a reader sees them.

Deleted and hidden text is not read, inserted text is; page numbers, tables of contents and the
prompts of empty form fields are no text of the author. Text boxes are kept apart.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from leanplan.office_file import Element, attribute, child, local

from .word_styles import Style, Styles, indent, number, toggle

UNWRAPPED = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink"})
UNWRAPPED_IN_TEXT = UNWRAPPED | {"fldSimple", "dir", "bdo", "ruby", "rubyBase", "oMath"}
DELETED = frozenset({"del", "moveFrom"})
COMPUTED = ("PAGE", "NUMPAGES", "SECTIONPAGES", "TOC")
SYMBOLS = {"f0b7": "•", "f0a7": "▪", "f0d8": "➢", "f0fc": "✓", "f0e0": "→", "f0a8": "☐"}


@dataclass(frozen=True)
class Piece:
    """A stretch of a paragraph between soft line breaks."""

    text: str
    bold: bool = False
    underlined: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    """One paragraph. `list_level` counts from 0 and is None outside Word's lists."""

    pieces: tuple[Piece, ...] = ()
    line: int = 0
    list_level: int | None = None
    heading: int | None = None
    style: str = ""
    indent: int = 0
    boxes: tuple[str, ...] = ()
    deleted: bool = False
    hidden: bool = False

    @property
    def text(self) -> str:
        """The whole text on one line."""
        return " ".join(piece.text for piece in self.pieces if piece.text)

    @property
    def notes(self) -> tuple[str, ...]:
        """Keys of the footnotes that are referred to."""
        return tuple(note for piece in self.pieces for note in piece.notes)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return bool(self.text) and all(piece.bold for piece in self.pieces if piece.text)

    @property
    def underlined(self) -> bool:
        """Whether all of it is underlined."""
        return bool(self.text) and all(piece.underlined for piece in self.pieces if piece.text)


Block: TypeAlias = Paragraph | Element


def clean(text: str) -> str:
    """One kind of space, no doubles, no invisible characters; otherwise as written."""
    text = re.sub(r"[\u00ad\u200b-\u200d\u2060\ufeff]", "", text)
    return re.sub(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+", " ", text).strip()


@dataclass
class _Run:
    text: str
    bold: bool
    underlined: bool
    note: str = ""


@dataclass
class _Reading:
    """What is gathered while one paragraph is read."""

    runs: list[_Run] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    deleted: bool = False
    hidden: bool = False


class Words:
    """Reads the paragraphs and tables of one part (body, header, notes …) in order."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[str] = []

    def blocks(self, container: Element) -> list[Block]:
        """Paragraphs (numbered from 1) and table elements inside body, cell, note or text box."""
        blocks: list[Block] = []
        joined: Paragraph | None = None
        line = 0
        for element in _content(container):
            if local(element) == "tbl":
                blocks.append(element)
                continue
            line += 1
            paragraph = replace(self._paragraph(element), line=line)
            if joined is not None:
                paragraph = _joined(joined, paragraph)
                joined = None
            if child(element, "pPr", "rPr", "del") is not None:
                joined = paragraph
            else:
                blocks.append(paragraph)
        return [*blocks, joined] if joined is not None else blocks

    def _paragraph(self, element: Element) -> Paragraph:
        properties = child(element, "pPr")
        style = self._styles.get(attribute(child(properties, "pStyle"), "val"))
        reading = _Reading()
        self._gather(element, style, reading)
        own_indent = indent(properties)
        return Paragraph(
            pieces=_pieces(reading.runs),
            list_level=_list_level(properties, style),
            heading=style.heading,
            style=style.name,
            indent=style.indent if own_indent is None else own_indent,
            boxes=tuple(reading.boxes),
            deleted=reading.deleted,
            hidden=reading.hidden,
        )

    def _gather(self, element: Element, style: Style, into: _Reading) -> None:
        for each in element:
            name = local(each)
            if name == "r":
                self._run(each, style, into)
            elif name in DELETED:
                into.deleted = True
            elif name in UNWRAPPED_IN_TEXT and not _not_the_authors(each):
                self._gather(each, style, into)

    def _run(self, run: Element, style: Style, into: _Reading) -> None:
        properties = child(run, "rPr")
        own = self._styles.get(attribute(child(properties, "rStyle"), "val"))

        def on(name: str, character: bool | None, paragraph: bool | None) -> bool:
            direct = toggle(properties, name)
            return bool(next((v for v in (direct, character, paragraph) if v is not None), False))

        bold = on("b", own.bold, style.bold)
        underlined = on("u", own.underlined, style.underlined)
        hidden = on("vanish", own.hidden, style.hidden)
        for each in run:
            self._field_mark(each)
            if local(each) in ("drawing", "pict", "AlternateContent", "object"):
                into.boxes += self._boxes(each)
                continue
            note = _note(each)
            text = _text(each)
            if hidden and (text.strip() or note):
                into.hidden = True
            elif (text or note) and not any(map(_computed, self._fields)):
                into.runs.append(_Run(text, bold, underlined, note))

    def _field_mark(self, element: Element) -> None:
        """Follow the fields that begin and end in different runs."""
        name = local(element)
        kind = attribute(element, "fldCharType") if name == "fldChar" else ""
        if kind == "begin":
            self._fields.append("")
        elif kind == "end" and self._fields:
            self._fields.pop()
        elif name == "instrText" and self._fields:
            self._fields[-1] += element.text or ""

    def _boxes(self, element: Element) -> list[str]:
        """Texts of the boxes in a drawing, read once although Word writes each twice."""
        if local(element) == "AlternateContent":
            choice = child(element, "Choice")
            return [] if choice is None else self._boxes(choice)
        texts = []
        for box in element.iter():
            if local(box) == "txbxContent" and not _inside_fallback(box):
                inner = Words(self._styles)
                texts += [b.text for b in inner.blocks(box) if isinstance(b, Paragraph) and b.text]
        return texts


def _content(container: Element) -> Iterator[Element]:
    for element in container:
        name = local(element)
        if name in ("p", "tbl"):
            yield element
        elif name == "sdt" and "Table of Contents" in (
            attribute(child(element, "sdtPr", "docPartObj", "docPartGallery"), "val") or ""
        ):
            continue
        elif name in UNWRAPPED:
            yield from _content(element)


def _list_level(properties: Element | None, style: Style) -> int | None:
    own = child(properties, "numPr")
    list_id = attribute(child(own, "numId"), "val") or style.list_id
    if list_id is None or list_id == "0":
        return None
    level = number(child(own, "ilvl"))
    level = style.level if level is None else level
    # "List Bullet 2" is the second level by its name, though each such style has its own list.
    digit = style.name[-1:] if style.name.startswith("list ") else ""
    return max(level, int(digit) - 1) if digit.isdigit() else level


def _pieces(runs: list[_Run]) -> tuple[Piece, ...]:
    pieces: list[list[_Run]] = [[]]
    for run in runs:
        for index, text in enumerate(run.text.split("\n")):
            if index:
                pieces.append([])
            pieces[-1].append(_Run(text, run.bold, run.underlined, run.note))
            run.note = ""
    return tuple(_piece(each) for each in pieces)


def _piece(runs: list[_Run]) -> Piece:
    letters = [run for run in runs if re.search(r"\w", run.text)]
    return Piece(
        text=clean("".join(run.text for run in runs)),
        bold=bool(letters) and all(run.bold for run in letters),
        underlined=bool(letters) and all(run.underlined for run in letters),
        notes=tuple(run.note for run in runs if run.note),
    )


def _joined(first: Paragraph, second: Paragraph) -> Paragraph:
    """Two paragraphs whose mark between them is deleted by a tracked change."""
    if not first.pieces or not second.pieces:
        pieces = first.pieces + second.pieces
    else:
        a, b = first.pieces[-1], second.pieces[0]
        seam = Piece(clean(f"{a.text} {b.text}"), a.bold and b.bold, a.underlined and b.underlined,
                     a.notes + b.notes)  # fmt: skip
        pieces = (*first.pieces[:-1], seam, *second.pieces[1:])
    boxes = first.boxes + second.boxes
    hidden = first.hidden or second.hidden
    return replace(second, pieces=pieces, line=first.line, boxes=boxes, deleted=True, hidden=hidden)


def _text(element: Element) -> str:
    match local(element):
        case "t":
            return element.text or ""
        case "tab" | "ptab":
            return " "
        case "br":
            return "\n" if attribute(element, "type") in (None, "textWrapping") else ""
        case "cr":
            return "\n"
        case "noBreakHyphen":
            return "-"
        case "sym":
            return SYMBOLS.get((attribute(element, "char") or "").lower(), "▪")
    return ""


def _note(element: Element) -> str:
    """A key such as "footnote 2" where the text refers to a note."""
    name = local(element)
    if name in ("footnoteReference", "endnoteReference"):
        return f"{name.removesuffix('Reference')} {attribute(element, 'id') or ''}"
    return ""


def _not_the_authors(element: Element) -> bool:
    """The prompt of a form field that nobody has filled in, or a page number."""
    if local(element) == "fldSimple":
        return _computed(attribute(element, "instr") or "")
    return child(element, "sdtPr", "showingPlcHdr") is not None


def _computed(instruction: str) -> bool:
    return instruction.strip().split(" ")[0].upper() in COMPUTED


def _inside_fallback(element: Element) -> bool:
    return any(local(each) == "Fallback" for each in element.iterancestors())
