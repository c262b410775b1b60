"""Board meetings: the list with its strip, the log, one meeting and its decisions."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from boards.meetings.actions import log, run
from boards.meetings.forms import BoardDecisionForm, MeetingLogForm, VersionForm, first_day
from boards.meetings.list_page import meeting_list
from boards.meetings.models import BoardDecision, BoardMeeting
from boards.meetings.one import meeting_page
from boards.meetings.shown import meeting_title
from boards.models import Board
from boards.views.boards import loaded
from boards.wheel.actions import wheel_entry_tick
from boards.wheel.models import WheelEntry
from leanplan.access import permit, require
from leanplan.clock import today
from leanplan.form_page import form_page
from leanplan.htmx import render_page
from organisation.offered import listed

FORM = require_http_methods(["GET", "HEAD", "POST"])


def met(request: HttpRequest, pk: int) -> Board:
    """The board where the reader takes part in its meetings; 404 unseen, 403 seen."""
    board = loaded(request, pk)
    permit(request.user, "boards.meet", board)
    return board


def seen(request: HttpRequest, pk: int) -> BoardMeeting:
    """The meeting with its board, where the reader reads that; else 404."""
    rows = BoardMeeting.objects.visible_to(request.user).select_related(
        "board__owner", "led_by__unit"
    )
    return get_object_or_404(rows, pk=pk)


def taken_part(request: HttpRequest, pk: int) -> BoardMeeting:
    """The meeting where the reader takes part; 404 unseen, 403 seen."""
    meeting = seen(request, pk)
    permit(request.user, "boards.meet", meeting.board)
    return meeting


def crumbs_to(board: Board) -> list[tuple[Any, str]]:
    """The board, and its meetings."""
    return [
        (board.owner.short, board.get_absolute_url()),
        (_("Board meetings"), reverse("boards:board_meetings", args=[board.pk])),
    ]


@require_safe
@require("boards.read_boards")
def board_meetings(request: HttpRequest, pk: int) -> HttpResponse:
    """The meetings of a board: how regularly, each of them, and the time set aside."""
    board = loaded(request, pk)
    page = meeting_list(
        board, may_meet=request.user.has_perm("boards.meet", board), today=today(),
        number=request.GET.get("side", ""),
    )
    context = {"page": page, "board": board, "today": today()}
    return render_page(request, "boards/board_meeting/list.html", context)


@FORM
@require("boards.meet")
def board_meeting_log(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a meeting that was held, or was not."""
    board = met(request, pk)
    back = reverse("boards:board_meetings", args=[board.pk])
    first = {
        "day": first_day(request.GET.get("dag", ""), today=today()), "minutes": board.minutes,
        "state": "held",
    }
    form = MeetingLogForm(
        request.POST if request.method == "POST" else None, row=BoardMeeting(board=board),
        initial=first,
    )

    def act(_data: Any) -> BoardMeeting:
        try:
            return log.board_meeting_log(by=request.user, board=board, values=form.values())
        except log.EnteredAlready as standing:
            form.standing = standing.meeting
            raise

    return form_page(
        request, "boards/board_meeting/log.html", form, act=act,
        done=lambda _made: board.get_absolute_url(), said=_("The meeting is entered."),
        context={"board": board, "back": back}, fragment="meeting-log",
    )


@require_safe
@require("boards.read_boards")
def board_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting; the one under way is on its board."""
    meeting = seen(request, pk)
    if meeting.is_running:
        return redirect(meeting.board)
    may_meet = request.user.has_perm("boards.meet", meeting.board)
    page = meeting_page(meeting, may_meet=may_meet, today=today())
    context = {"page": page, "meeting": meeting, "above": crumbs_to(meeting.board)}
    return render_page(request, "boards/board_meeting/detail.html", context)


@FORM
@require("boards.meet")
def board_meeting_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Put right what was entered."""
    meeting = taken_part(request, pk)
    form = MeetingLogForm(request.POST if request.method == "POST" else None, row=meeting)
    return form_page(
        request, "boards/board_meeting/edit.html", form,
        act=lambda data: log.board_meeting_edit(
            by=request.user, meeting=meeting, version=data["version"], values=form.values()
        ),
        done=lambda made: made.get_absolute_url(), said=_("The meeting is saved."),
        crumbs=crumbs_to(meeting.board),
        context={"meeting": meeting, "board": meeting.board, "above": crumbs_to(meeting.board),
                 "back": meeting.get_absolute_url(), "title": meeting_title(meeting)},
    )


