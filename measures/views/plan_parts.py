"""What preparers set around the text of a plan, and lines of a draft that are split."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.models import ActionPlan, BasisEntry, PlanRow
from leanplan.access import permit, require
from leanplan.clock import today
from leanplan.form_page import form_page
from measures.actions import plan_parts as actions
from measures.forms.plans import BasisForm, PlanForm, RowForm, SplitForm
from measures.models import Measure
from measures.plan_check import tasks_in
from measures.presenters.plan_about import rows_numbered
from measures.views.plan_life import FORM, about_url, crumbs_of, plan_of
from organisation.offered import listed


@FORM
@require("challenges.edit_plan")
def plan_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Title, owner and link to the strategy."""
    plan = plan_of(request, pk)
    permit(request.user, "challenges.edit_plan", plan)
    form = PlanForm(request.POST if request.method == "POST" else None, row=plan)
    return form_page(
        request, "measures/plan/edit.html", form,
        act=lambda data: actions.plan_edit(
            by=request.user, plan=plan, version=data["version"],
            values={name: data[name] for name in ("title", "owner", "strategy_url")},
        ),
        done=lambda made: about_url(plan), cancel_url=about_url(plan),
        said=_("Saved."),
        context={"plan": plan, "choices": listed(on=today())},
        crumbs=crumbs_of(plan),
    )


@FORM
@require("challenges.edit_plan")
def row_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """A row's working title and focus area."""
    rows = PlanRow.objects.filter(plan__in=ActionPlan.objects.visible_to(request.user))
    row = get_object_or_404(rows.select_related("plan__series", "focus_area"), pk=pk)
    permit(request.user, "challenges.edit_plan", row.plan)
    form = RowForm(request.POST if request.method == "POST" else None, row=row)
    return form_page(
        request, "measures/plan/row_edit.html", form,
        act=lambda data: actions.row_edit(
            by=request.user, row=row, version=data["version"],
            values={"title": data["title"], "focus_area": data["focus_area"]},
        ),
        done=lambda made: about_url(row.plan), cancel_url=about_url(row.plan),
        said=_("Saved."),
        context={
            "plan": row.plan, "row": row, "number": rows_numbered(row.plan)[row.pk],
            "challenges": row.challenges.all(),
        },
        crumbs=crumbs_of(row.plan),
    )


@FORM
@require("challenges.edit_plan")
def basis_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Date and link of a basis entry; its text before the adoption."""
    entries = BasisEntry.objects.filter(plan__in=ActionPlan.objects.visible_to(request.user))
    basis = get_object_or_404(entries.select_related("plan__series"), pk=pk)
    permit(request.user, "challenges.edit_plan", basis.plan)
    form = BasisForm(request.POST if request.method == "POST" else None, row=basis)
    return form_page(
        request, "measures/plan/basis_edit.html", form,
        act=lambda data: actions.basis_edit(
            by=request.user, basis=basis, version=data["version"],
            values={name: data[name] for name in ("text", "dated_on", "url") if name in data},
        ),
        done=lambda made: about_url(basis.plan), cancel_url=about_url(basis.plan),
        said=_("Saved."),
        context={"plan": basis.plan, "basis": basis},
        crumbs=crumbs_of(basis.plan),
    )


@FORM
@require("measures.split_measure")
def measure_split(request: HttpRequest, pk: int) -> HttpResponse:
    """Make several measures of one line of a draft."""
    lines = Measure.objects.visible_to(request.user).select_related("plan__series", "row")
    measure = get_object_or_404(lines, pk=pk)
    permit(request.user, "measures.split_measure", measure)
    form = SplitForm(
        request.POST if request.method == "POST" else None, row=measure,
        initial={"text": "\n".join(tasks_in(measure.text))},
    )
    plan: ActionPlan = measure.plan  # type: ignore[assignment]
    check_url = reverse("measures:plan_check", args=[plan.pk])
    return form_page(
        request, "measures/measure/split.html", form,
        act=lambda data: actions.measure_split(
            by=request.user, measure=measure, version=data["version"], text=data["text"],
        ),
        done=lambda made: check_url, cancel_url=check_url, submit=_("Split it"),
        said=_("The line is split."),
        context={"plan": plan, "measure": measure},
        crumbs=[*crumbs_of(plan), (measure.code, measure.get_absolute_url())],
    )
