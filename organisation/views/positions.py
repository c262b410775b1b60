"""Answers about the organisation."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from leanplan.access import require
from leanplan.clock import today
from organisation.owners import search


@require_safe
@require("organisation.choose_position")
def position_search(request: HttpRequest) -> JsonResponse:
    """Positions that fit what is written in the field so far, for the combobox."""
    choices = search(request.GET.get("q", "").replace("\x00", "")[:100], on=today())
    return JsonResponse(
        {
            "choices": [
                {"value": choice.value, "label": choice.label, "under": choice.under}
                for choice in choices
            ]
        }
    )
