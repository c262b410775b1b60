"""What follows from a six-month analysis outside of it (M17): the responsibility for progress, the
coaching contracts, the obligation. All of it is leaders' to do; this says when."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from leaders.actions.contracts import Continuation
from leaders.actions.handover import counted_from, progress_hand_back, progress_hand_over
from leaders.models import ProgressHandover, Rollout
from leaders.slots import AnalysisDoor, AnalysisLink, analysis_doors
from leanplan.questions import question
from organisation.reach import reach_of
from reviews.fishbone.choices import OPEN, AnalysisKind
from reviews.fishbone.models import FishboneAnalysis
from reviews.fishbone.permissions import close_to


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


def _link(rollout: Rollout, user: Any) -> AnalysisLink | None:
    """The unit's open six-month analysis; where there is none and the clock runs, the page
    that makes one. Each for those alone who may open it; one query."""
    reach = reach_of(user)
    standing = next(iter(_standing(rollout.unit_id, {*reach.position_ids, 0})), None)
    if standing:
        is_read = close_to(reach, rollout.unit) or standing.takes_part
        return AnalysisLink(standing.get_absolute_url()) if is_read else None
    if counted_from(rollout) and user.has_perm("reviews.create_fishbone", rollout):
        url = f"{reverse('reviews:fishbone_create')}?enhet={rollout.unit_id}"
        return AnalysisLink(url, is_new=True)
    return None


@question
def _standing(unit: int, held: Collection[int]) -> QuerySet[FishboneAnalysis]:
    """The unit's open six-month analysis; takes_part: one of the positions does, or leads it."""
    mine = FishboneAnalysis.objects.filter(
        Q(participants__position__in=held) | Q(facilitator__in=held), pk=OuterRef("pk")
    )
    rows = FishboneAnalysis.objects.filter(
        unit=unit, kind=AnalysisKind.SIX_MONTHS, state__in=OPEN
    )
    return rows.annotate(takes_part=Exists(mine))[:1]


def _event_url(event: str) -> str:
    kind, _colon, key = event.partition(":")
    if kind != "fishbone" or not key.isdigit():
        return ""
    return reverse("reviews:fishbone_detail", args=[int(key)])


def register() -> None:
    """Tell leaders where analyses are made and read; called once when the app is ready."""
    analysis_doors.register(AnalysisDoor("fishbone", _link, _event_url))
