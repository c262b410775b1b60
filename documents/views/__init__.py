"""Views by what they are about."""

from documents.views.documents import document_detail, document_download, document_upload
from documents.views.drafts import draft_confirm, draft_drop, draft_review
from documents.views.lines import line_due, line_edit, text_place, text_restore, texts_leave_out

__all__ = [
    "document_detail",
    "document_download",
    "document_upload",
    "draft_confirm",
    "draft_drop",
    "draft_review",
    "line_due",
    "line_edit",
    "text_place",
    "text_restore",
    "texts_leave_out",
]
