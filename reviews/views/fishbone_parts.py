"""Who takes part in an analysis, and its bones."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from leanplan.access import permit, require
from leanplan.clock import today
from leanplan.form_page import form_page
from leanplan.versioning import Conflict
from organisation.actions import position_get
from organisation.offered import listed
from organisation.roles import Role
from reviews.fishbone.actions import people as actions
from reviews.fishbone.board import board_of
from reviews.fishbone.forms import BoneAddForm, BoneForm, ParticipantForm
from reviews.fishbone.loading import crumbs_to, eyebrow, loaded
from reviews.fishbone.models import CauseCategory, FishboneAnalysis, Participant
from reviews.fishbone.presenter import participants_shown
from reviews.views.fishbones import managed, posted


def _context(analysis: FishboneAnalysis) -> dict[str, Any]:
    return {
        "analysis": analysis, "above": crumbs_to(analysis), "eyebrow": eyebrow(analysis),
        "choices": listed(on=today()),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@require("reviews.manage_fishbone")
def fishbone_participants(request: HttpRequest, pk: int) -> HttpResponse:
    """Who takes part, and one more."""
    analysis = managed(request, pk)

    def act(values: dict[str, Any]) -> Any:
        position = values["position"]
        if values["employees"]:
            position = position_get(by=request.user, role=Role.EMPLOYEE, unit=analysis.unit)
        return actions.participant_add(
            by=request.user, analysis=analysis, position=position, group=values["group"],
            number=values["number"],
        )

    return form_page(
        request, "reviews/fishbone/participants.html", ParticipantForm(posted(request)), act=act,
        done=lambda _made: reverse("reviews:fishbone_participants", args=[pk]), said=_("Added."),
        context={
            **_context(analysis), "participants": participants_shown(analysis, on=today()),
        },
        submit=_("Add"),
    )


@require_POST
@require("reviews.manage_fishbone")
def participant_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take somebody off the list."""
    participant = get_object_or_404(Participant, pk=pk)
    participant.analysis = managed(request, participant.analysis_id)
    try:
        actions.participant_remove(by=request.user, participant=participant)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("reviews:fishbone_participants", participant.analysis_id)


@require_http_methods(["GET", "HEAD", "POST"])
@require("reviews.manage_fishbone")
def fishbone_bones(request: HttpRequest, pk: int) -> HttpResponse:
    """The bones, and one more."""
    analysis = managed(request, pk)
    board = board_of(analysis, user=request.user, today=today())
    return form_page(
        request, "reviews/fishbone/bones.html", BoneAddForm(posted(request)),
        act=lambda values: actions.bone_add(
            by=request.user, analysis=analysis, name=values["name"]
        ),
        done=lambda _made: reverse("reviews:fishbone_bones", args=[pk]), said=_("Added."),
        context={**_context(analysis), "board": board}, submit=_("Add"),
    )


def _bone(request: HttpRequest, pk: int) -> CauseCategory:
    bone = get_object_or_404(CauseCategory, pk=pk)
    bone.analysis = loaded(request, bone.analysis_id)
    permit(request.user, "reviews.manage_fishbone", bone.analysis)
    return bone


@require_http_methods(["GET", "HEAD", "POST"])
@require("reviews.manage_fishbone")
def bone_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a bone, or give it another place."""
    bone = _bone(request, pk)
    back = reverse("reviews:fishbone_bones", args=[bone.analysis_id])
    return form_page(
        request, "reviews/fishbone/form.html", BoneForm(posted(request), row=bone),
        act=lambda values: actions.bone_edit(
            by=request.user, bone=bone, version=values["version"], name=values["name"],
            place=values["place"],
        ),
        done=lambda _made: back, said=_("Saved."), crumbs=crumbs_to(bone.analysis),
        eyebrow=eyebrow(bone.analysis), cancel_url=back,
        context={**_context(bone.analysis), "title": _("Change the bone")},
    )


@require_POST
@require("reviews.manage_fishbone")
def bone_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove an empty bone."""
    bone = _bone(request, pk)
    version = request.POST.get("version", "")
    try:
        actions.bone_remove(
            by=request.user, bone=bone, version=int(version) if version.isdigit() else 0
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except Conflict:
        messages.error(request, _("Somebody else was first. Look through it once more."))
    return redirect("reviews:fishbone_bones", bone.analysis_id)
