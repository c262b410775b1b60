"""Rollouts: the lanes, one rollout, and its steps."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from leaders.actions import rollouts as actions
from leaders.forms.rollouts import (
    CancelForm,
    CompleteForm,
    ExpectationsForm,
    MeetingForm,
    RolloutCreateForm,
    RolloutForm,
    SignForm,
    StartForm,
    TrainingForm,
)
from leaders.models import ExpectationAgreement, Rollout, RolloutStep
from leaders.permissions import parties_held
from leaders.presenters.contract_list import contract_list as contracts_shown
from leaders.presenters.rollout import rollout_page
from leaders.presenters.rollout_list import rollout_list as rollouts_shown
from leaders.views.parts import (
    FORM,
    coaches,
    number,
    posted,
    rollout_form,
    rollout_or_404,
    signer,
    try_act,
    units_for,
    version_of,
)
from leanplan.access import permit, require
from leanplan.clock import today
from leanplan.form_page import form_page
from leanplan.htmx import render_page
from leanplan.versioning import Conflict


@require_safe
@require("leaders.read_contract")
def rollout_list(request: HttpRequest) -> HttpResponse:
    """The lanes of the units that begin with Lean, and the coaching beside them."""
    rollouts = rollouts_shown(
        request.user, today=today(), view=request.GET.get("vis", ""), page=number(request)
    )
    return render_page(
        request, "leaders/rollout/list.html",
        {
            "page": rollouts, "contracts": contracts_shown(request.user, today=today()),
            "today": today(), "may_make": request.user.has_perm("leaders.manage_rollout"),
        },
    )


@require_safe
@require("leaders.read_rollout")
def rollout_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One rollout: its steps, the expectations, the clock, who answers for progress."""
    rollout = rollout_or_404(request, pk)
    page = rollout_page(rollout, user=request.user, today=today())
    context = {"page": page, "rollout": rollout, "today": today()}
    return render_page(request, "leaders/rollout/detail.html", context)


@FORM
@require("leaders.manage_rollout")
def rollout_create(request: HttpRequest) -> HttpResponse:
    """Plan a rollout."""
    form = RolloutCreateForm(
        posted(request), units=units_for(request.user),
        initial={"unit": request.GET.get("enhet", "")},
    )

    def act(data: dict[str, Any]) -> Rollout:
        permit(request.user, "leaders.manage_rollout", Rollout(unit=data["unit"]))
        return actions.rollout_create(by=request.user, **data)

    return form_page(
        request, "leaders/rollout/create.html", form, act=act, done=Rollout.get_absolute_url,
        said=_("The rollout is planned."), cancel_url=reverse("leaders:rollout_list"),
        context={"people": coaches()},
    )


def _values(data: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: data[name] for name in names}


@FORM
@require("leaders.manage_rollout")
def rollout_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is planned."""
    return rollout_form(
        request, pk, "leaders.manage_rollout",
        lambda rollout: RolloutForm(posted(request), row=rollout), people=coaches(),
        title=_("Change the plan of the rollout"), said=_("The plan is saved."),
        act=lambda rollout, data: actions.rollout_edit(
            by=request.user, rollout=rollout, version=data["version"],
            values=_values(data, actions.PLAN),
        ),
    )


@FORM
@require("leaders.record_rollout")
def training_record(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the leader's training."""
    return rollout_form(
        request, pk, "leaders.record_rollout",
        lambda rollout: TrainingForm(posted(request), row=rollout),
        title=_("Training of the leader"), said=_("The training is saved."),
        act=lambda rollout, data: actions.training_record(
            by=request.user, rollout=rollout, version=data["version"],
            values=_values(data, actions.TRAINING),
        ),
    )


