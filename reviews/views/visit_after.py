"""Handing in a visit, the debrief, and putting an observation right afterwards."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from leanplan.access import permit, require
from leanplan.clock import now, today
from leanplan.form_page import form_page
from leanplan.htmx import render_page
from leanplan.versioning import Conflict
from organisation.holders import holders_of
from reviews.actions import visits as actions
from reviews.actions.debrief import visit_debrief as debrief
from reviews.actions.observations import observation_edit as edit
from reviews.forms.debrief import DebriefForm
from reviews.forms.visits import EditObservationForm, FinishVisitForm
from reviews.models import FollowUp, GembaVisit, Observation
from reviews.presenters.visit import observations_of, owners_offered
from reviews.rules import minutes_between
from reviews.views.visit_card import owners_of
from reviews.views.visits import visit_led


@require_http_methods(["GET", "HEAD", "POST"])
@require("reviews.lead_visit")
def visit_finish(request: HttpRequest, pk: int) -> HttpResponse:
    """How long it took, and what is handed in; then on to the debrief where something is agreed."""
    visit = visit_led(request, pk)
    if visit.has_been:
        return redirect(_after(visit))
    observations = observations_of(visit)
    form = FinishVisitForm(
        request.POST if request.method == "POST" else None, row=visit,
        initial={"minutes": _proposed(visit, observations)},
    )
    back = reverse("reviews:visit_record", args=[pk])
    return form_page(
        request, "reviews/visit/finish.html", form,
        act=lambda data: actions.visit_hold(
            by=request.user, visit=visit, version=data["version"], minutes=data["minutes"]
        ),
        done=_after, said=_("The visit is handed in."), submit=_("Hand in the visit"),
        context={
            "visit": visit, "observations": observations, "is_early": visit.day > today(),
            "agreed": sum(shown.row.is_agreed for shown in observations),
        },
        crumbs=[(visit.unit.short, visit.get_absolute_url())], cancel_url=back,
        eyebrow=_("Gemba visit"),
    )


def _proposed(visit: GembaVisit, observations: list[Any]) -> int:
    if not observations:
        return visit.minutes_planned
    begun = min(shown.row.made_at for shown in observations)
    return minutes_between(begun, now(), planned=visit.minutes_planned)


def _after(visit: GembaVisit) -> str:
    """Where one goes from a visit that is handed in: to what still needs somebody and a day."""
    open_ones = FollowUp.objects.open().filter(visit=visit)
    if open_ones.filter(owner=None).exists() or open_ones.filter(due_date=None).exists():
        return reverse("reviews:visit_debrief", args=[visit.pk])
    return visit.get_absolute_url()


@require_http_methods(["GET", "HEAD", "POST"])
@require("reviews.lead_visit")
def visit_debrief(request: HttpRequest, pk: int) -> HttpResponse:
    """One responsible and one date for each thing that was agreed, set together afterwards."""
    visit = visit_led(request, pk)
    if not visit.has_been:
        return redirect(visit)
    followed = FollowUp.objects.open().filter(visit=visit).select_related("owner__unit")
    owners = owners_of(visit)
    holders = holders_of([position.pk for position in owners], on=today())
    form = DebriefForm(
        request.POST if request.method == "POST" else None,
        rows=list(followed.order_by("pk")), owners=owners_offered(owners, holders),
    )
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            debrief(by=request.user, visit=visit, choices=form.choices(), more=form.more())
        except Conflict:
            status = 409
            form.add_error(None, _("Somebody else was first. Look through it once more."))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("The debrief is saved."))
            return redirect(visit)
    context = {"visit": visit, "form": form}
    return render_page(request, "reviews/visit/debrief.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@require("reviews.lead_visit")
def observation_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Put right what was handed in."""
    visits = GembaVisit.objects.visible_to(request.user)
    rows = Observation.objects.handed_in().filter(visit__in=visits.values("pk"))
    row = get_object_or_404(rows.select_related("visit__unit"), pk=pk)
    permit(request.user, "reviews.lead_visit", row.visit)
    back = row.visit.get_absolute_url()
    form = EditObservationForm(request.POST if request.method == "POST" else None, row=row)
    return form_page(
        request, "reviews/visit/observation.html", form,
        act=lambda data: edit(
            by=request.user, observation=row, version=data["version"],
            values={"kind": data["kind"], "text": data["text"]},
        ),
        done=lambda _made: back, said=_("The observation is saved."),
        context={"visit": row.visit, "row": row, "back": back}, cancel_url=back,
        crumbs=[(row.visit.unit.short, back)], eyebrow=_("Observation"),
    )
