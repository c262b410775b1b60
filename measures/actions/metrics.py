"""Metrics of a measure and their readings, by hand or from where the figure arises."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leanplan.clock import today
from leanplan.periods import month_end
from leanplan.versioning import create, save_changes
from measures.metric_models import BY_HAND
from measures.models import Measure, Metric, Reading
from measures.registries import metric_sources


@transaction.atomic
def metric_create(*, by: Any, measure: Measure, values: dict[str, Any]) -> Metric:
    """Follow a measure by a figure; one with a source gets its first reading at once.

    Errors: ValidationError.
    """
    metric: Metric = create(Metric(measure=measure, **_with_unit(values)), by=by)
    reading_take(metric, day=today())
    return metric


@transaction.atomic
def metric_edit(*, by: Any, metric: Metric, version: int, values: dict[str, Any]) -> Metric:
    """Change name, unit, target, direction or source. Errors: Conflict, ValidationError."""
    save_changes(metric, _with_unit(values), version=version, by=by)
    reading_take(metric, day=today())
    return metric


def _with_unit(values: dict[str, Any]) -> dict[str, Any]:
    """A figure that comes by itself has the unit of its source."""
    key = values.get("source", BY_HAND)
    if key == BY_HAND:
        return values
    source = metric_sources.get(key)
    if source is None:
        raise ValidationError({"source": _("Choose one of the sources in the list.")})
    return {**values, "unit": str(source.unit)}


@transaction.atomic
def reading_create(
    *, by: Any, metric: Metric, read_on: date, value: Decimal, note: str = ""
) -> Reading:
    """Write down a value. Errors: ValidationError (a figure that comes by itself, a day to come,
    a day that has one)."""
    _refuse(metric, read_on)
    return create(Reading(metric=metric, read_on=read_on, value=value, note=note), by=by)


@transaction.atomic
def reading_edit(*, by: Any, reading: Reading, version: int, values: dict[str, Any]) -> Reading:
    """Put a value right. Errors: Conflict, ValidationError."""
    _refuse(reading.metric, values["read_on"])
    save_changes(reading, values, version=version, by=by)
    return reading


def _refuse(metric: Metric, day: date) -> None:
    if metric.source != BY_HAND:
        raise ValidationError(_("This figure comes by itself; it is not written down by hand."))
    if day > today():
        raise ValidationError({"read_on": _("The day cannot be to come.")})


@transaction.atomic
def reading_take(metric: Metric, *, day: date) -> Reading | None:
    """Keep what the source says as the reading of the month; a second time the same day changes
    nothing. None for a metric by hand, without its source, or without a figure."""
    source = metric_sources.get(metric.source)
    value = source.value(day) if source else None
    if value is None:
        return None
    # One taker at a time, or two would both find that the month has none.
    Metric.objects.select_for_update().get(pk=metric.pk)
    first, last = day.replace(day=1), month_end(day.year, day.month)
    standing = metric.readings.filter(read_on__range=(first, last)).order_by("-read_on").first()
    if standing is None:
        return create(Reading(metric=metric, read_on=day, value=value), by=None)
    if standing.value != value:
        save_changes(
            standing, {"read_on": day, "value": value}, version=standing.version, by=None
        )
    return standing


def readings_take(*, day: date) -> int:
    """Take the readings of all metrics of plans and units under way that have a source; how many
    have one now."""
    sources = [source.key for source in metric_sources]
    metrics = Metric.objects.filter(source__in=sources).select_related("measure")
    return sum(
        reading_take(metric, day=day) is not None
        for metric in metrics if not metric.measure.is_closed
    )
