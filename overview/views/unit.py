"""The page of one unit: its story, and what comes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from leanplan.access import require
from leanplan.clock import today
from leanplan.htmx import render_page
from organisation.reach import reach_of
from organisation.roles import UnitKind
from overview.presenters.unit_page import unit_in_reach, unit_page
from overview.scope import own_unit_id, sees_inside


@require_safe
@require("overview.read_unit")
def unit_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One unit in the reader's reach; an area and the municipality have pages of their own."""
    unit = unit_in_reach(request.user, pk)
    if unit is None:
        raise Http404
    if unit.kind == UnitKind.SERVICE_AREA and sees_inside(reach_of(request.user), pk):
        return redirect("overview:area_detail", pk)
    if unit.kind == UnitKind.MUNICIPALITY:
        return redirect("overview:unit_list")
    page, reach = unit_page(unit, user=request.user, today=today()), reach_of(request.user)
    area = page.people.area_id
    context = {
        "page": page, "today": today(),
        "list_url": "" if own_unit_id(reach) else reverse("overview:unit_list"),
        "area_url": reverse("overview:area_detail", args=[area])
        if area and reach.reads(area) else "",
    }
    return render_page(request, "overview/unit/detail.html", context)


@require_safe
@require("overview.read_unit")
def unit_own(request: HttpRequest) -> HttpResponse:
    """The one unit of somebody who has one; the list for all others."""
    unit = own_unit_id(reach_of(request.user))
    if unit is None:
        return redirect("overview:unit_list")
    return redirect("overview:unit_detail", unit)
