"""Measures that nobody has touched for long: what the record says, and how it is put."""

from datetime import date
from typing import Any

from django.db.models import Exists, Max, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from leanplan import thresholds
from leanplan.dates import local_day
from leanplan.thresholds import Threshold
from measures.models import Measure, MeasureRule, StatusEntry
from measures.rules import may_go_stale, staleness

_SOURCE = _("The plan has no number; this one is proposed by Leanplan.")
STEPS = tuple(
    Threshold(f"measures.stale_{name}", days, "days", label, _SOURCE, low=7, high=730)
    for name, days, label in (
        ("first", 30, _("A measure is marked when nobody has touched it for")),
        ("second", 60, _("It is marked again after")),
        ("third", 180, _("And a last time after")),
    )
)


def register() -> None:
    """Make the numbers known; called once when the app is ready."""
    for threshold in STEPS:
        thresholds.register(threshold)


def with_touch(measures: Any) -> Any:
    """Load besides when each was last touched (changed, or reported on); no query more."""
    said = StatusEntry.objects.filter(measure=OuterRef("pk"))
    changed = Measure.history.filter(id=OuterRef("pk")).order_by()
    return measures.annotate(
        changed_at=Subquery(changed.values("id").annotate(at=Max("history_date")).values("at")),
        said_on=Subquery(said.order_by("-said_on", "-pk").values("said_on")[:1]),
        last_said=Subquery(said.order_by("-said_on", "-pk").values("comment")[:1]),
        is_counted=Exists(MeasureRule.objects.filter(measure=OuterRef("pk"))),
    )


def stale_days(measure: Any, *, today: date) -> int:
    """The longest step that has passed since the measure was touched; 0 for none.

    In: a measure loaded with `with_touch`; another is never stale. What a rule counts is followed
    by what happens, and nobody reports on it.
    """
    if not hasattr(measure, "changed_at") or measure.is_counted:
        return 0
    waits = bool((measure.last_said or "").strip())
    if not may_go_stale(measure, waits_with_reason=waits, today=today):
        return 0
    changed = local_day(measure.changed_at) if measure.changed_at else None
    days = [day for day in (changed, measure.said_on) if day is not None]
    steps = [thresholds.value(threshold.key) for threshold in STEPS]
    return staleness(max(days, default=None), today=today, steps=steps)


def stale_text(measure: Any, *, today: date) -> str:
    """The same in words; "" for none."""
    days = stale_days(measure, today=today)
    if not days:
        return ""
    return ngettext("Not touched for %(days)s day", "Not touched for %(days)s days", days) % {
        "days": days
    }
