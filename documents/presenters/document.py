"""The document a plan was read in from: what was read, left out and put right."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from documents.messages import place_text, reason_text
from documents.models import PlanDocument
from documents.parsed import Counts, count, from_json

EDITS = {
    "save": _("Was put right"),
    "split": _("Split"),
    "join": _("Joined"),
    "up": _("Moved up"),
    "down": _("Moved down"),
    "due": _("Deadline looked over"),
    "place": _("Placed"),
    "restore": _("Taken up again"),
    "leave_out_all": _("Left out"),
}


@dataclass(frozen=True)
class EditView:
    """One thing that was put right before confirming."""

    what: Any
    by: str
    at: datetime | None
    text: str
    before: list[str]
    after: list[str]


@dataclass(frozen=True)
class LeftOut:
    """A text of the document that is not part of the plan."""

    text: str
    place: str
    reason: str


@dataclass(frozen=True)
class DocumentPage:
    """All of the page."""

    document: PlanDocument
    counts: Counts
    left_out: list[LeftOut]
    edits: list[EditView]
    is_kept: bool


def document_page(document: PlanDocument) -> DocumentPage:
    """The page of one document."""
    plan = from_json(document.read)
    return DocumentPage(
        document=document,
        counts=count(plan),
        left_out=[
            LeftOut(entry.text, place_text(entry.place), reason_text(entry.reason))
            for entry in plan.unplaced
        ],
        edits=[_edit(each) for each in document.edits],
        is_kept=document.file is not None,
    )


def _edit(trace: dict[str, Any]) -> EditView:
    def texts(side: str) -> list[str]:
        return [str(text).partition(": ")[2] for text in trace.get(side, [])]

    before, after = texts("before"), texts("after")
    # What only changed its kind or place is said once, not struck out and written again.
    same = before == after
    return EditView(
        what=EDITS.get(trace.get("what", ""), EDITS["save"]),
        by=trace.get("by", ""),
        at=parse_datetime(trace.get("at", "")),
        text=" / ".join(before) or trace.get("text", "") if same else "",
        before=[] if same else before,
        after=[] if same else after,
    )
