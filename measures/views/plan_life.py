"""The life of a plan: checked, sent to adoption, adopted, started, evaluated, succeeded."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from challenges.models import ActionPlan
from leanplan.access import permit, require
from leanplan.clock import today
from leanplan.form_page import form_page
from leanplan.htmx import render_page
from measures import plan_check as rules
from measures.actions import plans as actions
from measures.forms.plans import AdoptForm, EvaluateForm, PlanStepForm, SucceedForm
from measures.presenters.plan_about import about_page
from measures.presenters.plan_check import check_page, lines_to_check
from organisation.models import Position
from organisation.offered import listed
from organisation.roles import Role, UnitKind

FORM = require_http_methods(["GET", "HEAD", "POST"])


def plan_of(request: HttpRequest, pk: int) -> ActionPlan:
    """The plan, where the person may see it; else 404."""
    plans = ActionPlan.objects.visible_to(request.user).select_related(
        "series", "owner__unit", "adopted_by__unit"
    )
    return get_object_or_404(plans, pk=pk)


def found(plan: ActionPlan | None) -> ActionPlan:
    """The plan that was asked for; 404 where there is none that the person may see."""
    if plan is None:
        raise Http404
    return plan


def about_url(plan: ActionPlan) -> str:
    """Address of the page about the plan."""
    return reverse("measures:plan_about", args=[plan.pk])


def crumbs_of(plan: ActionPlan) -> list[tuple[Any, str]]:
    """The pages above a form of the plan."""
    return [(_("Action plan"), plan.get_absolute_url()), (_("About the plan"), about_url(plan))]


@require_safe
@require("challenges.read_plan")
def plan_about(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the plan stands in its life, and what is set around its text."""
    plan = plan_of(request, pk)
    return render_page(
        request, "measures/plan/about.html",
        {
            "page": about_page(plan, user=request.user), "form": PlanStepForm(row=plan),
            "plan": plan,
        },
    )


@require_safe
@require("challenges.prepare_plan")
def plan_check(request: HttpRequest, pk: int) -> HttpResponse:
    """What is to be mended in the plan: owners, deadlines, clear text, a sign of how it goes."""
    plan = plan_of(request, pk)
    found = rules.plan_check(lines_to_check(plan))
    return render_page(
        request, "measures/plan/check.html",
        {
            "page": check_page(plan, found, user=request.user), "plan": plan,
            "form": PlanStepForm(row=plan),
        },
    )


def _step(
    request: HttpRequest, pk: int, act: Any, said: str, permission: str = "challenges.prepare_plan"
) -> HttpResponse:
    """One step without a form of its own; what is refused is told on the page about the plan."""
    plan = plan_of(request, pk)
    permit(request.user, permission, plan)
    return form_page(
        request, "measures/plan/about.html", PlanStepForm(request.POST, row=plan),
        act=lambda data: act(by=request.user, plan=plan, version=data["version"]),
        done=lambda made: about_url(plan),
        said=said,
        context={"page": about_page(plan, user=request.user), "plan": plan},
        crumbs=crumbs_of(plan),
    )


@require_POST
@require("challenges.prepare_plan")
def plan_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the plan to adoption."""
    return _step(request, pk, actions.plan_submit, _("The plan is sent to adoption."))


@require_POST
@require("challenges.prepare_plan")
def plan_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the plan back from adoption."""
    return _step(request, pk, actions.plan_withdraw, _("The plan is a draft again."))


@require_POST
@require("challenges.prepare_plan")
def plan_start(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the plan is running."""
    return _step(request, pk, actions.plan_start, _("The plan is running."))


@FORM
@require("challenges.adopt_plan")
def plan_adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the adoption: the text is frozen as version 1."""
    plan = plan_of(request, pk)
    form = AdoptForm(
        request.POST if request.method == "POST" else None, row=plan,
        initial={"adopted_by": plan.adopted_by or usual_body(), "adopted_on": today()},
    )
    return form_page(
        request, "measures/plan/adopt.html", form,
        act=lambda data: actions.plan_adopt(
            by=request.user, plan=plan, version=data["version"], adopted_on=data["adopted_on"],
            adopted_by=data["adopted_by"], adopted_by_text=data["adopted_by_text"],
        ),
        done=lambda made: about_url(plan),
        said=_("The plan is adopted. Its text is frozen as version 1."),
        submit=_("Record the adoption"), cancel_url=about_url(plan),
        context={"plan": plan, "choices": listed(on=today())},
        crumbs=crumbs_of(plan),
    )


def usual_body() -> Position | None:
    """The management group as a body, where there is exactly one."""
    found = list(
        Position.objects.filter(role=Role.BODY, unit__kind=UnitKind.MANAGEMENT_GROUP)
        .select_related("unit")[:2]
    )
    return found[0] if len(found) == 1 else None


@FORM
@require("challenges.prepare_plan")
def plan_evaluate(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a running plan with its evaluation."""
    plan = plan_of(request, pk)
    form = EvaluateForm(request.POST if request.method == "POST" else None, row=plan)
    return form_page(
        request, "measures/plan/evaluate.html", form,
        act=lambda data: actions.plan_evaluate(
            by=request.user, plan=plan, version=data["version"], evaluation=data["evaluation"],
        ),
        done=lambda made: about_url(plan),
        said=_("The plan is evaluated and is only read from now on."),
        submit=_("Close the plan"), cancel_url=about_url(plan),
        context={"plan": plan},
        crumbs=crumbs_of(plan),
    )


@FORM
@require("challenges.prepare_plan")
def plan_succeed(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand over to the next generation, and say which measures go on in it."""
    plan = plan_of(request, pk)
    form = SucceedForm(request.POST if request.method == "POST" else None, row=plan)
    return form_page(
        request, "measures/plan/succeed.html", form,
        act=lambda data: actions.plan_succeed(
            by=request.user, plan=plan, version=data["version"], carried=form.carried,
        ),
        done=lambda made: about_url(plan),
        said=_("The next generation has taken over."),
        submit=_("Hand over"), cancel_url=about_url(plan),
        context={"plan": plan, "successor": plan.successor},
        crumbs=crumbs_of(plan),
    )
