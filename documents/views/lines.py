"""Putting one line or text of a reading right."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from documents.actions import lines as actions
from documents.forms import DraftLine, DueForm, LineForm, PlaceForm, VersionForm
from documents.models import ImportDraft
from documents.plan_shape import Refused
from documents.views.drafts import draft_of, review, stale
from leanplan.access import require
from leanplan.conflicts import conflict_page
from leanplan.forms import put_errors
from leanplan.htmx import wants_fragment
from leanplan.versioning import Conflict


@require_http_methods(["GET", "HEAD", "POST"])
@require("documents.import_plan")
def line_edit(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Open the editor of a line, or do what its buttons say."""
    draft = draft_of(request, pk)
    try:
        line = DraftLine.of(draft, key)
    except Refused:
        if request.method == "POST":
            return stale(request, draft, typed=request.POST.get("text", ""))
        raise Http404 from None
    if request.method != "POST":
        return review(request, draft, opened=key)
    form = LineForm(request.POST, row=line, plan=draft.parsed)
    if not form.is_valid():
        return review(request, draft, opened=key, form=form, status=422)
    do = request.POST.get("do", "save")
    try:
        _edit(request, draft, key, do, form)
    except Conflict as conflict:
        return _conflict(request, conflict, key, form)
    except ValidationError as error:
        put_errors(form, error)
        draft.refresh_from_db()
        return review(request, draft, opened=key, form=form, status=422)
    return _done(request, draft, opened=key if do in ("up", "down") else "", at=key)


def _edit(request: HttpRequest, draft: ImportDraft, key: str, do: str, form: LineForm) -> None:
    written = form.cleaned_data
    actions.line_edit(
        by=request.user,
        draft=draft,
        version=written["version"],
        key=key,
        do=do,
        text=written["text"],
        kind=written["kind"],
        move_to=written["move_to"],
        pieces=form.pieces() if do == "split" else (),
    )


def _conflict(request: HttpRequest, conflict: Conflict, key: str, form: LineForm) -> HttpResponse:
    """Both sides of the line; where it is gone, the page with what was typed."""
    assert isinstance(conflict.current, ImportDraft)
    draft = conflict.current
    try:
        line: Any = DraftLine.of(draft, key)
    except Refused:
        return stale(request, draft, typed=form.cleaned_data["text"])
    conflict.current = line
    return conflict_page(request, conflict, form=form, keep_url=draft.get_absolute_url())


@require_POST
@require("documents.import_plan")
def line_due(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Suggest a day for a deadline that is no date, or let it stand."""
    act = partial(actions.line_due, by=request.user, key=key)
    return _simple(request, draft_of(request, pk), DueForm(request.POST), act, at=key)


@require_POST
@require("documents.import_plan")
def text_place(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Say what an unplaced text is, or that it is to be left out."""
    draft = draft_of(request, pk)
    form = PlaceForm(request.POST, plan=draft.parsed, key=key)
    act = partial(actions.text_place, by=request.user, key=key)
    return _simple(request, draft, form, act, failed=key)


@require_POST
@require("documents.import_plan")
def text_restore(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Take a text that was left out up again."""
    act = partial(actions.text_restore, by=request.user, key=key)
    return _simple(request, draft_of(request, pk), VersionForm(request.POST), act)


@require_POST
@require("documents.import_plan")
def texts_leave_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave out all that waits, or all of one column."""
    column = request.POST.get("column")
    act = partial(actions.texts_leave_out, by=request.user, column=column)
    return _simple(request, draft_of(request, pk), VersionForm(request.POST), act)


def _simple(
    request: HttpRequest,
    draft: ImportDraft,
    form: Any,
    act: Callable[..., bool],
    *,
    at: str = "",
    failed: str = "",
) -> HttpResponse:
    """One edit that carries a version and a choice, and nothing that was typed."""
    if not form.is_valid():
        place = form if isinstance(form, PlaceForm) else None
        problems = tuple(str(each) for errors in form.errors.values() for each in errors)
        return review(request, draft, form=place, failed=failed, problems=problems, status=422)
    try:
        act(draft=draft, **form.cleaned_data)
    except Conflict:
        return stale(request, draft)
    except ValidationError as error:
        draft.refresh_from_db()
        return review(request, draft, problems=tuple(error.messages), status=422)
    return _done(request, draft, at=at)


def _done(
    request: HttpRequest, draft: ImportDraft, *, opened: str = "", at: str = ""
) -> HttpResponse:
    """The lines as they are now; without HTMX the page, at the line."""
    if wants_fragment(request):
        return review(request, draft, opened=opened)
    if opened:
        address = reverse("documents:line_edit", args=[draft.pk, opened])
    else:
        address = reverse("documents:draft_review", args=[draft.pk])
    return redirect(f"{address}#{at or 'import-lines'}")
