"""The questions of the review: versions, and the draft that is written."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leanplan.access import require
from leanplan.form_page import form_page
from leanplan.htmx import render_page
from leanplan.versioning import Conflict
from reviews.actions import templates as actions
from reviews.forms.reviews import QuestionEditForm, QuestionForm, VersionForm
from reviews.models import ReviewQuestion, ReviewTemplate

FORM = require_http_methods(["GET", "HEAD", "POST"])
NAMES = ("heading", "text", "help_text")


def _crumbs(template: ReviewTemplate) -> list[tuple[Any, str]]:
    label = _("Version %(number)s") % {"number": template.number}
    return [
        (_("Questions of the review"), reverse("reviews:template_list")), (label, _page(template)),
    ]


def _page(template: ReviewTemplate) -> str:
    return reverse("reviews:template_detail", args=[template.pk])


@require_safe
@require("reviews.edit_questions")
def template_list(request: HttpRequest) -> HttpResponse:
    """All versions, the newest first."""
    versions = list(ReviewTemplate.objects.prefetch_related("questions"))
    context = {
        "versions": versions, "draft": next((one for one in versions if one.is_draft), None),
        "in_use": ReviewTemplate.objects.in_use().first(),
    }
    return render_page(request, "reviews/template/list.html", context)


@require_safe
@require("reviews.edit_questions")
def template_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The questions of one version; of a draft, with what changes them."""
    template = get_object_or_404(ReviewTemplate, pk=pk)
    context = {"version": template, "questions": list(template.questions.all())}
    return render_page(request, "reviews/template/detail.html", context)


@require_POST
@require("reviews.edit_questions")
def template_start(request: HttpRequest) -> HttpResponse:
    """Begin a new version."""
    return redirect(_page(actions.template_start(by=request.user)))


@require_POST
@require("reviews.edit_questions")
def template_use(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a version into use."""
    template = get_object_or_404(ReviewTemplate, pk=pk)
    return _pressed(
        request, lambda version: actions.template_use(
            by=request.user, template=template, version=version
        ), said=_("The questions are in use from today."), back=_page(template),
    )


@require_POST
@require("reviews.edit_questions")
def template_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    template = get_object_or_404(ReviewTemplate, pk=pk)
    return _pressed(
        request, lambda version: actions.template_discard(
            by=request.user, template=template, version=version
        ), said=_("The draft is thrown away."), back=reverse("reviews:template_list"),
    )


@FORM
@require("reviews.edit_questions")
def question_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new question in a draft."""
    template = get_object_or_404(ReviewTemplate, pk=pk)
    bound = request.POST if request.method == "POST" else None
    return form_page(
        request, "reviews/question/add.html", QuestionForm(bound),
        act=lambda data: actions.question_add(
            by=request.user, template=template, **{name: data[name] for name in NAMES}
        ),
        done=lambda made: _page(template), said=_("The question is added."),
        context={"version": template, "above": _crumbs(template)}, cancel_url=_page(template),
    )


@FORM
@require("reviews.edit_questions")
def question_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a question of a draft."""
    question = get_object_or_404(ReviewQuestion.objects.select_related("template"), pk=pk)
    template = question.template
    bound = request.POST if request.method == "POST" else None
    return form_page(
        request, "reviews/question/edit.html", QuestionEditForm(bound, row=question),
        act=lambda data: actions.question_edit(
            by=request.user, question=question, version=data["version"],
            values={name: data[name] for name in NAMES},
        ),
        done=lambda made: _page(template), said=_("The question is saved."),
        context={"version": template, "above": _crumbs(template)}, crumbs=_crumbs(template),
        cancel_url=_page(template),
    )


@require_POST
@require("reviews.edit_questions")
def question_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a question one place up, down, or out of the draft."""
    question = get_object_or_404(ReviewQuestion.objects.select_related("template"), pk=pk)

    def act(version: int) -> Any:
        if "remove" in request.POST:
            return actions.question_remove(by=request.user, question=question, version=version)
        return actions.question_move(by=request.user, question=question, up="up" in request.POST)

    return _pressed(request, act, said="", back=_page(question.template))


def _pressed(request: HttpRequest, act: Any, *, said: str, back: str) -> HttpResponse:
    """A button: done and back, with what stands against it."""
    form = VersionForm(request.POST)
    try:
        if not form.is_valid():
            raise ValidationError(_("Load the page again first."))
        act(form.cleaned_data["version"])
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except Conflict:
        messages.error(request, _("Somebody else has changed it meanwhile. Look at it first."))
    else:
        if said:
            messages.success(request, said)
    return redirect(back)
