"""Changes of adopted text: proposed, looked at, withdrawn, decided."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from challenges.models import ActionPlan, Challenge, PlanRow
from leanplan.access import permit, require
from leanplan.clock import today
from leanplan.form_page import form_page
from leanplan.htmx import render_page
from measures.actions import amendments as actions
from measures.actions.plans import body_name
from measures.forms.amendments import (
    AdoptAmendmentsForm,
    AmendmentForm,
    DecisionForm,
    ProposeAdditionForm,
    ProposeChallengeForm,
    ProposeForm,
    WithdrawForm,
)
from measures.models import Amendment, Measure
from measures.plan_check import tasks_in
from measures.presenters.amendments import amendment_shown, amendments_shown
from measures.views.plan_life import FORM, crumbs_of, plan_of, usual_body

Kind = Amendment.Kind


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _propose(
    request: HttpRequest, form: forms.Form, *, plan: ActionPlan, context: dict[str, Any],
    cancel_url: str = "", **about: Any,
) -> HttpResponse:
    """The page of a proposal. about: what it is about, as the action takes it."""
    return form_page(
        request, "measures/amendment/propose.html", form,
        act=lambda data: actions.amendment_propose(
            by=request.user, plan=plan, **{"kind": Kind.CHANGE, **about, **data}
        ),
        done=lambda made: made.get_absolute_url(),
        said=_("The proposal is sent to those who decide."),
        submit=_("Send the proposal"), cancel_url=cancel_url or plan.get_absolute_url(),
        context={"plan": plan, **context},
    )


@FORM
@require("measures.propose_amendment")
def amendment_propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose to change, split or take out a measure."""
    lines = Measure.objects.visible_to(request.user).in_text()
    measure = get_object_or_404(lines.select_related("plan__series", "row"), pk=pk)
    permit(request.user, "measures.propose_amendment", measure)
    plan: ActionPlan = measure.plan  # type: ignore[assignment]
    splits = request.GET.get("hva") == Kind.SPLIT
    form = ProposeForm(
        _posted(request),
        initial={
            "new_text": "\n".join(tasks_in(measure.text)) if splits else measure.text,
            "kind": Kind.SPLIT if splits else Kind.CHANGE,
        },
    )
    return _propose(
        request, form, plan=plan, context={"measure": measure}, measure=measure,
        cancel_url=measure.get_absolute_url(),
    )


