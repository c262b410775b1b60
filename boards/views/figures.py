"""Measuring points of a board, and their readings."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from boards.board.forms import BoardCloseForm
from boards.measuring import actions
from boards.measuring.forms import FIELDS, FigureForm, ReadingForm
from boards.measuring.models import BoardFigure, BoardReading
from boards.measuring.shown import figure_page
from boards.views.boards import kept, posted
from leanplan.access import permit, require
from leanplan.clock import today
from leanplan.form_page import form_page
from leanplan.htmx import render_page

FORM = require_http_methods(["GET", "HEAD", "POST"])


def _seen(request: HttpRequest, pk: int) -> BoardFigure:
    rows = BoardFigure.objects.visible_to(request.user).select_related("board__owner")
    return get_object_or_404(rows, pk=pk)


def _kept(request: HttpRequest, pk: int) -> BoardFigure:
    figure = _seen(request, pk)
    permit(request.user, "boards.edit_board", figure.board)
    return figure


def _kept_reading(request: HttpRequest, pk: int) -> BoardReading:
    """The reading, for those who look after its board."""
    rows = BoardReading.objects.filter(
        figure__in=BoardFigure.objects.visible_to(request.user)
    ).select_related("figure__board__owner")
    reading = get_object_or_404(rows, pk=pk)
    permit(request.user, "boards.edit_board", reading.figure.board)
    return reading


@require_safe
@require("boards.read_boards")
def figure_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One measuring point with its readings."""
    figure = _seen(request, pk)
    page = figure_page(figure, may_edit=request.user.has_perm("boards.edit_board", figure.board))
    return render_page(request, "boards/figure/detail.html", {"page": page})


@FORM
@require("boards.edit_board")
def figure_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Something new to measure on a board."""
    board = kept(request, pk)
    form = FigureForm(posted(request), row=BoardFigure(board=board))
    return form_page(
        request, "boards/figure/form.html", form,
        act=lambda data: actions.figure_create(
            by=request.user, board=board, values={name: data[name] for name in FIELDS}
        ),
        done=lambda made: made.get_absolute_url(), said=_("It is measured from now on."),
        cancel_url=board.get_absolute_url(),
        context={"board": board, "title": _("New measuring point")},
    )


@FORM
@require("boards.edit_board")
def figure_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What is measured, and what is aimed at."""
    figure = _kept(request, pk)
    form = FigureForm(posted(request), row=figure)
    url = figure.get_absolute_url()
    return form_page(
        request, "boards/figure/form.html", form,
        act=lambda data: actions.figure_edit(
            by=request.user, figure=figure, version=data["version"],
            values={name: data[name] for name in FIELDS},
        ),
        done=lambda made: url, said=_("The measuring point is saved."), cancel_url=url,
        crumbs=[(figure.board.name, figure.board.get_absolute_url()), (figure.name, url)],
        context={"board": figure.board, "title": _("Change the measuring point")},
    )


@FORM
@require("boards.edit_board")
def figure_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it away, or take it out again."""
    figure = _kept(request, pk)
    closes = not figure.is_closed
    form = BoardCloseForm(posted(request), initial={"version": figure.version})
    return form_page(
        request, "boards/figure/close.html", form,
        act=lambda data: actions.figure_edit(
            by=request.user, figure=figure, version=data["version"], values={"is_closed": closes}
        ),
        done=lambda made: figure.board.get_absolute_url(), cancel_url=figure.get_absolute_url(),
        said=_("The measuring point is put away.") if closes
        else _("The measuring point is in use again."),
        submit=_("Put it away") if closes else _("Take it out again"),
        context={"figure": figure},
    )


@FORM
@require("boards.edit_board")
def figure_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down a value."""
    figure = _kept(request, pk)
    form = ReadingForm(
        posted(request), row=BoardReading(figure=figure), initial={"read_on": today()}
    )
    return _reading_page(
        request, figure, form,
        lambda data: actions.reading_add(
            by=request.user, figure=figure, read_on=data["read_on"], value=data["value"],
            note=data["note"],
        ),
        _("New reading"),
    )


@FORM
@require("boards.edit_board")
def board_reading_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a value right, or take it away."""
    reading = _kept_reading(request, pk)

    def act(data: dict[str, Any]) -> Any:
        if "remove" in request.POST:
            return actions.reading_delete(
                by=request.user, reading=reading, version=data["version"]
            )
        values = {name: data[name] for name in ("read_on", "value", "note")}
        return actions.reading_edit(
            by=request.user, reading=reading, version=data["version"], values=values
        )

    form = ReadingForm(posted(request), row=reading)
    return _reading_page(request, reading.figure, form, act, _("Change the reading"), reading)


def _reading_page(
    request: HttpRequest, figure: BoardFigure, form: Any, act: Any, title: str,
    reading: BoardReading | None = None,
) -> HttpResponse:
    url = figure.get_absolute_url()
    return form_page(
        request, "boards/figure/reading.html", form, act=act, done=lambda made: url,
        said=_("The reading is saved."), cancel_url=url,
        crumbs=[(figure.board.name, figure.board.get_absolute_url()), (figure.name, url)],
        context={"figure": figure, "title": title, "reading": reading},
    )
