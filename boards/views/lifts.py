"""Points lifted to the board above."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from boards.board_models import Board
from boards.lift import actions
from boards.lift.forms import AnswerForm, LiftForm, WithdrawForm
from boards.lift.models import Lift
from boards.lift.page import lift_page
from boards.lift.target import board_above
from boards.suggestions.models import Suggestion
from boards.views.boards import kept, posted
from leanplan.access import permit, require
from leanplan.clock import today
from leanplan.form_page import form_page
from leanplan.htmx import render_page

FORM = require_http_methods(["GET", "HEAD", "POST"])


def _seen(request: HttpRequest, pk: int) -> Lift:
    rows = Lift.objects.visible_to(request.user).select_related(
        "from_board__owner", "to_board__owner", "answerer__unit", "suggestion", "continues"
    )
    return get_object_or_404(rows, pk=pk)


@require_safe
@require("boards.read_boards")
def lift_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A lifted point and its path."""
    page = lift_page(_seen(request, pk), user=request.user, today=today())
    return render_page(request, "boards/lift/detail.html", {"page": page})


@FORM
@require("boards.lift")
def lift_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Lift a point from a board, or a suggestion on it."""
    board = kept(request, pk)
    chosen = request.POST.get("forslag") or request.GET.get("forslag") or ""
    rows = Suggestion.objects.filter(board=board)
    suggestion = get_object_or_404(rows, pk=chosen) if chosen.isdecimal() else None
    back = (suggestion or board).get_absolute_url()
    return _lift_form(request, board, back=back, suggestion=suggestion)


@FORM
@require("boards.answer_lift")
def lift_further(request: HttpRequest, pk: int) -> HttpResponse:
    """Lift a point on, from the board it came to."""
    lift = _seen(request, pk)
    permit(request.user, "boards.answer_lift", lift)
    return _lift_form(
        request, lift.to_board, back=lift.get_absolute_url(), continues=lift
    )


def _lift_form(
    request: HttpRequest, board: Board, *, back: str, suggestion: Suggestion | None = None,
    continues: Lift | None = None,
) -> HttpResponse:
    above = board_above(board, on=today())
    if not above.boards:
        context = {"board": board, "above": above, "back": back}
        return render_page(request, "boards/lift/none.html", context)
    text = suggestion.title if suggestion else continues.text if continues else ""
    return form_page(
        request, "boards/lift/create.html",
        LiftForm(posted(request), boards=above.boards, text=text),
        act=lambda data: actions.lift_create(
            by=request.user, board=board, suggestion=suggestion, continues=continues, **data
        ),
        done=lambda made: made.get_absolute_url(), said=_("The point is lifted."),
        cancel_url=back,
        context={"board": board, "above": above, "suggestion": suggestion, "back": back},
    )


@FORM
@require("boards.answer_lift")
def lift_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a lifted point."""
    lift = _seen(request, pk)
    permit(request.user, "boards.answer_lift", lift)
    further: Any = getattr(lift, "further", None)
    start = {"answer": further.answer} if further is not None and not lift.answer else {}
    form = AnswerForm(posted(request), row=lift, initial=start)
    url = lift.get_absolute_url()
    return form_page(
        request, "boards/lift/answer.html", form,
        act=lambda data: actions.lift_answer(
            by=request.user, lift=lift, version=data["version"], answer=data["answer"]
        ),
        done=lambda made: url, said=_("The answer is sent."), submit=_("Send the answer"),
        cancel_url=url, crumbs=[(lift.text, url)], context={"lift": lift},
    )


@FORM
@require("boards.lift")
def lift_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a point back that is not answered yet."""
    lift = _seen(request, pk)
    permit(request.user, "boards.lift", lift.from_board)
    form = WithdrawForm(posted(request), initial={"version": lift.version})
    url = lift.get_absolute_url()
    return form_page(
        request, "boards/lift/withdraw.html", form,
        act=lambda data: actions.lift_withdraw(
            by=request.user, lift=lift, version=data["version"]
        ),
        done=lambda made: url, said=_("The point is taken back."), submit=_("Take it back"),
        cancel_url=url, context={"lift": lift},
    )
