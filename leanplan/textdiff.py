"""Two texts against each other, word by word, and two changes of one text put together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """A stretch of text. kind: "same", "ins" (only in the new text) or "del" (only in the old)."""

    kind: str
    text: str


@dataclass(frozen=True)
class _Change:
    """Tokens start to end of the old text were replaced."""

    start: int
    end: int
    tokens: tuple[str, ...]


def differences(old: str, new: str) -> list[Piece]:
    """The new text with what was taken out and what was put in, for <del> and <ins>."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    pieces: list[Piece] = []
    place = 0
    for change in _changes(before, after):
        _add(pieces, "same", before[place : change.start])
        _add(pieces, "del", before[change.start : change.end])
        _add(pieces, "ins", change.tokens)
        place = change.end
    _add(pieces, "same", before[place:])
    return pieces


def marked(pieces: Sequence[Piece]) -> SafeString:
    """The pieces with <ins> and <del>, which say aloud what they are."""
    return format_html_join("", "{}", ((_marked(piece),) for piece in pieces))


def _marked(piece: Piece) -> SafeString:
    if piece.kind == "same":
        return format_html("{}", piece.text)
    said = _("added:") if piece.kind == "ins" else _("removed:")
    text = piece.text.strip()
    if not text:
        return format_html("{}", piece.text)
    # Space stays outside, so that no colour hangs at the end of a line.
    before, after = piece.text.split(text, 1)
    return format_html(
        '{before}<{tag}><span class="ds-sr-only">{said} </span>{text}</{tag}>{after}',
        before=before, tag=piece.kind, said=said, text=text, after=after,
    )


def _add(pieces: list[Piece], kind: str, tokens: Sequence[str]) -> None:
    if tokens:
        pieces.append(Piece(kind, "".join(tokens)))


def _changes(before: list[str], after: list[str]) -> list[_Change]:
    """Changes from one list of tokens to the other; those with only a space between are one."""
    found: list[_Change] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        change = _Change(start, end, tuple(after[new_start:new_end]))
        between = before[found[-1].end : start] if found else []
        if found and len(between) == 1 and between[0].isspace():
            last = found.pop()
            change = _Change(last.start, end, (*last.tokens, *between, *change.tokens))
        found.append(change)
    return found


def merged(base: str, theirs: str, mine: str) -> str:
    """Both changes of a text in one. Where both changed the same words, theirs stand first."""
    words = _TOKEN.findall(base)
    left = _changes(words, _TOKEN.findall(theirs))
    right = _changes(words, _TOKEN.findall(mine))
    out: list[str] = []
    place = 0
    while left or right:
        start, end, ours, others = _next_region(left, right)
        out += words[place:start]
        out += _region(words, start, end, ours, others)
        place = end
    return "".join(out + words[place:])


def _next_region(
    left: list[_Change], right: list[_Change]
) -> tuple[int, int, list[_Change], list[_Change]]:
    """Take the first change, and every change of either side that meets it, from the lists."""
    start = min(changes[0].start for changes in (left, right) if changes)
    end = start
    taken: tuple[list[_Change], list[_Change]] = ([], [])
    grown = True
    while grown:
        grown = False
        for changes, mine in zip((left, right), taken, strict=True):
            while changes and (changes[0].start < end or changes[0].start == start):
                change = changes.pop(0)
                mine.append(change)
                end = max(end, change.end)
                grown = True
    return start, end, taken[0], taken[1]


def _region(
    words: list[str], start: int, end: int, left: list[_Change], right: list[_Change]
) -> list[str]:
    sides = [_applied(words, start, end, changes) for changes in (left, right) if changes]
    if len(sides) == 1 or sides[0] == sides[1]:
        return sides[0]
    touching = sides[0] and sides[1] and not (sides[0][-1].isspace() or sides[1][0].isspace())
    return [*sides[0], *([" "] if touching else []), *sides[1]]


def _applied(words: list[str], start: int, end: int, changes: list[_Change]) -> list[str]:
    out: list[str] = []
    for change in changes:
        out += [*words[start : change.start], *change.tokens]
        start = change.end
    return out + words[start:end]
