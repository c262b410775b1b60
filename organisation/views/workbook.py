"""Units and people in and out of Excel: fetch, choose a file, look over, confirm or drop."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leanplan.access import require
from leanplan.clock import today
from leanplan.htmx import render_page
from leanplan.unreadable import Unreadable
from leanplan.uploads import chosen_data, chosen_name
from leanplan.versioning import Conflict
from leanplan.xlsx import xlsx_response
from organisation.presenters.workbook import workbook_page
from organisation.workbook import actions
from organisation.workbook.draft import WorkbookDraft
from organisation.workbook.filled import empty_workbook, filled_workbook
from organisation.workbook.messages import unreadable_text
from organisation.workbook.plan import plan_of


@dataclass(frozen=True)
class Problem:
    """Why a file was not taken: what happened, and what to do."""

    title: str
    advice: str


@require_safe
@require("organisation.import_workbook")
def workbook_empty(request: HttpRequest) -> HttpResponse:
    """The workbook with nothing in it but how to fill it in."""
    return xlsx_response(empty_workbook(), name=_("Units and people, empty"), day=today())


@require_safe
@require("organisation.import_workbook")
def workbook_filled(request: HttpRequest) -> HttpResponse:
    """The workbook with the organisation as it is."""
    sheets = filled_workbook(today=today())
    return xlsx_response(sheets, name=_("Units and people"), day=today())


@require_http_methods(["GET", "HEAD", "POST"])
@require("organisation.import_workbook")
def workbook_upload(request: HttpRequest) -> HttpResponse:
    """Fetch the workbook, or choose one to read."""
    problem = None
    if request.method == "POST":
        made = _read(request)
        if isinstance(made, WorkbookDraft):
            return redirect(made)
        problem = made
    context = {
        "accept": ".xlsx", "problem": problem,
        "drafts": WorkbookDraft.objects.visible_to(request.user).for_list(),
    }
    status = 422 if problem else 200
    return render_page(request, "organisation/workbook/upload.html", context, status=status)


def _read(request: HttpRequest) -> WorkbookDraft | Problem:
    name = chosen_name(request)
    if not name:
        return Problem(_("No file is chosen"), _("Choose the workbook, whose name ends in .xlsx."))
    try:
        return actions.workbook_upload(by=request.user, name=name, data=chosen_data(request))
    except Unreadable as error:
        return Problem(*unreadable_text(error, name))


@require_safe
@require("organisation.import_workbook")
def workbook_review(request: HttpRequest, pk: int) -> HttpResponse:
    """What the workbook would change, or what is wrong with it; nothing is saved."""
    return _review(request, _draft(request, pk))


def _draft(request: HttpRequest, pk: int) -> WorkbookDraft:
    drafts = WorkbookDraft.objects.visible_to(request.user).select_related("read_by__person")
    return get_object_or_404(drafts, pk=pk)


def _review(
    request: HttpRequest, draft: WorkbookDraft, *, problem: str = "", status: int = 200
) -> HttpResponse:
    page = workbook_page(draft, plan_of(draft.read, today=today()))
    context = {"page": page, "problem": problem}
    return render_page(request, "organisation/workbook/review.html", context, status=status)


@require_POST
@require("organisation.import_workbook")
def workbook_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Write all of it, or say what has changed since it was looked over."""
    draft = _draft(request, pk)
    version, seen = request.POST.get("version", ""), request.POST.get("seen", "")
    if not (version.isascii() and version.isdigit()) or not seen:
        said = _("The page is incomplete. Look through it once more.")
        return _review(request, draft, problem=said, status=422)
    try:
        actions.workbook_confirm(
            by=request.user, draft=draft, version=int(version), seen=seen, today=today()
        )
    except WorkbookDraft.DoesNotExist:
        raise Http404 from None  # confirmed or dropped by somebody else this very moment
    except (Conflict, actions.Changed, IntegrityError):
        draft.refresh_from_db()
        said = _("Something has changed since you looked at this, so nothing is saved. This is "
                 "what the workbook would do now.")
        return _review(request, draft, problem=said, status=409)
    except ValidationError as error:
        draft.refresh_from_db()
        return _review(request, draft, problem=" ".join(error.messages), status=422)
    messages.success(request, _("The workbook is read in."))
    return redirect("organisation:workbook_upload")


@require_POST
@require("organisation.import_workbook")
def workbook_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw it away."""
    draft = _draft(request, pk)
    version = request.POST.get("version", "")
    if not (version.isascii() and version.isdigit()):
        said = _("The page is incomplete. Look through it once more.")
        return _review(request, draft, problem=said, status=422)
    try:
        actions.workbook_drop(by=request.user, draft=draft, version=int(version))
    except WorkbookDraft.DoesNotExist:
        raise Http404 from None
    except Conflict:
        draft.refresh_from_db()
        said = _("Somebody else was first. Look through it once more.")
        return _review(request, draft, problem=said, status=409)
    messages.success(request, _("«%(file)s» is dropped. Nothing was changed.") % {"file": draft})
    return redirect("organisation:workbook_upload")
