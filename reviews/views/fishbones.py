"""Fishbone analyses: the list, one of them, its sheet of paper, and its life."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leanplan.access import permit, require
from leanplan.clock import today
from leanplan.form_page import form_page
from leanplan.htmx import render_page
from leanplan.list_export import export_response
from leanplan.versioning import Conflict
from organisation.offered import listed
from reviews.fishbone.actions import analyses as actions
from reviews.fishbone.board import board_of
from reviews.fishbone.export import analyses_export
from reviews.fishbone.forms import FishboneEditForm, FishboneForm
from reviews.fishbone.hold_forms import HoldForm, MoveForm
from reviews.fishbone.loading import crumbs_to, eyebrow, loaded
from reviews.fishbone.models import FishboneAnalysis
from reviews.fishbone.presenter import about, list_page, participants_shown, readiness_of
from reviews.fishbone.question import days_ahead, six_month_question
from reviews.fishbone.support import support_of
from reviews.stakeholders.models import StakeholderAnalysis


def posted(request: HttpRequest) -> Any:
    """What a form is bound to: the post, or nothing."""
    return request.POST if request.method == "POST" else None


@require_safe
@require("reviews.read_fishbones")
def fishbone_list(request: HttpRequest) -> HttpResponse:
    """The analyses one reads: those to come, those that have been."""
    return render_page(request, "reviews/fishbone/list.html", {"page": list_page(request.user)})


@require_safe
@require("reviews.read_fishbones")
def fishbones_export(request: HttpRequest) -> HttpResponse:
    """The list in Excel."""
    export = analyses_export(request.user)
    return export_response(request, export, page_url=reverse("reviews:fishbone_list"))


@require_http_methods(["GET", "HEAD", "POST"])
@require("reviews.create_fishbone")
def fishbone_create(request: HttpRequest) -> HttpResponse:
    """A new analysis, of a unit one leads or coaches."""
    start = {"question": six_month_question(), "unit": request.GET.get("enhet")}
    form = FishboneForm(posted(request), user=request.user, initial=start)
    return form_page(
        request, "reviews/fishbone/create.html", form,
        act=lambda values: actions.fishbone_create(by=request.user, **values),
        done=lambda made: made.get_absolute_url(), said=_("The analysis is made."),
        context={"choices": listed(on=today())}, submit=_("Make the analysis"),
    )


@require_safe
@require("reviews.read_fishbones")
def fishbone_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One analysis: the picture, root causes with what was made of them, every cause as a list."""
    analysis = loaded(request, pk)
    context = {
        "analysis": analysis, "board": board_of(analysis, user=request.user, today=today()),
        "about": about(analysis, user=request.user, today=today()), "above": crumbs_to(analysis),
    }
    return render_page(request, "reviews/fishbone/detail.html", context)


@require_safe
@require("reviews.read_fishbones")
def fishbone_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The picture on one sheet of A3."""
    analysis = loaded(request, pk)
    board = board_of(analysis, user=request.user, today=today())
    context = {
        "analysis": analysis, "board": board, "above": crumbs_to(analysis), "today": today(),
    }
    return render_page(request, "reviews/fishbone/sheet.html", context)


def managed(request: HttpRequest, pk: int) -> FishboneAnalysis:
    """The analysis, for those who lead it; others get 403, or 404 out of their scope."""
    analysis = loaded(request, pk)
    permit(request.user, "reviews.manage_fishbone", analysis)
    return analysis


@require_http_methods(["GET", "HEAD", "POST"])
@require("reviews.manage_fishbone")
def fishbone_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The question, the day, who leads."""
    analysis = managed(request, pk)
    form = FishboneEditForm(posted(request), row=analysis)

    def act(values: dict[str, Any]) -> Any:
        changed = {name: values[name] for name in ("question", "day", "facilitator")}
        return actions.fishbone_edit(
            by=request.user, analysis=analysis, version=values["version"], values=changed
        )

    return _form(request, analysis, form, act, _("Change the analysis"), _("Saved."))


