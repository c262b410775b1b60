"""Coaching contracts: the bars, one contract, its life."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from leaders.actions import contracts as actions
from leaders.forms.contracts import ContractCreateForm, ContractForm, EndForm, ExtendForm
from leaders.models import CoachingContract, Rollout
from leaders.presenters.contract import contract_page
from leaders.presenters.contract_list import contract_list as contracts_shown
from leaders.presenters.contract_list import standstill as standstill_shown
from leaders.views.parts import (
    FORM,
    coaches,
    contract_form,
    contract_or_404,
    number,
    posted,
    signer,
    try_act,
    units_for,
    version_of,
)
from leaders.views.rollouts import sign
from leanplan.access import permit, require
from leanplan.clock import today
from leanplan.form_page import form_page
from leanplan.htmx import render_page


@require_safe
@require("leaders.read_contract")
def contract_list(request: HttpRequest) -> HttpResponse:
    """The bars of all contracts one sees; by coach for the coach and their leader."""
    page = contracts_shown(
        request.user, today=today(), view=request.GET.get("vis", ""), page=number(request)
    )
    may_make = request.user.has_perm("leaders.manage_contract")
    context = {"contracts": page, "today": today(), "may_make": may_make}
    return render_page(request, "leaders/contract/list.html", context)


@require_safe
@require("leaders.read_contract")
def standstill(request: HttpRequest) -> HttpResponse:
    """Coaching without progress."""
    page = standstill_shown(request.user, today=today())
    return render_page(request, "leaders/contract/standstill.html", {"page": page})


@require_safe
@require("leaders.open_contract")
def contract_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One contract: terms, signatures, versions, the log."""
    contract = contract_or_404(request, pk)
    page = contract_page(contract, user=request.user, today=today())
    context = {"page": page, "contract": contract, "today": today()}
    return render_page(request, "leaders/contract/detail.html", context)


@FORM
@require("leaders.manage_contract")
def contract_create(request: HttpRequest) -> HttpResponse:
    """Draft a contract."""
    form = ContractCreateForm(
        posted(request), units=units_for(request.user),
        initial={"unit": request.GET.get("enhet", "")},
    )

    def act(data: dict[str, Any]) -> CoachingContract:
        permit(request.user, "leaders.manage_contract", CoachingContract(unit=data["unit"]))
        rollout = Rollout.objects.alive().filter(unit=data["unit"]).first()
        return actions.contract_create(by=request.user, rollout=rollout, **data)

    return form_page(
        request, "leaders/contract/create.html", form, act=act,
        done=CoachingContract.get_absolute_url, said=_("The draft is saved."),
        cancel_url=reverse("leaders:contract_list"), context={"people": coaches()},
    )


@FORM
@require("leaders.edit_contract")
def contract_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    names = tuple(name for name in actions.TERMS if name != "rollout")
    return contract_form(
        request, pk, "leaders.edit_contract",
        lambda contract: ContractForm(posted(request), row=contract), people=coaches(),
        title=_("Change the draft"), said=_("The draft is saved."),
        lead=_("What was signed before is signed anew."),
        act=lambda contract, data: actions.contract_edit(
            by=request.user, contract=contract, version=data["version"],
            values={name: data[name] for name in names},
        ),
    )


@require_POST
@require("leaders.edit_contract")
def contract_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a draft away."""
    contract = contract_or_404(request, pk)
    permit(request.user, "leaders.edit_contract", contract)
    done = try_act(
        request,
        lambda: actions.contract_discard(
            by=request.user, contract=contract, version=version_of(request)
        ),
        _("The draft is taken away."),
    )
    if done:
        return redirect("leaders:contract_list")
    return redirect(contract.get_absolute_url())


@require_POST
@require("leaders.sign_contract")
def contract_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign the contract, or record that another signed on paper."""
    contract = contract_or_404(request, pk)
    permit(request.user, "leaders.sign_contract", contract)

    def act(data: dict[str, Any]) -> None:
        actions.contract_sign(
            by=request.user, contract=contract, version=data["version"], party=data["party"],
            person=signer(request.user, data["person"]), signed_on=data["signed_on"],
        )

    return sign(request, contract, act, manage="leaders.manage_contract")


@FORM
@require("leaders.manage_contract")
def contract_extend(request: HttpRequest, pk: int) -> HttpResponse:
    """Let it run longer: a new version with its reason."""
    return contract_form(
        request, pk, "leaders.manage_contract",
        lambda contract: ExtendForm(posted(request), row=contract),
        title=_("Extend the contract"), said=_("The contract is extended."),
        submit=_("Extend the contract"),
        act=lambda contract, data: actions.contract_extend(
            by=request.user, contract=contract, version=data["version"],
            ends_on=data["ends_on"], hours=data["hours"], reason=data["reason"],
            aims=data["aims"],
        ),
    )


@FORM
@require("leaders.manage_contract")
def contract_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End the coaching."""
    return contract_form(
        request, pk, "leaders.manage_contract",
        lambda contract: EndForm(
            posted(request), row=contract, initial={"ended_on": min(today(), contract.ends_on)}
        ),
        title=_("End the coaching"), said=_("The coaching is ended."),
        submit=_("End the coaching"),
        lead=_("The coach and the unit manager are asked for short feedback, three sentences."),
        act=lambda contract, data: actions.contract_end(
            by=request.user, contract=contract, version=data["version"],
            ends_on=data["ended_on"], reason=data["reason"],
        ),
    )
