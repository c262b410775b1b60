"""Two versions of a plan's text against each other. Pure functions on lines; codes persist."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import Protocol

from leanplan.textdiff import Piece, differences

# The working title of a row is ours and may be changed at any time: it is no adopted text.
_NOT_TEXT = frozenset({"row"})
_MEASURES = frozenset({"lead", "measure"})
_CHALLENGES = frozenset({"challenge", "open_question"})
# Uncoded lines that share at least this much are one line that was changed.
_ALIKE = 0.5


class Line(Protocol):
    """What is compared of a line. kind, code and row as in a PlanVersionLine."""

    @property
    def kind(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def row(self) -> int: ...
    @property
    def right_text(self) -> str: ...


@dataclass(frozen=True)
class Pair:
    """One line in both versions.

    what: "same", "changed", "split" (changed, and `parts` were made of it), "added", "removed".
    """

    what: str
    kind: str
    code: str
    row: int
    old: str = ""
    new: str = ""
    parts: tuple["Pair", ...] = ()

    @property
    def is_measure(self) -> bool:
        """A line that somebody answers for."""
        return self.kind in _MEASURES

    @property
    def has_code(self) -> bool:
        """A line that keeps its code through all versions; a footnote has only a mark."""
        return self.kind in _MEASURES | _CHALLENGES

    @property
    def old_pieces(self) -> list[Piece]:
        """The old text, with what is gone marked "del"."""
        return [piece for piece in differences(self.old, self.new) if piece.kind != "ins"]

    @property
    def new_pieces(self) -> list[Piece]:
        """The new text, with what has come marked "ins"."""
        return [piece for piece in differences(self.old, self.new) if piece.kind != "del"]


@dataclass(frozen=True)
class Comparison:
    """All pairs in the order of the document; a part of a split stands with what was split."""

    pairs: list[Pair] = field(default_factory=list)

    @property
    def changes(self) -> list[Pair]:
        """What is not the same."""
        return [pair for pair in self.pairs if pair.what != "same"]

    @property
    def unchanged(self) -> list[Pair]:
        """What is the same in both."""
        return [pair for pair in self.pairs if pair.what == "same"]

    def count(self, what: str) -> int:
        """How many pairs are of that sort."""
        return sum(pair.what == what for pair in self.pairs)

    @property
    def unchanged_measures(self) -> int:
        """How many measures are the same in both."""
        return sum(pair.is_measure for pair in self.unchanged)


def compare(
    old: Iterable[Line], new: Iterable[Line],
    splits: Mapping[str, Collection[str]] | None = None,
) -> Comparison:
    """Pair the lines of two versions.

    In: the lines in order; {code: the codes made of it} for measures that were split in between.
    Lines with a code are paired by it, others by their text within the same row.
    """
    before = [line for line in old if line.kind not in _NOT_TEXT]
    after = [line for line in new if line.kind not in _NOT_TEXT]
    partner = _partners(before, after)
    pairs = [_pair(before[partner[i]] if i in partner else None, line)
             for i, line in enumerate(after)]
    _put_back(pairs, before, after, partner)
    return Comparison(_gathered(pairs, splits or {}))


def _key(line: Line) -> tuple[str, str] | None:
    """What a line is known by in all versions; None where it has no code of its own."""
    if line.kind in _MEASURES:
        return "measure", line.code
    if line.kind in _CHALLENGES:
        return "challenge", line.code
    return None


def _partners(before: Sequence[Line], after: Sequence[Line]) -> dict[int, int]:
    """{index in the new version: index in the old one}."""
    coded = {key: i for i, line in enumerate(before) if (key := _key(line))}
    found = {
        i: coded[key] for i, line in enumerate(after)
        if (key := _key(line)) and key in coded
    }
    groups: dict[tuple[str, int], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, lines in enumerate((before, after)):
        for i, line in enumerate(lines):
            if _key(line) is None:
                groups[line.kind, line.row][side].append(i)
    for olds, news in groups.values():
        found |= _by_text(before, olds, after, news)
    return found


def _by_text(
    before: Sequence[Line], olds: list[int], after: Sequence[Line], news: list[int]
) -> dict[int, int]:
    """Pair uncoded lines of one kind and row: first the equal ones, then the most alike."""
    found: dict[int, int] = {}
    left, right = list(olds), list(news)
    for i in news:
        same = next((j for j in left if before[j].right_text == after[i].right_text), None)
        if same is not None:
            found[i] = same
            left.remove(same)
            right.remove(i)
    for i in right:
        likeness = {j: _likeness(before[j].right_text, after[i].right_text) for j in left}
        best = max(likeness, key=lambda j: likeness[j], default=None)
        if best is not None and likeness[best] >= _ALIKE:
            found[i] = best
            left.remove(best)
    return found


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def _pair(old: Line | None, new: Line | None) -> Pair:
    line = new or old
    assert line is not None
    before = old.right_text if old else ""
    after = new.right_text if new else ""
    if old is None:
        what = "added"
    elif new is None:
        what = "removed"
    else:
        what = "same" if before == after else "changed"
    return Pair(what, line.kind, line.code, line.row, before, after)


def _put_back(
    pairs: list[Pair], before: Sequence[Line], after: Sequence[Line], partner: dict[int, int]
) -> None:
    """Put what was taken out where it stood: behind the line that stood before it."""
    where = {old: new for new, old in partner.items()}
    place = 0
    moved = 0
    for j, line in enumerate(before):
        if j in where:
            place = where[j] + 1 + moved
        else:
            pairs.insert(place, _pair(line, None))
            place += 1
            moved += 1


def _gathered(pairs: list[Pair], splits: Mapping[str, Collection[str]]) -> list[Pair]:
    """Put the parts of a split measure with it, where it stands in both versions."""
    standing = {
        pair.code for pair in pairs if pair.is_measure and pair.what in ("changed", "same")
    }
    made = {code for host, codes in splits.items() if host in standing for code in codes}
    parts = {
        pair.code: pair for pair in pairs
        if pair.is_measure and pair.what == "added" and pair.code in made
    }
    found = []
    for pair in pairs:
        if pair.is_measure and pair.code in parts:
            continue
        codes = splits.get(pair.code, ()) if pair.is_measure and pair.code in standing else ()
        mine = tuple(parts[code] for code in codes if code in parts)
        found.append(replace(pair, what="split", parts=mine) if mine else pair)
    return found
