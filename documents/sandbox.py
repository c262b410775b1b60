"""A plan out of an uploaded Word file, read in a child process (`leanplan/sandbox.py`)."""

from leanplan.sandbox import MAX_UPLOAD, SECONDS, read_in_child

from .parsed import ParsedPlan, from_json

__all__ = ["MAX_UPLOAD", "read_document"]


def read_document(data: bytes, *, seconds: float = SECONDS) -> ParsedPlan:
    """The plan in these bytes of a .docx. Raises Unreadable; nothing is stored either way."""
    return from_json(read_in_child("documents.reader", data, seconds=seconds))