@FORM
@require("leaders.record_rollout")
def meeting_record(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the information meeting."""
    return rollout_form(
        request, pk, "leaders.record_rollout",
        lambda rollout: MeetingForm(
            posted(request), row=rollout,
            initial={} if rollout.meeting_on else {"meeting_on": rollout.meeting_planned_on},
        ),
        title=_("Information meeting"), said=_("The meeting is saved."),
        lead=_("The area manager leads it, or parts of it: to commit, and to clear up "
               "expectations."),
        act=lambda rollout, data: actions.meeting_record(
            by=request.user, rollout=rollout, version=data["version"],
            values=_values(data, actions.MEETING),
        ),
    )


@FORM
@require("leaders.record_rollout")
def expectations_write(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what the parties expect of one another."""

    def row_of(rollout: Rollout) -> ExpectationAgreement:
        return getattr(rollout, "agreement", None) or ExpectationAgreement(rollout=rollout)

    return rollout_form(
        request, pk, "leaders.record_rollout",
        lambda rollout: ExpectationsForm(posted(request), row=row_of(rollout)),
        title=_("Expectation agreement"), said=_("The expectations are saved."),
        lead=_("Signed by the area manager, the unit manager and the coach. Changed words are "
               "signed anew."),
        act=lambda rollout, data: actions.expectations_write(
            by=request.user, rollout=rollout, version=data["version"],
            values=_values(data, actions.AGREEMENT),
        ),
    )


@require_POST
@require("leaders.record_rollout")
def expectations_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign the expectations, or record that another signed on paper."""
    rollout = rollout_or_404(request, pk)
    permit(request.user, "leaders.record_rollout", rollout)
    agreement = get_object_or_404(ExpectationAgreement, rollout=rollout)

    def act(data: dict[str, Any]) -> None:
        actions.expectations_sign(
            by=request.user, agreement=agreement, version=data["version"], party=data["party"],
            person=signer(request.user, data["person"]), signed_on=data["signed_on"],
        )

    return sign(request, rollout, act, manage="leaders.manage_rollout")


def sign(
    request: HttpRequest, row: Any, act: Callable[[dict[str, Any]], Any], *, manage: str
) -> HttpResponse:
    """Take one signature and go back to the page of the row.

    As oneself only for a party one is; for another only with the name and who may manage it. What
    is refused is said on the page; a changed text is shown anew before it is signed.
    """
    form = SignForm(request.POST)
    back = redirect(row.get_absolute_url())
    if not form.is_valid():
        errors = [str(error) for each in form.errors.values() for error in each]
        messages.error(request, " ".join(errors))
        return back
    data = form.cleaned_data
    own = data["party"] in parties_held(request.user, row) and data["person"] is None
    if not own and not (data["person"] and request.user.has_perm(manage, row)):
        messages.error(request, _("Write the name of the one who signed on paper."))
        return back
    try:
        act(data)
    except Conflict:
        messages.error(
            request, _("Somebody has changed the text meanwhile. Read it again, then sign.")
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Signed."))
    return back


@FORM
@require("leaders.record_rollout")
def rollout_start(request: HttpRequest, pk: int) -> HttpResponse:
    """Start the rollout; closed until the leader is trained."""

    def form_of(rollout: Rollout) -> StartForm:
        return StartForm(
            posted(request), row=rollout, initial={"started_on": today()},
            may_override=rollout.trained_on is None
            and request.user.has_perm("leaders.override_start", rollout),
        )

    return rollout_form(
        request, pk, "leaders.record_rollout", form_of,
        title=_("Start the rollout"), said=_("The rollout is started."), submit=_("Start"),
        act=lambda rollout, data: actions.rollout_start(
            by=request.user, rollout=rollout, version=data["version"],
            started_on=data["started_on"], override_reason=data.get("override_reason", ""),
        ),
    )


@FORM
@require("leaders.record_rollout")
def rollout_complete(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit is rolled out; the clock counts from here."""
    return rollout_form(
        request, pk, "leaders.record_rollout",
        lambda rollout: CompleteForm(posted(request), row=rollout),
        title=_("The unit is rolled out"), said=_("The rollout is completed."),
        act=lambda rollout, data: actions.rollout_complete(
            by=request.user, rollout=rollout, version=data["version"],
            completed_on=data["completed_on"],
        ),
    )


@FORM
@require("leaders.manage_rollout")
def rollout_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Call the rollout off."""
    return rollout_form(
        request, pk, "leaders.manage_rollout",
        lambda rollout: CancelForm(posted(request), row=rollout),
        title=_("Call the rollout off"), said=_("The rollout is called off."),
        submit=_("Call it off"),
        act=lambda rollout, data: actions.rollout_cancel(
            by=request.user, rollout=rollout, version=data["version"], reason=data["reason"],
        ),
    )


@require_POST
@require("leaders.record_rollout")
def step_done(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick a step of one's own off, or open it again."""
    rollouts = Rollout.objects.visible_to(request.user)
    step = get_object_or_404(
        RolloutStep.objects.filter(rollout__in=rollouts).select_related("rollout__unit"), pk=pk
    )
    permit(request.user, "leaders.record_rollout", step.rollout)
    try_act(
        request,
        lambda: actions.step_done(
            by=request.user, step=step, version=version_of(request),
            done_on=None if step.done_on else today(),
        ),
        _("Saved."),
    )
    return redirect(step.rollout.get_absolute_url())
