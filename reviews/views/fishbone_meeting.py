"""The meeting: several people write causes at once, and every page of it follows."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leanplan.access import permit, require
from leanplan.clock import today
from leanplan.conflicts import conflict_page
from leanplan.forms import put_errors
from leanplan.htmx import render_page, wants_fragment
from leanplan.live import live_answer
from leanplan.versioning import Conflict
from organisation.offered import listed
from reviews.fishbone.actions import causes as actions
from reviews.fishbone.actions import outcomes
from reviews.fishbone.board import board_of
from reviews.fishbone.choices import OutcomeKind
from reviews.fishbone.forms import CauseAddForm, CauseForm, OutcomeForm, found_place
from reviews.fishbone.loading import crumbs_to, eyebrow, loaded, loaded_cause
from reviews.fishbone.models import Cause, FishboneAnalysis
from reviews.fishbone.presenter import about
from reviews.views.fishbones import posted

MEETING = "reviews/fishbone/meeting.html"


class Refused(NamedTuple):
    """One of several causes that was not saved, and why. is_full: no other has room either."""

    key: str
    why: str
    is_full: bool = False


@require_safe
@require("reviews.read_fishbones")
def fishbone_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of the meeting; read only for those who may not write."""
    return _meeting(request, loaded(request, pk), under=request.GET.get("under", ""))


def _meeting(
    request: HttpRequest, analysis: FishboneAnalysis, *, under: str = "", text: str = "",
    errors: Any = (), added: int | None = None, status: int = 200,
    refused: Sequence[Refused] = (),
) -> HttpResponse:
    """The whole page, or its board where a script asks for it.

    under: where the next cause goes. text, errors: what could not be saved, and why. refused: the
    same of several that came at once.
    """
    board = board_of(analysis, user=request.user, today=today())
    context = {
        "analysis": analysis, "board": board, "above": crumbs_to(analysis), "added": added,
        "about": about(analysis, user=request.user, today=today()),
        "under": under or f"b{board.bones[0].pk}", "text": text, "problems": list(errors),
        "refused": refused,
        "key": str(uuid4()),
        "why": next((one for bone in board.bones for top in bone.causes for one in top.walk()
                     if f"c{one.pk}" == under), None),
    }
    return render_page(request, MEETING, context, fragment="fb-board", status=status)


