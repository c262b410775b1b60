"""Pages of the record: the minutes, what is written during the meeting, the end, the approval."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from boards.rlg.actions import meetings as actions
from boards.rlg.actions import minutes as minutes_actions
from boards.rlg.decision_forms import DecisionForm
from boards.rlg.forms import CorrectionForm, EndForm, RecordForm, WhyForm
from boards.rlg.meeting_models import Meeting
from boards.rlg.presenter import minutes_page
from boards.views.meeting_loaded import meeting_seen, posted, sheet_form
from leanplan.access import require
from leanplan.clock import today
from leanplan.forms import VersionedForm
from leanplan.htmx import render_page
from leanplan.versioning import Conflict
from organisation.offered import listed

FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@require("boards.read_meetings")
def meeting_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes on one sheet: written while the meeting goes on, locked once approved."""
    return minutes_answer(request, meeting_seen(request, pk))


def minutes_answer(
    request: HttpRequest, meeting: Meeting, *, form: Any = None, fault: str = "", status: int = 200
) -> HttpResponse:
    """The page, with the line for the next decision where one may be written."""
    page = minutes_page(meeting, user=request.user)
    writes = page.can_write
    context = {
        "page": page, "meeting": meeting, "fault": fault,
        "form": (form or DecisionForm(meeting=meeting)) if writes else None,
        "choices": listed(on=today()) if writes else [],
    }
    return render_page(request, "boards/meeting/minutes.html", context, status=status)


def _back(meeting: Meeting) -> str:
    return reverse("boards:meeting_minutes", args=[meeting.pk])


def _above(meeting: Meeting) -> list[tuple[Any, str]]:
    return [(meeting.series.name, meeting.series.get_absolute_url())]


@require_POST
@require("boards.work_in_meetings")
def meeting_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Go to a point of the meeting under way."""
    meeting = meeting_seen(request, pk, "boards.work_in_meetings")
    key = request.POST.get("step", "")
    step = get_object_or_404(meeting.points, pk=int(key) if key.isascii() and key.isdigit() else 0)
    try:
        actions.meeting_step(by=request.user, meeting=meeting, step=step)
    except ValidationError as error:
        return minutes_answer(request, meeting, fault=" ".join(error.messages), status=422)
    return redirect(f"{_back(meeting)}#sak-{step.pk}")


@FORM
@require("boards.work_in_meetings")
def meeting_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End the meeting: each open point goes on, waits, or is dealt with."""
    meeting = meeting_seen(request, pk, "boards.work_in_meetings")
    form = EndForm(posted(request), points=actions.open_points(meeting))
    return sheet_form(
        request, form, title=_("End the meeting"), back=_back(meeting), crumbs=_above(meeting),
        lead=_("What has not been dealt with goes on to the next meeting, or waits.")
        if form.points else _("Every point is dealt with."),
        submit=_("End the meeting"),
        act=lambda _data: actions.meeting_end(by=request.user, meeting=meeting, rest=form.rest()),
        done=lambda _made: _back(meeting),
        said=_("The meeting is ended. The minutes are a draft until they are approved."),
    )


@FORM
@require("boards.work_in_meetings")
def meeting_record(request: HttpRequest, pk: int) -> HttpResponse:
    """Who led, who was there, and whether the annual wheel was used."""
    meeting = meeting_seen(request, pk, "boards.work_in_meetings")
    form = RecordForm(posted(request), row=meeting)
    return sheet_form(
        request, form, title=_("Who was there"), back=_back(meeting), crumbs=_above(meeting),
        act=lambda data: actions.meeting_record(
            by=request.user, meeting=meeting, version=data["version"],
            values={"chair_id": data["chair"], "wheel_used": data["wheel_used"]},
            present=form.present(),
        ),
        done=lambda _made: _back(meeting), said=_("It is written down."),
    )


def _signed(
    request: HttpRequest, meeting: Meeting, action: Callable[..., Any], said: str
) -> HttpResponse:
    """One press that takes the version with it."""
    form = VersionedForm(request.POST, row=meeting)
    if not form.is_valid():
        return minutes_answer(request, meeting, fault=_("Look at it once more."), status=422)
    try:
        action(by=request.user, meeting=meeting, version=form.cleaned_data["version"])
    except Conflict:
        meeting.refresh_from_db()
        fault = _("The minutes were changed just now. Look through them once more.")
        return minutes_answer(request, meeting, fault=fault, status=409)
    except ValidationError as error:
        return minutes_answer(request, meeting, fault=" ".join(error.messages), status=422)
    messages.success(request, said)
    return redirect("boards:meeting_minutes", meeting.pk)


@require_POST
@require("boards.keep_meetings")
def minutes_propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the minutes to whoever leads the meetings."""
    meeting = meeting_seen(request, pk, "boards.keep_meetings")
    said = _("The minutes are sent for approval.")
    return _signed(request, meeting, minutes_actions.minutes_propose, said)


@require_POST
@require("boards.approve_minutes")
def minutes_approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve and lock the minutes; all who were asked get them."""
    meeting = meeting_seen(request, pk, "boards.approve_minutes")
    said = _("The minutes are approved, locked and sent to all who were asked.")
    return _signed(request, meeting, minutes_actions.minutes_approve, said)


@FORM
@require("boards.approve_minutes")
def minutes_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the minutes back, with what is to be put right."""
    meeting = meeting_seen(request, pk, "boards.approve_minutes")
    return sheet_form(
        request, WhyForm(posted(request), row=meeting), title=_("Send the minutes back"),
        back=_back(meeting), crumbs=_above(meeting), submit=_("Send back"),
        act=lambda data: minutes_actions.minutes_return(
            by=request.user, meeting=meeting, version=data["version"], reason=data["reason"]
        ),
        done=lambda _made: _back(meeting), said=_("The minutes are a draft again."),
    )


@FORM
@require("boards.keep_meetings")
def minutes_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Put something right beside approved minutes."""
    meeting = meeting_seen(request, pk, "boards.keep_meetings")
    return sheet_form(
        request, CorrectionForm(posted(request)), title=_("Correct the minutes"),
        back=_back(meeting), crumbs=_above(meeting), submit=_("Add the correction"),
        act=lambda data: minutes_actions.minutes_add(
            by=request.user, meeting=meeting, text=data["text"]
        ),
        done=lambda _made: _back(meeting), said=_("The correction stands below the minutes."),
    )
