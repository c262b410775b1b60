"""The stretches of text in a cell: bullets, typed bullets, soft lines, marks that stand alone.

Pure text work on paragraphs; what each stretch is in the plan is decided in `cell_lines.py`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from .word_text import Paragraph, Piece

BULLETS = "•·▪▫◦●○‣➢➤✓√■□\uf0b7\uf0a7"
AFTER_ORDINAL = (
    "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
    "|halvår|kvartal|tertial|generasjon|trinn|linje|etasje|klasse|gang|plass|fase"
)
TYPED = re.compile(
    rf"(?P<bullet>[{BULLETS}]+\s*|[-–—]\s+|[-–—](?=[A-ZÆØÅ«\"])|o\s+(?=[A-ZÆØÅ«\"]))"
    rf"|(?P<number>(\d{{1,2}}[.)]|[a-zæøå]\)|\(\d{{1,2}}\))\s+(?!({AFTER_ORDINAL})\b))"
    r"|(?P<stars>\*+)(?P<space>\s*)"
)
MARK_ALONE = re.compile(rf"[-–—*{BULLETS}]+")
MARK_AFTER_WORD = re.compile(r"(?<=[\w).»\"])(\*+)(?!\w)")


@dataclass(frozen=True)
class Item:
    """One stretch: `bullet` is its level or None; `stars` how many asterisks it began with."""

    text: str
    line: int
    bullet: int | None = None
    emphasised: bool = False
    heading_style: bool = False
    stars: int = 0
    spaced: bool = False
    gap: bool = False
    indent: int = 0
    style: str = ""
    notes: tuple[str, ...] = ()
    alone: bool = False

    @property
    def lower(self) -> bool:
        """Begins in the middle of a sentence."""
        return bool(re.match(r"[a-zæøå]{2}", self.text))

    @property
    def colon(self) -> bool:
        """Ends with a colon, as what introduces something does."""
        return self.text.endswith(":")

    @property
    def sentence(self) -> bool:
        """Ends as a sentence does."""
        return bool(re.search(r"[.!?…][»\"')]*$", self.text))


def cell_items(paragraphs: Iterable[Paragraph]) -> list[Item]:
    """The stretches of text of a cell in order; empty paragraphs are remembered as a gap."""
    found: list[Item] = []
    gap = False
    for paragraph in paragraphs:
        items = _paragraph_items(paragraph)
        if not items:
            gap = True
            continue
        found += [replace(items[0], gap=gap and bool(found)), *items[1:]]
        gap = False
    return _stars_settled(found)


def star_marks(texts: Iterable[str]) -> set[int]:
    """How many asterisks the marks in these texts have: "gevinst*" gives {1}."""
    return {len(mark) for text in texts for mark in MARK_AFTER_WORD.findall(text)}


def _paragraph_items(paragraph: Paragraph) -> list[Item]:
    items: list[Item] = []
    for pieces in _stretches(paragraph):
        text = " ".join(piece.text for piece in pieces)
        item = Item(
            text=text,
            line=paragraph.line,
            emphasised=all(piece.bold or piece.underlined for piece in pieces),
            heading_style=paragraph.heading is not None,
            gap=bool(items),
            indent=paragraph.indent,
            style=paragraph.style,
            notes=tuple(note for piece in pieces for note in piece.notes),
            alone=MARK_ALONE.fullmatch(text) is not None,
        )
        listed = paragraph.list_level if not items and paragraph.heading is None else None
        items.append(_without_marker(item, listed))
    return items


def _stretches(paragraph: Paragraph) -> list[list[Piece]]:
    """Soft lines belong together, but for a blank line, a typed bullet or a change to bold.

    In one of Word's own bullets only a typed bullet begins something new.
    """
    stretches: list[list[Piece]] = []
    blank = True
    for piece in paragraph.pieces:
        if not piece.text:
            blank = True
            continue
        typed = TYPED.match(piece.text) is not None
        breaks = typed or (
            paragraph.list_level is None and (blank or piece.bold != stretches[-1][-1].bold)
        )
        if breaks or not stretches:
            stretches.append([piece])
        else:
            stretches[-1].append(piece)
        blank = False
    return stretches


def _without_marker(item: Item, listed: int | None) -> Item:
    marker = None if item.alone else TYPED.match(item.text)
    if marker is None or (item.heading_style and not marker["stars"]):
        return replace(item, bullet=listed)
    rest = item.text[marker.end() :]
    if marker["stars"]:
        # An asterisk is a bullet or the mark of a footnote: settled when the cell is known.
        count = len(marker["stars"])
        return replace(item, text=rest, stars=count, spaced=bool(marker["space"]), bullet=listed)
    return replace(item, text=rest, bullet=listed if listed is not None else 0)


def _stars_settled(items: list[Item]) -> list[Item]:
    """Asterisks that plainly are typed bullets become bullets; the rest wait as `stars`.

    "* Lage plan*" and a last "*Gjelder alle" can stand in one cell: the bullets have a space.
    """
    starred = [item for item in items if item.stars]
    marks = star_marks(item.text for item in items)

    def is_note(item: Item) -> bool:
        if item.bullet is not None or not item.stars:
            return False
        if item.stars not in marks:
            return len(starred) == 1 and not item.spaced
        alike = [each for each in starred if each.stars == item.stars]
        return not item.spaced or (item is alike[-1] and all(each.spaced for each in alike))

    return [
        item if not item.stars or is_note(item) else replace(item, stars=0, bullet=item.bullet or 0)
        for item in items
    ]


def texts(items: Sequence[Item]) -> list[str]:
    """The texts alone, without marks that stand alone."""
    return [item.text for item in items if not item.alone]
