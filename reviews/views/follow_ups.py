"""The page of one follow-up area."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from leanplan.access import require
from leanplan.clock import today
from leanplan.htmx import render_page
from reviews.models import FollowUp
from reviews.presenters.follow_ups import follow_up_rows


@require_safe
@require("reviews.read_follow_up")
def follow_up_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One follow-up area; 404 out of the reader's scope."""
    seen = FollowUp.objects.visible_to(request.user)
    follow_up = get_object_or_404(seen, pk=pk)
    row = follow_up_rows(seen.filter(pk=pk), user=request.user, today=today())[0]
    return render_page(
        request, "reviews/follow_up/detail.html", {"follow_up": follow_up, "row": row}
    )
