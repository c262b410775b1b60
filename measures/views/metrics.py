"""Metrics of a measure and their readings."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from leanplan.access import permit, require
from leanplan.clock import today
from leanplan.form_page import form_page
from measures.actions import metrics as actions
from measures.forms.obligations import MetricForm, ReadingForm
from measures.models import Measure, Metric, Reading
from measures.views.measure_form import crumbs_to, loaded, posted

FORM = require_http_methods(["GET", "HEAD", "POST"])
METRIC = ("name", "source", "unit", "target", "better")
READING = ("read_on", "value", "note")


def _values(data: dict[str, object], names: tuple[str, ...]) -> dict[str, object]:
    return {name: data[name] for name in names}


def _metric(request: HttpRequest, pk: int) -> Metric:
    seen = Metric.objects.filter(measure__in=Measure.objects.visible_to(request.user))
    return get_object_or_404(seen.select_related("measure__plan"), pk=pk)


@FORM
@require("measures.edit_metric")
def metric_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Follow a measure by a figure."""
    measure = loaded(request, pk)
    permit(request.user, "measures.edit_metric", measure)
    own = f"{measure.get_absolute_url()}#malepunkt"
    form = MetricForm(posted(request), row=Metric(measure=measure))
    return form_page(
        request, "measures/metric/create.html", form,
        act=lambda data: actions.metric_create(
            by=request.user, measure=measure, values=_values(data, METRIC)
        ),
        done=lambda made: own, cancel_url=own, said=_("The metric is saved."),
        context={"measure": measure, "above": crumbs_to(measure)},
    )


@FORM
@require("measures.edit_metric")
def metric_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a metric."""
    metric = _metric(request, pk)
    measure = metric.measure
    permit(request.user, "measures.edit_metric", measure)
    own = f"{measure.get_absolute_url()}#malepunkt"
    return form_page(
        request, "measures/metric/edit.html", MetricForm(posted(request), row=metric),
        act=lambda data: actions.metric_edit(
            by=request.user, metric=metric, version=data["version"],
            values=_values(data, METRIC),
        ),
        done=lambda made: own, cancel_url=own, said=_("The metric is saved."),
        context={"measure": measure, "metric": metric, "above": crumbs_to(measure)},
        crumbs=crumbs_to(measure),
    )


@FORM
@require("measures.edit_metric")
def reading_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down a value."""
    metric = _metric(request, pk)
    measure = metric.measure
    permit(request.user, "measures.edit_metric", measure)
    own = f"{measure.get_absolute_url()}#malepunkt"
    form = ReadingForm(posted(request), row=Reading(metric=metric), initial={"read_on": today()})
    return form_page(
        request, "measures/reading/create.html", form,
        act=lambda data: actions.reading_create(
            by=request.user, metric=metric, read_on=data["read_on"], value=data["value"],
            note=data["note"],
        ),
        done=lambda made: own, cancel_url=own, said=_("The reading is saved."),
        context={"measure": measure, "metric": metric, "above": crumbs_to(measure)},
    )


@FORM
@require("measures.edit_metric")
def reading_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a value right."""
    seen = Reading.objects.filter(metric__measure__in=Measure.objects.visible_to(request.user))
    reading = get_object_or_404(seen.select_related("metric__measure__plan"), pk=pk)
    measure = reading.metric.measure
    permit(request.user, "measures.edit_metric", measure)
    own = f"{measure.get_absolute_url()}#malepunkt"
    return form_page(
        request, "measures/reading/edit.html", ReadingForm(posted(request), row=reading),
        act=lambda data: actions.reading_edit(
            by=request.user, reading=reading, version=data["version"],
            values=_values(data, READING),
        ),
        done=lambda made: own, cancel_url=own, said=_("The reading is saved."),
        context={"measure": measure, "metric": reading.metric, "above": crumbs_to(measure)},
        crumbs=crumbs_to(measure),
    )
