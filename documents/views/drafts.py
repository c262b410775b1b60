"""Looking over what was read, and making it a plan or throwing it away."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from documents.actions.confirm import Choices
from documents.actions.confirm import draft_confirm as confirm
from documents.actions.drafts import draft_drop as drop
from documents.actors import Actors
from documents.forms import ConfirmForm, LineForm, PlaceForm, VersionForm
from documents.models import ImportDraft
from documents.presenters.review import review_page
from leanplan.access import require
from leanplan.clock import today
from leanplan.forms import put_errors
from leanplan.htmx import render_page, wants_fragment
from leanplan.versioning import Conflict


@require_safe
@require("documents.import_plan")
def draft_review(request: HttpRequest, pk: int) -> HttpResponse:
    """All that was read, before any of it is in the plan."""
    return review(request, draft_of(request, pk))


@require_POST
@require("documents.import_plan")
def draft_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the plan; the page again with what stands in the way."""
    draft = draft_of(request, pk)
    form = ConfirmForm(request.POST, draft=draft)
    if not form.is_valid():
        return review(request, draft, confirm_form=form, status=422)
    choices = {name: value for name, value in form.cleaned_data.items() if name != "version"}
    try:
        plan = confirm(
            by=request.user,
            draft=draft,
            version=form.cleaned_data["version"],
            choices=Choices(**choices),
        )
    except Conflict:
        return stale(request, draft, confirm_form=form)
    except ValidationError as error:
        put_errors(form, error)
        draft.refresh_from_db()
        return review(request, draft, confirm_form=form, status=422)
    messages.success(request, _("The plan is read in. Nothing in it was changed on the way."))
    return redirect(plan)


@require_POST
@require("documents.import_plan")
def draft_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw the reading away."""
    draft = draft_of(request, pk)
    form = VersionForm(request.POST)
    if not form.is_valid():
        return review(request, draft, status=422)
    try:
        drop(by=request.user, draft=draft, version=form.cleaned_data["version"])
    except Conflict:
        return stale(request, draft)
    messages.success(request, _("«%(file)s» is dropped. No plan was changed.") % {"file": draft})
    return redirect("documents:document_upload")


def draft_of(request: HttpRequest, pk: int) -> ImportDraft:
    """The draft, where the user may see it; else 404."""
    return get_object_or_404(ImportDraft.objects.visible_to(request.user), pk=pk)


def review(
    request: HttpRequest,
    draft: ImportDraft,
    *,
    opened: str = "",
    form: LineForm | PlaceForm | None = None,
    failed: str = "",
    confirm_form: ConfirmForm | None = None,
    problems: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    """The page, or the part of it that changes with an edit.

    opened: the line whose editor is open. form: the editor or place form that was refused.
    failed: the unplaced text that it belongs to. problems: what to say on top.
    """
    page = review_page(
        draft, vocabulary=Actors(today()).vocabulary, opened=opened, form=form, failed=failed
    )
    context: dict[str, Any] = {
        "page": page,
        "form": confirm_form or ConfirmForm(draft=draft),
        "problems": problems,
        "edited": request.method == "POST",
    }
    fragment = None if confirm_form or status == 409 else "import-lines"
    context["oob"] = bool(fragment) and wants_fragment(request)
    template = "documents/draft/review.html"
    return render_page(request, template, context, fragment=fragment, status=status)


def stale(
    request: HttpRequest,
    draft: ImportDraft,
    *,
    typed: str = "",
    confirm_form: ConfirmForm | None = None,
) -> HttpResponse:
    """Somebody else saved the draft first: the page as it is now, with what was typed kept."""
    draft.refresh_from_db()
    problems = [_("Somebody else has put something right meanwhile. Look through it once more.")]
    if typed:
        problems.append(_("You wrote: «%(text)s»") % {"text": typed})
    if confirm_form is not None:
        confirm_form.data = {**confirm_form.data.dict(), "version": str(draft.version)}  # type: ignore[attr-defined]
    return review(request, draft, confirm_form=confirm_form, problems=tuple(problems), status=409)
