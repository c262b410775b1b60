"""A reading that waits, and documents of plans, for tests that need one to look at."""

from documents.actions.drafts import document_keep
from documents.models import PlanDocument
from documents.parsed import to_json
from tests.documents import files
from tests.world import make_draft


def some_draft(cast, plan):
    """A reading with a line, a text that has no place, and a deadline that is no date."""
    document = files.plain(("For lite tid", "• Øve mer", "TOL", "høsten 2018"))
    document.add_paragraph("Se heftet.")
    read = files.read(document)
    draft, _ = document_keep(by=cast.secretary, name="Plan.docx", data=b"PK", plan=read)
    return draft.pk


def some_line(cast, plan):
    return some_draft(cast, plan), "l2"


def some_text(cast, plan):
    return some_draft(cast, plan), "u1"


def adopted_document(cast, plan):
    """The document of the adopted plan."""
    return PlanDocument.objects.create(
        plan=plan,
        file_name="Plan.docx",
        file_size=2,
        file=b"PK",
        digest="a",
        read=to_json(files.read(files.plain(("For lite tid", "• Øve mer")))),
    ).pk


def draft_document(cast, plan):
    """The document of a plan that is not adopted."""
    return adopted_document(cast, make_draft(cast, generation=3))


MAKERS = {
    "draft": some_draft,
    "line": some_line,
    "text": some_text,
    "document": adopted_document,
    "draft document": draft_document,
}
