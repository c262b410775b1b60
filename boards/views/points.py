"""Pages of points: brought, changed, put in order, moved, taken out, dealt with."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from boards.rlg.actions import points as actions
from boards.rlg.forms import PointAddForm, PointForm, PointMoveForm, TreatForm, WhyForm
from boards.rlg.point_models import AgendaPoint
from boards.views.meeting_loaded import point_seen, posted, series_seen, sheet_form
from leanplan.access import require
from leanplan.clock import today
from organisation.models import Position
from organisation.offered import listed
from organisation.reach import reach_of

FORM = require_http_methods(["GET", "HEAD", "POST"])


@FORM
@require("boards.work_in_meetings")
def point_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a point to a meeting of the series, or let it wait."""
    series = series_seen(request, pk, "boards.work_in_meetings")
    row = AgendaPoint(series=series, brought_by=_own_position(request))
    chosen = request.GET.get("mote", "")
    first = {"meeting": int(chosen)} if chosen.isascii() and chosen.isdigit() else {}
    form = PointAddForm(posted(request), row=row, initial=first)
    back = series.get_absolute_url()
    return sheet_form(
        request, form, title=_("New point"), lead=series.name, back=back, owner=True,
        crumbs=[(series.name, back)], submit=_("Bring the point"),
        act=lambda data: actions.point_add(
            by=request.user, series=series, meeting=data["meeting"],
            values={name: data[name] for name in actions.FIELDS},
        ),
        done=lambda made: made.get_absolute_url(), said=_("The point is brought."),
        context={"choices": listed(on=today())},
    )


def _own_position(request: HttpRequest) -> Any:
    foremost = reach_of(request.user).foremost
    return Position.objects.filter(pk=foremost.position_id).first() if foremost else None


def _form(request: HttpRequest, point: AgendaPoint, form: Any, **more: Any) -> HttpResponse:
    """A page with a form about the point, that leads back to where it stands."""
    back = point.get_absolute_url()
    if point.meeting is not None and not point.meeting.is_coming:
        minutes = reverse("boards:meeting_minutes", args=[point.meeting_id])
        back = f"{minutes}#sak-{point.pk}"
    more.setdefault("lead", point.heading)
    return sheet_form(
        request, form, back=back, done=lambda _made: back,
        crumbs=[(point.series.name, point.series.get_absolute_url())], **more,
    )


@FORM
@require("boards.work_in_meetings")
def point_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a raised point."""
    point = point_seen(request, pk)
    return _form(
        request, point, PointForm(posted(request), row=point), title=_("Change the point"),
        owner=True, said=_("The point is saved."), context={"choices": listed(on=today())},
        act=lambda data: actions.point_edit(
            by=request.user, point=point, version=data["version"],
            values={name: data[name] for name in actions.FIELDS},
        ),
    )


@FORM
@require("boards.work_in_meetings")
def point_move(request: HttpRequest, pk: int) -> HttpResponse:
    """To another meeting, or back among those that wait; or to another one as well."""
    point = point_seen(request, pk)

    def act(data: dict[str, Any]) -> AgendaPoint:
        if data.get("copy"):
            return actions.point_copy(
                by=request.user, point=point, version=data["version"], to=data["meeting"]
            )
        return actions.point_move(
            by=request.user, point=point, version=data["version"], to=data["meeting"],
            reason=data["reason"],
        )

    return _form(
        request, point, PointMoveForm(posted(request), row=point), title=_("Move the point"),
        act=act, said=_("The point is moved."), submit=_("Move the point"),
    )


@FORM
@require("boards.work_in_meetings")
def point_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a raised point out, with why."""
    point = point_seen(request, pk)
    return _form(
        request, point, WhyForm(posted(request), row=point), title=_("Take the point out"),
        act=lambda data: actions.point_drop(
            by=request.user, point=point, version=data["version"], reason=data["reason"]
        ),
        said=_("The point is taken out."), submit=_("Take it out"),
    )


@FORM
@require("boards.work_in_meetings")
def point_treat(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what was said at a point."""
    point = point_seen(request, pk)
    return _form(
        request, point, TreatForm(posted(request), row=point), title=_("What was said"),
        act=lambda data: actions.point_treat(
            by=request.user, point=point, version=data["version"], said=data["said"],
            minutes=data["used"],
        ),
        said=_("It stands in the minutes."),
    )


@require_POST
@require("boards.work_in_meetings")
def point_order(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up or down among the own points."""
    point = point_seen(request, pk)
    actions.point_order(by=request.user, point=point, up="opp" in request.POST)
    return redirect(point.get_absolute_url())
