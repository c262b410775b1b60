"""Answers about the organisation."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from leanplan.access import require
from leanplan.clock import today
from organisation.offered import listed
from organisation.owners import OFFERED, search


@require_safe
@require("organisation.choose_position")
def position_search(request: HttpRequest) -> JsonResponse:
    """Positions that fit what is written in the field so far, for the combobox."""
    written = request.GET.get("q", "").replace("\x00", "")[:100]
    choices = search(written, on=today()) if written.strip() else listed(on=today(), limit=OFFERED)
    return JsonResponse(
        {
            "choices": [
                {"value": choice.value, "label": choice.label, "under": choice.under}
                for choice in choices
            ]
        }
    )
