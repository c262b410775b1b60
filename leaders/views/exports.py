"""The lists of rollouts and coaching in Excel."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from leaders.presenters import exports
from leanplan.access import require
from leanplan.clock import today
from leanplan.list_export import ListExport, export_response


def _answer(request: HttpRequest, export: ListExport, route: str) -> HttpResponse:
    # Only what the page knows: whatever else stands in the address is no business of the file.
    view = request.GET.get("vis", "")
    url = reverse(f"leaders:{route}") + (f"?{urlencode({'vis': view})}" if view else "")
    return export_response(request, export, page_url=url)


@require_safe
@require("leaders.read_contract")
def rollouts_export(request: HttpRequest) -> HttpResponse:
    """The rollouts one sees, with the quick filter of the page."""
    view = request.GET.get("vis", "")
    export = exports.rollouts_export(request.user, today=today(), view=view)
    return _answer(request, export, "rollout_list")


@require_safe
@require("leaders.read_contract")
def contracts_export(request: HttpRequest) -> HttpResponse:
    """The contracts one sees, with the quick filter of the page."""
    view = request.GET.get("vis", "")
    export = exports.contracts_export(request.user, today=today(), view=view)
    return _answer(request, export, "contract_list")


@require_safe
@require("leaders.read_contract")
def standstill_export(request: HttpRequest) -> HttpResponse:
    """Coaching without progress."""
    return _answer(request, exports.standstill_export(request.user, today=today()), "standstill")
