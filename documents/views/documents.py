"""Choosing a file to read, and the document that lies with a plan."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from documents.actions.drafts import AlreadyRead
from documents.actions.drafts import document_upload as upload
from documents.messages import unreadable_text
from documents.models import ImportDraft, PlanDocument
from documents.presenters.document import document_page
from leanplan.access import require
from leanplan.htmx import render_page
from leanplan.unreadable import Unreadable
from leanplan.uploads import chosen_data, chosen_name

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Problem:
    """Why a file was not taken: what happened, what to do, and a plan that says the same."""

    title: str
    advice: str
    document: PlanDocument | None = None


@require_http_methods(["GET", "HEAD", "POST"])
@require("documents.import_plan")
def document_upload(request: HttpRequest) -> HttpResponse:
    """Choose the plan as a Word file; what is read is looked over before anything is kept."""
    problem = None
    if request.method == "POST":
        made = _read(request)
        if isinstance(made, ImportDraft):
            return redirect(made)
        problem = made
    context = {
        "accept": ".docx",
        "problem": problem,
        "drafts": ImportDraft.objects.visible_to(request.user).for_list(),
        "documents": PlanDocument.objects.visible_to(request.user).for_list(),
    }
    status = 422 if problem else 200
    return render_page(request, "documents/document/upload.html", context, status=status)


def _read(request: HttpRequest) -> ImportDraft | Problem:
    name = chosen_name(request)
    if not name:
        return Problem(_("No file is chosen"), _("Choose the plan as a Word file (.docx)."))
    try:
        draft, is_new = upload(by=request.user, name=name, data=chosen_data(request))
    except Unreadable as error:
        return Problem(*unreadable_text(error, name))
    except AlreadyRead as already:
        return _already(already.document)
    if not is_new:
        messages.info(request, _("This document is read already and waits to be looked over."))
    return draft


def _already(document: PlanDocument) -> Problem:
    return Problem(
        _("The plan in this document is here already"),
        _("It says the same as what was read in before, so nothing new was made."),
        document,
    )


@require_safe
@require("challenges.read_plan")
def document_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What was read out of the document of a plan, what was left out and what was put right."""
    documents = PlanDocument.objects.visible_to(request.user)
    document = get_object_or_404(documents.select_related("plan__series", "read_by__person"), pk=pk)
    context = {"page": document_page(document)}
    return render_page(request, "documents/document/detail.html", context)


@require_safe
@require("challenges.read_plan")
def document_download(request: HttpRequest, pk: int) -> HttpResponse:
    """The original as it was read, where it was small enough to keep."""
    document = get_object_or_404(PlanDocument.objects.visible_to(request.user), pk=pk)
    if document.file is None:
        raise Http404
    response = HttpResponse(bytes(document.file), content_type=WORD)
    header = content_disposition_header(as_attachment=True, filename=document.file_name)
    response.headers["Content-Disposition"] = header or "attachment"
    return response
