"""The action plan as everyone reads it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from challenges.models import ActionPlan
from leanplan.access import require
from leanplan.clock import today
from leanplan.htmx import render_page
from leanplan.navigation import Link, links
from measures.filters import PlanFilter
from measures.presenters.plan import plan_page
from measures.presenters.plan_head import drawn_head, plan_head, plans_for, the_current


@require_safe
@require("challenges.read_plan")
def plan_current(request: HttpRequest) -> HttpResponse:
    """The newest plan that is under way, or what comes first where there is none."""
    plans = plans_for(request.user)
    plan = the_current(plans)
    if plan is None:
        return render_page(
            request,
            "measures/plan/none.html",
            {
                "actions": links(request, "empty"),
                "may_prepare": request.user.has_perm("challenges.prepare_plan"),
            },
        )
    return _page(request, plan, plans)


@require_safe
@require("challenges.read_plan")
def plan_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One generation of the plan."""
    plans = plans_for(request.user)
    plan = next((plan for plan in plans if plan.pk == pk), None)
    if plan is None:
        raise Http404
    return _page(request, plan, plans)


def _page(request: HttpRequest, plan: ActionPlan, plans: list[ActionPlan]) -> HttpResponse:
    day, chosen = today(), PlanFilter.of(request.GET)
    page = plan_page(plan, chosen, user=request.user, today=day, path=request.path)
    head = plan_head(plan, plans)
    response = render_page(
        request,
        "measures/plan/detail.html",
        {
            "page": page,
            "head": head,
            # Drawn by the whole page only: the part that a filter changes asks for the rows alone.
            "drawn_head": lambda: drawn_head(
                head, page.tally, actions=_actions(request, plan),
                can_propose=plan.is_adopted
                and not plan.is_over
                and request.user.has_perm("measures.propose_amendment"),
            ),
            "today": day,
        },
        fragment="plan-rows",
    )
    response["HX-Push-Url"] = f"{request.path}{chosen.query()}"
    return response


def _actions(request: HttpRequest, plan: ActionPlan) -> list[Link]:
    """What can be done with the plan."""
    return ([] if plan.is_over else links(request, "plan-live")) + links(request, "plan")
