"""The log of a contract, and the feedback when it is over."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from leaders.actions import log as actions
from leaders.actions.feedback import feedback_give as give
from leaders.forms.contracts import EntryFields, EntryForm, FeedbackForm
from leaders.models import CoachingContract, CoachingEntry, FeedbackAsked
from leaders.presenters.feedback import QUESTIONS, feedback_shown
from leaders.views.parts import (
    FORM,
    contract_form,
    list_crumbs,
    posted,
    try_act,
    version_of,
)
from leanplan.access import permit, require
from leanplan.clock import today
from leanplan.form_page import form_page
from leanplan.htmx import render_page
from organisation.reach import reach_of

_FIELDS = ("day", "minutes", "topic")


def _entry(request: HttpRequest, pk: int) -> CoachingEntry:
    contracts = CoachingContract.objects.visible_to(request.user)
    rows = CoachingEntry.objects.filter(contract__in=contracts)
    entry = get_object_or_404(rows.select_related("contract__unit", "contract__coach"), pk=pk)
    permit(request.user, "leaders.log_coaching", entry.contract)
    return entry


@FORM
@require("leaders.log_coaching")
def entry_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down time and topic."""
    return contract_form(
        request, pk, "leaders.log_coaching",
        lambda contract: EntryFields(posted(request), initial={"day": today(), "minutes": 60}),
        title=_("Write in the log"), said=_("Written in the log."),
        act=lambda contract, data: actions.entry_create(
            by=request.user, contract=contract, **{name: data[name] for name in _FIELDS}
        ),
    )


@FORM
@require("leaders.log_coaching")
def entry_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a line of the log."""
    entry = _entry(request, pk)
    own = entry.contract.get_absolute_url()
    return form_page(
        request, "leaders/contract/form.html", EntryForm(posted(request), row=entry),
        act=lambda data: actions.entry_edit(
            by=request.user, entry=entry, version=data["version"],
            values={name: data[name] for name in _FIELDS},
        ),
        done=lambda made: own, cancel_url=own, said=_("Saved."),
        context={"contract": entry.contract, "title": _("Change the line"), "entry": entry},
        crumbs=[*list_crumbs(), (entry.contract.unit.short, own)],
        eyebrow=entry.contract.unit.name,
    )


@require_POST
@require("leaders.log_coaching")
def entry_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a line of the log away."""
    entry = _entry(request, pk)
    own = entry.contract.get_absolute_url()
    try_act(
        request,
        lambda: actions.entry_remove(by=request.user, entry=entry, version=version_of(request)),
        _("The line is taken away."),
    )
    return redirect(own)


@FORM
@require("leaders.give_feedback")
def feedback_give(request: HttpRequest, pk: int) -> HttpResponse:
    """Three answers of the one who is asked."""
    mine = FeedbackAsked.objects.filter(person=reach_of(request.user).person_id)
    asked = get_object_or_404(mine.select_related("contract__unit"), pk=pk)
    # A coach whose last contract ended reads none any longer, and answers all the same.
    reads = request.user.has_perm("leaders.read_contract")
    own = reverse("leaders:feedback_sum") if reads else "/"

    def act(data: dict[str, Any]) -> None:
        answers = (data["first"], data["second"], data["third"])
        give(by=request.user, asked=asked, answers=answers)

    return form_page(
        request, "leaders/feedback/give.html",
        FeedbackForm(posted(request), questions=QUESTIONS[asked.side]), act=act,
        done=lambda made: own, cancel_url=own,
        said=_("Thank you. Your answers are kept without your name."),
        context={"asked": asked}, submit=_("Send"),
    )


@require_safe
@require("leaders.read_contract")
def feedback_sum(request: HttpRequest) -> HttpResponse:
    """What was answered, in sum and only from five answers on."""
    mine = FeedbackAsked.objects.filter(
        person=reach_of(request.user).person_id, has_answered=False
    )
    return render_page(
        request, "leaders/feedback/sum.html",
        {"sides": feedback_shown(), "mine": mine.select_related("contract__unit")},
    )
