"""What follows from a six-month analysis outside of it (M17): the responsibility for progress, the
coaching contracts, the obligation. All of it is leaders' to do; this says when."""

from datetime import date
from typing import Any

from django.urls import reverse

from leaders.actions.contracts import Continuation
from leaders.actions.handover import progress_hand_back, progress_hand_over
from leaders.models import ProgressHandover, Rollout
from leaders.slots import AnalysisDoor, analysis_doors
from reviews.fishbone.choices import OPEN, AnalysisKind
from reviews.fishbone.models import FishboneAnalysis


def event_of(analysis: FishboneAnalysis) -> str:
    """The key of the event that an analysis is."""
    return f"fishbone:{analysis.pk}"


def hand_over(
    *, by: Any, analysis: FishboneAnalysis, on: date, reason: str, support_until: date | None
) -> None:
    """Let the area manager take over, where a six-month analysis of a unit with a rollout is held.

    A unit that has none, or that was handed over before, stays as it is. Errors: ValidationError.
    """
    if not analysis.is_six_months:
        return
    rollouts = Rollout.objects.alive().filter(unit=analysis.unit_id, started_on__isnull=False)
    rollout = rollouts.prefetch_related("handovers").order_by("-started_on").first()
    if rollout is None or rollout.handover:
        return
    progress_hand_over(
        by=by, unit=analysis.unit, rollout=rollout, on=on, event=event_of(analysis),
        reason=reason, continuation=Continuation(support_until) if support_until else None,
    )


def hand_back(*, by: Any, analysis: FishboneAnalysis, reason: str) -> None:
    """Undo what the analysis handed over, where it did. Errors: ValidationError."""
    event = event_of(analysis)
    if ProgressHandover.objects.filter(event=event, undone_on=None).exists():
        progress_hand_back(by=by, unit=analysis.unit, event=event, reason=reason)


def _start_url(rollout: Rollout) -> str:
    """The unit's open six-month analysis; where there is none, the page that makes one."""
    standing = FishboneAnalysis.objects.filter(
        unit=rollout.unit_id, kind=AnalysisKind.SIX_MONTHS, state__in=OPEN
    ).first()
    if standing:
        return standing.get_absolute_url()
    return f"{reverse('reviews:fishbone_create')}?enhet={rollout.unit_id}"


def _event_url(event: str) -> str:
    kind, _colon, key = event.partition(":")
    if kind != "fishbone" or not key.isdigit():
        return ""
    return reverse("reviews:fishbone_detail", args=[int(key)])


def register() -> None:
    """Tell leaders where analyses are made and read; called once when the app is ready."""
    analysis_doors.register(AnalysisDoor("fishbone", _start_url, _event_url))
