"""How people judge each row of the plan, at a meeting of the management group or between two."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from challenges.models import PlanRow
from leanplan.history import HistoricalRecords
from leanplan.versioning import Versioned
from organisation.models import User
from reviews.choices import Light

NOTE_MISSING = _("Write in a few words why.")


class RowStatus(Versioned):
    """The judgement of one row as it stands; its history has those before it. Never computed."""

    row = models.OneToOneField(
        PlanRow, models.CASCADE, related_name="+", verbose_name=_("row")
    )
    light = models.CharField(_("status of the row"), max_length=8, choices=Light.choices)
    note = models.CharField(
        _("why"), max_length=160, blank=True, help_text=_("A few words that all may read.")
    )
    set_on = models.DateField(_("judged on"))
    set_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("status of a row")
        verbose_name_plural = _("statuses of rows")
        constraints = (
            models.CheckConstraint(
                name="boards_rowstatus_note",
                condition=Q(light=Light.GOOD.value) | ~Q(note=""),
                violation_error_message=NOTE_MISSING,
            ),
        )

    def __str__(self) -> str:
        return f"{self.row}: {self.get_light_display()}"

    def clean(self) -> None:
        """Who says that something is wrong says what."""
        if self.light != Light.GOOD and not self.note.strip():
            raise ValidationError({"note": NOTE_MISSING})

    def as_values(self) -> dict[str, Any]:
        """What a person sets."""
        return {"light": self.light, "note": self.note}
