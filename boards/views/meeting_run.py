"""The meeting while it runs: on the wall, on the secretary's screen, and on a phone as a remote."""

import secrets
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from boards.rlg.actions import run as actions
from boards.rlg.actions.meetings import meeting_step
from boards.rlg.kept_session import keep_signed_in
from boards.rlg.meeting_models import Meeting
from boards.rlg.point_models import AgendaPoint
from boards.rlg.run import RunPage, run_page, run_state
from boards.rlg.run_forms import DecisionLineForm, PointNoteForm, SettleForm
from boards.rlg.status_rows import RowState, row_states
from boards.views.meeting_loaded import meeting_seen
from challenges.models import ActionPlan
from leanplan.access import require
from leanplan.clock import now, today
from leanplan.conflicts import conflict_page
from leanplan.htmx import render_page, wants_fragment
from leanplan.versioning import Conflict
from organisation.offered import listed
from reviews.presenters.lights import LIGHTS

READ, WORK = "boards.read_meetings", "boards.work_in_meetings"


@require_safe
@require(READ)
def meeting_wall(request: HttpRequest, pk: int) -> HttpResponse:
    """What all see: the board with the part under way marked, or that part in large type;
    following by itself."""
    return _screen(request, meeting_seen(request, pk), wall=True)


@require_safe
@require(WORK)
def meeting_run(request: HttpRequest, pk: int) -> HttpResponse:
    """The secretary's screen: the same, with what is written beside it."""
    meeting = meeting_seen(request, pk, WORK)
    if not meeting.is_running and not wants_fragment(request):
        return redirect(meeting)
    return _screen(request, meeting, wall=False)


def _screen(request: HttpRequest, meeting: Meeting, *, wall: bool) -> HttpResponse:
    if wants_fragment(request) and request.GET.get("etter") == run_state(meeting):
        response = HttpResponse(status=204)
    else:
        response = render_page(
            request, "boards/rlg/run.html", _context(request, meeting, wall=wall),
            fragment="rw-show",
        )
    keep_signed_in(request, response, meeting)
    return response


def _context(
    request: HttpRequest, meeting: Meeting, *, wall: bool, forms: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    page = run_page(meeting, user=request.user, today=today(), now=now())
    keeps = request.user.has_perm(WORK, meeting.series)
    large = _is_large(request)
    context: dict[str, Any] = {
        "page": page, "wall": wall, "may_step": keeps, "may_write": keeps and not wall,
        "today": today(), "large": large, "whole": wall and not large and page.is_on_board,
        "screen_url": _screen_url(meeting, wall=wall, large=large),
    }
    if context["may_write"]:
        context |= _pen(page) | {"choices": listed(on=today())} | dict(forms or {})
    return context


def _is_large(request: HttpRequest) -> bool:
    """The wall shows one part at a time, in large type."""
    return "1" in (request.GET.get("stor"), request.POST.get("stor"))


def _screen_url(meeting: Meeting, *, wall: bool, large: bool) -> str:
    """The address of the screen that asks."""
    address = reverse("boards:meeting_wall" if wall else "boards:meeting_run", args=[meeting.pk])
    return f"{address}?stor=1" if wall and large else address


def _pen(page: RunPage) -> dict[str, Any]:
    """The empty forms of the point under way."""
    here = page.here
    if here is None:
        return {}
    plan = page.tiles.board.plan_id if page.tiles else 0
    return {
        "decision": DecisionLineForm(
            initial={"point": here.pk, "key": secrets.token_hex(16)}
        ),
        "note": PointNoteForm(row=here), "settle": SettleForm(), "lights": LIGHTS.values(),
        "rows": _rows(plan) if here.kind == "status" else (),
    }


def _rows(plan: int) -> list[RowState]:
    found = ActionPlan.objects.filter(pk=plan).first()
    return row_states(found, today=today()) if found else []


@require_safe
@require(WORK)
def meeting_pen(request: HttpRequest, pk: int) -> HttpResponse:
    """What is written beside the point under way, where another screen has gone on to it."""
    meeting = meeting_seen(request, pk, WORK)
    return render_page(request, "boards/rlg/_pen.html", _context(request, meeting, wall=False))


@require_POST
@require(WORK)
def meeting_step_set(request: HttpRequest, pk: int) -> HttpResponse:
    """Go to a step; what is written at the one before comes along and is saved first."""
    meeting = meeting_seen(request, pk, WORK)
    wall = request.POST.get("vegg") == "1"
    conflict = note_along(request, meeting)
    if conflict is not None:
        return conflict
    step = get_object_or_404(meeting.points.all(), pk=_number(request.POST.get("step", "")))
    try:
        meeting_step(by=request.user, meeting=meeting, step=step)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return answer(request, meeting, wall=wall)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise Http404
    return int(text)


def note_along(request: HttpRequest, meeting: Meeting) -> HttpResponse | None:
    """Save the note that was sent with another press; the page of a conflict where there is one."""
    written = request.POST.get("note_of", "")
    if not written or "said" not in request.POST:
        return None
    point = get_object_or_404(meeting.points.all(), pk=_number(written))
    form = PointNoteForm(request.POST, row=point)
    return save_note(request, point, form) if form.is_valid() else None


def save_note(
    request: HttpRequest, point: AgendaPoint, form: PointNoteForm
) -> HttpResponse | None:
    """Save a note that holds; the page of a conflict where somebody else wrote another."""
    try:
        actions.point_note(
            by=request.user, point=point, version=form.cleaned_data["version"],
            said=form.cleaned_data["said"],
        )
    except Conflict as conflict:
        if conflict.current.said == form.cleaned_data["said"].strip():  # type: ignore[attr-defined]
            return None
        return conflict_page(
            request, conflict, form=form, keep_url=run_url(point.meeting),
            crumbs=[(_("The meeting"), run_url(point.meeting))],
            action=reverse("boards:point_note", args=[point.pk]),
        )
    return None


def run_url(meeting: Meeting | None) -> str:
    """The address of the secretary's screen."""
    return reverse("boards:meeting_run", args=[meeting.pk]) if meeting else ""


def answer(
    request: HttpRequest, meeting: Meeting, *, wall: bool = False,
    forms: Mapping[str, Any] | None = None, status: int = 200,
) -> HttpResponse:
    """The screen as it is now: its part and the pen for HTMX, else the whole page."""
    if not wants_fragment(request) and status == 200:
        return redirect(_screen_url(meeting, wall=wall, large=_is_large(request)))
    context = _context(request, meeting, wall=wall, forms=forms) | {"oob": True}
    if status != 200 and wants_fragment(request):
        return render_page(
            request, "boards/rlg/_pen.html", context | {"oob": False}, status=status
        )
    template = "boards/rlg/_run_answer.html" if wants_fragment(request) else "boards/rlg/run.html"
    return render_page(request, template, context | {"oob": wants_fragment(request)}, status=status)
