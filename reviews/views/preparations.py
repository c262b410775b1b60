"""The leader of a unit prepares the review: kept while one writes, then handed in."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from leanplan.access import permit, require
from leanplan.forms import put_errors
from leanplan.htmx import render_page, wants_fragment
from leanplan.versioning import Conflict
from reviews.actions import preparations as actions
from reviews.forms.preparations import PreparationForm
from reviews.models import HalfYearReview, ReviewPreparation, ReviewTemplate
from reviews.presenters.lights import MARKS
from reviews.presenters.review_page import prepare_by
from reviews.views.reviews import crumbs_to, loaded

TEMPLATE = "reviews/review/prepare.html"


def _form(request: HttpRequest, review: HalfYearReview) -> PreparationForm:
    template = review.template or ReviewTemplate.objects.in_use().first()
    standing = ReviewPreparation.objects.filter(review=review).first()
    bound = request.POST if request.method == "POST" else None
    return PreparationForm(
        bound, questions=template.questions.all() if template else [], preparation=standing
    )


@require_http_methods(["GET", "HEAD", "POST"])
@require("reviews.prepare_review")
def review_prepare(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the preparation; HTMX keeps the draft, the buttons save it or hand it in."""
    review = loaded(request, pk)
    permit(request.user, "reviews.prepare_review", review)
    form = _form(request, review)
    if form.is_bound and form.is_valid():
        hands_in = "hand_in" in request.POST
        act = actions.review_prepare if hands_in else actions.preparation_save
        try:
            saved = act(
                by=request.user, review=review, version=form.cleaned_data["version"],
                texts=form.texts, answers=form.answers,
            )
        except ValidationError as error:
            put_errors(form, error)
        except Conflict as conflict:
            return _elsewhere(request, review, form, conflict)
        else:
            if wants_fragment(request):
                return _show(request, review, form, saved=saved)
            said = _("The preparation is handed in.") if hands_in else _("The draft is saved.")
            messages.success(request, said)
            return redirect(review.get_absolute_url() if hands_in else request.path)
    return _show(request, review, form)


def _show(
    request: HttpRequest, review: HalfYearReview, form: PreparationForm, *,
    saved: ReviewPreparation | None = None, other: Any = None,
) -> HttpResponse:
    standing = saved or ReviewPreparation.objects.filter(review=review).first()
    context = {
        "review": review, "form": form, "above": crumbs_to(review), "preparation": standing,
        "saved": saved, "prepare_by": prepare_by(review), "other": other,
        "marks": MARKS.values(),
        "other_texts": [getattr(other, name) for name in actions.TEXTS] if other else [],
    }
    status = 409 if other else 422 if form.errors else 200
    fragment = "lagret" if not form.errors and not other else None
    return render_page(request, TEMPLATE, context, fragment=fragment, status=status)


def _elsewhere(
    request: HttpRequest, review: HalfYearReview, form: PreparationForm, conflict: Conflict
) -> HttpResponse:
    """The draft was saved from another window: what is typed here stays, and the next save wins
    over what stands there, which is shown."""
    data = request.POST.copy()
    current: Any = conflict.current
    data["version"] = str(current.version)
    again = PreparationForm(data, questions=form.questions, preparation=None)
    again.is_valid()
    return _show(request, review, again, other=current)
