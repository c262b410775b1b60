"""Figures that measures know themselves: how much of the plan has an owner, and a deadline."""

from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from challenges.models import OVER, UNADOPTED
from measures.choices import DeadlineKind
from measures.models import Measure
from measures.registries import MetricSource, metric_sources


def _share(settled: Q) -> Decimal | None:
    """Per cent of the lines of plans under way; None without any."""
    live = Measure.objects.in_text().exclude(plan__state__in=(*UNADOPTED, *OVER))
    total = live.count()
    return round(Decimal(100 * live.filter(settled).count()) / total, 0) if total else None


def share_with_owner(day: date) -> Decimal | None:
    """Ansvarsdekning: lines with somebody responsible. What is counted is as it stands now."""
    return _share(Q(owner__isnull=False))


def share_with_deadline(day: date) -> Decimal | None:
    """Fristdekning: lines whose deadline is settled."""
    return _share(~Q(deadline_kind=DeadlineKind.UNSETTLED))


def register() -> None:
    """Put them into the registry; called once when the app is ready."""
    for key, label, value in (
        ("plan_share_with_owner", _("Share of measures with somebody responsible"),
         share_with_owner),
        ("plan_share_with_deadline", _("Share of measures with a settled deadline"),
         share_with_deadline),
    ):
        metric_sources.register(MetricSource(key, label, "%", value))