@FORM
@require("measures.propose_amendment")
def amendment_propose_challenge(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose to change a challenge or an open question."""
    challenges = Challenge.objects.filter(plan__in=ActionPlan.objects.visible_to(request.user))
    challenge = get_object_or_404(challenges.select_related("plan__series", "row"), pk=pk)
    permit(request.user, "measures.propose_amendment", challenge)
    form = ProposeChallengeForm(_posted(request), initial={"new_text": challenge.text})
    return _propose(
        request, form, plan=challenge.plan, context={"challenge": challenge}, challenge=challenge
    )


@FORM
@require("measures.propose_amendment")
def amendment_propose_addition(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose a new measure in a row."""
    rows = PlanRow.objects.filter(plan__in=ActionPlan.objects.visible_to(request.user))
    row = get_object_or_404(rows.select_related("plan__series"), pk=pk)
    permit(request.user, "measures.propose_amendment", row)
    form = ProposeAdditionForm(_posted(request), row=row)
    return _propose(
        request, form, plan=row.plan, row=row, kind=Kind.ADD,
        context={"row": row, "challenges": row.challenges.all()},
    )


@require_safe
@require("measures.read_proposals")
def amendment_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The proposals to a plan: those that wait, then those that are decided."""
    plan = plan_of(request, pk)
    found = Amendment.objects.visible_to(request.user).filter(plan=plan).for_list()
    shown = amendments_shown(found)
    return render_page(
        request, "measures/amendment/list.html",
        {
            "plan": plan,
            "waiting": [a for a in shown if a.amendment.state == Amendment.State.PROPOSED],
            "decided": [a for a in shown if a.amendment.state != Amendment.State.PROPOSED],
            "can_decide": request.user.has_perm("measures.decide_amendment") and not plan.is_over,
            "can_propose": request.user.has_perm("measures.propose_amendment")
            and plan.is_adopted and not plan.is_over,
            "rows": plan.rows.prefetch_related("challenges"),
        },
    )


def _amendment_of(request: HttpRequest, pk: int) -> Amendment:
    found = Amendment.objects.visible_to(request.user).for_list()
    return get_object_or_404(found.select_related("plan__series", "proposed_by__person"), pk=pk)


def _crumbs(amendment: Amendment) -> list[tuple[Any, str]]:
    shown = amendment_shown(amendment)
    return [*crumbs_of(amendment.plan), (shown.title, shown.url)]


@require_safe
@require("measures.read_measure")
def amendment_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal: the two texts, the reason, and what became of it."""
    amendment = _amendment_of(request, pk)
    waits = amendment.state == Amendment.State.PROPOSED
    may = {
        name: waits and request.user.has_perm(f"measures.{name}_amendment", amendment)
        for name in ("decide", "withdraw")
    }
    return render_page(
        request, "measures/amendment/detail.html",
        {
            "shown": amendment_shown(amendment), "amendment": amendment, "plan": amendment.plan,
            "may": may, "sees_list": request.user.has_perm("measures.read_proposals"),
        },
    )


@FORM
@require("measures.withdraw_amendment")
def amendment_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a proposal that waits."""
    amendment = _amendment_of(request, pk)
    permit(request.user, "measures.withdraw_amendment", amendment)
    return form_page(
        request, "measures/amendment/edit.html", AmendmentForm(_posted(request), row=amendment),
        act=lambda data: actions.amendment_edit(
            by=request.user, amendment=amendment, version=data["version"],
            new_text=data.get("new_text", ""), reason=data["reason"],
        ),
        done=lambda made: amendment.get_absolute_url(),
        said=_("Saved."), cancel_url=amendment.get_absolute_url(),
        context={"shown": amendment_shown(amendment), "plan": amendment.plan},
        crumbs=_crumbs(amendment),
    )


@FORM
@require("measures.withdraw_amendment")
def amendment_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a proposal back; it is kept."""
    amendment = _amendment_of(request, pk)
    permit(request.user, "measures.withdraw_amendment", amendment)
    return form_page(
        request, "measures/amendment/withdraw.html",
        WithdrawForm(_posted(request), row=amendment),
        act=lambda data: actions.amendment_withdraw(
            by=request.user, amendment=amendment, version=data["version"], note=data["note"],
        ),
        done=lambda made: amendment.get_absolute_url(),
        said=_("The proposal is withdrawn."), cancel_url=amendment.get_absolute_url(),
        submit=_("Withdraw the proposal"),
        context={"shown": amendment_shown(amendment), "plan": amendment.plan},
        crumbs=_crumbs(amendment),
    )


def _decision_initial(plan: ActionPlan) -> dict[str, Any]:
    return {
        "decided_by": body_name(plan.adopted_by or usual_body()) or plan.adopted_by_text,
        "decided_on": today(),
    }


@FORM
@require("measures.decide_amendment")
def amendment_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Record what the body decided on one proposal."""
    amendment = _amendment_of(request, pk)
    permit(request.user, "measures.decide_amendment", amendment)
    form = DecisionForm(
        _posted(request), row=amendment, initial=_decision_initial(amendment.plan)
    )
    return form_page(
        request, "measures/amendment/decide.html", form,
        act=lambda data: actions.amendment_decide(
            by=request.user, amendment=amendment, version=data["version"],
            adopt=data["decision"] == "adopt", decided_by=data["decided_by"],
            decided_on=data["decided_on"], note=data["note"],
        ),
        done=lambda made: amendment.get_absolute_url(),
        said=_("The decision is recorded."), cancel_url=amendment.get_absolute_url(),
        submit=_("Record the decision"),
        context={"shown": amendment_shown(amendment), "plan": amendment.plan},
        crumbs=_crumbs(amendment),
    )


@FORM
@require("measures.decide_amendment")
def amendments_adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """Record which proposals one meeting adopted; together they make the next version."""
    plan = plan_of(request, pk)
    form = AdoptAmendmentsForm(_posted(request), plan=plan, initial=_decision_initial(plan))
    return form_page(
        request, "measures/amendment/adopt.html", form,
        act=lambda data: actions.amendments_adopt(
            by=request.user, plan=plan, chosen=data["chosen"], decided_by=data["decided_by"],
            decided_on=data["decided_on"], note=data["note"],
        ),
        done=lambda made: reverse("measures:plan_changes", args=[plan.pk]),
        said=_("The proposals are adopted and the plan has a new version."),
        submit="",
        context={"plan": plan, "waiting": form.waiting},
    )
