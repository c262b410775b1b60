"""Two versions of a plan against each other, and lines that were read in wrongly."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from challenges.models import ActionPlan, PlanVersionLine
from leanplan.access import permit, require
from leanplan.form_page import form_page
from leanplan.htmx import render_page
from measures.actions import corrections as actions
from measures.forms.amendments import CorrectionForm
from measures.presenters.changes import changes_page, plan_made
from measures.views.plan_life import FORM, crumbs_of, found, plan_of


@require_safe
@require("challenges.read_plan")
def plan_changes(request: HttpRequest, pk: int) -> HttpResponse:
    """What differs between two versions, and what has happened since the adoption."""
    plan = found(plan_made(pk, user=request.user))
    page = changes_page(plan, request.GET, user=request.user)
    return render_page(
        request, "measures/plan/changes.html",
        {
            "page": page, "plan": plan,
            "drawn_text": page.drawn_text(show_all="alle" in request.GET),
            "drawn_side": page.drawn_side(
                can_propose=request.user.has_perm("measures.propose_amendment")
                and plan.is_adopted and not plan.is_over,
                can_correct=request.user.has_perm("challenges.correct_plan", plan),
            ),
        },
        fragment="changes",
    )


@require_safe
@require("challenges.correct_plan")
def plan_lines(request: HttpRequest, pk: int) -> HttpResponse:
    """The lines of the first version, to choose the one that was read in wrongly."""
    plan = plan_of(request, pk)
    permit(request.user, "challenges.correct_plan", plan)
    return render_page(
        request, "measures/plan/lines.html", {"plan": plan, "lines": first_lines(plan)}
    )


def first_lines(plan: ActionPlan) -> QuerySet[PlanVersionLine]:
    """The lines of the first version that can be corrected, with what was corrected in them."""
    lines = PlanVersionLine.objects.filter(
        version__plan=plan, version__number=1, kind__in=actions.CORRECTABLE
    )
    return lines.prefetch_related("corrections")


@FORM
@require("challenges.correct_plan")
def plan_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a line of the first version right that was read in wrongly."""
    lines = PlanVersionLine.objects.filter(
        version__plan__in=ActionPlan.objects.visible_to(request.user)
    )
    line = get_object_or_404(lines.select_related("version__plan__series"), pk=pk)
    plan = line.version.plan
    permit(request.user, "challenges.correct_plan", plan)
    form = CorrectionForm(
        request.POST if request.method == "POST" else None,
        initial={"text": line.right_text, "seen": line.corrections.count()},
    )
    return form_page(
        request, "measures/plan/correct.html", form,
        act=lambda data: actions.plan_correct(
            by=request.user, line=line, seen=data["seen"], text=data["text"],
            reason=data["reason"],
        ),
        done=lambda made: reverse("measures:plan_changes", args=[plan.pk]) + "#rettinger",
        said=_("The line is corrected. What was read stays beside it."),
        submit=_("Correct"), cancel_url=reverse("measures:plan_lines", args=[plan.pk]),
        context={"plan": plan, "line": line, "now": line.right_text},
        crumbs=crumbs_of(plan),
    )
