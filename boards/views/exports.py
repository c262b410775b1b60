"""The lists of boards, of meetings and of an annual wheel in Excel."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from boards import sheets
from boards.views.boards import loaded
from boards.views.meeting_loaded import series_seen
from boards.views.wheel import wheel_seen
from leanplan.access import require
from leanplan.clock import today
from leanplan.list_export import export_response


@require_safe
@require("boards.read_boards")
def boards_export(request: HttpRequest) -> HttpResponse:
    """The boards one reads."""
    export = sheets.boards_export(request.user, today=today())
    return export_response(request, export, page_url=reverse("boards:board_list"))


@require_safe
@require("boards.read_boards")
def board_meetings_export(request: HttpRequest, pk: int) -> HttpResponse:
    """The meetings of a board and what was agreed."""
    board = loaded(request, pk)
    url = reverse("boards:board_meetings", args=[board.pk])
    return export_response(request, sheets.board_meetings_export(board), page_url=url)


@require_safe
@require("boards.read_meetings")
def series_export(request: HttpRequest, pk: int) -> HttpResponse:
    """The meetings of a leader group, what they decided, and the points that wait."""
    series = series_seen(request, pk)
    export = sheets.series_export(series)
    return export_response(request, export, page_url=series.get_absolute_url())


@require_safe
@require("boards.read_wheel")
def wheel_export(request: HttpRequest, unit: int, year: int) -> HttpResponse:
    """What stands in the wheel of a unit for a year."""
    page = wheel_seen(request, unit, year)
    url = reverse("boards:wheel_year", args=[unit, year])
    return export_response(request, sheets.wheel_export(page), page_url=url)