@FORM
@require("boards.meet")
def board_meeting_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away what was entered by mistake, after a question."""
    meeting = taken_part(request, pk)
    form = VersionForm(
        request.POST if request.method == "POST" else None, initial={"version": meeting.version}
    )
    return form_page(
        request, "boards/board_meeting/delete.html", form,
        act=lambda data: log.board_meeting_delete(
            by=request.user, meeting=meeting, version=data["version"]
        ),
        done=lambda _gone: reverse("boards:board_meetings", args=[meeting.board_id]),
        said=_("The meeting is taken away."), submit=_("Take it away"),
        cancel_url=meeting.get_absolute_url(),
        context={"meeting": meeting, "board": meeting.board, "above": crumbs_to(meeting.board),
                 "title": meeting_title(meeting)},
    )


# Decisions


def _decision(request: HttpRequest, pk: int) -> BoardDecision:
    rows = BoardDecision.objects.select_related("meeting", "responsible__unit")
    decision = get_object_or_404(rows, pk=pk)
    decision.meeting = taken_part(request, decision.meeting_id)
    return decision


@FORM
@require("boards.meet")
def board_decision_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a decision."""
    decision = _decision(request, pk)
    board = decision.meeting.board
    form = BoardDecisionForm(request.POST if request.method == "POST" else None, row=decision)
    return form_page(
        request, "boards/board_meeting/decision.html", form,
        act=lambda data: run.board_decision_edit(
            by=request.user, decision=decision, version=data["version"],
            values={name: data[name] for name in ("text", "responsible", "who", "due_date")},
        ),
        done=lambda made: made.get_absolute_url(), said=_("The decision is saved."),
        crumbs=crumbs_to(board),
        context={"decision": decision, "above": crumbs_to(board), "choices": listed(on=today()),
                 "back": decision.get_absolute_url()},
    )


@require_POST
@require("boards.meet")
def board_decision_done(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a decision is done, or is not after all."""
    decision = _decision(request, pk)
    run.board_decision_done(
        by=request.user, decision=decision, done=request.POST.get("done") == "1"
    )
    if request.POST.get("tavle"):
        return redirect(decision.meeting.board)
    return redirect(decision.get_absolute_url())


@FORM
@require("boards.meet")
def board_decision_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away a decision that was written by mistake, after a question."""
    decision = _decision(request, pk)
    form = VersionForm(
        request.POST if request.method == "POST" else None, initial={"version": decision.version}
    )
    return form_page(
        request, "boards/board_meeting/decision_delete.html", form,
        act=lambda data: run.board_decision_delete(
            by=request.user, decision=decision, version=data["version"]
        ),
        done=lambda _gone: decision.meeting.get_absolute_url(),
        said=_("The decision is taken away."), submit=_("Take it away"),
        cancel_url=decision.get_absolute_url(),
        context={"decision": decision, "above": crumbs_to(decision.meeting.board)},
    )


@require_POST
@require("boards.meet")
def board_slot_tick(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    """Say that time set aside was held, or was not after all."""
    board = met(request, pk)
    row = get_object_or_404(WheelEntry, pk=entry, owner=board.owner_id)
    try:
        wheel_entry_tick(
            by=request.user, entry=row, on=first_day(request.POST.get("on", ""), today=today()),
            done=request.POST.get("done") == "1",
        )
    except ValidationError as error:
        messages.error(request, error.messages[0])
    if request.POST.get("tavle"):
        return redirect(board)
    return redirect(reverse("boards:board_meetings", args=[board.pk]) + "#satt-av")
