"""Overlevering: what a leader who leaves leaves behind, and what follows with a position."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from leanplan.access import permit, require
from leanplan.clock import today
from leanplan.htmx import render_page
from leanplan.versioning import Refused
from measures.handover import actions
from measures.handover.forms import HandOverForm
from measures.handover.people import leaving_people
from measures.handover.presenter import follows_page, handover_page, open_measures
from organisation.models import Person
from organisation.people import people_near


@require_safe
@require("measures.read_handovers")
def handovers(request: HttpRequest) -> HttpResponse:
    """Those who leave, or have just left, in one's scope."""
    context = {"leaving": leaving_people(request.user, today=today()), "today": today()}
    return render_page(request, "measures/handover/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require("measures.read_handover")
def handover(request: HttpRequest, pk: int) -> HttpResponse:
    """What goes to whom when a person leaves; what stands by name is given on."""
    person = get_object_or_404(Person, pk=pk)
    if not request.user.has_perm("measures.read_handover", person):
        raise Http404
    page = handover_page(person, user=request.user, today=today())
    posted: Any = None
    if request.method == "POST":
        permit(request.user, "measures.hand_over", person)
        posted = request.POST
    form = HandOverForm(posted, named=page.named, leaver=person, successor=page.successor)
    if form.is_bound and form.is_valid() and (number := _save(request, form)) is not None:
        said = ngettext("%(number)s measure is handed over.",
                        "%(number)s measures are handed over.", number)
        messages.success(request, said % {"number": number})
        return redirect("measures:handover", pk)
    status = 200 if not form.is_bound else 409 if form.was_second else 422
    gives = page.named and page.may_hand_over
    context = {"page": page, "form": form, "today": today(),
               "people": people_near(None, on=today()) if gives else []}
    return render_page(request, "measures/handover/detail.html", context, status=status)


def _save(request: HttpRequest, form: HandOverForm) -> int | None:
    """Give on what is picked. Out: how many changed; None where something was refused."""
    measures = open_measures().visible_to(request.user).filter(pk__in=form.picked).for_list()
    try:
        return actions.executor_hand_over(
            by=request.user, rows=form.versions(list(measures)), leaver=form.leaver,
            executor=form.new_executor(),
        )
    except Refused as refused:
        form.tell(refused)
        return None


@require_safe
@require("measures.read_measure")
def position_follows(request: HttpRequest) -> HttpResponse:
    """What follows with the positions one holds."""
    posts = follows_page(request.user, today=today())
    return render_page(
        request, "measures/handover/follows.html", {"posts": posts, "today": today()}
    )
