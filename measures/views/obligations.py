"""The list behind a rule's figure, and what is done with one obligation."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from leanplan.access import permit, require
from leanplan.clock import today
from leanplan.form_page import form_page
from leanplan.htmx import render_page
from measures.actions import obligations as actions
from measures.forms.obligations import MeetForm, ReopenForm, WaiveForm
from measures.models import Obligation
from measures.presenters import obligations as presenter
from measures.registries import ObligationRule, obligation_rules

FORM = require_http_methods(["GET", "HEAD", "POST"])


def rule_of(key: str) -> ObligationRule:
    """The rule of an address; else 404."""
    rule = obligation_rules.get(key)
    if rule is None:
        raise Http404
    return rule


def _loaded(request: HttpRequest, pk: int) -> tuple[Obligation, ObligationRule]:
    seen = Obligation.objects.visible_to(request.user).select_related("unit", "position__unit")
    obligation = get_object_or_404(seen, pk=pk)
    return obligation, rule_of(obligation.rule_key)


@require_safe
@require("measures.read_obligation")
def obligation_list(request: HttpRequest, rule: str) -> HttpResponse:
    """All that a rule asks for in its span and what is late from before, within the reach."""
    number = request.GET.get("side", "")
    page = presenter.obligation_list(
        rule_of(rule), user=request.user, today=today(), view=request.GET.get("vis", ""),
        page=int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1,
    )
    return render_page(
        request, "measures/obligation/list.html", {"page": page, "today": today()},
        fragment="obligation-rows",
    )


@require_safe
@require("measures.read_obligation")
def obligation_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One obligation, what became of it, and what one may do with it."""
    obligation, rule = _loaded(request, pk)
    page = presenter.obligation_page(obligation, rule, user=request.user, today=today())
    return render_page(request, "measures/obligation/detail.html", {"page": page})


def _form(
    request: HttpRequest, pk: int, permission: Callable[[Obligation], str], form_class: Any,
    template: str, *, act: Any, said: str, submit: Any,
) -> HttpResponse:
    """A page with a form about one obligation."""
    obligation, rule = _loaded(request, pk)
    permit(request.user, permission(obligation), obligation)
    form = form_class(request.POST if request.method == "POST" else None, row=obligation)
    own = obligation.get_absolute_url()
    shown = presenter.obligations_shown(rule, [pk], today=today())[pk]
    return form_page(
        request, template, form, act=lambda data: act(obligation, data), done=lambda made: own,
        cancel_url=own, said=said, submit=submit,
        context={"obligation": obligation, "rule": rule, "shown": shown},
        crumbs=[(shown.text, own)],
    )


def _may_reopen(obligation: Obligation) -> str:
    waived = obligation.state == Obligation.State.WAIVED
    return "measures.waive_obligation" if waived else "measures.record_obligation"


@FORM
@require("measures.record_obligation")
def obligation_meet(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that it was kept."""
    return _form(
        request, pk, lambda _one: "measures.record_obligation", MeetForm,
        "measures/obligation/meet.html",
        act=lambda obligation, data: actions.obligation_meet(
            by=request.user, obligation=obligation, version=data["version"],
            met_on=data["met_on"], text=data["text"],
        ),
        said=_("Recorded as kept."), submit=_("Record as kept"),
    )


@FORM
@require("measures.waive_obligation")
def obligation_waive(request: HttpRequest, pk: int) -> HttpResponse:
    """Let it go, with the reason."""
    return _form(
        request, pk, lambda _one: "measures.waive_obligation", WaiveForm,
        "measures/obligation/waive.html",
        act=lambda obligation, data: actions.obligation_waive(
            by=request.user, obligation=obligation, version=data["version"],
            reason=data["reason"],
        ),
        said=_("Waived."), submit=_("Waive"),
    )


@FORM
@require("measures.record_obligation")
def obligation_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back that it was kept or waived; what somebody waived only those who may waive."""
    return _form(
        request, pk, _may_reopen, ReopenForm, "measures/obligation/reopen.html",
        act=lambda obligation, data: actions.obligation_reopen(
            by=request.user, obligation=obligation, version=data["version"],
            reason=data["reason"],
        ),
        said=_("It is open again."), submit=_("Open again"),
    )
