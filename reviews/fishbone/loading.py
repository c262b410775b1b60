"""Loading an analysis for a page, and the pages above it."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from reviews.fishbone.models import Cause, FishboneAnalysis

Crumbs = list[tuple[str, str]]


def loaded(request: HttpRequest, pk: int) -> FishboneAnalysis:
    """The analysis with what its pages read; 404 where the user does not read it."""
    seen = FishboneAnalysis.objects.visible_to(request.user).values("pk")
    rows: Any = FishboneAnalysis.objects.filter(pk__in=seen).select_related(
        "unit", "facilitator__unit", "pulse"
    ).prefetch_related("participants")
    found: FishboneAnalysis = get_object_or_404(rows, pk=pk)
    return found


def loaded_cause(request: HttpRequest, pk: int) -> Cause:
    """The cause with its analysis; 404 where the user does not read that, or it is gone."""
    cause: Cause = get_object_or_404(Cause.objects.select_related("bone", "parent"), pk=pk)
    cause.analysis = loaded(request, cause.analysis_id)
    return cause


def crumbs_to(analysis: FishboneAnalysis) -> Crumbs:
    """(label, address) of the list and the analysis."""
    return [
        (_("Analyses"), reverse("reviews:fishbone_list")),
        (analysis.unit.short, analysis.get_absolute_url()),
    ]


def eyebrow(analysis: FishboneAnalysis) -> str:
    """The line above a heading: what it is."""
    return _("Fishbone analysis · %(unit)s") % {"unit": analysis.unit.name}
