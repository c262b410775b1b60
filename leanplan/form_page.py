"""A page with one form: shown, refused with 422, in conflict with 409, or saved and left."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from leanplan.conflicts import conflict_page
from leanplan.form_layout import SAVE, Text, helper
from leanplan.forms import put_errors
from leanplan.htmx import render_page
from leanplan.versioning import Conflict

Crumbs = Sequence[tuple[Any, str]]


def form_page(
    request: HttpRequest,
    template: str,
    form: forms.Form,
    *,
    act: Callable[[dict[str, Any]], Any],
    done: Callable[[Any], str],
    context: dict[str, Any] | None = None,
    said: Any = "",
    crumbs: Crumbs = (),
    eyebrow: Any = "",
    submit: Text = SAVE,
    cancel_url: str = "",
    fragment: str | None = None,
) -> HttpResponse:
    """Answer a request for a form that one action saves.

    form: bound where something was posted. act: the action, given the cleaned data; what it
    returns is given to done, which says where to go. said: what is told after saving. crumbs and
    eyebrow: for the page of a conflict, as in `conflict_page`. submit and cancel_url: the buttons
    of a form that `{% crispy form %}` draws. fragment: the part of the template that HTMX puts
    into the dialog.
    """
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                made = act(form.cleaned_data)
            except Conflict as conflict:
                if conflict.current == getattr(form, "row", None):
                    return conflict_page(
                        request, conflict, form=form, crumbs=crumbs, eyebrow=eyebrow,  # type: ignore[arg-type]
                    )
                status = 409
                form.add_error(None, _("Somebody else was first. Look through it once more."))
            except ValidationError as error:
                put_errors(form, error)
            else:
                if said:
                    messages.success(request, said)
                return redirect(done(made))
    form.helper = helper(form, submit=submit, cancel_url=cancel_url)  # type: ignore[attr-defined]
    shown = {"form": form, **(context or {})}
    return render_page(request, template, shown, fragment=fragment, status=status)

