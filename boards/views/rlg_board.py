"""The board of the management group, and of other groups of leaders."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from boards.rlg.board_page import board_page, board_state, meeting_at_hand, series_seen
from boards.rlg.series_models import MeetingSeries
from leanplan.access import require
from leanplan.clock import today
from leanplan.htmx import render_page, wants_fragment


@require_safe
@require("boards.read_meetings")
def rlg_board(request: HttpRequest) -> HttpResponse:
    """The board of the management group, for whoever is asked to its meetings."""
    series = series_seen(request.user).first()
    if series is None:
        return render_page(request, "boards/rlg/board_none.html", {})
    return _board(request, series)


@require_safe
@require("boards.read_meetings")
def group_board(request: HttpRequest, series: int) -> HttpResponse:
    """The board of one group's meetings."""
    found = series_seen(request.user).filter(pk=series).first()
    if found is None:
        raise Http404
    return _board(request, found)


def _board(request: HttpRequest, series: MeetingSeries) -> HttpResponse:
    """The board, or that nothing on it is new, which is asked for alone: it hangs there all day."""
    meeting = meeting_at_hand(series, today=today())
    state = board_state(series, meeting)
    if wants_fragment(request) and request.GET.get("etter") == state:
        return HttpResponse(status=204)
    page = board_page(series, meeting, state=state, user=request.user, today=today())
    return render_page(
        request, "boards/rlg/board.html",
        {"page": page, "tiles": page.tiles, "today": today()}, fragment="rb-board",
    )
