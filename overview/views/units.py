"""Enheter: the matrix of units, on the page and in Excel."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from leanplan.access import require
from leanplan.clock import today
from leanplan.htmx import page_asked, render_page
from leanplan.list_export import export_response
from measures.presenters.measure import address_of
from organisation.reach import reach_of
from overview.filters import UnitFilter
from overview.presenters.units_export import units_export as sheets_of
from overview.presenters.units_page import UnitsPage, units_page
from overview.scope import plans_some


@require_safe
@require("overview.read_units")
def unit_list(request: HttpRequest) -> HttpResponse:
    """The units in reach against half-years, and the figures of the areas."""
    page = _page(request, page_asked(request))
    context = {
        "page": page, "may_plan": plans_some(reach_of(request.user)),
        "filters": page.filters_drawn(request.path) if page.has_filters else "",
    }
    return render_page(request, "overview/units/list.html", context, fragment="unit-rows")


@require_safe
@require("overview.read_units")
def units_export(request: HttpRequest) -> HttpResponse:
    """The same in Excel, with the same choices and all pages."""
    page = _page(request, None)
    url = reverse("overview:unit_list") + page.chosen.query()
    return export_response(request, sheets_of(page), page_url=url)


def _page(request: HttpRequest, number: int | None) -> UnitsPage:
    return units_page(
        UnitFilter.of(request.GET), user=request.user, today=today(),
        address=address_of("overview:unit_detail"), area_address=address_of("overview:area_detail"),
        page=number,
    )
