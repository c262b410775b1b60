"""Loading what the pages of a leader group's meetings are about: out of scope is 404."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from boards.rlg.decision_models import Decision
from boards.rlg.meeting_models import Meeting
from boards.rlg.point_models import AgendaPoint
from boards.rlg.series_models import MeetingSeries
from leanplan.access import permit
from leanplan.form_page import form_page


def posted(request: HttpRequest) -> Any:
    """What the form was sent with; None where the page is only shown."""
    return request.POST if request.method == "POST" else None


def series_seen(request: HttpRequest, pk: int, permission: str = "") -> MeetingSeries:
    """A series of the reader's; 403 where the permission is missing."""
    series = get_object_or_404(
        MeetingSeries.objects.visible_to(request.user)
        .select_related("owner", "leader__unit", "secretary__unit")
        .prefetch_related("invited"), pk=pk,
    )
    if permission:
        permit(request.user, permission, series)
    return series


def meeting_seen(request: HttpRequest, pk: int, permission: str = "") -> Meeting:
    """A meeting of such a series."""
    meeting = get_object_or_404(
        Meeting.objects.visible_to(request.user).select_related(
            "series__owner", "series__leader__unit", "series__secretary__unit", "chair",
            "approved_by", "step",
        ).prefetch_related("series__invited"), pk=pk,
    )
    if permission:
        permit(request.user, permission, meeting.series)
    return meeting


def point_seen(request: HttpRequest, pk: int) -> AgendaPoint:
    """A point of a series in whose meetings the reader takes part."""
    series = MeetingSeries.objects.visible_to(request.user)
    point = get_object_or_404(
        AgendaPoint.objects.filter(series__in=series).select_related(
            "series__owner", "meeting__series", "brought_by__unit", "measure"
        ).prefetch_related("series__invited"), pk=pk,
    )
    permit(request.user, "boards.work_in_meetings", point.series)
    return point


def decision_seen(request: HttpRequest, pk: int, permission: str = "") -> Decision:
    """A decision that the reader carries out, or that was made where the reader meets."""
    decision = get_object_or_404(
        Decision.objects.visible_to(request.user).select_related(
            "meeting__series__owner", "point__measure", "owner__unit", "measure__plan", "follow_up"
        ).prefetch_related("meeting__series__invited"), pk=pk,
    )
    if permission == "boards.work_in_meetings":
        permit(request.user, permission, decision.meeting.series)
    elif permission:
        permit(request.user, permission, decision)
    return decision


def sheet_form(
    request: HttpRequest, form: Any, *, title: Any, back: str, lead: Any = "", owner: bool = False,
    context: dict[str, Any] | None = None, crumbs: Any = (), **more: Any,
) -> HttpResponse:
    """A page with a form about a meeting, a point or a decision, that leads back.

    owner: the form has a field for a position, so the page has the list to choose from.
    """
    return form_page(
        request, "boards/meeting/form.html", form, cancel_url=back, crumbs=crumbs, eyebrow=title,
        context={
            "title": title, "lead": lead, "back": back, "above": list(crumbs), "has_owner": owner,
            **(context or {}),
        },
        **more,
    )
