"""Figures that show whether a principle is lived: metrics of a measure, and their readings."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from leanplan.history import HistoricalRecords
from leanplan.versioning import Versioned

# The source of a figure that people read off and write down themselves.
BY_HAND = "by_hand"


class Metric(Versioned):
    """A figure that a measure is followed by. source: who gives it (measures/registries.py)."""

    class Better(models.TextChoices):
        HIGHER = "higher", _("Higher is better")
        LOWER = "lower", _("Lower is better")

    measure = models.ForeignKey(
        "measures.Measure", models.CASCADE, related_name="metrics", verbose_name=_("measure")
    )
    name = models.CharField(_("name"), max_length=120)
    unit = models.CharField(
        _("unit"), max_length=20, blank=True, help_text=_("Such as %, hours or a month.")
    )
    source = models.CharField(_("source"), max_length=60, default=BY_HAND)
    target = models.DecimalField(
        _("target"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    better = models.CharField(
        _("direction"), max_length=6, choices=Better.choices, default=Better.HIGHER
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("metric")
        verbose_name_plural = _("metrics")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                name="measures_metric_name", fields=("measure", "name"),
                violation_error_message=_("The measure has a metric of that name already."),
            ),
        )

    def __str__(self) -> str:
        return self.name


class Reading(Versioned):
    """The value of a metric on a day."""

    metric = models.ForeignKey(
        Metric, models.CASCADE, related_name="readings", verbose_name=_("metric")
    )
    read_on = models.DateField(_("day"))
    value = models.DecimalField(_("value"), max_digits=12, decimal_places=2)
    note = models.CharField(_("remark"), max_length=200, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        ordering = ("read_on", "pk")
        constraints = (
            models.UniqueConstraint(
                name="measures_reading_day", fields=("metric", "read_on"),
                violation_error_message=_("There is a reading of that day already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.metric} {self.read_on}"
