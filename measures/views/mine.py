"""What is mine among the measures."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from leanplan.access import require
from leanplan.clock import today
from leanplan.htmx import render_page
from measures.presenters.mine import mine_page


@require_safe
@require("measures.read_measure")
def measure_mine(request: HttpRequest) -> HttpResponse:
    """My measures, what presses most first."""
    return render_page(
        request,
        "measures/measure/mine.html",
        {"mine": mine_page(request.user, today=today())},
        fragment="mine-list",
    )