def _form(
    request: HttpRequest, analysis: FishboneAnalysis, form: Any, act: Any, title: str, said: str,
    **extra: Any,
) -> HttpResponse:
    """A page with one form about an analysis, which leads back to it."""
    return form_page(
        request, "reviews/fishbone/form.html", form, act=act,
        done=lambda _made: analysis.get_absolute_url(), said=said, crumbs=crumbs_to(analysis),
        eyebrow=eyebrow(analysis), cancel_url=analysis.get_absolute_url(),
        context={
            "analysis": analysis, "title": title, "above": crumbs_to(analysis),
            "eyebrow": eyebrow(analysis), "choices": listed(on=today()), **extra,
        },
        submit=extra.get("submit") or _("Save"),
    )


@require_POST
@require("reviews.manage_fishbone")
def fishbone_start(request: HttpRequest, pk: int) -> HttpResponse:
    """Start it; what is missing of the stakeholder analysis is told, and stops nothing."""
    analysis = managed(request, pk)
    try:
        actions.fishbone_start(
            by=request.user, analysis=analysis,
            version=int(request.POST.get("version") or analysis.version),
        )
    except (ValidationError, Conflict, ValueError):
        messages.error(request, _("Somebody else was first. Look through it once more."))
        return redirect(analysis)
    messages.success(request, _("The analysis is under way."))
    if warning := _warning(analysis):
        messages.warning(request, warning)
    return redirect("reviews:fishbone_meeting", pk)


def _warning(analysis: FishboneAnalysis) -> str:
    """What is to be said about the stakeholder analysis at the start; "" for nothing."""
    made = StakeholderAnalysis.objects.filter(fishbone=analysis).prefetch_related("checks").first()
    found = readiness_of(analysis, made, today=today())
    if found.kind == "missing":
        return _("There is no stakeholder analysis. Have all been asked who should take part?")
    if found.kind == "undone":
        return _("The stakeholder analysis is not gone through yet.")
    if found.kind == "late":
        return ngettext(
            "The stakeholder analysis should be gone through at least %(ahead)s day before.",
            "The stakeholder analysis should be gone through at least %(ahead)s days before.",
            days_ahead(),
        ) % {"ahead": days_ahead()}
    return ""


@require_http_methods(["GET", "HEAD", "POST"])
@require("reviews.manage_fishbone")
def fishbone_hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Hold it: who was there, what is agreed; then its causes never change."""
    analysis = managed(request, pk)
    participants = participants_shown(analysis, on=today())
    support = support_of(analysis) if analysis.is_six_months else None
    form = HoldForm(posted(request), row=analysis, participants=participants, support=support)

    def act(values: dict[str, Any]) -> Any:
        there = [one for one in analysis.participants.all() if str(one.pk) in values["present"]]
        return actions.fishbone_hold(
            by=request.user, analysis=analysis, version=values["version"], on=values["on"],
            present=there, without_manager=values["without_manager"],
            no_measures=values["no_measures"], support_until=values.get("support_until"),
            support_row=values.get("support_row"),
        )

    return _form(
        request, analysis, form, act, _("Hold the analysis"),
        _("The analysis is held, and its causes are locked."),
        lead=_("From now on the causes never change. What is agreed can be followed up."),
        submit=_("Hold and lock"), support=support,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@require("reviews.manage_fishbone")
def fishbone_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Follow it up, close it, or cancel one that is not held."""
    analysis = managed(request, pk)
    form = MoveForm(posted(request), row=analysis, states=actions.next_states(analysis))
    return _form(
        request, analysis, form,
        lambda values: actions.fishbone_move(
            by=request.user, analysis=analysis, version=values["version"],
            state=values["state"], note=values["note"],
        ),
        _("From here"), _("Saved."),
    )
