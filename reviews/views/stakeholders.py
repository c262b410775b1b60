"""Stakeholder analyses: the grid and the groups, placed with two select fields."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leanplan.access import permit, require
from leanplan.clock import today
from leanplan.form_page import form_page
from leanplan.htmx import render_page
from leanplan.versioning import Conflict
from organisation.offered import listed
from reviews.fishbone.loading import loaded as loaded_fishbone
from reviews.stakeholders import actions
from reviews.stakeholders.forms import (
    GROUP_FIELDS,
    CheckForm,
    PlaceForm,
    StakeholderEditForm,
    StakeholderForm,
    StakeholdersEditForm,
    StakeholdersForm,
)
from reviews.stakeholders.models import Stakeholder, StakeholderAnalysis, StakeholderCheck
from reviews.stakeholders.presenter import stakeholders_page
from reviews.views.fishbones import posted

FORM = "reviews/stakeholders/form.html"


def _loaded(request: HttpRequest, pk: int) -> StakeholderAnalysis:
    seen = StakeholderAnalysis.objects.visible_to(request.user).values("pk")
    rows = StakeholderAnalysis.objects.filter(pk__in=seen).select_related("unit", "fishbone__unit")
    return get_object_or_404(rows, pk=pk)


def _managed(request: HttpRequest, pk: int) -> StakeholderAnalysis:
    analysis = _loaded(request, pk)
    permit(request.user, "reviews.manage_stakeholders", analysis)
    return analysis


def _crumbs(analysis: StakeholderAnalysis) -> list[tuple[str, str]]:
    above = [(_("Analyses"), reverse("reviews:fishbone_list"))]
    if analysis.fishbone:
        above.append((analysis.unit.short, analysis.fishbone.get_absolute_url()))
    return [*above, (_("Stakeholder analysis"), analysis.get_absolute_url())]


@require_safe
@require("reviews.read_fishbones")
def stakeholders_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The grid, the groups, the three check points."""
    analysis = _loaded(request, pk)
    page = stakeholders_page(analysis, user=request.user, today=today())
    context = {
        "page": page, "above": _crumbs(analysis)[:-1],
        "places": [
            (one, PlaceForm(None, row=one.group, prefix=f"g{one.group.pk}")
             if page.may_manage else None)
            for one in page.groups
        ],
    }
    return render_page(request, "reviews/stakeholders/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require("reviews.create_fishbone")
def stakeholders_create(request: HttpRequest) -> HttpResponse:
    """One by itself, of improvement work in a unit."""
    form = StakeholdersForm(
        posted(request), user=request.user, initial={"unit": request.GET.get("enhet")}
    )
    return form_page(
        request, "reviews/stakeholders/create.html", form,
        act=lambda values: actions.stakeholders_create(by=request.user, **values),
        done=lambda made: made.get_absolute_url(), said=_("The analysis is made."),
        submit=_("Make the analysis"), cancel_url=reverse("reviews:fishbone_list"),
    )


@require_POST
@require("reviews.create_fishbone")
def stakeholders_begin(request: HttpRequest, pk: int) -> HttpResponse:
    """The one of a fishbone analysis, made where there is none."""
    fishbone = loaded_fishbone(request, pk)
    permit(request.user, "reviews.create_fishbone", fishbone)
    return redirect(
        actions.stakeholders_create(
            by=request.user, unit=fishbone.unit, subject=fishbone.question, fishbone=fishbone
        )
    )


def _form(
    request: HttpRequest, analysis: StakeholderAnalysis, form: Any, act: Any, title: str,
    **extra: Any,
) -> HttpResponse:
    return form_page(
        request, FORM, form, act=act, done=lambda _made: analysis.get_absolute_url(),
        said=_("Saved."), crumbs=_crumbs(analysis), eyebrow=analysis.subject,
        cancel_url=analysis.get_absolute_url(),
        context={
            "analysis": analysis, "title": title, "above": _crumbs(analysis),
            "choices": listed(on=today()), **extra,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@require("reviews.manage_stakeholders")
def stakeholders_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What it is about."""
    analysis = _managed(request, pk)
    form = StakeholdersEditForm(posted(request), row=analysis)
    return _form(
        request, analysis, form,
        lambda values: actions.stakeholders_edit(
            by=request.user, analysis=analysis, version=values["version"],
            subject=values["subject"], network=values["network"],
        ),
        _("Change what it is about"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@require("reviews.manage_stakeholders")
def stakeholder_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new group."""
    analysis = _managed(request, pk)
    return _form(
        request, analysis, StakeholderForm(posted(request)),
        lambda values: actions.stakeholder_add(by=request.user, analysis=analysis, values=values),
        _("New group"),
    )


def _group(request: HttpRequest, pk: int) -> Stakeholder:
    group = get_object_or_404(Stakeholder.objects.select_related("invited_by__unit"), pk=pk)
    group.analysis = _managed(request, group.analysis_id)
    return group


@require_http_methods(["GET", "HEAD", "POST"])
@require("reviews.manage_stakeholders")
def stakeholder_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about a group."""
    group = _group(request, pk)
    return _form(
        request, group.analysis, StakeholderEditForm(posted(request), row=group),
        lambda values: actions.stakeholder_edit(
            by=request.user, group=group, version=values["version"],
            values={name: values[name] for name in GROUP_FIELDS},
        ),
        group.name, group=group,
    )


@require_POST
@require("reviews.manage_stakeholders")
def stakeholder_place(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a group its place in the grid, by influence and interest."""
    group = _group(request, pk)
    return _form(
        request, group.analysis, PlaceForm(request.POST, row=group, prefix=f"g{group.pk}"),
        lambda values: actions.stakeholder_edit(
            by=request.user, group=group, version=values["version"],
            values={"influence": values["influence"], "interest": values["interest"]},
        ),
        group.name,
    )


@require_POST
@require("reviews.manage_stakeholders")
def stakeholder_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a group."""
    group = _group(request, pk)
    version, analysis = request.POST.get("version", ""), group.analysis
    try:
        actions.stakeholder_remove(
            by=request.user, group=group, version=int(version) if version.isdigit() else 0
        )
    except Conflict:
        messages.error(request, _("Somebody else was first. Look through it once more."))
    else:
        messages.success(request, _("Removed: %(text)s") % {"text": group.name})
    return redirect(analysis)


@require_http_methods(["GET", "HEAD", "POST"])
@require("reviews.manage_stakeholders")
def stakeholder_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan one of the three check points, or say that it is done."""
    check = get_object_or_404(StakeholderCheck, pk=pk)
    check.analysis = _managed(request, check.analysis_id)
    return _form(
        request, check.analysis, CheckForm(posted(request), row=check),
        lambda values: actions.stakeholder_check(
            by=request.user, check=check, version=values["version"],
            planned_on=values["planned_on"], done_on=values["done_on"], note=values["note"],
        ),
        str(check.get_kind_display()),
    )
