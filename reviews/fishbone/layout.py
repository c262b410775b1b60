"""Where everything stands in the picture of a fish: pure geometry, no words of its own.

The unit is a pixel of the picture at its natural size. Bones lie in pairs along the spine, one
above and one below, all with the same slant on their side, so that a cause's line can be as long
as the distance between two bones. A side is as high as its fullest bone needs; a bone with many
causes takes them on both sides of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from leanplan.text_width import text_width, wrapped

TEXT, LINE = 15, 18  # size of a cause's text, from one line to the next
COLUMN, SLANT = 366, 86  # from one bone to the next, how far a bone leans
REACH = COLUMN - 46  # length of a cause's line
RIGHT = REACH + 26  # what causes on the right of a bone add
LEFT_EDGE, AFTER_LAST, MARGIN = 40, 34, 12
BADGE, BADGE_TEXT, NOTE = 20, 11, 13
AROUND = 21  # height of a cause besides its lines
FREE = 20  # left at the ends of a bone
LABEL, LABEL_LINE, LABEL_WIDEST = 34, 19, 300
HEAD, HEAD_TEXT, HEAD_LINE = 232, 17, 23
LOWEST, LOWEST_FULL, FULL = 132, 150, 8
TO_BONE = 14  # between a bone and the last line of a text beside it
ONE_SIDE = 16  # more causes than this stand on both sides of their bone


@dataclass(frozen=True)
class CauseIn:
    """A cause to be drawn. badge: the number of a root cause ("R1"); note: written at the end."""

    text: str
    badge: str = ""
    note: str = ""


@dataclass(frozen=True)
class BoneIn:
    """A bone to be drawn, with its causes in order."""

    name: str
    causes: Sequence[CauseIn] = ()


@dataclass(frozen=True)
class Box:
    """A rectangle that nothing else may touch."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height


