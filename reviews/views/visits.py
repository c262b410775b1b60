"""Pages of Gemba visits: the year, one visit, planning, moving, cancelling."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leanplan.access import permit, require
from leanplan.clock import today
from leanplan.form_page import form_page
from leanplan.forms import VersionedForm
from leanplan.htmx import page_asked, render_page
from leanplan.list_export import export_response
from leanplan.versioning import Conflict
from organisation.models import OrgUnit
from organisation.reach import reach_of
from organisation.tree import parents_on
from reviews.actions import visits as actions
from reviews.actions.observations import host_note_write
from reviews.forms.visits import (
    CancelVisitForm,
    EditVisitForm,
    HostNoteForm,
    MoveVisitForm,
    PlanVisitForm,
)
from reviews.models import GembaVisit, HostNote
from reviews.places import leaders_above, units_led_above
from reviews.presenters import list_sheets
from reviews.presenters.visit import visit_page
from reviews.presenters.visit_list import visits_page

# What to look for where nobody has written anything else.
_QUESTIONS = (
    gettext_lazy("Are the goals visible on the board?"),
    gettext_lazy("Who takes care of new suggestions?"),
    gettext_lazy("What hinders you most just now?"),
)


@require_safe
@require("reviews.read_visits")
def visit_list(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """Units × half-years of a year."""
    page = visits_page(
        request.user, year=_year(year), today=today(), page=page_asked(request)
    )
    return render_page(request, "reviews/visit/list.html", {"page": page})


@require_safe
@require("reviews.read_visits")
def visits_export(request: HttpRequest, year: int) -> HttpResponse:
    """The same in Excel, on however many pages it stands."""
    page = visits_page(request.user, year=_year(year), today=today(), page=None)
    url = reverse("reviews:visit_year", args=[page.year])
    return export_response(request, list_sheets.visits_export(page), page_url=url)


def _year(year: int | None) -> int:
    """The year that is asked for, this one where none is; 404 for one far away."""
    year = year or today().year
    if not 2000 <= year <= today().year + 2:
        raise Http404
    return year


@require_safe
@require("reviews.read_visit")
def visit_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One visit: before it, after it; 404 out of the reader's scope."""
    page = visit_page(visit_seen(request, pk), user=request.user, today=today())
    return render_page(request, "reviews/visit/detail.html", {"page": page, "visit": page.visit})


def visit_seen(request: HttpRequest, pk: int) -> GembaVisit:
    """The visit where the reader may see it; 404 otherwise."""
    return get_object_or_404(GembaVisit.objects.visible_to(request.user).for_list(), pk=pk)


def visit_led(request: HttpRequest, pk: int) -> GembaVisit:
    """The visit where the reader leads above the unit; 404 unseen, 403 seen."""
    visit = visit_seen(request, pk)
    permit(request.user, "reviews.lead_visit", visit)
    return visit


@require_http_methods(["GET", "HEAD", "POST"])
@require("reviews.plan_visit")
def visit_plan(request: HttpRequest) -> HttpResponse:
    """A new visit to one of the units below."""
    led = units_led_above(request.user, parents_on(today()))
    units = OrgUnit.objects.existing(on=today()).filter(pk__in=led).by_name()
    first = {"unit": request.GET.get("enhet"), "minutes": 60,
             "questions": "\n".join(str(text) for text in _QUESTIONS)}
    form = PlanVisitForm(
        request.POST if request.method == "POST" else None, units=units, initial=first
    )

    def act(data: dict[str, Any]) -> GembaVisit:
        return actions.visit_plan(by=request.user, visitor=_own_seat(request, data), **data)

    back = reverse("reviews:visit_list")
    return form_page(
        request, "reviews/visit/plan.html", form, act=act,
        done=lambda visit: visit.get_absolute_url(), said=_("The visit is planned."),
        submit=_("Plan the visit"), cancel_url=back,
    )


def _own_seat(request: HttpRequest, data: dict[str, Any]) -> Any:
    """The position of the reader's that leads nearest above the unit; None for the nearest."""
    mine = reach_of(request.user).position_ids
    above = leaders_above(data["unit"], on=data["day"])
    return next((position for position in above if position.pk in mine), None)


