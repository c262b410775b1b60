"""The pages of half-yearly reviews: the list, planning, the one page, its end."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leanplan.access import permit, require
from leanplan.clock import today
from leanplan.conflicts import conflict_page
from leanplan.form_page import form_page
from leanplan.forms import put_errors
from leanplan.htmx import page_asked, render_page
from leanplan.list_export import export_response
from leanplan.periods import half_year_key
from leanplan.versioning import Conflict
from organisation.municipality_settings import deviation_address
from organisation.offered import listed
from organisation.people import people_near
from reviews.actions import review_rows
from reviews.actions import reviews as actions
from reviews.forms.reviews import (
    ConcludeForm,
    ConfirmForm,
    NewAreaForm,
    ParticipantForm,
    ReviewCancelForm,
    ReviewMoveForm,
    ReviewPlanForm,
    VersionForm,
)
from reviews.models import HalfYearReview
from reviews.presenters import list_sheets
from reviews.presenters.lights import LIGHTS
from reviews.presenters.review_list import review_list_page, units_to_plan
from reviews.presenters.review_page import review_page
from reviews.words import half_year_text

FORM = require_http_methods(["GET", "HEAD", "POST"])
WHEN = ("day", "starts_at", "place", "minutes_planned")


def loaded(request: HttpRequest, pk: int) -> HalfYearReview:
    """The review with what its pages read; 404 out of the reader's scope."""
    seen = HalfYearReview.objects.visible_to(request.user).select_related(
        "unit", "led_by__unit", "template", "preparation__written_by"
    )
    return get_object_or_404(seen, pk=pk)


def crumbs_to(review: HalfYearReview) -> list[tuple[Any, str]]:
    """(label, address) of the list and of the review."""
    return [
        (_("Half-yearly reviews"), f"{reverse('reviews:review_list')}?halvar={review.half_year}"),
        (f"{review.unit.short}, {half_year_text(review.half_year)}", review.get_absolute_url()),
    ]


def written(
    request: HttpRequest, review: HalfYearReview, *, form: ConcludeForm | None = None,
    area: NewAreaForm | None = None, error: ValidationError | None = None, anchor: str = "",
) -> HttpResponse:
    """The one page, with what was refused where something was."""
    page = review_page(review, user=request.user, today=today())
    context: dict[str, Any] = {
        "page": page, "today": today(), "error": error, "anchor": anchor,
        "lights": LIGHTS.values(), "deviation_url": deviation_address(),
        "needs_reason": any(gap.place == "alone_reason" for gap in page.gaps)
        or bool(review.alone_reason),
    }
    if page.may.write:
        context |= {
            "area": area or NewAreaForm(prefix="ny"), "choices": listed(on=today()),
            "participant": ParticipantForm(prefix="med"),
            "people": people_near(None, on=today()),
        }
    if page.may.lead and review.is_under_way:
        context["form"] = form or ConcludeForm(row=review)
    refused = error or (form and form.errors) or (area and area.errors)
    return render_page(
        request, "reviews/review/detail.html", context, status=422 if refused else 200
    )


@require_safe
@require("reviews.read_reviews")
def review_list(request: HttpRequest) -> HttpResponse:
    """The reviews of a half-year, of the units one reads."""
    page = review_list_page(
        request.user, half_year=request.GET.get("halvar", ""), today=today(),
        page=page_asked(request),
    )
    return render_page(request, "reviews/review/list.html", {"page": page})


@require_safe
@require("reviews.read_reviews")
def reviews_export(request: HttpRequest) -> HttpResponse:
    """The same in Excel, on however many pages it stands."""
    page = review_list_page(
        request.user, half_year=request.GET.get("halvar", ""), today=today(), page=None
    )
    url = f"{reverse('reviews:review_list')}?halvar={page.half_year}"
    return export_response(request, list_sheets.reviews_export(page), page_url=url)


@FORM
@require("reviews.plan_review")
def review_plan(request: HttpRequest) -> HttpResponse:
    """Plan the review of a unit."""
    units = units_to_plan(request.user)
    bound = request.POST if request.method == "POST" else None
    start = {
        "unit": request.GET.get("enhet"),
        "half_year": request.GET.get("halvar") or half_year_key(today()),
    }
    form = ReviewPlanForm(bound, units=units, today=today(), initial=start)
    list_url = reverse("reviews:review_list")

    def act(data: dict[str, Any]) -> HalfYearReview:
        permit(request.user, "reviews.plan_review", data["unit"])
        return actions.review_plan(
            by=request.user, unit=data["unit"], half_year=data["half_year"],
            **{name: data[name] for name in WHEN},
        )

    return form_page(
        request, "reviews/review/plan.html", form, act=act,
        done=lambda made: made.get_absolute_url(), said=_("The review is planned."),
        submit=_("Plan the review"), cancel_url=list_url,
    )


@require_safe
@require("reviews.read_review")
def review_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The agenda before, the rows while it runs, what was agreed after."""
    return written(request, loaded(request, pk))


@require_safe
@require("reviews.read_review")
def review_print(request: HttpRequest, pk: int) -> HttpResponse:
    """One A4 for the unit's board, of a review that is finished."""
    review = loaded(request, pk)
    if not review.has_been:
        return redirect(review)
    page = review_page(review, user=request.user, today=today())
    context = {"page": page, "areas": page.still_open, "closed": page.closed}
    return render_page(request, "reviews/review/print.html", context)


