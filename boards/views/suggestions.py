"""Suggestions: proposed, read, changed, moved, tried in rounds."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from boards.board_models import Board
from boards.suggestions import actions, forms, rules
from boards.suggestions.cards import PLACES
from boards.suggestions.choices import SuggestionState
from boards.suggestions.lists import suggestion_export, suggestion_list_page
from boards.suggestions.models import Suggestion
from boards.suggestions.presenter import suggestion_page
from boards.views.boards import board_body, loaded
from leanplan.access import permit, require
from leanplan.back import BACK, back_url
from leanplan.clock import today
from leanplan.form_page import form_page
from leanplan.forms import put_errors
from leanplan.htmx import render_page, wants_fragment
from leanplan.list_export import export_response
from leanplan.versioning import Conflict
from organisation.offered import listed
from organisation.people import people_near

FORM = require_http_methods(["GET", "HEAD", "POST"])
PART = "suggestion-form"


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _seen(request: HttpRequest, pk: int) -> Suggestion:
    """The suggestion, where the reader reads its board; else 404."""
    rows = Suggestion.objects.visible_to(request.user).select_related(
        "board__owner", "responsible__unit", "executor", "proposer"
    )
    return get_object_or_404(rows, pk=pk)


def _workable(request: HttpRequest, pk: int) -> Suggestion:
    """The suggestion, for those who work on it; 403 for those who only read it."""
    suggestion = _seen(request, pk)
    permit(request.user, "boards.work_on_suggestion", suggestion)
    return suggestion


def _place(suggestion: Suggestion) -> str:
    """Where it stands on its board."""
    return f"{suggestion.board.get_absolute_url()}#forslag-{suggestion.pk}"


def _answer(
    request: HttpRequest, suggestion: Suggestion, said: str, *, moved: int = 0
) -> HttpResponse:
    """After something done from the board: its body; else back to where one came from."""
    if wants_fragment(request):
        return board_body(request, suggestion.board, said=said, moved=moved)
    messages.success(request, said)
    return redirect(back_url(request, _place(suggestion)))


@require_safe
@require("boards.read_boards")
def suggestion_list(request: HttpRequest, pk: int) -> HttpResponse:
    """All suggestions of a board, those that are over as well."""
    board = loaded(request, pk)
    page = suggestion_list_page(
        board, user=request.user, today=today(), chosen=request.GET.get("vis", "")
    )
    return render_page(request, "boards/suggestion/list.html", {"page": page})


@require_safe
@require("boards.read_boards")
def suggestions_export(request: HttpRequest, pk: int) -> HttpResponse:
    """The same in Excel."""
    board = loaded(request, pk)
    export = suggestion_export(
        board, user=request.user, today=today(), chosen=request.GET.get("vis", "")
    )
    return export_response(request, export, page_url=board.get_absolute_url())


@require_safe
@require("boards.read_boards")
def suggestion_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One suggestion: what it is about, its rounds, what has happened to it."""
    page = suggestion_page(_seen(request, pk), user=request.user, today=today())
    return render_page(request, "boards/suggestion/detail.html", {"page": page})


def _proposable(request: HttpRequest, pk: int) -> Board:
    board = loaded(request, pk)
    permit(request.user, "boards.propose", board)
    return board


@require_POST
@require("boards.propose")
def suggestion_add(request: HttpRequest, pk: int) -> HttpResponse:
    """One line from the board. What a leader writes there is others': it has no name until it is
    given one."""
    board = _proposable(request, pk)
    form = forms.QuickForm(request.POST)
    if not form.is_valid():
        return _create_page(request, board, forms.SuggestionForm(request.POST))
    data, keeps = form.cleaned_data, request.user.has_perm("boards.edit_board", board)
    named = not keeps and not data["anonymous"]
    made = actions.suggestion_create(
        by=request.user, board=board, title=data["title"],
        proposer=getattr(request.user, "person", None) if named else None,
    )
    return _answer(request, made, _("«%(title)s» is on the board.") % {"title": made.title})


@FORM
@require("boards.propose")
def suggestion_create(request: HttpRequest, pk: int) -> HttpResponse:
    """A suggestion with more than its line."""
    board = _proposable(request, pk)
    return _create_page(request, board, forms.SuggestionForm(_posted(request)))


def _create_page(request: HttpRequest, board: Board, form: Any) -> HttpResponse:
    def act(data: dict[str, Any]) -> Suggestion:
        whom = data.pop("from_whom")
        return actions.suggestion_create(
            by=request.user, board=board,
            proposer=getattr(request.user, "person", None) if whom == "me" else None,
            proposed_by=data.pop("proposed_by") if whom == "other" else "",
            **{name: value for name, value in data.items() if name != "proposed_by"},
        )

    return form_page(
        request, "boards/suggestion/create.html", form, act=act, done=_place,
        said=_("The suggestion is on the board."), context={"board": board},
        submit=_("Put it on the board"), cancel_url=board.get_absolute_url(),
    )


