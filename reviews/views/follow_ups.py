"""The register of follow-up areas, and the pages of one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from leanplan.access import permit, require
from leanplan.back import BACK, back_url
from leanplan.clock import today
from leanplan.form_page import form_page
from leanplan.htmx import render_page, wants_fragment
from leanplan.list_export import export_response
from organisation.offered import listed
from reviews.actions import follow_ups as actions
from reviews.follow_up_filter import FollowUpFilter
from reviews.forms import follow_ups as forms
from reviews.models import FollowUp
from reviews.presenters.follow_up_list import register_export, register_page
from reviews.presenters.follow_up_page import follow_up_page

FORM = require_http_methods(["GET", "HEAD", "POST"])


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _loaded(request: HttpRequest, pk: int) -> FollowUp:
    """What the reader may see; else 404."""
    seen = FollowUp.objects.visible_to(request.user).select_related(
        "unit", "owner__unit", "visit", "review", "measure", "checked_by"
    )
    return get_object_or_404(seen, pk=pk)


@require_safe
@require("reviews.read_follow_ups")
def follow_up_list(request: HttpRequest) -> HttpResponse:
    """The register, as the choices in the address leave it."""
    page = register_page(FollowUpFilter.of(request.GET), user=request.user, today=today())
    return render_page(
        request, "reviews/follow_up/list.html",
        {"page": page, "in_fragment": wants_fragment(request)}, fragment="follow-up-rows",
    )


@require_safe
@require("reviews.read_follow_ups")
def follow_ups_export(request: HttpRequest) -> HttpResponse:
    """The same in Excel, on however many pages it stands."""
    chosen = FollowUpFilter.of(request.GET)
    export = register_export(chosen, user=request.user, today=today())
    page = reverse("reviews:follow_up_list") + chosen.query(page=1)
    return export_response(request, export, page_url=page)


@require_safe
@require("reviews.read_follow_up")
def follow_up_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One follow-up area, what has happened to it, and what one may do with it."""
    page = follow_up_page(_loaded(request, pk), user=request.user, today=today())
    return render_page(request, "reviews/follow_up/detail.html", {"page": page})


@FORM
@require("reviews.add_follow_up")
def follow_up_create(request: HttpRequest) -> HttpResponse:
    """A new one, found elsewhere than on a visit or at a review."""
    start = {"unit": request.GET.get("enhet")}
    form = forms.FollowUpAddForm(_posted(request), user=request.user, initial=start)
    return form_page(
        request, "reviews/follow_up/create.html", form,
        act=lambda data: actions.follow_up_add(by=request.user, **data),
        done=lambda made: made.get_absolute_url(), said=_("The follow-up area is registered."),
        context={"choices": listed(on=today())}, submit=_("Register"),
        cancel_url=back_url(request, reverse("reviews:follow_up_list")),
    )


def _form(
    request: HttpRequest, follow_up: FollowUp, form: Any, template: str, *, act: Any, said: str,
    submit: Any, context: dict[str, Any] | None = None,
) -> HttpResponse:
    """A page, or a dialog, with a form about one follow-up area."""
    back = back_url(request, follow_up.get_absolute_url())
    return form_page(
        request, template, form, act=act, done=lambda _made: back, said=said, submit=submit,
        cancel_url=back, fragment="follow-up-form",
        crumbs=[
            (_("Follow-up areas"), reverse("reviews:follow_up_list")),
            (follow_up.number, follow_up.get_absolute_url()),
        ],
        eyebrow=str(follow_up),
        context={
            "follow_up": follow_up, "back": back, "back_name": BACK,
            "in_dialog": wants_fragment(request), **(context or {}),
        },
    )


@FORM
@require("reviews.change_follow_up")
def follow_up_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What it says, why, who answers for it, by when, how far it has come."""
    follow_up = _loaded(request, pk)
    permit(request.user, "reviews.change_follow_up", follow_up)
    return _form(
        request, follow_up, forms.FollowUpEditForm(_posted(request), row=follow_up),
        "reviews/follow_up/edit.html",
        act=lambda data: actions.follow_up_change(
            by=request.user, follow_up=follow_up, version=data["version"], reason=data["reason"],
            values={name: data[name] for name in actions.CHANGED_IN_PLACE if name in data},
        ),
        said=_("%(number)s is saved.") % {"number": follow_up.number}, submit=_("Save"),
        context={"choices": listed(on=today())},
    )


@FORM
@require("reviews.change_follow_up")
def follow_up_done(request: HttpRequest, pk: int) -> HttpResponse:
    """What was agreed is carried out."""
    follow_up = _loaded(request, pk)
    permit(request.user, "reviews.change_follow_up", follow_up)
    return _form(
        request, follow_up, forms.FollowUpDoneForm(_posted(request), row=follow_up),
        "reviews/follow_up/done.html",
        act=lambda data: actions.follow_up_done(
            by=request.user, follow_up=follow_up, version=data["version"],
            done_on=data["done_on"], note=data["note"],
        ),
        said=_("Carried out. Now somebody else sees whether it helped."),
        submit=_("Set as carried out"),
    )


@FORM
@require("reviews.close_follow_up")
def follow_up_close(request: HttpRequest, pk: int) -> HttpResponse:
    """The effect is seen, by another than the one who answers for it."""
    follow_up = _loaded(request, pk)
    permit(request.user, "reviews.close_follow_up", follow_up)
    return _form(
        request, follow_up, forms.FollowUpCloseForm(_posted(request), row=follow_up),
        "reviews/follow_up/close.html",
        act=lambda data: actions.follow_up_close(
            by=request.user, follow_up=follow_up, version=data["version"], note=data["note"],
            on=data["on"],
        ),
        said=_("The effect is confirmed, and %(number)s is closed.")
        % {"number": follow_up.number},
        submit=_("Confirm the effect and close"),
    )


@FORM
@require("reviews.close_follow_up")
def follow_up_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Let it go, with the reason."""
    return _reason(
        request, pk, actions.follow_up_drop, title=_("Drop the follow-up area"),
        said=_("It is dropped."), submit=_("Drop it"),
    )


@FORM
@require("reviews.close_follow_up")
def follow_up_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open it again, with the reason."""
    return _reason(
        request, pk, actions.follow_up_reopen, title=_("Open the follow-up area again"),
        said=_("It is open again."), submit=_("Open again"),
    )


def _reason(
    request: HttpRequest, pk: int, action: Any, *, title: str, said: str, submit: Any
) -> HttpResponse:
    follow_up = _loaded(request, pk)
    permit(request.user, "reviews.close_follow_up", follow_up)
    return _form(
        request, follow_up, forms.FollowUpReasonForm(_posted(request), row=follow_up),
        "reviews/follow_up/reason.html",
        act=lambda data: action(
            by=request.user, follow_up=follow_up, version=data["version"], reason=data["reason"]
        ),
        said=said, submit=submit, context={"title": title, "address": request.path},
    )


@FORM
@require("reviews.change_follow_up")
def follow_up_measure(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a measure of the unit from it."""
    follow_up = _loaded(request, pk)
    permit(request.user, "reviews.change_follow_up", follow_up)
    return _form(
        request, follow_up, forms.FollowUpMeasureForm(_posted(request), row=follow_up),
        "reviews/follow_up/measure.html",
        act=lambda data: actions.follow_up_measure(
            by=request.user, follow_up=follow_up, version=data["version"], row=data["plan_row"],
            text=data["text"], owner=data["owner"], due_date=data["due_date"],
        ),
        said=_("The measure is made."), submit=_("Make the measure"),
        context={"choices": listed(on=today())},
    )