@dataclass(frozen=True)
class Words:
    """One line of text: where it begins, or its middle, and its baseline."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class CauseShape:
    """A cause as drawn: its line, from x to `end` (on the bone at `dot`), and what stands on it."""

    x: float
    end: float
    y: float
    dot: float
    lines: tuple[Words, ...]
    badge: Box | None
    badge_text: Words | None
    note: Words | None
    box: Box
    note_box: Box | None

    @property
    def is_root(self) -> bool:
        """Has a root cause in it."""
        return self.badge is not None


@dataclass(frozen=True)
class BoneShape:
    """A bone as drawn: from its far end to the spine, its label, its causes."""

    far: tuple[float, float]
    joint: tuple[float, float]
    label: Box
    label_lines: tuple[Words, ...]
    causes: tuple[CauseShape, ...]

    @property
    def is_empty(self) -> bool:
        """Without a cause."""
        return not self.causes


@dataclass(frozen=True)
class Fish:
    """The whole picture."""

    width: float
    height: float
    spine: tuple[tuple[float, float], ...]
    tail: tuple[tuple[float, float], ...]
    head: Box
    head_lines: tuple[Words, ...]
    bones: tuple[BoneShape, ...]

    @property
    def is_wide(self) -> bool:
        """Some bone has causes on both sides: wider than a screen, so it is scrolled."""
        return self.width > LEFT_EDGE + 5 * COLUMN

    @property
    def head_path(self) -> str:
        """The outline of the head, as the "d" of a path: hollow behind, rounded to a point."""
        left, right = self.head.x, self.head.x + HEAD
        top, bottom = self.head.y, self.head.bottom
        middle = (top + bottom) / 2
        return (
            f"M{left:.1f} {top:.1f}H{right - 34:.1f}"
            f"Q{right - 22:.1f} {top:.1f} {right - 17:.1f} {top + 9:.1f}"
            f"L{right:.1f} {middle - 4:.1f}"
            f"Q{right + 2:.1f} {middle:.1f} {right:.1f} {middle + 4:.1f}"
            f"L{right - 17:.1f} {bottom - 9:.1f}"
            f"Q{right - 22:.1f} {bottom:.1f} {right - 34:.1f} {bottom:.1f}"
            f"H{left:.1f}Q{left + 12:.1f} {middle:.1f} {left:.1f} {top:.1f}Z"
        )


@dataclass(frozen=True)
class _Set:
    """A cause with its text in lines, before it has a place."""

    cause: CauseIn
    lines: list[str]

    @property
    def lean(self) -> float:
        """How far its bone leans into it, from the last line to the first."""
        return _lean(len(self.lines))

    @property
    def width(self) -> float:
        """Of its longest line, with the badge."""
        bold = bool(self.cause.badge)
        return _badge_room(self.cause) + max(
            text_width(line, TEXT, semibold=bold) for line in self.lines
        )

    @property
    def height(self) -> float:
        return len(self.lines) * LINE + AROUND


def fish(question: str, bones: Sequence[BoneIn]) -> Fish:
    """Lay out a question and at least one bone."""
    half = (len(bones) + 1) // 2
    above = [_columns(bone) for bone in bones[:half]]
    below = [_columns(bone) for bone in bones[half:]]
    head_lines = wrapped(question, HEAD_TEXT, HEAD - 54, semibold=True)
    head_height = max(104, len(head_lines) * HEAD_LINE + 44)
    total = sum(len(bone.causes) for bone in bones)
    least = max(LOWEST if total <= FULL else LOWEST_FULL, head_height / 2)
    up, down = _height(above, least), _height(below, least)
    labels_up = max((_label_height(bone.name) for bone in bones[:half]), default=LABEL)
    labels_down = max((_label_height(bone.name) for bone in bones[half:]), default=LABEL)
    middle = MARGIN + labels_up + up
    joints, end = _joints(above, below)
    shapes = [
        _bone(bone, columns, joint, middle, -up)
        for bone, columns, joint in zip(bones[:half], above, joints, strict=True)
    ] + [
        _bone(bone, columns, joint, middle, down)
        for bone, columns, joint in zip(bones[half:], below, joints, strict=False)
    ]
    head_x = end + AFTER_LAST
    return Fish(
        width=head_x + HEAD + 16,
        height=middle + down + labels_down + MARGIN,
        spine=(
            (LEFT_EDGE, middle - 1), (head_x, middle - 3.5), (head_x, middle + 3.5),
            (LEFT_EDGE, middle + 1),
        ),
        tail=((LEFT_EDGE, middle), (LEFT_EDGE - 12, middle - 13), (LEFT_EDGE - 12, middle + 13)),
        head=Box(head_x, middle - head_height / 2, HEAD, head_height),
        head_lines=_stacked(head_lines, head_x + 26, middle + 6, HEAD_LINE),
        bones=tuple(shapes),
    )


def _columns(bone: BoneIn) -> tuple[list[_Set], list[_Set]]:
    """The causes to the left of a bone and those to its right."""
    causes = [_Set(cause, _lines(cause)) for cause in bone.causes]
    if len(causes) <= ONE_SIDE:
        return causes, []
    half = (len(causes) + 1) // 2
    return causes[:half], causes[half:]


def _lines(cause: CauseIn) -> list[str]:
    """The text in lines that stay clear of the bone, which leans into those above the last."""
    room = REACH - TO_BONE - _badge_room(cause)
    if cause.note:
        room -= text_width(cause.note, NOTE) + 10
    lines, bold = [""], bool(cause.badge)
    while True:
        wanted = wrapped(cause.text, TEXT, room - _lean(len(lines)), semibold=bold)
        if len(wanted) <= len(lines):
            return wanted or lines
        lines = wanted


def _lean(lines: int) -> float:
    """How far a bone leans over all lines of a text but the last, at the most: no side is lower
    than the text needs."""
    height = max(LOWEST, lines * LINE + AROUND + FREE)
    return SLANT * (lines - 1) * LINE / height


def _badge_room(cause: CauseIn) -> float:
    return _badge_width(cause.badge) + 6 if cause.badge else 0


def _badge_width(text: str) -> float:
    return max(BADGE, text_width(text, BADGE_TEXT, semibold=True) + 10)


def _height(side: Sequence[tuple[list[_Set], list[_Set]]], least: float) -> float:
    """How high a side of the fish is: as its fullest column needs."""
    needs = [sum(one.height for one in column) + FREE for pair in side for column in pair]
    return max([least, *needs])


def _joints(
    above: Sequence[tuple[list[_Set], list[_Set]]], below: Sequence[tuple[list[_Set], list[_Set]]]
) -> tuple[list[float], float]:
    """Where the bones meet the spine, from the tail on, and where the last of them ends."""
    joints: list[float] = []
    x: float = LEFT_EDGE + 8
    for pair in zip_longest(above, below):
        joints.append(x + COLUMN)
        x += COLUMN + (RIGHT if any(columns and columns[1] for columns in pair) else 0)
    return joints, x - 8


def _label_height(name: str) -> float:
    return LABEL + (len(_label_lines(name)) - 1) * LABEL_LINE


def _label_lines(name: str) -> list[str]:
    return wrapped(name, TEXT, LABEL_WIDEST, semibold=True) or [""]


def _stacked(lines: Sequence[str], x: float, middle: float, step: float) -> tuple[Words, ...]:
    """Lines one below the other, around a height."""
    first = middle - (len(lines) - 1) / 2 * step
    return tuple(Words(x, first + place * step, text) for place, text in enumerate(lines))


def _bone(
    bone: BoneIn, columns: tuple[list[_Set], list[_Set]], joint: float, middle: float, reach: float
) -> BoneShape:
    """reach: how far the bone goes from the spine, negative upwards."""
    far = (joint - SLANT, middle + reach)
    lines = _label_lines(bone.name)
    width = max(text_width(line, TEXT, semibold=True) for line in lines) + 34
    height = _label_height(bone.name)
    label = Box(
        far[0] - width / 2, far[1] - height if reach < 0 else far[1], width, height
    )
    top = min(middle, middle + reach)
    causes = [
        shape
        for column, to_the_right in zip(columns, (False, True), strict=True)
        for shape in _spread(column, joint, middle, top, abs(reach), to_the_right=to_the_right)
    ]
    return BoneShape(
        far, (joint, middle), label,
        _stacked(lines, far[0], label.y + height / 2 + 5, LABEL_LINE), tuple(causes),
    )


def _spread(
    column: Sequence[_Set], joint: float, middle: float, top: float, height: float, *,
    to_the_right: bool,
) -> list[CauseShape]:
    """The causes of one side of a bone, evenly between its ends."""
    if not column:
        return []
    gap = (height - FREE - sum(one.height for one in column)) / (len(column) + 1)
    shapes, y = [], top + 8
    for one in column:
        y += gap
        line = y + one.height - 6
        on_bone = joint - SLANT * abs(middle - line) / height
        shapes.append(_cause(one, line, on_bone, to_the_right=to_the_right))
        y += one.height
    return shapes


def _cause(one: _Set, line: float, on_bone: float, *, to_the_right: bool) -> CauseShape:
    x = on_bone if to_the_right else on_bone - REACH
    end = x + REACH
    begins = x + TO_BONE + one.lean if to_the_right else x
    badge = badge_text = note = note_box = None
    if one.cause.badge:
        width = _badge_width(one.cause.badge)
        centre = line - 11 - (len(one.lines) - 1) * LINE / 2
        badge = Box(begins, centre - BADGE / 2, width, BADGE)
        badge_text = Words(begins + width / 2, centre + 4, one.cause.badge)
    if one.cause.note:
        note = Words(end - (0 if to_the_right else TO_BONE), line - 7, one.cause.note)
        width = text_width(one.cause.note, NOTE)
        note_box = Box(note.x - width, line - 7 - NOTE, width, NOTE + 2)
    first = line - 7 - (len(one.lines) - 1) * LINE
    lines = tuple(
        Words(begins + _badge_room(one.cause), first + place * LINE, text)
        for place, text in enumerate(one.lines)
    )
    box = Box(begins, first - TEXT, one.width, line - first + TEXT + 2)
    return CauseShape(x, end, line, on_bone, lines, badge, badge_text, note, box, note_box)
