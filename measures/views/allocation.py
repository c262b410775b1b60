"""The allocation: who answers for each measure of a plan, and by when."""

from dataclasses import replace
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from challenges.models import ActionPlan
from leanplan.access import permit, require
from leanplan.clock import today
from leanplan.conflicts import conflict_page, saver_of
from leanplan.htmx import render_page, wants_fragment
from leanplan.navigation import links
from leanplan.versioning import Conflict
from measures.actions.measures import measure_allocate as allocate
from measures.actions.measures import measure_suggest as suggest
from measures.forms.allocation import AllocationForm, SuggestionForm, with_suggestion
from measures.models import Measure
from measures.presenters.allocation import (
    RowAlone,
    allocation_page,
    announcement,
    filters_of,
    query_of,
    row_alone,
)
from measures.presenters.allocation_row import form_for, theirs
from measures.presenters.allocation_summary import allocation_summary_of
from measures.presenters.plan_head import plans_for, the_current


@require_safe
@require("measures.allocate_plan")
def allocation_current(request: HttpRequest) -> HttpResponse:
    """The newest plan that is not over, or what comes first where there is none."""
    plan = the_current(plan for plan in plans_for(request.user) if not plan.is_over)
    if plan is None:
        context = {"actions": links(request, "empty")}
        return render_page(request, "measures/allocation/none.html", context)
    return redirect("measures:allocation_plan", plan.pk)


@require_safe
@require("measures.allocate_plan")
def allocation_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Every measure of the plan with two fields, saved row by row."""
    plan = _plan(request, pk)
    permit(request.user, "measures.allocate_plan", plan)
    page = allocation_page(
        plan, user=request.user, today=today(), shown=request.GET.get("vis", "")
    )
    return render_page(request, "measures/allocation/plan.html", {"page": page})


@require_safe
@require("challenges.read_plan")
def allocation_summary(request: HttpRequest, pk: int) -> HttpResponse:
    """Who got what, position by position; one sheet to print."""
    plan = _plan(request, pk)
    summary = allocation_summary_of(plan, user=request.user, today=today())
    return render_page(request, "measures/allocation/summary.html", {"page": summary})


@require_POST
@require("measures.allocate_plan")
def measure_allocate(request: HttpRequest, pk: int) -> HttpResponse:
    """Save one row: what is decided, or what is suggested by those who prepare."""
    measure = _measure(request, pk)
    plan = cast(ActionPlan, measure.plan)  # a measure without one is not found above
    permit(request.user, "measures.allocate_plan", plan)
    data: QueryDict = request.POST
    if data.get("do") == "keep":
        return _saved(request, plan, measure, changed=False)
    if data.get("do") == "use" and request.user.has_perm("measures.assign_measure", measure):
        data = with_suggestion(data, measure)
    form = form_for(request.user, measure, data)
    if not form.is_valid():
        return _refused(request, plan, measure, form)
    try:
        changes = _save(request.user, measure, form)
    except ValidationError as error:
        form.put_errors(error)
        return _refused(request, plan, measure, form)
    except Conflict as conflict:
        return _conflict(request, conflict, plan, measure, form)
    return _saved(request, plan, measure, changed=bool(changes))


def _plan(request: HttpRequest, pk: int) -> ActionPlan:
    plans = ActionPlan.objects.visible_to(request.user)
    return get_object_or_404(plans.select_related("series", "adopted_by__unit"), pk=pk)


def _measure(request: HttpRequest, pk: int) -> Measure:
    measures = Measure.objects.visible_to(request.user).in_text().for_list()
    related = ("plan__series", "plan__adopted_by__unit", "heading", "suggested_by__person")
    return get_object_or_404(measures.select_related(*related), pk=pk, plan__isnull=False)


def _save(user: Any, measure: Measure, form: AllocationForm) -> dict[str, tuple[Any, Any]]:
    written = form.cleaned_data
    common = {"by": user, "measure": measure, "version": written["version"]}
    if isinstance(form, SuggestionForm):
        return suggest(
            **common, owner=written.get("owner"),
            deadline=written.get("deadline") or form.deadline_of(measure),
        )
    return allocate(
        **common, owner=written["owner"], deadline=written["deadline"],
        reason=written.get("reason", ""),
    )


def _saved(
    request: HttpRequest, plan: ActionPlan, measure: Measure, *, changed: bool
) -> HttpResponse:
    """The row as it is now and what remains, or the page again where the row was."""
    shown = query_of(request.GET.get("vis", ""))
    if not wants_fragment(request):
        if changed:
            messages.success(request, _("%(code)s is saved.") % {"code": measure.code})
        address = reverse("measures:allocation_plan", args=[plan.pk])
        return redirect(f"{address}{shown}#{measure.code}")
    found = _row(request, plan, measure)
    row = replace(found.row, state="saved" if changed else "")
    if request.POST.get("do") == "use" and not row.is_dated:
        row = replace(row, focus="kind")
    context = {
        "row": row, "remaining": found.remaining, "filters": filters_of(found.remaining, ""),
        "last": found.last, "announcement": announcement(row, found.remaining),
    }
    return render_page(request, "measures/measure/allocate.html", context)


def _refused(
    request: HttpRequest, plan: ActionPlan, measure: Measure, form: AllocationForm
) -> HttpResponse:
    """The row with what is wrong at the fields; without HTMX the whole page with a summary."""
    found = _row(request, plan, measure)
    row = replace(found.row, form=form, state="invalid", focus=form.first_error)
    if wants_fragment(request):
        return render_page(request, "measures/measure/allocate.html", {"row": row}, status=422)
    page = allocation_page(
        plan, user=request.user, today=today(), shown=request.GET.get("vis", ""), attempt=row
    )
    return render_page(request, "measures/allocation/plan.html", {"page": page}, status=422)


def _conflict(
    request: HttpRequest, conflict: Conflict, plan: ActionPlan, measure: Measure,
    form: AllocationForm,
) -> HttpResponse:
    """Both sides: in the row's place, so that other rows keep what is typed, or on a page."""
    address = reverse("measures:allocation_plan", args=[plan.pk])
    shown = query_of(request.GET.get("vis", ""))
    if not wants_fragment(request):
        return conflict_page(
            request, conflict, form=form, eyebrow=str(measure),
            crumbs=[(_("Allocation"), address)], keep_url=f"{address}{shown}#{measure.code}",
        )
    row = _row(request, plan, measure).row
    row = replace(
        row, form=form, state="conflict", focus="owner",
        theirs=theirs(saver_of(request, measure), row.line, form),
    )
    return render_page(request, "measures/measure/allocate.html", {"row": row}, status=409)


def _row(request: HttpRequest, plan: ActionPlan, measure: Measure) -> RowAlone:
    """The row as the database has it now: what an action refused has left its values in the
    measure. Errors: 404 where it has left the plan."""
    found = row_alone(
        plan, measure.pk, user=request.user, today=today(), shown=request.GET.get("vis", "")
    )
    if found is None:
        raise Http404
    return found
