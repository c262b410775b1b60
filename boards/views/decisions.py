"""Pages of decisions: written in one line, changed, carried out, and what they become."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from boards.rlg import decision_forms as forms
from boards.rlg.actions import consequences
from boards.rlg.actions import decisions as actions
from boards.rlg.decision_models import Decision
from boards.rlg.decision_page import decision_page
from boards.rlg.forms import WhyForm
from boards.views.meeting_loaded import decision_seen, meeting_seen, posted, sheet_form
from boards.views.minutes import minutes_answer
from leanplan.access import require
from leanplan.clock import today
from leanplan.forms import VersionedForm, put_errors
from leanplan.htmx import render_page
from leanplan.versioning import Conflict
from organisation.offered import listed

FORM = require_http_methods(["GET", "HEAD", "POST"])
WORK = "boards.work_in_meetings"


@require_POST
@require("boards.work_in_meetings")
def decision_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down a decision: what, who, when."""
    meeting = meeting_seen(request, pk, WORK)
    form = forms.DecisionForm(request.POST, meeting=meeting)
    if form.is_valid():
        try:
            made = actions.decision_add(by=request.user, meeting=meeting, **form.cleaned_data)
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("The decision stands in the minutes."))
            return redirect(made)
    return minutes_answer(request, meeting, form=form, status=422)


@require_safe
@require("boards.read_decision")
def decision_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One decision: for those who meet, and for who carries it out."""
    page = decision_page(decision_seen(request, pk), user=request.user, today=today())
    return render_page(request, "boards/decision/detail.html", {"page": page})


def _form(
    request: HttpRequest, decision: Decision, form: Any, *, done: Any = None, **more: Any
) -> HttpResponse:
    back = reverse("boards:decision_detail", args=[decision.pk])
    return sheet_form(
        request, form, lead=decision.text, back=back, done=done or (lambda _made: back),
        crumbs=[(decision.text, back)], **more,
    )


@FORM
@require("boards.work_in_meetings")
def decision_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what, who or when, until the minutes are approved."""
    decision = decision_seen(request, pk, WORK)
    return _form(
        request, decision, forms.DecisionEditForm(posted(request), row=decision),
        title=_("Change the decision"), owner=True, said=_("The decision is saved."),
        context={"choices": listed(on=today())},
        act=lambda data: actions.decision_edit(
            by=request.user, decision=decision, version=data["version"],
            values={name: data[name] for name in ("text", "owner", "due_date")},
        ),
    )


@FORM
@require("boards.work_in_meetings")
def decision_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was written by mistake."""
    decision = decision_seen(request, pk, WORK)
    return _form(
        request, decision, WhyForm(posted(request), row=decision),
        title=_("Withdraw the decision"), submit=_("Withdraw"), said=_("It is withdrawn."),
        act=lambda data: actions.decision_withdraw(
            by=request.user, decision=decision, version=data["version"], reason=data["reason"]
        ),
    )


@FORM
@require("boards.close_decision")
def decision_done(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that it is carried out."""
    decision = decision_seen(request, pk, "boards.close_decision")
    return _form(
        request, decision, forms.DecisionDoneForm(posted(request), row=decision),
        title=_("Carried out"), submit=_("Set as carried out"), said=_("It is carried out."),
        act=lambda data: actions.decision_done(
            by=request.user, decision=decision, version=data["version"], note=data["note"]
        ),
    )


def _pressed(
    request: HttpRequest, decision: Decision, action: Callable[..., Any], said: str
) -> HttpResponse:
    """One press that takes the version with it."""
    form, fault, status = VersionedForm(request.POST, row=decision), "", 422
    if form.is_valid():
        try:
            action(by=request.user, decision=decision, version=form.cleaned_data["version"])
        except Conflict:
            fault, status = _("The decision was changed just now. Look at it once more."), 409
        except ValidationError as error:
            fault = " ".join(error.messages)
        else:
            messages.success(request, said)
            return redirect("boards:decision_detail", decision.pk)
    decision.refresh_from_db()
    page = decision_page(decision, user=request.user, today=today())
    context = {"page": page, "fault": fault or _("Look at it once more.")}
    return render_page(request, "boards/decision/detail.html", context, status=status)


@require_POST
@require("boards.close_decision")
def decision_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """It was not carried out after all."""
    decision = decision_seen(request, pk, "boards.close_decision")
    return _pressed(request, decision, actions.decision_reopen, _("It is open again."))


@require_POST
@require("boards.work_in_meetings")
def decision_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the decision as the answer to what was lifted."""
    decision = decision_seen(request, pk, WORK)
    return _pressed(request, decision, consequences.decision_answer, _("The answer is given."))


@FORM
@require("boards.work_in_meetings")
def decision_measure(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a measure of a unit from it."""
    decision = decision_seen(request, pk, WORK)
    return _form(
        request, decision, forms.DecisionMeasureForm(posted(request), row=decision),
        title=_("Make a measure"), submit=_("Make the measure"), said=_("The measure is made."),
        act=lambda data: consequences.decision_measure(
            by=request.user, decision=decision, version=data["version"], row=data["plan_row"],
            unit=data["unit"],
        ),
    )


@FORM
@require("boards.work_in_meetings")
def decision_deadline(request: HttpRequest, pk: int) -> HttpResponse:
    """Let it set the deadline, or who answers, of a measure in the plan."""
    decision = decision_seen(request, pk, WORK)
    return _form(
        request, decision, forms.DecisionDeadlineForm(posted(request), row=decision),
        title=_("Set the deadline of a measure"), submit=_("Set the deadline"),
        said=_("The measure has the deadline."),
        act=lambda data: consequences.decision_deadline(
            by=request.user, decision=decision, version=data["version"], measure=data["line"],
            measure_version=data["line"].version, takes_over=data["takes_over"],
        ),
    )


@FORM
@require("boards.work_in_meetings")
def decision_follow_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a follow-up area of a unit from it."""
    decision = decision_seen(request, pk, WORK)
    return _form(
        request, decision, forms.DecisionFollowUpForm(posted(request), row=decision),
        title=_("Make a follow-up area"), submit=_("Make the follow-up area"),
        said=_("The follow-up area is registered."),
        act=lambda data: consequences.decision_follow_up(
            by=request.user, decision=decision, version=data["version"], unit=data["unit"]
        ),
    )
