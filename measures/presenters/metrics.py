"""How a metric is shown: its value, its target, and where it is going."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from leanplan.questions import question
from leanplan.spark import Spark, spark
from leanplan.templatetags.ui import short_date
from measures.metric_models import BY_HAND
from measures.models import Metric, Reading
from measures.registries import metric_sources

# So many readings make the trend; older ones are on the metric's own list.
TREND = 12


@dataclass(frozen=True)
class ReadingShown:
    """One value. url: where it is put right, "" for one that came by itself."""

    day: str
    value: str
    note: str
    url: str


@dataclass(frozen=True)
class MetricShown:
    """A metric beside its measure.

    value: "72 %", "" before the first reading. target: "target at least 90 %", "" for none.
    trend: "from 64 to 72 %, better", "" for fewer than two readings. reached: the target is
    reached, None without a value or a target.
    """

    pk: int
    name: str
    value: str
    day: str
    target: str
    trend: str
    reached: bool | None
    line: Spark | None
    source: str
    is_by_hand: bool
    readings: list[ReadingShown] = field(default_factory=list)


def with_unit(value: Decimal, unit: str) -> str:
    """A value as it is written: no decimals that say nothing, the unit after it."""
    plain = value.quantize(Decimal(1)) if value == value.to_integral() else value.normalize()
    number = number_format(plain, use_l10n=True)
    return f"{number}\N{NO-BREAK SPACE}{unit}" if unit else number


def metrics_of(keys: Collection[int]) -> dict[int, list[MetricShown]]:
    """{measure: metrics} of the metrics with those keys, with their readings; one query."""
    if not keys:
        return {}
    readings: dict[int, list[Reading]] = defaultdict(list)
    metrics: dict[int, Metric] = {}
    for metric in _with_readings(keys):
        metrics.setdefault(metric.pk, metric)
        if metric.reading:
            readings[metric.pk].append(
                Reading(
                    pk=metric.reading, metric=metric, read_on=metric.read_on, value=metric.value,
                    note=metric.note,
                )
            )
    shown: dict[int, list[MetricShown]] = defaultdict(list)
    for key, metric in metrics.items():
        shown[metric.measure_id].append(metric_shown(metric, readings[key]))
    return dict(shown)


@question
def _with_readings(keys: Collection[int]) -> QuerySet[Any]:
    """Each metric with a row for each of its readings, the oldest first."""
    metrics: QuerySet[Any] = Metric.objects.filter(pk__in=keys)
    return metrics.order_by("pk", "readings__read_on", "readings__pk").annotate(
        reading=F("readings__pk"), read_on=F("readings__read_on"), value=F("readings__value"),
        note=F("readings__note"),
    )


def metric_shown(metric: Metric, readings: list[Reading]) -> MetricShown:
    """How a metric with its readings, the oldest first, is shown."""
    last = readings[-1] if readings else None
    trend = readings[-TREND:]
    source = metric_sources.get(metric.source)
    target = None if metric.target is None else float(metric.target)
    return MetricShown(
        metric.pk, metric.name,
        value=with_unit(last.value, metric.unit) if last else "",
        day=short_date(last.read_on) if last else "",
        target=_target(metric), trend=_trend(metric, trend),
        reached=_reached(metric, last),
        line=spark([float(reading.value) for reading in trend], target),
        source=str(source.label) if source else "",
        is_by_hand=metric.source == BY_HAND,
        readings=[
            ReadingShown(
                short_date(reading.read_on), with_unit(reading.value, metric.unit), reading.note,
                reverse("measures:reading_edit", args=[reading.pk])
                if metric.source == BY_HAND else "",
            )
            for reading in reversed(trend)
        ],
    )


def _target(metric: Metric) -> str:
    if metric.target is None:
        return ""
    value = {"value": with_unit(metric.target, metric.unit)}
    if metric.better == Metric.Better.HIGHER:
        return _("target at least %(value)s") % value
    return _("target at most %(value)s") % value


def _reached(metric: Metric, last: Reading | None) -> bool | None:
    if last is None or metric.target is None:
        return None
    if metric.better == Metric.Better.HIGHER:
        return last.value >= metric.target
    return last.value <= metric.target


def _trend(metric: Metric, readings: list[Reading]) -> str:
    if len(readings) < 2:
        return ""
    first, last = readings[0].value, readings[-1].value
    values = {"first": with_unit(first, ""), "last": with_unit(last, metric.unit)}
    if first == last:
        return _("unchanged at %(last)s") % values
    better = (last > first) == (metric.better == Metric.Better.HIGHER)
    if better:
        return _("better, from %(first)s to %(last)s") % values
    return _("worse, from %(first)s to %(last)s") % values
