"""Pages of Gemba visits."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from leanplan.access import require
from leanplan.htmx import render_page
from reviews.models import GembaVisit


@require_safe
@require("reviews.read_visit")
def visit_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One visit: before it, after it; 404 out of the reader's scope."""
    visit = get_object_or_404(GembaVisit.objects.visible_to(request.user).for_list(), pk=pk)
    return render_page(request, "reviews/visit/detail.html", {"visit": visit})
