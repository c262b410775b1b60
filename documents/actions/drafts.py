"""A reading on its way into the plan: read, put right line by line, dropped."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from documents.messages import refusal_text
from documents.models import KEEP_AT_MOST, ImportDraft, PlanDocument
from documents.parsed import ParsedPlan, content, to_json
from documents.plan_shape import Refused
from documents.sandbox import read_document
from leanplan.clock import now
from leanplan.versioning import take_row

Edit = Callable[[ParsedPlan], ParsedPlan]


class AlreadyRead(Exception):
    """A plan with the same content is here already; nothing new was made."""

    def __init__(self, document: PlanDocument) -> None:
        super().__init__(str(document.plan))
        self.document = document


def digest_of(plan: ParsedPlan) -> str:
    """The fingerprint of what was read: two files that say the same have the same."""
    text = json.dumps(content(plan), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def document_upload(*, by: Any, name: str, data: bytes) -> tuple[ImportDraft, bool]:
    """Read a file and keep what was read as a draft to look over.

    In: the file's name and bytes. Out: the draft, and whether it is new; a draft with the same
    content is given back as it is. Errors: Unreadable (nothing kept), AlreadyRead.
    The file is read outside any transaction, since that takes its time.
    """
    return document_keep(by=by, name=name, data=data, plan=read_document(data))


@transaction.atomic
def document_keep(*, by: Any, name: str, data: bytes, plan: ParsedPlan) -> tuple[ImportDraft, bool]:
    """Keep what was read; see `document_upload`."""
    digest = digest_of(plan)
    document = PlanDocument.objects.filter(digest=digest).select_related("plan__series").first()
    if document is not None:
        raise AlreadyRead(document)
    return ImportDraft.objects.get_or_create(
        digest=digest,
        defaults={
            "file_name": name.strip()[-200:] or "plan.docx",
            "file_size": len(data),
            "file": data if len(data) <= KEEP_AT_MOST else None,
            "plan": to_json(plan),
            "read_by": by,
        },
    )


@transaction.atomic
def draft_edit(
    *, by: Any, draft: ImportDraft, version: int, edit: Edit, what: str, line: str = ""
) -> bool:
    """Put something right in a draft, with a trace of what was done.

    In: the version the person saw; `edit` as in `editing.py`; `what` it was called, on which line.
    Out: whether anything changed. Errors: Conflict; ValidationError where the edit makes no sense.
    """
    before = draft.parsed
    try:
        after = edit(before)
    except Refused as refused:
        if refused.code in ("gone", "no_row"):
            take_row(draft, version)  # mostly it is gone because somebody else was first
        raise ValidationError(refusal_text(refused.code), code=refused.code) from refused
    if after == before:
        return False
    take_row(draft, version)
    draft.plan = to_json(after)
    draft.edits = [*draft.edits, _trace(by, what, line, before, after)]
    draft.save(update_fields=["plan", "edits"])
    return True


@transaction.atomic
def draft_drop(*, by: Any, draft: ImportDraft, version: int) -> None:
    """Throw a draft away; nothing of it was ever in the plan. Errors: Conflict."""
    take_row(draft, version)
    draft.delete()


def _trace(by: Any, what: str, line: str, before: ParsedPlan, after: ParsedPlan) -> dict[str, Any]:
    old, new = _texts(before), _texts(after)
    said = old.get(line, "").partition(": ")[2]
    return {
        "at": now().isoformat(timespec="seconds"),
        "by": by.get_full_name() if by is not None else "",
        "what": what,
        "line": line,
        "text": said,
        "before": [text for key, text in old.items() if new.get(key) != text],
        "after": [text for key, text in new.items() if old.get(key) != text],
    }


def _texts(plan: ParsedPlan) -> dict[str, str]:
    """What each line and each unplaced text says, with its kind, by its key."""
    lines = {line.key: f"{line.kind}: {line.text}" for line in plan.lines()}
    unplaced = {
        entry.key: f"{'left_out' if entry.left_out else 'unplaced'}: {entry.text}"
        for entry in plan.unplaced
    }
    return lines | unplaced
