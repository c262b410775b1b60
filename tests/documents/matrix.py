"""Rows of the access matrix for reading in: who may read in, and who reads the document."""

from tests.documents.things import MAKERS
from tests.matrix_rows import DECIDE, PREPARE, SEE_DRAFTS, Row, everyone, only

__all__ = ["MAKERS", "ROWS"]

READ_IN = (*DECIDE, *PREPARE, "administrator")


def posted(route, on):
    return Row(f"documents:{route}", only(*READ_IN, status=422), on=on, method="POST")


ROWS = [
    Row("documents:document_upload", only(*READ_IN)),
    Row("documents:document_upload", only(*READ_IN, status=422), method="POST"),
    Row("documents:draft_review", only(*READ_IN), on="draft"),
    Row("documents:line_edit", only(*READ_IN), on="line"),
    posted("line_edit", "line"),
    posted("line_due", "line"),
    posted("text_place", "text"),
    posted("text_restore", "text"),
    posted("texts_leave_out", "draft"),
    posted("draft_confirm", "draft"),
    posted("draft_drop", "draft"),
    Row("documents:document_detail", everyone(200), on="document"),
    Row("documents:document_detail", only(*SEE_DRAFTS, others=404), on="draft document"),
    Row("documents:document_download", everyone(200), on="document"),
    Row("documents:document_download", only(*SEE_DRAFTS, others=404), on="draft document"),
]
