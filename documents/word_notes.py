"""Word's own footnotes and endnotes: what they say, and which of them a plan row refers to."""

from leanplan.office_file import Element, Package, attribute, local

from .parsed import Part, Place
from .word_styles import Styles
from .word_text import Paragraph, Words


class Notes:
    """The notes by the key that the text refers to them with ("footnote 2")."""

    def __init__(self, package: Package, styles: Styles) -> None:
        self._texts: dict[str, str] = {}
        self._used: list[str] = []
        for kind in ("footnote", "endnote"):
            for root in package.related(f"{kind}s"):
                for note in root:
                    if local(note) == kind and attribute(note, "type") in (None, "normal"):
                        text = _text(note, styles)
                        if text:
                            self._texts[f"{kind} {attribute(note, 'id')}"] = text

    def use(self, key: str) -> tuple[str, str] | None:
        """The mark (numbered by first use) and the text of a note, or None where it is missing."""
        if key not in self._texts:
            return None
        if key not in self._used:
            self._used.append(key)
        return str(self._used.index(key) + 1), self._texts[key]

    def unused(self) -> list[tuple[Place, str, str]]:
        """Notes that no plan row refers to."""
        return [
            (Place(Part.NOTE, line=number), text, "note_outside_rows")
            for number, (key, text) in enumerate(self._texts.items(), start=1)
            if key not in self._used
        ]


def _text(note: Element, styles: Styles) -> str:
    blocks = Words(styles).blocks(note)
    return " ".join(block.text for block in blocks if isinstance(block, Paragraph) and block.text)
