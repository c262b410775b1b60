"""Putting a reading right before it is confirmed: retype, change kind, split, join, move, place.

Pure: a ParsedPlan in, a new one out. What cannot be done raises Refused with a code; the words
are in `messages.py`.
"""

from dataclasses import replace
from datetime import date

from .parsed import Line, LineKind, ParsedPlan, Unplaced, Written
from .plan_shape import (
    Refused,
    add,
    change,
    find,
    in_place,
    new_keys,
    on_side,
    side_of,
    with_new_row,
    with_row,
    without,
    without_empty_rows,
)

NEW_ROW = "new"


def retype(plan: ParsedPlan, key: str, text: str) -> ParsedPlan:
    """The line with another text. `as_read` keeps what the document says."""
    text = " ".join(text.split())
    if not text:
        raise Refused("empty")
    return change(plan, key, lambda line: replace(line, text=text))


def rekind(plan: ParsedPlan, key: str, kind: LineKind) -> ParsedPlan:
    """The line as another kind; challenges and lines change sides inside the row."""
    found = find(plan, key)
    if found.line.kind is kind:
        return plan
    mark = found.line.mark
    if kind is LineKind.FOOTNOTE and not mark:
        mark = "*"
    line = replace(found.line, kind=kind, mark=mark if kind is LineKind.FOOTNOTE else "")
    if side_of(kind) == found.side:
        return change(plan, key, lambda _: line)
    return add(without(plan, key), found.row.key, line)


def split(plan: ParsedPlan, key: str, pieces: list[str]) -> ParsedPlan:
    """The line as several of the same kind, one for each piece, each standing on its own.

    What stood beside it as its own owner or deadline now stands beside several.
    """
    pieces = [" ".join(piece.split()) for piece in pieces if piece.strip()]
    if len(pieces) < 2:
        raise Refused("one_piece")
    line = find(plan, key).line
    line = replace(line, owner=_shared(line.owner), deadline=_shared(line.deadline))
    keys = [key, *new_keys(plan, len(pieces) - 1)]
    notes = [line.notes, *[()] * (len(pieces) - 1)]
    lines = [
        replace(line, key=own, text=piece, as_read=piece, notes=refs)
        for own, piece, refs in zip(keys, pieces, notes, strict=True)
    ]
    return in_place(plan, key, lines)


def join(plan: ParsedPlan, key: str) -> ParsedPlan:
    """The line put together with the one above it, which keeps its key and kind."""
    found = find(plan, key)
    above, line = found.before, found.line
    if above is None or not found.can_join:
        raise Refused("nothing_to_join")
    whole = replace(
        above,
        text=f"{above.text} {line.text}",
        as_read=f"{above.as_read} {line.as_read}",
        notes=tuple(dict.fromkeys(above.notes + line.notes)),
        owner=_both(above.owner, line.owner),
        deadline=_both(above.deadline, line.deadline),
    )
    return change(without(plan, key), above.key, lambda _: whole)


def step(plan: ParsedPlan, key: str, by: int) -> ParsedPlan:
    """The line one place up (by=-1) or down (by=1) on its side of the row."""
    found = find(plan, key)
    there = found.index + by
    if not 0 <= there < len(found.lines):
        raise Refused("at_the_end")
    lines = list(found.lines)
    lines[found.index], lines[there] = lines[there], lines[found.index]
    return with_row(plan, on_side(found.row, found.side, lines))


def move(plan: ParsedPlan, key: str, row_key: str) -> ParsedPlan:
    """The line last in another row, or in a new one (NEW_ROW) below its own."""
    found = find(plan, key)
    if row_key == found.row.key:
        return plan
    if row_key == NEW_ROW:
        plan, row_key = with_new_row(plan, found.row.key)
    return without_empty_rows(add(without(plan, key), row_key, found.line))


def choose_due(plan: ParsedPlan, key: str, day: date | None) -> ParsedPlan:
    """A day for a deadline that is no date; None leaves it as it stands. Looked over either way."""
    return change(plan, key, lambda line: replace(line, due_chosen=day, looked_over=True))


def choose_due_of_row(plan: ParsedPlan, row_key: str, day: date | None) -> ParsedPlan:
    """The same for every measure of a row that shares its deadline with others."""
    row = next((each for each in plan.rows if each.key == row_key), None)
    if row is None:
        raise Refused("no_row")
    for line in row.measures:
        if line.deadline is not None and line.deadline.shared:
            plan = choose_due(plan, line.key, day)
    return plan


def leave_out_line(plan: ParsedPlan, key: str) -> ParsedPlan:
    """The line taken out of the plan; it stays listed as left out and can be brought back."""
    line = find(plan, key).line
    entry = Unplaced(_new_unplaced(plan), line.text, line.place, "taken_out", left_out=True)
    plan = replace(plan, unplaced=(*plan.unplaced, entry))
    return without_empty_rows(without(plan, key))


def place(plan: ParsedPlan, key: str, kind: LineKind, row_key: str) -> ParsedPlan:
    """An unplaced text as a line of a row (or of a new last one)."""
    entry = _unplaced(plan, key)
    if row_key == NEW_ROW:
        plan, row_key = with_new_row(plan, plan.rows[-1].key if plan.rows else "")
    mark = "*" if kind is LineKind.FOOTNOTE else ""
    text = entry.text.lstrip("* ") if kind is LineKind.FOOTNOTE else entry.text
    text = " ".join(text.split())
    (line_key,) = new_keys(plan, 1)
    line = Line(line_key, kind, text, entry.place, text, mark=mark)
    rest = tuple(each for each in plan.unplaced if each.key != key)
    return add(replace(plan, unplaced=rest), row_key, line)


def place_as_basis(plan: ParsedPlan, key: str) -> ParsedPlan:
    """An unplaced text as the last entry of what the plan builds on."""
    entry = _unplaced(plan, key)
    rest = tuple(each for each in plan.unplaced if each.key != key)
    return replace(plan, unplaced=rest, basis=(*plan.basis, " ".join(entry.text.split())))


def leave_out(plan: ParsedPlan, key: str, out: bool = True) -> ParsedPlan:
    """An unplaced text decided not to be part of the plan, or (out=False) waiting again."""
    _unplaced(plan, key)
    return replace(
        plan,
        unplaced=tuple(
            replace(each, left_out=out) if each.key == key else each for each in plan.unplaced
        ),
    )


def leave_out_all(plan: ParsedPlan, reason: str = "", column: str = "") -> ParsedPlan:
    """Every unplaced text left out; with a reason and a column, those alone."""

    def concerned(each: Unplaced) -> bool:
        return not reason or (each.reason == reason and each.place.column == column)

    return replace(
        plan,
        unplaced=tuple(
            replace(each, left_out=True) if concerned(each) else each for each in plan.unplaced
        ),
    )


def _shared(written: Written | None) -> Written | None:
    return written and replace(written, shared=True)


def _both(first: Written | None, second: Written | None) -> Written | None:
    if first is None or second is None or first.text == second.text:
        return first or second
    return replace(first, text=f"{first.text}\n{second.text}", shared=first.shared)


def _unplaced(plan: ParsedPlan, key: str) -> Unplaced:
    entry = next((each for each in plan.unplaced if each.key == key), None)
    if entry is None:
        raise Refused("gone")
    return entry


def _new_unplaced(plan: ParsedPlan) -> str:
    return f"u{max((int(each.key[1:]) for each in plan.unplaced), default=0) + 1}"
