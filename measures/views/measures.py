"""One measure: its page, its history, what is ours to write about it, and a new one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from leanplan.access import permit, require
from leanplan.clock import today
from leanplan.forms import put_errors
from leanplan.htmx import render_page
from measures.actions import measures as actions
from measures.choices import DeadlineKind
from measures.forms.measure_create import MeasureCreateForm, live_plan
from measures.forms.measures import EditForm
from measures.models import Measure
from measures.presenters.history import history_of
from measures.presenters.measure import measure_shown
from measures.presenters.measure_page import measure_page
from measures.views.measure_form import answer, crumbs_to, loaded, loaded_whole, posted
from organisation.models import Position
from organisation.offered import listed
from organisation.people import people_near
from organisation.reach import reach_of
from organisation.roles import Role
from organisation.unit_page import unit_url


@require_safe
@require("measures.read_measure")
def measure_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What the measure is, how it goes, where it comes from and what has happened."""
    measure = loaded_whole(request, pk)
    page = measure_page(measure, user=request.user, today=today())
    unit = unit_url(measure.unit_id, user=request.user)
    context = {"page": page, "today": today(), "unit_url": unit}
    return render_page(request, "measures/measure/detail.html", context)


@require_safe
@require("measures.read_measure")
def measure_history(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that has happened to the measure, field by field."""
    measure = loaded(request, pk)
    context = {
        "measure": measure_shown(measure, user=request.user, today=today()),
        "above": crumbs_to(measure),
        "entries": history_of(measure, user=request.user),
    }
    return render_page(request, "measures/measure/history.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require("measures.edit_measure")
def measure_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What we will do, done when, who carries it out, what it answers."""
    measure = loaded(request, pk)
    permit(request.user, "measures.edit_measure", measure)
    form = EditForm(posted(request), row=measure)
    near = measure.owner.unit if measure.owner and not measure.owner.each else measure.unit
    return answer(
        request, measure, form, "measures/measure/edit.html",
        act=lambda data: actions.measure_edit(
            by=request.user, measure=measure, version=data["version"],
            values={
                name: data[name]
                for name in ("text", "description", "done_when", "executor", "supports")
                if name in data
            },
            challenges=data.get("challenges"),
        ),
        said=_("%(code)s is saved.") % {"code": measure.code},
        context={"people": people_near(near, on=today())},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@require("measures.create_measure")
def measure_create(request: HttpRequest) -> HttpResponse:
    """A measure for a unit one leads; it is counted apart from the adopted ones."""
    form = MeasureCreateForm(posted(request), user=request.user, initial=_start(request))
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            measure = actions.measure_create(
                by=request.user, row=data["row"], unit=data["unit"], text=data["text"],
                owner=data["owner"], deadline=data["deadline"], supports=data["supports"],
            )
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("%(code)s is made.") % {"code": measure.code})
            return redirect(measure)
    plan = live_plan()
    context = {
        "form": form, "plan": plan, "choices": listed(on=today()),
        "lines": Measure.objects.of_plan(plan).in_text().count() if plan else 0,
        "back": plan.get_absolute_url() if plan else reverse("measures:plan_current"),
    }
    status = 422 if form.errors else 200
    return render_page(request, "measures/measure/create.html", context, status=status)


def _start(request: HttpRequest) -> dict[str, Any]:
    """What is filled in: a date as kind, the row one came from, and one's own unit and position."""
    start: dict[str, Any] = {"kind": DeadlineKind.DATE, "row": request.GET.get("rad")}
    mine = Position.objects.filter(
        pk__in=reach_of(request.user).position_ids, each=False,
        role__in=(Role.SERVICE_AREA_MANAGER, Role.UNIT_MANAGER, Role.DEVELOPMENT_UNIT_LEADER),
    )
    position = mine.select_related("unit").order_by("pk").first()
    if position is not None:
        start |= {"unit": position.unit_id, "owner": position}
    return start
