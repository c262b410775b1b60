"""Where units stand with Lean, day by day."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from leanplan.history import HistoricalRecords


class LeanPeriod(models.Model):
    """Where a unit stands with Lean, from when to when."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        LEADER_IN_TRAINING = "leader_in_training", _("Leader in training")
        ROLLOUT = "rollout", _("Rollout under way")
        ROLLED_OUT = "rolled_out", _("Rolled out")
        ANALYSIS_HELD = "analysis_held", _("Fishbone analysis held")
        SELF_RELIANT = "self_reliant", _("Self-reliant")
        PAUSED = "paused", _("Paused")
        ENDED = "ended", _("Ended")

    unit = models.ForeignKey(
        "organisation.OrgUnit", models.CASCADE, related_name="lean_periods", verbose_name=_("unit")
    )
    status = models.CharField(_("status"), max_length=20, choices=Status.choices)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Lean period")
        verbose_name_plural = _("Lean periods")
        ordering = ("unit", "starts_on")
        constraints = (
            models.CheckConstraint(
                name="organisation_leanperiod_period",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day cannot be before the first."),
            ),
            models.UniqueConstraint(
                name="organisation_leanperiod_start", fields=("unit", "starts_on"),
                violation_error_message=_("The unit has a period from that day already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit}: {self.get_status_display()}"
