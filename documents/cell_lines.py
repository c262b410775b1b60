"""What each stretch of text in a cell is: challenge, measure, lead line, sub-heading or footnote.

Word documents do not say; these are the rules a careful reader uses. Where a rule is not sure,
the line carries a notice, so that a person looks at it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .cell_items import Item
from .parsed import MEASURE_KINDS, LineKind

SHORT = 80
VERY_SHORT = 40
OPEN_QUESTION = re.compile(
    r"\?[»\"')]*$|spørsmål.{0,40}\bavklar|\b(åpent?|opne?|uavklart|uavklara) spørsmål", re.I
)
ASIDE = re.compile(r"\(?spørsmål som (bør|må|skal) avklar(es|ast)\)?\.?", re.I)
COLUMN_IN_TEXT = re.compile(r"(?P<column>ansvar(l[ie]g)?|(tids)?frist)\s*:\s*\S", re.I)
LOOSE_DASH = re.compile(r"\s[-–—]$|^[-–—]\s")


@dataclass(frozen=True)
class Found:
    """A line as understood. Without a kind it could not be placed, for `reason`."""

    kind: LineKind | None
    text: str
    line: int
    mark: str = ""
    notes: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    reason: str = ""


def challenge_lines(items: Sequence[Item]) -> list[Found]:
    """The lines of a challenge cell: each stretch is a challenge or an open question."""
    found: list[Found] = []
    emphasis = _telling_emphasis(items)
    for item in items:
        if item.alone:
            found.append(_alone(item))
        elif item.stars:
            found.append(_footnote(item))
        elif found and found[-1].kind and (item.lower or ASIDE.fullmatch(item.text)):
            found[-1] = _joined(found[-1], item, sure=item.lower)
        else:
            notices = ("bold_challenge",) if emphasis and item.emphasised else ()
            found.append(_found(LineKind.CHALLENGE, item, *notices))
    return [_question_or_not(each) for each in found]


def measure_lines(items: Sequence[Item]) -> list[Found]:
    """The lines of a measure cell: measures, lead lines, sub-headings and footnotes."""
    found: list[Found] = []
    reader = _Cell(items)
    for index, item in enumerate(items):
        before = found[-1] if found else None
        each = reader.understand(index, item, before)
        if each is None:
            assert before is not None
            found[-1] = _joined(before, item, sure=reader.surely_continues(item, before))
        else:
            found.append(each)
    return [_with_dash_notice(each) for each in found]


class _Cell:
    """The rules, with what must be known of the whole cell."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        self.emphasis = _telling_emphasis(items)
        self.bullets = [item.bullet for item in items if item.bullet is not None]
        self.has_headings = any(self._strong(item) or self._stands_alone(i, item)
                                for i, item in enumerate(items))  # fmt: skip

    def understand(self, index: int, item: Item, before: Found | None) -> Found | None:
        """The line this item is, or None when it goes on from the line before."""
        column = COLUMN_IN_TEXT.match(item.text)
        if item.alone:
            return _alone(item)
        if item.stars:
            return _footnote(item)
        if column:
            name = "deadline" if "frist" in column["column"].lower() else "owner"
            return Found(None, item.text, item.line, reason=f"{name}_in_text")
        if item.bullet is not None:
            return self._bullet(index, item)
        return self._plain(index, item, before)

    def surely_continues(self, item: Item, before: Found) -> bool:
        """Whether this plain line plainly goes on from the one before."""
        indented = item.indent > 0 and not item.gap and item.style.startswith("list")
        return item.lower or item.style.startswith("list continue") or indented

    def _bullet(self, index: int, item: Item) -> Found:
        level = item.bullet or 0
        after = self._next(index)
        has_own = after is not None and after.bullet is not None and after.bullet > level
        introduces = item.colon or (self.emphasis and item.emphasised)
        if has_own and introduces:
            kind = LineKind.HEADING if len(item.text) <= SHORT else LineKind.LEAD
            return _found(kind, item)
        deeper = level > min(self.bullets)
        under = next((self.items[i] for i in range(index - 1, -1, -1)
                      if (self.items[i].bullet or 0) < level), None)  # fmt: skip
        introduced = under is not None and (under.colon or (self.emphasis and under.emphasised))
        return _found(LineKind.MEASURE, item, *["sub_bullet"] * (deeper and not introduced))

    def _plain(self, index: int, item: Item, before: Found | None) -> Found | None:
        after = self._next(index)
        joinable = before is not None and before.kind in MEASURE_KINDS
        if self._strong(item):
            return self._strong_line(item, after)
        if joinable and before is not None and self.surely_continues(item, before):
            return None
        if not self.bullets:
            return _found(LineKind.MEASURE, item)
        if after is not None and after.bullet is not None:
            return self._before_bullets(index, item, before)
        if before is None:
            return _found(LineKind.LEAD, item)
        if item.gap or not joinable:
            return _found(LineKind.MEASURE, item, "plain_line")
        return None

    def _before_bullets(self, index: int, item: Item, before: Found | None) -> Found | None:
        """A plain line that stands right before bullets."""
        under_heading = before is not None and before.kind is LineKind.HEADING
        if self._stands_alone(index, item) and not under_heading:
            return _found(LineKind.HEADING, item, "plain_heading")
        if before is not None and before.kind in MEASURE_KINDS and not item.gap and item.sentence:
            return None
        short = len(item.text) <= VERY_SHORT and not item.sentence and not under_heading
        if short and self.has_headings:
            return _found(LineKind.HEADING, item, "plain_heading")
        return _found(LineKind.LEAD, item, *["lead_or_heading"] * short)

    def _strong_line(self, item: Item, after: Item | None) -> Found:
        if after is None:
            lonely = len(self.items) > 1
            return _found(LineKind.MEASURE, item, *["heading_without_lines"] * lonely)
        if (item.colon or item.sentence) and len(item.text) > SHORT:
            return _found(LineKind.LEAD, item)
        return _found(LineKind.HEADING, item)

    def _strong(self, item: Item) -> bool:
        """Formatted as a heading, or ends with a colon."""
        if item.bullet is not None or item.stars:
            return False
        emphasised = self.emphasis and item.emphasised and len(item.text) <= 2 * SHORT
        return item.heading_style or emphasised or item.colon

    def _stands_alone(self, index: int, item: Item) -> bool:
        """A short plain line between bullets that does not end as a sentence."""
        between = any(each.bullet is not None for each in self.items[:index])
        after = self._next(index)
        followed = after is not None and after.bullet is not None
        plain = item.bullet is None and not item.stars and not item.alone and not item.lower
        return plain and between and followed and len(item.text) <= SHORT and not item.sentence

    def _next(self, index: int) -> Item | None:
        rest = (each for each in self.items[index + 1 :] if not each.stars and not each.alone)
        return next(rest, None)


def _telling_emphasis(items: Sequence[Item]) -> bool:
    """Whether bold says something here: not where the whole cell is bold."""
    return any(not item.emphasised for item in items if not item.stars and not item.alone)


def _found(kind: LineKind, item: Item, *notices: str) -> Found:
    return Found(kind, item.text, item.line, notes=item.notes, notices=notices)


def _footnote(item: Item) -> Found:
    return Found(LineKind.FOOTNOTE, item.text, item.line, mark="*" * item.stars, notes=item.notes)


def _alone(item: Item) -> Found:
    return Found(None, item.text, item.line, reason="mark_alone")


def _joined(before: Found, item: Item, *, sure: bool) -> Found:
    return replace(
        before,
        text=f"{before.text} {item.text}",
        notes=before.notes + item.notes,
        notices=before.notices if sure else (*before.notices, "joined"),
    )


def _question_or_not(found: Found) -> Found:
    if found.kind is LineKind.CHALLENGE and OPEN_QUESTION.search(found.text):
        return replace(found, kind=LineKind.OPEN_QUESTION)
    return found


def _with_dash_notice(found: Found) -> Found:
    if found.kind is not None and LOOSE_DASH.search(found.text):
        return replace(found, notices=(*found.notices, "loose_dash"))
    return found
