"""Planning the visits and reviews of a half-year in one go."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from leanplan.access import require
from leanplan.clock import today
from leanplan.htmx import render_page
from leanplan.periods import half_year_span
from organisation.models import Position
from reviews import planning
from reviews.actions.planning import Planned, RowToPlan, half_year_plan
from reviews.forms.planning import PlanRows
from reviews.planning import Chosen
from reviews.planning_facts import Facts, facts_of, half_year_to_plan, next_half_year
from reviews.presenters.planning import initial_rows, planning_page, proposal_of

SHOW = "vis"
_SAID = {
    planning.PAST: gettext_lazy("The day has been."),
    planning.OUTSIDE: gettext_lazy("The day lies outside the half-year."),
    planning.NOT_WORKING: gettext_lazy("That is a holiday, a weekend or a pause."),
    planning.TAKEN: gettext_lazy("You have another visit or review on that half-day."),
    planning.TWICE: gettext_lazy("Two units have that half-day. Choose another for one of them."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@require("reviews.plan_review")
def half_year_planning(request: HttpRequest) -> HttpResponse:
    """The proposal by week; adjusted by hand, looked at again, and confirmed."""
    facts = facts_of(request.user, _half_year(request), today=today())
    if request.method != "POST":
        proposal = proposal_of(facts)
        rows = PlanRows(initial=initial_rows(proposal))
        return _page(request, facts, rows, proposal)
    rows = PlanRows(request.POST)
    chosen = _chosen(rows, facts)
    if chosen is None or SHOW in request.POST:
        return _page(request, facts, rows, status=422 if chosen is None else 200)
    if not chosen:
        messages.error(request, _("No unit is taken along, so nothing is planned."))
        return _page(request, facts, rows, status=422)
    try:
        made = half_year_plan(by=request.user, half_year=facts.half_year, rows=chosen)
    except ValidationError as error:
        rows.non_form_errors().extend(error.messages)
        return _page(request, facts, rows, status=422)
    messages.success(request, _told(made))
    return redirect(f"{reverse('reviews:half_year_planning')}?halvar={facts.half_year}")


def _half_year(request: HttpRequest) -> str:
    """The half-year of the address: the one that is planned now, or the next."""
    usual = half_year_to_plan(today())
    asked = request.GET.get("halvar", "")
    return asked if asked in (usual, next_half_year(usual)) else usual


def _page(
    request: HttpRequest, facts: Facts, rows: Any, proposal: Any = None, *, status: int = 200
) -> HttpResponse:
    page = planning_page(facts, rows, proposal, today=today())
    return render_page(
        request, "reviews/planning/half_year.html", {"page": page, "rows": rows}, status=status
    )


def _chosen(rows: Any, facts: Facts) -> list[RowToPlan] | None:
    """The rows that are taken along; None where something stands against one of them, which is
    then written at it."""
    if not rows.is_valid():
        return None
    needs = {need.unit: need for need in facts.needs}
    taken = {
        form.cleaned_data["unit"]: form for form in rows
        if form.cleaned_data.get("take") and form.cleaned_data["unit"] in needs
    }
    chosen = [
        Chosen(unit, needs[unit].leader, form.cleaned_data["day"], form.cleaned_data["half"])
        for unit, form in taken.items()
    ]
    found = planning.faults(
        chosen, today=today(), span=half_year_span(facts.half_year), pauses=facts.pauses,
        busy=facts.busy, own=facts.own,
    )
    for unit, fault in found.items():
        taken[unit].add_error("day", _SAID[fault])
    if found:
        return None
    leaders = Position.objects.select_related("unit").in_bulk({row.leader for row in chosen})
    return [
        RowToPlan(
            facts.units[row.unit], leaders[row.leader], row.day, row.half, needs[row.unit].visit,
            needs[row.unit].review, *facts.standing[row.unit],
        )
        for row in chosen
    ]


def _told(made: Planned) -> str:
    """How much was made, and how many were told."""
    text = _("%(visits)s visits and %(reviews)s reviews are planned.") % {
        "visits": len(made.visits), "reviews": len(made.reviews),
    }
    people = ngettext(
        "%(number)s person gets a mail with all of theirs.",
        "%(number)s people get a mail each with all of theirs.", made.told,
    ) % {"number": made.told}
    return f"{text} {people}"
