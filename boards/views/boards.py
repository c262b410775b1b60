"""Boards: the list, one of them, and making and changing them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from boards.board import actions
from boards.board.forms import FIELDS, BoardCloseForm, BoardCreateForm, BoardForm
from boards.board.lists import board_lists
from boards.board.presenter import board_page
from boards.board.pulse import state_seen
from boards.board_models import Board
from leanplan.access import permit, require
from leanplan.clock import today
from leanplan.form_page import form_page
from leanplan.htmx import render_page
from leanplan.live import live_answer

FORM = require_http_methods(["GET", "HEAD", "POST"])
BODY = "board-body"


def loaded(request: HttpRequest, pk: int) -> Board:
    """The board with its owner, where the reader reads it; else 404."""
    seen = Board.objects.visible_to(request.user).select_related("owner")
    return get_object_or_404(seen, pk=pk)


def board_context(request: HttpRequest, board: Board, *, state: str = "") -> dict[str, Any]:
    """What the page of a board and its body are drawn with."""
    page = board_page(board, user=request.user, today=today(), state=state)
    return {"page": page, "today": today()}


def board_body(
    request: HttpRequest, board: Board, *, said: str = "", moved: int = 0, warns: bool = False
) -> HttpResponse:
    """The body alone, as HTMX puts it in. said: read aloud; warns: and shown, since it is not what
    one asked for; moved: the card that takes the focus."""
    context = board_context(request, board) | {"said": said, "moved": moved, "warns": warns}
    return render_page(request, f"boards/board/detail.html#{BODY}", context)


@require_safe
@require("boards.read_boards")
def board_list(request: HttpRequest) -> HttpResponse:
    """The boards one reads."""
    context = {"page": board_lists(request.user, today=today())}
    return render_page(request, "boards/board/list.html", context)


@require_safe
@require("boards.read_boards")
def board_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One board."""
    board = loaded(request, pk)
    return render_page(request, "boards/board/detail.html", board_context(request, board))


@require_safe
@require("boards.read_boards")
def board_live(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What is new on a board since the page was drawn; 204 for nothing, after one query of its
    own."""
    state = state_seen(request.user, pk)

    def draw() -> HttpResponse:
        context = board_context(request, loaded(request, pk), state=state)
        return render_page(request, "boards/board/live.html", context)

    return live_answer(request, state, draw)


def kept(request: HttpRequest, pk: int) -> Board:
    """The board, for those who look after it; 403 for those who only read it."""
    board = loaded(request, pk)
    permit(request.user, "boards.edit_board", board)
    return board


def posted(request: HttpRequest) -> Any:
    """What a form is bound to: the post, or nothing."""
    return request.POST if request.method == "POST" else None


@FORM
@require("boards.edit_board")
def board_create(request: HttpRequest) -> HttpResponse:
    """A new board."""
    start = {"owner": request.GET.get("enhet")} if request.GET.get("enhet") else {}
    form = BoardCreateForm(posted(request), user=request.user, initial=start)
    return form_page(
        request, "boards/board/create.html", form,
        act=lambda data: actions.board_create(
            by=request.user, owner=data["owner"], values={name: data[name] for name in FIELDS}
        ),
        done=lambda made: made.get_absolute_url(), said=_("The board is made."),
        submit=_("Make the board"), cancel_url=reverse("boards:board_list"),
    )


@FORM
@require("boards.edit_board")
def board_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What it is for, what it shows, when people meet, its limit and its rules."""
    board = kept(request, pk)
    form = BoardForm(posted(request), row=board)
    return form_page(
        request, "boards/board/edit.html", form,
        act=lambda data: actions.board_edit(
            by=request.user, board=board, version=data["version"],
            values={name: data[name] for name in FIELDS},
        ),
        done=lambda made: made.get_absolute_url(), said=_("The board is saved."),
        cancel_url=board.get_absolute_url(), crumbs=[(board.name, board.get_absolute_url())],
        context={"board": board},
    )


@FORM
@require("boards.edit_board")
def board_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it away, or take it out again, after a question."""
    board = kept(request, pk)
    form = BoardCloseForm(posted(request), initial={"version": board.version})
    closes = not board.is_closed
    return form_page(
        request, "boards/board/close.html", form,
        act=lambda data: actions.board_close(
            by=request.user, board=board, version=data["version"], closed=closes
        ),
        done=lambda made: reverse("boards:board_list") if closes else made.get_absolute_url(),
        said=_("The board is put away.") if closes else _("The board is in use again."),
        submit=_("Put it away") if closes else _("Take it out again"),
        cancel_url=board.get_absolute_url(), context={"board": board},
    )
