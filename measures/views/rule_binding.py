"""Which rules serve which measures, from when they count, and the review of an ongoing measure."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leanplan.access import permit, require
from leanplan.clock import today
from leanplan.form_page import form_page
from leanplan.forms import VersionedForm
from leanplan.htmx import render_page
from leanplan.versioning import Conflict
from measures.actions import bindings as actions
from measures.actions import reviews
from measures.forms.obligations import BindForm, ReviewForm, RuleStartForm
from measures.models import RuleStart
from measures.presenters.rule_list import rule_page, rules_of
from measures.registries import obligation_rules
from measures.views.measure_form import crumbs_to, loaded

FORM = require_http_methods(["GET", "HEAD", "POST"])


@FORM
@require("measures.bind_rule")
def rule_bind(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose a rule that is to serve a measure."""
    measure = loaded(request, pk)
    permit(request.user, "measures.bind_rule", measure)
    own = f"{measure.get_absolute_url()}#regler"
    form = BindForm(request.POST if request.method == "POST" else None, measure=measure)
    return form_page(
        request, "measures/rule/bind.html", form,
        act=lambda data: actions.rule_bind(
            by=request.user, measure=measure, rule_key=data["rule"]
        ),
        done=lambda made: own, cancel_url=own, submit=_("Bind the rule"),
        said=_("The rule serves %(code)s.") % {"code": measure.code},
        context={
            "measure": measure, "above": crumbs_to(measure),
            "rules": rules_of(measure, today=today()),
        },
    )


@require_POST
@require("measures.bind_rule")
def rule_unbind(request: HttpRequest, pk: int, rule: str) -> HttpResponse:
    """Let a rule serve a measure no longer."""
    measure = loaded(request, pk)
    permit(request.user, "measures.bind_rule", measure)
    actions.rule_unbind(by=request.user, measure=measure, rule_key=rule)
    messages.success(
        request, _("The rule no longer serves %(code)s.") % {"code": measure.code}
    )
    return redirect(f"{measure.get_absolute_url()}#regler")


@require_safe
@require("measures.read_obligation")
def rule_list(request: HttpRequest) -> HttpResponse:
    """All rules: their figure, the measures they serve, from when they count."""
    page = rule_page(user=request.user, today=today())
    return render_page(request, "measures/rule/list.html", {"page": page})


@FORM
@require("measures.set_rule_start")
def rule_start_set(request: HttpRequest, pk: int) -> HttpResponse:
    """Set from when a rule counts."""
    start = get_object_or_404(
        RuleStart, pk=pk, rule_key__in=[rule.key for rule in obligation_rules]
    )
    back = reverse("measures:rule_list")
    form = RuleStartForm(request.POST if request.method == "POST" else None, row=start)
    return form_page(
        request, "measures/rule/start_set.html", form,
        act=lambda data: actions.rule_start_set(
            by=request.user, start=start, version=data["version"],
            counts_from=data["counts_from"],
        ),
        done=lambda made: back, cancel_url=back, said=_("Saved."),
        context={"start": start, "rule": obligation_rules.get(start.rule_key)},
        crumbs=[(_("Rules"), back)],
    )


@FORM
@require("measures.review_measure")
def measure_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that an ongoing measure was looked at again."""
    measure = loaded(request, pk)
    permit(request.user, "measures.review_measure", measure)
    own = measure.get_absolute_url()
    if not measure.next_review_on or measure.is_closed:
        messages.error(request, _("Only an open, ongoing measure is reviewed."))
        return redirect(own)
    form = ReviewForm(request.POST if request.method == "POST" else None, row=measure)
    return form_page(
        request, "measures/measure/review.html", form,
        act=lambda data: reviews.measure_review(
            by=request.user, measure=measure, version=data["version"],
            reviewed_on=data["reviewed_on"], comment=data["comment"],
            next_on=data["next_review_on"],
        ),
        done=lambda made: f"{own}#gjennomgang", cancel_url=own, submit=_("Record the review"),
        said=_("The review of %(code)s is recorded.") % {"code": measure.code},
        context={"measure": measure, "above": crumbs_to(measure)},
        crumbs=crumbs_to(measure),
    )


@require_POST
@require("measures.review_measure")
def review_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the last review back."""
    measure = loaded(request, pk)
    permit(request.user, "measures.review_measure", measure)
    form = VersionedForm(request.POST, row=measure)
    own = f"{measure.get_absolute_url()}#gjennomgang"
    if not form.is_valid():
        messages.error(request, _("Look at the measure once more."))
        return redirect(own)
    try:
        reviews.review_undo(by=request.user, measure=measure, version=form.cleaned_data["version"])
    except Conflict:
        messages.error(
            request, _("Somebody saved the measure meanwhile, so nothing was taken back.")
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The review is taken back."))
    return redirect(own)