@require_http_methods(["GET", "HEAD", "POST"])
@require("reviews.lead_visit")
def visit_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What was planned, or what stands of a visit that has been."""
    visit = visit_led(request, pk)
    form = EditVisitForm(
        request.POST if request.method == "POST" else None, row=visit,
        visitors=leaders_above(visit.unit, on=visit.day),
    )
    return _form(
        request, visit, "reviews/visit/edit.html", form,
        act=lambda data: actions.visit_edit(
            by=request.user, visit=visit, version=data["version"], values=form.values(),
            questions=data["questions"],
        ),
        said=_("The visit is saved."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@require("reviews.lead_visit")
def visit_postpone(request: HttpRequest, pk: int) -> HttpResponse:
    """Another time for a coming visit, with why."""
    visit = visit_led(request, pk)
    form = MoveVisitForm(request.POST if request.method == "POST" else None, row=visit)
    return _form(
        request, visit, "reviews/visit/postpone.html", form,
        act=lambda data: actions.visit_postpone(
            by=request.user, visit=visit, version=data["version"], day=data["day"],
            starts_at=data["starts_at"], reason=data["reason"],
        ),
        said=_("The visit is moved."), submit=_("Move the visit"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@require("reviews.lead_visit")
def visit_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel a coming visit, with why."""
    visit = visit_led(request, pk)
    form = CancelVisitForm(request.POST if request.method == "POST" else None, row=visit)
    return _form(
        request, visit, "reviews/visit/cancel.html", form,
        act=lambda data: actions.visit_cancel(
            by=request.user, visit=visit, version=data["version"], reason=data["reason"]
        ),
        said=_("The visit is cancelled."), submit=_("Cancel the visit"),
    )


def _form(request: HttpRequest, visit: GembaVisit, template: str, form: Any, **more: Any) -> Any:
    """A page with a form about the visit, that leads back to it."""
    back = visit.get_absolute_url()
    return form_page(
        request, template, form, done=lambda _made: back, cancel_url=back,
        context={"visit": visit, "back": back}, eyebrow=_("Gemba visit"),
        crumbs=[(_("Gemba"), reverse("reviews:visit_list")), (visit.unit.short, back)], **more,
    )


@require_POST
@require("reviews.lead_visit")
def visit_announce(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell the unit's leader, with an entry for the calendar."""
    visit = visit_led(request, pk)
    form = VersionedForm(request.POST, row=visit)
    if not form.is_valid():
        return _again(request, visit, _("Look at it once more; nobody was told."))
    try:
        told = actions.visit_announce(
            by=request.user, visit=visit, version=form.cleaned_data["version"]
        )
    except Conflict:
        visit.refresh_from_db()
        return _again(request, visit, _("The visit was changed just now. Look through it, and "
                                        "announce it if it still holds."), 409)
    except ValidationError as error:
        return _again(request, visit, " ".join(error.messages))
    names = ", ".join(person.name for person in told)
    if told:
        messages.success(request, _("%(names)s is told, with an entry for the calendar.")
                         % {"names": names})
    else:
        messages.info(request, _("The visit is announced. There was nobody to tell: the unit's "
                                 "leader is you, is vacant, or has been told already."))
    return redirect(visit)


def _again(request: HttpRequest, visit: GembaVisit, said: str, status: int = 422) -> HttpResponse:
    """The visit's page with what was wrong."""
    page = visit_page(visit, user=request.user, today=today())
    context = {"page": page, "visit": visit, "fault": said}
    return render_page(request, "reviews/visit/detail.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@require("reviews.host_visit")
def host_note(request: HttpRequest, pk: int) -> HttpResponse:
    """What the unit wants to show, written by its leader before the visit."""
    visit = visit_seen(request, pk)
    permit(request.user, "reviews.host_visit", visit)
    note = HostNote.objects.filter(visit=visit).first() or HostNote(visit=visit, version=0)
    form = HostNoteForm(request.POST if request.method == "POST" else None, row=note)
    return _form(
        request, visit, "reviews/visit/host_note.html", form,
        act=lambda data: host_note_write(
            by=request.user, visit=visit, version=data["version"], text=data["text"]
        ),
        said=_("Your note is saved."),
    )