@FORM
@require("boards.work_on_suggestion")
def suggestion_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what it says, who proposed it, who answers for it."""
    suggestion = _workable(request, pk)
    form = forms.SuggestionEditForm(_posted(request), row=suggestion)
    url = suggestion.get_absolute_url()
    return form_page(
        request, "boards/suggestion/edit.html", form,
        act=lambda data: actions.suggestion_edit(
            by=request.user, suggestion=suggestion, version=data["version"],
            values={name: data[name] for name in forms.EDIT_FIELDS},
        ),
        done=lambda made: url, said=_("The suggestion is saved."), cancel_url=url,
        crumbs=[(suggestion.board.name, suggestion.board.get_absolute_url()),
                (suggestion.title, url)],
        context={
            "suggestion": suggestion, "back": url, "choices": listed(on=today()),
            "people": people_near(suggestion.board.owner, on=today()),
        },
    )


@FORM
@require("boards.work_on_suggestion")
def suggestion_score(request: HttpRequest, pk: int) -> HttpResponse:
    """Effort and effect."""
    suggestion = _workable(request, pk)
    form = forms.ScoreForm(_posted(request), row=suggestion)
    back = back_url(request, _place(suggestion))
    answer = form_page(
        request, "boards/suggestion/score.html", form,
        act=lambda data: actions.suggestion_edit(
            by=request.user, suggestion=suggestion, version=data["version"],
            values={"effort": data["effort"], "effect": data["effect"]},
        ),
        done=lambda made: back, cancel_url=back, fragment=PART,
        crumbs=[(suggestion.board.name, suggestion.board.get_absolute_url())],
        context={
            "suggestion": suggestion, "back": back, "back_name": BACK,
            "in_dialog": wants_fragment(request),
        },
    )
    if answer.status_code != 302:
        return answer
    return _answer(request, suggestion, _("Effort and effect are set."))


@FORM
@require("boards.work_on_suggestion")
def suggestion_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move it, with what the move asks for. A button posts at once; where something is missing,
    the form comes with it."""
    suggestion = _workable(request, pk)
    to = request.POST.get("til", "") or request.GET.get("til", "")
    if to not in PLACES:
        raise Http404
    if not rules.may_move(suggestion.state, to):
        return _moved_meanwhile(request, suggestion, to)
    form = _move_form(request, suggestion, to)
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                actions.suggestion_move(
                    by=request.user, suggestion=suggestion, to=to, said=form.said(),
                    version=form.cleaned_data["version"],
                )
                return _answer(request, suggestion, _moved(suggestion), moved=suggestion.pk)
            except Conflict:
                return _moved_meanwhile(request, suggestion, to)
            except ValidationError as error:
                suggestion.refresh_from_db()
                put_errors(form, error)
    return _move_page(request, suggestion, form, to, status)


def _move_form(request: HttpRequest, suggestion: Suggestion, to: str) -> forms.MoveForm:
    return forms.MoveForm(
        _posted(request), suggestion=suggestion, to=to,
        asks=rules.asks(actions.facts_of(suggestion), to), pdca=actions.round_of(suggestion),
    )


def _moved(suggestion: Suggestion) -> str:
    return _("«%(title)s»: %(state)s") % {
        "title": suggestion.title, "state": str(SuggestionState(suggestion.state).label).lower()
    }


def _move_page(
    request: HttpRequest, suggestion: Suggestion, form: forms.MoveForm, to: str, status: int,
    **more: Any,
) -> HttpResponse:
    """The form of a move: a page, or in the dialog it was asked for from. is_shut: it cannot be
    moved there any more, and the form only shows what was written."""
    context = {
        "form": form, "suggestion": suggestion, "to": to, "place": PLACES[to],
        "back": back_url(request, _place(suggestion)), "back_name": BACK,
        "in_dialog": wants_fragment(request), "choices": listed(on=today()), **more,
    }
    # A button of the board has nowhere to put a form: it gets the page of its own.
    part = None if request.POST.get("direct") else PART
    return render_page(
        request, "boards/suggestion/move.html", context, fragment=part, status=status
    )


def _moved_meanwhile(request: HttpRequest, suggestion: Suggestion, to: str) -> HttpResponse:
    """Somebody was first. What was written with the move stands in its form again; where nothing
    was, the board as it stands. Both say what has happened."""
    suggestion.refresh_from_db()
    said = _("Somebody has changed it meanwhile. Now it is: %(state)s") % {
        "state": str(SuggestionState(suggestion.state).label).lower()
    }
    if forms.MoveForm.is_written(request.POST):
        return _written_again(request, suggestion, to, said)
    if wants_fragment(request):
        answer = board_body(request, suggestion.board, said=said, warns=True)
        answer.status_code = 409
        return answer
    messages.warning(request, said)
    return redirect(back_url(request, _place(suggestion)))


def _written_again(
    request: HttpRequest, suggestion: Suggestion, to: str, said: str
) -> HttpResponse:
    """The form with what was written in it, for the suggestion as it is now."""
    form = _move_form(request, suggestion, to)
    form.go_on_from(suggestion)
    form.full_clean()
    form.add_error(None, said)
    answer = _move_page(
        request, suggestion, form, to, 409, is_shut=not rules.may_move(suggestion.state, to),
        form_error_title=_("Somebody else was first. Look through it once more."),
    )
    # Into the dialog it came from, and not where the board would have gone.
    answer["HX-Retarget"], answer["HX-Reswap"] = "#dialog", "innerHTML"
    return answer


@FORM
@require("boards.work_on_suggestion")
def round_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write in the round that stands open."""
    suggestion = _workable(request, pk)
    pdca = actions.round_of(suggestion)
    if pdca is None:
        raise Http404
    url = suggestion.get_absolute_url()
    form = forms.RoundForm(_posted(request), row=pdca)
    return form_page(
        request, "boards/suggestion/round.html", form,
        act=lambda data: actions.round_edit(
            by=request.user, pdca=pdca, version=data["version"],
            values={name: data[name] for name in forms.ROUND_FIELDS},
        ),
        done=lambda made: url, said=_("The round is saved."), cancel_url=url,
        crumbs=[(suggestion.board.name, suggestion.board.get_absolute_url()),
                (suggestion.title, url)],
        context={"suggestion": suggestion, "pdca": pdca, "back": url},
    )
