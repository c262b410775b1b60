"""Putting one line or one unplaced text of a draft right; each leaves a trace in the draft.

All raise Conflict where somebody else saved the draft first, and ValidationError where the edit
makes no sense. Out: whether anything changed.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from documents import editing
from documents.actions.drafts import draft_edit
from documents.models import ImportDraft
from documents.parsed import LineKind, ParsedPlan

LEAVE_OUT, BASIS = "leave_out", "basis"


def line_edit(
    *,
    by: Any,
    draft: ImportDraft,
    version: int,
    key: str,
    do: str,
    text: str,
    kind: str,
    move_to: str = "",
    pieces: Sequence[str] = (),
) -> bool:
    """Save what stands in a line's editor, and do what its button says.

    do: "save" (text, kind, row), "split" (into pieces), "join" (with the line above), "up" or
    "down". What was typed is kept whichever button was pressed.
    """

    def edit(plan: ParsedPlan) -> ParsedPlan:
        if kind == LEAVE_OUT and do == "save":
            return editing.leave_out_line(plan, key)
        if do == "split":
            return editing.split(plan, key, list(pieces))
        plan = editing.retype(plan, key, text)
        if kind != LEAVE_OUT:
            plan = editing.rekind(plan, key, LineKind(kind))
        match do:
            case "join":
                return editing.join(plan, key)
            case "up":
                return editing.step(plan, key, -1)
            case "down":
                return editing.step(plan, key, 1)
        return editing.move(plan, key, move_to) if move_to else plan

    return draft_edit(by=by, draft=draft, version=version, edit=edit, what=do, line=key)


def line_due(*, by: Any, draft: ImportDraft, version: int, key: str, due: date | None) -> bool:
    """Suggest a day for a deadline that is no date, or (None) let it stand as it is.

    key: of a line, or of a row for all its measures that share a deadline.
    """
    choose = editing.choose_due_of_row if key.startswith("r") else editing.choose_due
    return draft_edit(
        by=by,
        draft=draft,
        version=version,
        edit=lambda plan: choose(plan, key, due),
        what="due",
        line=key,
    )


def text_place(
    *, by: Any, draft: ImportDraft, version: int, key: str, kind: str, row: str = ""
) -> bool:
    """Give an unplaced text its place, or leave it out."""

    def edit(plan: ParsedPlan) -> ParsedPlan:
        if kind == LEAVE_OUT:
            return editing.leave_out(plan, key)
        if kind == BASIS:
            return editing.place_as_basis(plan, key)
        return editing.place(plan, key, LineKind(kind), row)

    return draft_edit(by=by, draft=draft, version=version, edit=edit, what="place", line=key)


def text_restore(*, by: Any, draft: ImportDraft, version: int, key: str) -> bool:
    """Take a text that was left out up again; it waits for its place."""
    return draft_edit(
        by=by,
        draft=draft,
        version=version,
        edit=lambda plan: editing.leave_out(plan, key, out=False),
        what="restore",
        line=key,
    )


def texts_leave_out(
    *, by: Any, draft: ImportDraft, version: int, column: str | None = None
) -> bool:
    """Leave out every text that waits; with a column, those of that column alone."""
    reason = "" if column is None else "other_column"
    return draft_edit(
        by=by,
        draft=draft,
        version=version,
        edit=lambda plan: editing.leave_out_all(plan, reason, column or ""),
        what="leave_out_all",
    )
