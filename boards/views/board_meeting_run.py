"""A meeting run from its board: begin, go on, decide, end. Each answers with the board."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from boards.meetings.actions import log, run
from boards.meetings.forms import MeetingEndForm, NewDecisionForm
from boards.meetings.models import BoardMeeting
from boards.meetings.whom import whom
from boards.views.board_meetings import met, taken_part
from leanplan.access import require
from leanplan.clock import today


@require_POST
@require("boards.meet")
def board_meeting_start(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a meeting, or take part in the one that runs. The sign-in is held from here, so that
    nobody is asked to sign in midway."""
    board = met(request, pk)
    request.session.modified = True
    try:
        run.board_meeting_start(by=request.user, board=board)
    except log.EnteredAlready as standing:
        said = _("Today's meeting is entered already. Here it can be put right.")
        messages.info(request, said)
        return redirect(standing.meeting)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(board)


View = Callable[[HttpRequest, int], HttpResponse]


def _told_when_gone(view: View) -> View:
    """Say so where somebody has taken the meeting away meanwhile, and lead to its board."""

    @wraps(view)
    def wrapper(request: HttpRequest, pk: int) -> HttpResponse:
        try:
            return view(request, pk)
        except (Http404, BoardMeeting.DoesNotExist):
            gone = BoardMeeting.history.filter(id=pk, history_type="-").first()
            if gone is None:
                raise
        board = met(request, gone.board_id)
        said = _("The meeting was taken away by somebody else, as if it had not begun.")
        again = _("Begin the meeting anew from the board.")
        messages.warning(request, " ".join([said, *_not_saved(request), again]))
        return redirect(board)

    return wrapper


def _not_saved(request: HttpRequest) -> list[str]:
    """The words that were written and are not saved, to be said again; none for none."""
    text = request.POST.get("text", "").strip()
    return [_("«%(text)s» is not saved.") % {"text": text[:300]}] if text else []


def _over(request: HttpRequest, meeting: BoardMeeting) -> HttpResponse:
    """Somebody has ended it: say so, and show what stands."""
    if meeting.attendance is None:
        said = _("The meeting was ended by somebody else.")
    else:
        said = ngettext(
            "The meeting was ended by somebody else, with %(number)s person there.",
            "The meeting was ended by somebody else, with %(number)s people there.",
            meeting.attendance,
        ) % {"number": meeting.attendance}
    messages.info(request, said)
    return redirect(meeting)


@require_POST
@require("boards.meet")
@_told_when_gone
def board_meeting_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Go to a step of the meeting."""
    meeting = taken_part(request, pk)
    try:
        run.board_meeting_step(
            by=request.user, meeting=meeting, step=request.POST.get("step", "")
        )
    except run.MeetingOver as over:
        return _over(request, over.meeting)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect(meeting.board)


@require_POST
@require("boards.meet")
@_told_when_gone
def board_meeting_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End the meeting with how many were there."""
    meeting = taken_part(request, pk)
    form = MeetingEndForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The meeting is not ended: %(why)s") % {"why": _first(form)})
        return redirect(f"{meeting.board.get_absolute_url()}#oppmote")
    try:
        run.board_meeting_end(
            by=request.user, meeting=meeting, attendance=form.cleaned_data["attendance"]
        )
    except run.MeetingOver as over:
        return _over(request, over.meeting)
    messages.success(request, _("The meeting is entered."))
    return redirect(meeting.board)


def _first(form: Any) -> str:
    return str(next(iter(form.errors.values()))[0])


@require_POST
@require("boards.meet")
@_told_when_gone
def board_meeting_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away a meeting that was begun by mistake."""
    meeting = taken_part(request, pk)
    try:
        run.board_meeting_drop(by=request.user, meeting=meeting)
    except run.MeetingOver as over:
        return _over(request, over.meeting)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("The meeting is taken away, as if it had not begun."))
    return redirect(meeting.board)


@require_POST
@require("boards.meet")
@_told_when_gone
def board_decision_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what is agreed; sent twice with one key, it stands once."""
    meeting = taken_part(request, pk)
    form = NewDecisionForm(request.POST)
    back = meeting.board if meeting.is_running else meeting
    if not form.is_valid():
        said = _("Not saved: %(why)s") % {"why": _first(form)}
        messages.error(request, " ".join([said, *_not_saved(request)]))
        return redirect(back)
    data = form.cleaned_data
    responsible, who = whom(data["who"], on=today())
    run.board_decision_add(
        by=request.user, meeting=meeting, text=data["text"], key=data["key"] or str(uuid4()),
        responsible=responsible, who=who, due_date=data["due_date"],
    )
    return redirect(back)
