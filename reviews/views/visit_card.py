"""The card on the phone: each observation is one small POST that may be sent again and again.

A phone that saves by itself asks for JSON and gets the new version, or what is wrong; a plain form
gets the card back. Both are the same addresses, so that the card works without a script.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from leanplan.access import require
from leanplan.clock import now, today
from leanplan.forms import put_errors
from leanplan.htmx import render_page
from leanplan.photos import ACCEPT
from leanplan.versioning import Conflict
from organisation.models import Position
from reviews.actions import observations as actions
from reviews.forms.visits import ObservationForm, PraiseForm
from reviews.models import GembaVisit, Observation
from reviews.places import leaders_above
from reviews.presenters.visit import ObservationShown, card_page
from reviews.views.visits import visit_led

# Stand in the page for the keys that the script makes.
NOBODY, NO_PHOTO = UUID(int=0), UUID(int=1)


@require_safe
@require("reviews.lead_visit")
def visit_record(request: HttpRequest, pk: int) -> HttpResponse:
    """The card of a visit under way; one that is over leads to its page."""
    visit = visit_led(request, pk)
    if not visit.is_coming:
        return redirect(visit)
    return card(request, visit)


def card(
    request: HttpRequest, visit: GembaVisit, *, status: int = 200,
    faults: Sequence[str] = (), typed: Observation | None = None,
) -> HttpResponse:
    """The card, with a blank observation last where there is none, or where one is asked for.

    typed: what was sent in vain, which stands in place of what is kept.
    """
    page = card_page(visit, user=request.user, owners=owners_of(visit), today=today())
    shown = [_with(each, typed) for each in page.observations]
    if typed is not None and all(each.row is not typed for each in shown):
        shown.append(ObservationShown(len(shown) + 1, typed, None, []))
    elif "ny" in request.GET or not shown:
        blank = Observation(visit=visit, version=0)
        shown.append(ObservationShown(len(shown) + 1, blank, None, []))
    context = {
        "page": page, "visit": visit, "shown": shown, "faults": faults, "accept": ACCEPT,
        "nobody": ObservationShown(0, Observation(key=NOBODY, version=0), None, []),
        "no_photo": NO_PHOTO,
    }
    return render_page(request, "reviews/visit/record.html", context, status=status)


def owners_of(visit: GembaVisit) -> list[Position]:
    """Who can take a follow-up: the host, the visitor, and those who lead above."""
    found = [visit.host, visit.visitor, *leaders_above(visit.unit, on=visit.day)]
    return list({position.pk: position for position in found if position}.values())


def _with(shown: ObservationShown, typed: Observation | None) -> ObservationShown:
    if typed is None or shown.row.key != typed.key:
        return shown
    typed.pk = shown.row.pk
    return replace(shown, row=typed)


@require_POST
@require("reviews.lead_visit")
def observation_put(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    """Keep an observation as it is written."""
    visit = visit_led(request, pk)
    form = ObservationForm(request.POST, owners=owners_of(visit), key=key)
    return _kept(
        request, visit, form, at=f"o-{key}",
        act=lambda: actions.observation_put(
            by=request.user, visit=visit, key=key, version=form.cleaned_data["version"],
            values=form.values(),
        ),
    )


@require_POST
@require("reviews.lead_visit")
def praise_put(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the praise as it is written."""
    visit = visit_led(request, pk)
    form = PraiseForm(request.POST)
    return _kept(
        request, visit, form, at="ros",
        act=lambda: actions.praise_put(
            by=request.user, visit=visit, version=form.cleaned_data["version"],
            text=form.cleaned_data["text"],
        ),
    )


@require_POST
@require("reviews.lead_visit")
def observation_delete(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    """Take a draft away; once more is well too."""
    visit = visit_led(request, pk)
    return _kept(
        request, visit, None, at="innhold",
        act=lambda: actions.observation_delete(by=request.user, visit=visit, key=key),
    )


@require_POST
@require("reviews.lead_visit")
def question_tick(request: HttpRequest, pk: int, question: int) -> HttpResponse:
    """Tick what was asked."""
    visit = visit_led(request, pk)
    row = get_object_or_404(visit.questions.select_related("visit"), pk=question)
    return _kept(
        request, visit, None, at="se-etter",
        act=lambda: actions.question_tick(
            by=request.user, question=row, is_asked=request.POST.get("is_asked") == "1"
        ),
    )


def _kept(
    request: HttpRequest, visit: GembaVisit, form: forms.Form | None, *, at: str,
    act: Callable[[], Any],
) -> HttpResponse:
    """Do it and say the new version; 422 for what cannot be, 409 where another was first."""
    status, current = 422, None
    if form is None or form.is_valid():
        try:
            row = act()
        except ValidationError as error:
            form = form or forms.Form({})
            put_errors(form, error)
        except Conflict as conflict:
            status, current = 409, conflict.current
        else:
            return _saved(request, visit, row, at)
    said = _("It was changed on another phone or in another window.") if current else ""
    errors = [said] if current else [
        str(text) for found in (form.errors.values() if form else ()) for text in found
    ]
    if wants_json(request):
        return JsonResponse(
            {"errors": errors, "current": _as_json(current)} if current else {"errors": errors},
            status=status,
        )
    return card(request, visit, status=status, faults=errors, typed=_typed(form, current))


def _typed(form: forms.Form | None, current: Any) -> Observation | None:
    """What was sent, as a row that is not saved: nothing typed is lost. Where another was first,
    what is sent next holds."""
    if not isinstance(form, ObservationForm):
        return None
    sent = form.cleaned_data
    version = current.version if current else sent.get("version") or 0
    return Observation(
        key=form.key, version=version, kind=sent.get("kind", ""),
        text=form.data.get("text", ""), is_agreed=sent.get("is_agreed", False),
        agreement=form.data.get("agreement", ""), owner=sent.get("owner"),
        due_date=sent.get("due_date"),
    )


def wants_json(request: HttpRequest) -> bool:
    """The script of the card asks, not a form."""
    return request.headers.get("Accept", "").startswith("application/json")


def _saved(request: HttpRequest, visit: GembaVisit, row: Any, at: str) -> HttpResponse:
    if wants_json(request):
        time = f"{localtime(now()):%H:%M}"
        return JsonResponse({"version": row.version if row else 0, "at": time})
    messages.success(request, _("Saved."))
    return redirect(f"{reverse('reviews:visit_record', args=[visit.pk])}#{at}")


def _as_json(row: Any) -> dict[str, Any]:
    """What stands, for the phone to see whether it wrote that itself."""
    if isinstance(row, Observation):
        return {
            "version": row.version, "kind": row.kind, "text": row.text,
            "is_agreed": "on" if row.is_agreed else "", "agreement": row.agreement,
            "owner": str(row.owner_id or ""),
            "due_date": row.due_date.isoformat() if row.due_date else "",
        }
    return {"version": row.version, "text": row.text}


