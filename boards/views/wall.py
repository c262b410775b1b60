"""The screen on the wall, and the addresses at which screens show a board."""

from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from boards.live import live_state
from boards.meetings.keys import board_key
from boards.models import Board, WallAddress
from boards.views.boards import loaded
from boards.wall import addresses
from boards.wall.forms import WallAddressForm
from boards.wall.presenter import wall_of
from leanplan.access import View, permit, public, require
from leanplan.addresses import absolute
from leanplan.clock import today
from leanplan.forms import put_errors
from leanplan.htmx import render_page
from leanplan.live import live_answer
from organisation.language import in_language_of_municipality

LIST, SCREEN, GONE = (
    f"boards/wall/{name}.html" for name in ("list", "screen", "gone")
)


def _kept(request: HttpRequest, pk: int) -> Board:
    """The board where the reader looks after it; 404 unseen, 403 seen."""
    board = loaded(request, pk)
    permit(request.user, "boards.edit_board", board)
    return board


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require("boards.edit_board")
def wall_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The addresses of a board's screens; a new one is shown this one time."""
    board = _kept(request, pk)
    form = WallAddressForm(
        request.POST if request.method == "POST" else None,
        initial={"expires_on": addresses.usual_end(today())},
    )
    made = ""
    if form.is_bound and form.is_valid():
        try:
            secret, _pk = addresses.wall_address_make(
                by=request.user, board=board, **form.cleaned_data
            )
        except ValidationError as error:
            put_errors(form, error)
        else:
            made = absolute(reverse("boards:wall", args=[secret]))
    rows = WallAddress.objects.filter(board=board).select_related(
        "made_by__person", "ended_by__person"
    )
    context = {
        "board": board, "form": form, "made": made, "today": today(),
        "addresses": [(row, addresses.asked_lately(row)) for row in rows],
    }
    return render_page(request, LIST, context, status=422 if form.errors else 200)


@require_POST
@require("boards.edit_board")
def wall_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an address work no longer."""
    seen = WallAddress.objects.filter(board__in=Board.objects.visible_to(request.user))
    row = get_object_or_404(seen, pk=pk)
    board = _kept(request, row.board_id)
    addresses.wall_address_end(by=request.user, address=row)
    said = _("The address no longer works. The screen goes out within a minute.")
    messages.success(request, said)
    return redirect("boards:wall_list", board.pk)


def _for_a_wall(view: View) -> View:
    """In the municipality's language, whoever's browser it is; told to nobody else."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with in_language_of_municipality():
            answer = view(request, *args, **kwargs)
            if hasattr(answer, "render") and not answer.is_rendered:  # type: ignore[attr-defined]
                answer.render()
        answer["Referrer-Policy"] = "no-referrer"
        answer["X-Robots-Tag"] = "noindex, nofollow"
        return answer

    return wrapper


def _board_of(secret: str) -> Board:
    """The board of an address that works. Errors: Http404, AskedTooOften."""
    found = addresses.address_of_secret(secret)
    if found is None:
        raise Http404
    return found.board


def _busy() -> HttpResponse:
    return HttpResponse(status=429, headers={"Retry-After": "60"})


@require_safe
@public
@never_cache
@_for_a_wall
def wall(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The board on a screen, for nobody in particular. What one finds who comes by an address that
    does not work is the same for all of these."""
    try:
        board = _board_of(secret)
    except addresses.AskedTooOften:
        return _busy()
    except Http404:
        return render_page(request, GONE, {}, status=404)
    return _screen(request, board, secret)


def _screen(
    request: HttpRequest, board: Board, secret: str, state: str = ""
) -> HttpResponse:
    page = wall_of(board, secret=secret, today=today(), state=state)
    return render_page(request, SCREEN, {"page": page}, fragment="wall")


@require_safe
@public
@never_cache
@_for_a_wall
def wall_news(request: HttpRequest, secret: str) -> HttpResponseBase:
    """What is new on the board since the screen was drawn; 204 for nothing."""
    try:
        board = _board_of(secret)
    except addresses.AskedTooOften:
        return _busy()
    state = live_state(board_key(board.pk))
    return live_answer(request, state, lambda: _screen(request, board, secret, state))
