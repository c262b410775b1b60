"""Points to the next review (M28): a narrow page for three people."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from leanplan.access import not_kept, permit, require
from leanplan.clock import today
from leanplan.form_layout import helper
from leanplan.forms import put_errors
from leanplan.htmx import render_page
from leanplan.versioning import Conflict
from organisation.holders import holders_of
from organisation.models import OrgUnit
from reviews.actions import points as actions
from reviews.forms.reviews import PointAnswerForm, PointForm
from reviews.leading import host_of
from reviews.models import HalfYearReview, ReviewPoint
from reviews.presenters.points import points_of_unit


@not_kept
@never_cache
@sensitive_post_parameters("text")
@sensitive_variables("form", "page")
@require_http_methods(["GET", "HEAD", "POST"])
@require("reviews.see_points")
def point_list(request: HttpRequest, unit: int) -> HttpResponse:
    """The points of a unit, and a new one. 404 for everybody but the three."""
    place = get_object_or_404(OrgUnit, pk=unit)
    if not request.user.has_perm("reviews.see_points", place):
        raise Http404
    may_raise = request.user.has_perm("reviews.raise_point", place)
    if request.method == "POST":
        permit(request.user, "reviews.raise_point", place)
    form = PointForm(request.POST if request.method == "POST" else None)
    form.helper = helper(form, submit=_("Raise a point"))  # type: ignore[attr-defined]
    own = reverse("reviews:point_list", args=[unit])
    if form.is_bound and form.is_valid():
        try:
            actions.point_raise(by=request.user, unit=place, text=form.cleaned_data["text"])
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("The point is saved. The leader sees it now."))
            return redirect(own)
    host = host_of(place, on=today())
    leaders = holders_of([host.pk], on=today()).get(host.pk, []) if host else []
    context = {
        "unit": place, "form": form if may_raise and leaders else None, "leaders": leaders,
        "may_raise": may_raise, "points": points_of_unit(place, user=request.user),
    }
    status = 422 if form.errors else 200
    return render_page(request, "reviews/point/list.html", context, status=status)


@never_cache
@require_POST
@require("reviews.see_points")
def point_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a point: discussed, carried on, dropped."""
    point = get_object_or_404(
        ReviewPoint.objects.seen_by(request.user).select_related("unit", "review"), pk=pk
    )
    permit(request.user, "reviews.raise_point", point.unit)
    form = PointAnswerForm(request.POST)
    review = None
    if form.is_valid() and form.cleaned_data["review"]:
        seen = HalfYearReview.objects.visible_to(request.user)
        review = get_object_or_404(seen, pk=form.cleaned_data["review"])
    back = f"{review.get_absolute_url()}#punkter" if review else reverse(
        "reviews:point_list", args=[point.unit_id]
    )
    try:
        if not form.is_valid():
            raise ValidationError(_("Choose what became of it."))
        actions.point_answer(
            by=request.user, point=point, version=form.cleaned_data["version"],
            state=form.cleaned_data["state"], review=review,
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except Conflict:
        messages.error(request, _("Somebody else has answered it meanwhile. Look at it first."))
    return redirect(back)
