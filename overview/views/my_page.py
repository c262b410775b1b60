"""What a person opens first."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from leanplan.access import require
from leanplan.clock import today
from leanplan.htmx import render_page
from leanplan.navigation import links
from overview.actions import visits
from overview.presenters.my_page import my_page_drawn


@require_safe
@require("overview.read_my_page")
def my_page(request: HttpRequest) -> HttpResponse:
    """What needs me now; ?alle=1 shows each list in full."""
    main = my_page_drawn(
        request.user, today=today(), whole=request.GET.get("alle") == "1",
        begin=lambda: links(request, "empty"),
    )
    return render_page(request, "overview/my_page/my_page.html", {"main": main})


@require_POST
@require("overview.read_my_page")
def visit_note(request: HttpRequest) -> HttpResponse:
    """The page was opened; sent by the page itself, so that reading it writes nothing."""
    visits.visit_note(by=request.user)  # type: ignore[arg-type]
    return HttpResponse(status=204)
