"""The template of rollouts."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from leaders.actions import template as actions
from leaders.choices import StepKind
from leaders.forms.template import StepFields, StepForm
from leaders.models import TemplateStep
from leaders.views.parts import FORM, list_crumbs, posted, try_act, version_of
from leanplan.access import require
from leanplan.form_page import form_page
from leanplan.htmx import render_page


def _values(data: dict[str, Any]) -> dict[str, Any]:
    return {name: data[name] for name in actions.FIELDS}


@require_safe
@require("leaders.edit_template")
def template_steps(request: HttpRequest) -> HttpResponse:
    """The steps every new rollout is made with."""
    steps = TemplateStep.objects.all()
    return render_page(
        request, "leaders/template/list.html", {"steps": steps, "own": StepKind.OWN}
    )


@FORM
@require("leaders.edit_template")
def template_step_create(request: HttpRequest) -> HttpResponse:
    """Add a step of one's own."""
    back = reverse("leaders:template_steps")
    return form_page(
        request, "leaders/template/step.html", StepFields(posted(request)),
        act=lambda data: actions.template_step_create(by=request.user, values=_values(data)),
        done=lambda made: back, cancel_url=back, said=_("The step is added."),
        context={"title": _("New step")},
    )


@FORM
@require("leaders.edit_template")
def template_step_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a step; rollouts that were made before stay as they are."""
    step = get_object_or_404(TemplateStep, pk=pk)
    back = reverse("leaders:template_steps")
    return form_page(
        request, "leaders/template/step.html", StepForm(posted(request), row=step),
        act=lambda data: actions.template_step_edit(
            by=request.user, step=step, version=data["version"], values=_values(data)
        ),
        done=lambda made: back, cancel_url=back, said=_("The step is saved."),
        context={"title": step.words}, crumbs=[*list_crumbs(), (_("Template"), back)],
    )


@require_POST
@require("leaders.edit_template")
def template_step_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a step of one's own away."""
    step = get_object_or_404(TemplateStep, pk=pk)
    try_act(
        request,
        lambda: actions.template_step_remove(
            by=request.user, step=step, version=version_of(request)
        ),
        _("The step is taken away."),
    )
    return redirect("leaders:template_steps")
