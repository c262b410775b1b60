"""Pictures of a visit: taken in, shown to who may see the visit, taken away."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from leanplan.access import permit, require
from leanplan.photos import CONTENT_TYPE, MAX_PHOTO, too_large
from leanplan.unreadable import Unreadable
from leanplan.uploads import chosen_data, chosen_name, takes
from reviews.actions import photos as actions
from reviews.models import GembaVisit, VisitPhoto
from reviews.views.visit_card import card, wants_json
from reviews.views.visits import visit_led


@takes(MAX_PHOTO)
@require_POST
@require("reviews.lead_visit")
def photo_add(request: HttpRequest, pk: int, key: UUID, photo: UUID) -> HttpResponse:
    """Keep a picture with an observation of the visit."""
    visit = visit_led(request, pk)
    observation = get_object_or_404(visit.observations.select_related("visit"), key=key)
    try:
        made = actions.photo_add(
            by=request.user, observation=observation, key=photo, data=_data(request)
        )
    except ValidationError as error:
        return _refused(request, visit, error.messages)
    if wants_json(request):
        return JsonResponse({"pk": made.pk, "url": reverse("reviews:photo", args=[made.pk]),
                             "remove": reverse("reviews:photo_remove", args=[made.pk])})
    messages.success(request, _("The picture is saved."))
    return redirect(f"{reverse('reviews:visit_record', args=[pk])}#o-{key}")


def _data(request: HttpRequest) -> bytes:
    if not chosen_name(request):
        raise ValidationError(_("Choose a picture first."))
    try:
        return chosen_data(request, limit=MAX_PHOTO)
    except Unreadable:
        raise too_large() from None


def _refused(request: HttpRequest, visit: GembaVisit, errors: list[str]) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"errors": errors}, status=422)
    return card(request, visit, status=422, faults=errors)


@require_safe
@require("reviews.read_visit")
def photo(request: HttpRequest, pk: int) -> HttpResponse:
    """The picture itself; before the visit is handed in only for who writes it down."""
    row = get_object_or_404(
        VisitPhoto.objects.visible_to(request.user).select_related("observation__visit__unit"),
        pk=pk,
    )
    visit = row.observation.visit
    if not visit.has_been and not request.user.has_perm("reviews.lead_visit", visit):
        raise Http404
    return HttpResponse(
        bytes(row.content), content_type=CONTENT_TYPE,
        headers={
            # It never changes; and it lies in nobody else's store on the way.
            "Cache-Control": "private, max-age=3600, immutable",
            "Content-Disposition": f'inline; filename="gemba-{row.pk}.jpg"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
        },
    )


@require_POST
@require("reviews.lead_visit")
def photo_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a picture away for good; somebody may be in it."""
    photos = VisitPhoto.objects.visible_to(request.user).without_content()
    row = get_object_or_404(photos.select_related("observation__visit__unit"), pk=pk)
    visit = row.observation.visit
    permit(request.user, "reviews.lead_visit", visit)
    try:
        actions.photo_remove(by=request.user, photo=row)
    except ValidationError as error:
        return _refused(request, visit, error.messages)
    if wants_json(request):
        return JsonResponse({})
    messages.success(request, _("The picture is taken away."))
    return redirect(
        visit if visit.has_been else reverse("reviews:visit_record", args=[visit.pk])
    )