@require_safe
@require("reviews.read_fishbones")
def fishbone_news(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The board where something changed since what the page has; 204 where nothing did."""
    analysis = loaded(request, pk)
    return live_answer(request, str(analysis.pulse.number), lambda: _meeting(request, analysis))


@require_POST
@require("reviews.write_causes")
def cause_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a cause, or a why under one; or several with a key each, as a list is pasted. Sent
    twice with one key, it stands once."""
    analysis = loaded(request, pk)
    permit(request.user, "reviews.write_causes", analysis)
    if len(request.POST.getlist("key")) > 1:
        return _pasted(request, analysis)
    form, under = CauseAddForm(request.POST), request.POST.get("under", "")
    if form.is_valid():
        try:
            made = actions.cause_add(
                by=request.user, analysis=analysis, under=found_place(analysis, under),
                text=form.cleaned_data["text"], key=form.cleaned_data["key"],
            )
        except ValidationError as error:
            put_errors(form, error)
        except actions.CauseGone:
            form.add_error(None, _("The cause it explains was removed meanwhile."))
        else:
            return _added(request, analysis, made, under)
    errors = [text for texts in form.errors.values() for text in texts]
    return _meeting(
        request, analysis, under=under, text=request.POST.get("text", ""), errors=errors,
        status=422,
    )


def _pasted(request: HttpRequest, analysis: FishboneAnalysis) -> HttpResponse:
    """The board with all that there was room for; of each other one why not, by its key."""
    under, refused = request.POST.get("under", ""), []
    lines: list[tuple[str, str]] = []
    pairs = zip(request.POST.getlist("key"), request.POST.getlist("text"), strict=False)
    for key, text in pairs:
        form = CauseAddForm({"under": under, "key": key, "text": text})
        if form.is_valid():
            lines.append((key, form.cleaned_data["text"]))
        else:
            why = " ".join(str(each) for texts in form.errors.values() for each in texts)
            refused.append(Refused(key, why))
    try:
        left = actions.causes_add(
            by=request.user, analysis=analysis, under=found_place(analysis, under), lines=lines
        )
    except ValidationError as error:
        return _meeting(request, analysis, under=under, errors=error.messages, status=422)
    except actions.CauseGone:
        told = _("The cause it explains was removed meanwhile.")
        return _meeting(request, analysis, under=under, errors=[told], status=422)
    refused += [Refused(key, actions.no_room(), is_full=True) for key in left]
    return _meeting(request, analysis, under=under, refused=refused)


def _added(
    request: HttpRequest, analysis: FishboneAnalysis, made: Cause, under: str
) -> HttpResponse:
    """The board with the new cause; after a why, the next why is asked of it."""
    if wants_fragment(request):
        return _meeting(request, analysis, under=under, added=made.pk)
    goes_on = f"c{made.pk}" if made.parent_id else under
    return redirect(f"{_address(analysis)}?under={goes_on}")


def _address(analysis: FishboneAnalysis) -> str:
    return reverse("reviews:fishbone_meeting", args=[analysis.pk])


def _writable(request: HttpRequest, pk: int) -> Cause:
    cause = loaded_cause(request, pk)
    permit(request.user, "reviews.write_causes", cause.analysis)
    return cause


@require_POST
@require("reviews.write_causes")
def cause_mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Vote for a cause, take a vote back, mark it as a root cause or take the mark away."""
    cause = _writable(request, pk)
    do: Any = {
        "up": lambda: actions.cause_vote(by=request.user, cause=cause, step=1),
        "down": lambda: actions.cause_vote(by=request.user, cause=cause, step=-1),
        "root": lambda: actions.cause_mark(by=request.user, cause=cause, root=True),
        "plain": lambda: actions.cause_mark(by=request.user, cause=cause, root=False),
    }.get(request.POST.get("do", ""))
    if do is None:
        return _meeting(request, cause.analysis, errors=[_("Choose what to do.")], status=422)
    try:
        do()
    except ValidationError as error:
        return _meeting(request, cause.analysis, errors=error.messages, status=422)
    except actions.CauseGone:
        raise Http404 from None
    if wants_fragment(request):
        return _meeting(request, cause.analysis)
    return redirect(f"{_address(cause.analysis)}#arsak-{cause.pk}")


@require_POST
@require("reviews.write_causes")
def cause_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Hang a cause where it was dragged to. Without dragging: a choice on the page of the cause."""
    cause = _writable(request, pk)
    analysis, version = cause.analysis, request.POST.get("version", "")
    try:
        actions.cause_move(
            by=request.user, cause=cause, version=int(version) if version.isdigit() else 0,
            under=found_place(analysis, request.POST.get("under", "")),
        )
    except ValidationError as error:
        return _meeting(request, analysis, errors=error.messages, status=422)
    except Conflict:
        told = _("Somebody else changed this cause meanwhile. This is how it stands now.")
        return _meeting(request, analysis, errors=[told], status=409)
    except actions.CauseGone:
        told = _("The cause was removed meanwhile.")
        return _meeting(request, analysis, errors=[told], status=409)
    if wants_fragment(request):
        return _meeting(request, analysis)
    return redirect(f"{_address(analysis)}#arsak-{cause.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
@require("reviews.write_causes")
def cause_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a cause, say what shows it, move it. One that was removed meanwhile is told, with
    what was typed."""
    try:
        cause = _writable(request, pk)
    except Http404:
        return _gone(request, pk)
    analysis = cause.analysis
    board = board_of(analysis, user=request.user, today=today())
    form = CauseForm(posted(request), row=cause, bones=board.bones)
    if form.is_bound and form.is_valid():
        values = form.cleaned_data
        try:
            actions.cause_edit(
                by=request.user, cause=cause, version=values["version"], text=values["text"],
                evidence=values["evidence"], under=found_place(analysis, values["under"]),
            )
        except ValidationError as error:
            form.put_errors(error)
        except Conflict as conflict:
            conflict.current.analysis = analysis  # type: ignore[attr-defined]
            return conflict_page(
                request, conflict, form=form, crumbs=crumbs_to(analysis),
                eyebrow=eyebrow(analysis), keep_url=_address(analysis),
            )
        except actions.CauseGone:
            return _gone(request, pk)
        else:
            # A script that goes to a place on its own page would stay there, and see nothing new.
            place = "" if wants_fragment(request) else f"#arsak-{cause.pk}"
            return redirect(_address(analysis) + place)
    context = {
        "form": form, "cause": cause, "analysis": analysis, "above": crumbs_to(analysis),
        "eyebrow": eyebrow(analysis), "back": _address(analysis),
        "in_dialog": wants_fragment(request),
    }
    status = 422 if form.errors else 200
    return render_page(
        request, "reviews/fishbone/cause_edit.html", context, fragment="cause-form", status=status
    )


def _gone(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody removed the cause: what was typed is shown, and can be written as a new one."""
    record = Cause.history.filter(id=pk, history_type="-").order_by("-history_id").first()
    if request.method != "POST" or record is None:
        raise Http404
    analysis = loaded(request, record.analysis_id)
    permit(request.user, "reviews.write_causes", analysis)
    board = board_of(analysis, user=request.user, today=today())
    context = {
        "analysis": analysis, "board": board, "record": record, "above": crumbs_to(analysis),
        "eyebrow": eyebrow(analysis), "text": request.POST.get("text", ""),
        "evidence": request.POST.get("evidence", ""), "key": str(uuid4()),
    }
    return render_page(request, "reviews/fishbone/cause_gone.html", context, status=409)


@require_http_methods(["GET", "HEAD", "POST"])
@require("reviews.write_causes")
def cause_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, and remove a cause; one that was changed meanwhile is shown as it is now first."""
    cause = _writable(request, pk)
    context: dict[str, Any] = {"problems": [], "changed": False}
    status = 200
    if request.method == "POST":
        seen = request.POST.get("version", "")
        try:
            actions.cause_remove(
                by=request.user, cause=cause, version=int(seen) if seen.isdigit() else 0
            )
        except ValidationError as error:
            context["problems"], status = error.messages, 422
        except Conflict:
            context["changed"], status = True, 409 if seen else 422
        else:
            messages.success(request, _("Removed: %(text)s") % {"text": cause.text})
            return redirect(_address(cause.analysis))
    context |= {
        "cause": cause, "analysis": cause.analysis, "above": crumbs_to(cause.analysis),
        "eyebrow": eyebrow(cause.analysis), "back": _address(cause.analysis),
    }
    return render_page(request, "reviews/fishbone/cause_remove.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@require("reviews.manage_fishbone")
def cause_outcome(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a measure or a follow-up area from a cause."""
    cause = loaded_cause(request, pk)
    permit(request.user, "reviews.manage_fishbone", cause.analysis)
    analysis = cause.analysis
    form = OutcomeForm(
        posted(request), may_support=analysis.is_six_months and analysis.is_open
    )
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            _make(request, cause, form.cleaned_data)
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("It is made, and stands beside the cause."))
            return redirect(analysis)
    context = {
        "form": form, "cause": cause, "analysis": analysis, "choices": listed(on=today()),
        "above": crumbs_to(analysis), "eyebrow": eyebrow(analysis),
    }
    return render_page(request, "reviews/fishbone/cause_outcome.html", context, status=status)


def _make(request: HttpRequest, cause: Cause, values: dict[str, Any]) -> Any:
    common = {
        "by": request.user, "cause": cause, "text": values["text"], "owner": values["owner"],
    }
    if values["kind"] == OutcomeKind.SUPPORT:
        return outcomes.outcome_support(
            analysis=cause.analysis, until=values["due_date"], row=values["row"], **common
        )
    if values["kind"] == OutcomeKind.MEASURE:
        return outcomes.outcome_measure(row=values["row"], due_date=values["due_date"], **common)
    return outcomes.outcome_follow_up(due_date=values["due_date"], **common)
