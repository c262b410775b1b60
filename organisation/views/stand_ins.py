"""Stedfortreder: who stands in for a leader, for a period."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leanplan.access import permit, require
from leanplan.clock import today
from leanplan.form_page import form_page
from leanplan.forms import VersionedForm
from leanplan.htmx import render_page
from leanplan.versioning import Conflict
from organisation.models import Appointment, Position
from organisation.offered import listed
from organisation.people import people_near
from organisation.roles import LEADERS
from organisation.stand_in import actions
from organisation.stand_in.forms import FindPositionForm, StandInEndForm, StandInForm
from organisation.stand_in.presenter import stand_in_post, stand_ins_page


@require_safe
@require("organisation.own_profile")
def stand_ins(request: HttpRequest) -> HttpResponse:
    """Mine, where I stand in, and those below; the way to a leader's position by its name."""
    page = stand_ins_page(request.user, today=today())
    asked = "position" in request.GET and page.may_find
    form = FindPositionForm(request.GET if asked else None)
    if asked and form.is_valid():
        return redirect("organisation:stand_in", form.cleaned_data["position"].pk)
    context = {"page": page, "form": form, "today": today(),
               "choices": listed(on=today()) if page.may_find else []}
    status = 422 if form.errors else 200
    return render_page(request, "organisation/stand_in/list.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@require("organisation.appoint_stand_in")
def stand_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Who stands in for a leader's position; and somebody new."""
    positions = Position.objects.filter(role__in=LEADERS, each=False).select_related("unit")
    position = get_object_or_404(positions, pk=pk)
    permit(request.user, "organisation.appoint_stand_in", position)
    form = StandInForm(request.POST if request.method == "POST" else None)
    return form_page(
        request, "organisation/stand_in/detail.html", form,
        act=lambda data: actions.stand_in_appoint(by=request.user, position=position, **data),
        done=lambda _row: reverse("organisation:stand_in", args=[pk]),
        said=_("The stand-in for %(position)s is saved.") % {"position": position.label},
        context={
            "post": stand_in_post(position, today=today()), "today": today(),
            "people": people_near(None, on=today()),
        },
        submit=_("Appoint stand-in"), cancel_url=reverse("organisation:stand_ins"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@require("organisation.appoint_stand_in")
def stand_in_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The last day of one who stands in."""
    row = _loaded(request, pk)
    back = reverse("organisation:stand_in", args=[row.position_id])
    form = StandInEndForm(request.POST if request.method == "POST" else None, row=row)
    return form_page(
        request, "organisation/stand_in/edit.html", form,
        act=lambda data: actions.stand_in_end(
            by=request.user, appointment=row, version=data["version"], ends_on=data["ends_on"]
        ),
        done=lambda _row: back, said=_("The last day is saved."),
        context={"row": row, "back": back}, cancel_url=back,
        crumbs=[(_("Stand-ins"), reverse("organisation:stand_ins")), (str(row.position), back)],
        eyebrow=str(row),
    )


@require_POST
@require("organisation.appoint_stand_in")
def stand_in_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back one who has not begun."""
    row = _loaded(request, pk)
    form = VersionedForm(request.POST, row=row)
    status, said = 422, _("Look at it once more; nothing was taken back.")
    if form.is_valid():
        try:
            actions.stand_in_withdraw(
                by=request.user, appointment=row, version=form.cleaned_data["version"]
            )
        except Conflict:
            status, said = 409, _("Somebody else was first. Look through it once more.")
        except ValidationError as error:
            said = " ".join(error.messages)
        else:
            messages.success(request, _("It is taken back."))
            return redirect("organisation:stand_in", row.position_id)
    messages.error(request, said)
    context = {
        "post": stand_in_post(row.position, today=today()), "form": StandInForm(),
        "today": today(), "people": people_near(None, on=today()),
    }
    return render_page(request, "organisation/stand_in/detail.html", context, status=status)


def _loaded(request: HttpRequest, pk: int) -> Appointment:
    """An acting appointment to a leader's position that is not over."""
    rows = Appointment.objects.filter(acting=True, position__role__in=LEADERS)
    row = get_object_or_404(
        rows.exclude(ends_on__lt=today()).select_related("position__unit", "person"), pk=pk
    )
    permit(request.user, "organisation.appoint_stand_in", row.position)
    return row
