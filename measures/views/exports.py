"""Each list in Excel: the same rows, the same filter and the same rights as its page."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from leanplan.access import permit, require
from leanplan.clock import today
from leanplan.list_export import export_response
from measures.filters import PlanFilter
from measures.presenters import exports, text_exports
from measures.presenters.changes import plan_made
from measures.views.measure_form import loaded
from measures.views.obligations import rule_of
from measures.views.plan_changes import first_lines
from measures.views.plan_life import found, plan_of


def _page(route: str, *args: int, query: str = "") -> str:
    return reverse(f"measures:{route}", args=args) + query


@require_safe
@require("challenges.read_plan")
def plan_export(request: HttpRequest, pk: int) -> HttpResponse:
    """The measures of the plan page."""
    plan, chosen = plan_of(request, pk), PlanFilter.of(request.GET)
    export = exports.plan_export(plan, chosen, user=request.user, today=today())
    page = _page("plan_detail", pk, query=chosen.query())
    return export_response(request, export, page_url=page)


@require_safe
@require("measures.read_measure")
def mine_export(request: HttpRequest) -> HttpResponse:
    """My measures."""
    export = exports.mine_export(user=request.user, today=today())
    return export_response(request, export, page_url=_page("measure_mine"))


@require_safe
@require("measures.allocate_plan")
def allocation_export(request: HttpRequest, pk: int) -> HttpResponse:
    """The allocation, with the filter of its page."""
    plan = plan_of(request, pk)
    permit(request.user, "measures.allocate_plan", plan)
    shown = request.GET.get("vis", "")
    export = exports.allocation_export(plan, user=request.user, today=today(), shown=shown)
    return export_response(request, export, page_url=_page("allocation_plan", pk))


@require_safe
@require("challenges.read_plan")
def summary_export(request: HttpRequest, pk: int) -> HttpResponse:
    """Who got what."""
    export = exports.summary_export(plan_of(request, pk), user=request.user, today=today())
    return export_response(request, export, page_url=_page("allocation_summary", pk))


@require_safe
@require("challenges.read_plan")
def changes_export(request: HttpRequest, pk: int) -> HttpResponse:
    """Two versions of the text, and what has happened to the fields."""
    plan = found(plan_made(pk, user=request.user))
    export = text_exports.changes_export(plan, request.GET, user=request.user)
    return export_response(request, export, page_url=_page("plan_changes", pk))


@require_safe
@require("measures.read_proposals")
def proposals_export(request: HttpRequest, pk: int) -> HttpResponse:
    """The proposals to change the text."""
    export = text_exports.proposals_export(plan_of(request, pk), user=request.user)
    return export_response(request, export, page_url=_page("amendment_list", pk))


@require_safe
@require("challenges.correct_plan")
def lines_export(request: HttpRequest, pk: int) -> HttpResponse:
    """The lines of the first version."""
    plan = plan_of(request, pk)
    permit(request.user, "challenges.correct_plan", plan)
    export = text_exports.lines_export(plan, first_lines(plan))
    return export_response(request, export, page_url=_page("plan_lines", pk))


@require_safe
@require("measures.read_measure")
def history_export(request: HttpRequest, pk: int) -> HttpResponse:
    """The history of one measure."""
    export = text_exports.history_export(loaded(request, pk), user=request.user)
    return export_response(request, export, page_url=_page("measure_history", pk))


@require_safe
@require("measures.read_obligation")
def obligations_export(request: HttpRequest, rule: str) -> HttpResponse:
    """The list behind a rule's figure."""
    view = request.GET.get("vis", "")
    export = text_exports.obligations_export(
        rule_of(rule), user=request.user, today=today(), view=view
    )
    page = reverse("measures:obligation_list", args=[rule])
    return export_response(request, export, page_url=page)


@require_safe
@require("measures.read_obligation")
def rules_export(request: HttpRequest) -> HttpResponse:
    """All rules."""
    export = text_exports.rules_export(user=request.user, today=today())
    return export_response(request, export, page_url=_page("rule_list"))