@FORM
@require("reviews.plan_review")
def review_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a coming review another day."""
    review = loaded(request, pk)
    permit(request.user, "reviews.plan_review", review.unit)
    bound = request.POST if request.method == "POST" else None
    return form_page(
        request, "reviews/review/move.html", ReviewMoveForm(bound, row=review),
        act=lambda data: actions.review_move(
            by=request.user, review=review, version=data["version"], reason=data["reason"],
            **{name: data[name] for name in WHEN},
        ),
        done=lambda made: review.get_absolute_url(), said=_("The review is moved."),
        context={"review": review, "above": crumbs_to(review)}, crumbs=crumbs_to(review),
        cancel_url=review.get_absolute_url(),
    )


@FORM
@require("reviews.plan_review")
def review_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a coming review be."""
    review = loaded(request, pk)
    permit(request.user, "reviews.plan_review", review.unit)
    bound = request.POST if request.method == "POST" else None
    return form_page(
        request, "reviews/review/cancel.html", ReviewCancelForm(bound, row=review),
        act=lambda data: actions.review_cancel(
            by=request.user, review=review, version=data["version"], reason=data["reason"]
        ),
        done=lambda made: review.get_absolute_url(), said=_("The review is cancelled."),
        context={"review": review, "above": crumbs_to(review)}, crumbs=crumbs_to(review),
        submit=_("Cancel the review"), cancel_url=review.get_absolute_url(),
    )


@require_POST
@require("reviews.lead_review")
def review_begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the review."""
    review = loaded(request, pk)
    permit(request.user, "reviews.lead_review", review)
    return _pressed(
        request, review, lambda version: actions.review_begin(
            by=request.user, review=review, version=version
        ), said="",
    )


@require_POST
@require("reviews.lead_review")
def review_lock(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve and lock the review."""
    review = loaded(request, pk)
    permit(request.user, "reviews.lead_review", review)
    return _pressed(
        request, review, lambda version: actions.review_lock(
            by=request.user, review=review, version=version
        ), said=_("The review is approved and locked."),
    )


def _pressed(request: HttpRequest, review: HalfYearReview, act: Any, *, said: str) -> HttpResponse:
    """A button of the page: done and back, or the page with what stands against it."""
    form = VersionForm(request.POST)
    if not form.is_valid():
        return written(request, review, error=ValidationError(_("Load the page again first.")))
    try:
        act(form.cleaned_data["version"])
    except ValidationError as error:
        review.refresh_from_db()
        return written(request, review, error=error, anchor="avslutt")
    except Conflict:
        review.refresh_from_db()
        text = _("Somebody else has changed the review meanwhile. Look at it, and press again.")
        return written(request, review, error=ValidationError(text), anchor="avslutt")
    if said:
        messages.success(request, said)
    return redirect(review.get_absolute_url())


@require_POST
@require("reviews.lead_review")
def review_conclude(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the end of the review; with the other button, finish it."""
    review = loaded(request, pk)
    permit(request.user, "reviews.lead_review", review)
    form = ConcludeForm(request.POST, row=review)
    if not form.is_valid():
        return written(request, review, form=form, anchor="avslutt")
    act = actions.review_hold if "finish" in request.POST else actions.review_conclude
    values = {name: form.cleaned_data[name] for name in actions.CONCLUDED}
    try:
        act(by=request.user, review=review, version=form.cleaned_data["version"], values=values)
    except ValidationError as error:
        _put(form, error)
        review.refresh_from_db()
        return written(request, review, form=form, anchor="avslutt")
    except Conflict as conflict:
        return conflict_page(
            request, conflict, form=form, crumbs=crumbs_to(review), eyebrow=str(review.unit)
        )
    finished = "finish" in request.POST
    messages.success(request, _("The review is finished.") if finished else _("Saved."))
    return redirect(f"{review.get_absolute_url()}#avslutt")


def _put(form: ConcludeForm, error: ValidationError) -> None:
    """Each thing that is missing at its field, or above the form for what lies elsewhere."""
    if hasattr(error, "error_dict"):
        put_errors(form, error)
        return
    for each in error.error_list:
        form.add_error(each.code if each.code in form.fields else None, each)


@require_POST
@require("reviews.write_review")
def review_follow_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree on a new follow-up area."""
    review = loaded(request, pk)
    permit(request.user, "reviews.write_review", review)
    form = NewAreaForm(request.POST, prefix="ny")
    if form.is_valid():
        try:
            review_rows.review_follow_up_add(by=request.user, review=review, **form.cleaned_data)
        except ValidationError as error:
            put_errors(form, error)
        else:
            return redirect(f"{review.get_absolute_url()}#nye")
    return written(request, review, area=form, anchor="nye")


@require_POST
@require("reviews.write_review")
def participant_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Put somebody on the list."""
    review = loaded(request, pk)
    permit(request.user, "reviews.write_review", review)
    form = ParticipantForm(request.POST, prefix="med")
    error: ValidationError | None = None
    if form.is_valid():
        try:
            review_rows.participant_add(by=request.user, review=review, **form.cleaned_data)
        except ValidationError as refused:
            error = refused
    else:
        error = ValidationError([text for texts in form.errors.values() for text in texts])
    if error is not None:
        return written(request, review, error=error, anchor="deltakere")
    return redirect(f"{review.get_absolute_url()}#deltakere")


@FORM
@require("reviews.confirm_review")
def review_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody who took part confirms the locked review."""
    review = loaded(request, pk)
    own = getattr(request.user, "person", None)
    participant = get_object_or_404(review.participants.all(), person=own)
    participant.review = review
    bound = request.POST if request.method == "POST" else None
    return form_page(
        request, "reviews/review/confirm.html", ConfirmForm(bound, row=participant),
        act=lambda data: actions.review_confirm(
            by=request.user, participant=participant, version=data["version"],
            remark=data["remark"],
        ),
        done=lambda made: review.get_absolute_url(), said=_("Thank you. It is confirmed."),
        context={"review": review, "above": crumbs_to(review)}, crumbs=crumbs_to(review),
        submit=_("Confirm"), cancel_url=review.get_absolute_url(),
    )
