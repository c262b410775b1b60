"""The page of a service area: its units, and what needs attention in them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from leanplan.access import require
from leanplan.clock import today
from leanplan.htmx import render_page
from measures.presenters.measure import address_of
from organisation.models import OrgUnit
from organisation.reach import reach_of
from organisation.roles import UnitKind
from overview.presenters.area_page import area_page
from overview.scope import plans_in, sees_inside


@require_safe
@require("overview.read_unit")
def area_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One area, for those who lead it and those who read every unit."""
    if not sees_inside(reach_of(request.user), pk):
        raise Http404
    area = get_object_or_404(OrgUnit, pk=pk, kind=UnitKind.SERVICE_AREA)
    page = area_page(area, today=today(), address=address_of("overview:unit_detail"))
    context = {"page": page, "may_plan": plans_in(reach_of(request.user), pk)}
    return render_page(request, "overview/area/detail.html", context)
