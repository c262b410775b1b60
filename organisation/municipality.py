"""What the municipality enters about itself: its own words, and the days its bodies meet."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from leanplan.history import HistoricalRecords


class Label(models.Model):
    """What this municipality calls a role or a kind of unit. Empty table: the default words."""

    key = models.CharField(
        _("key"), max_length=80,
        help_text=_("role.<role>, role.<role>.<kind of unit> or kind.<kind of unit>."),
    )
    language = models.CharField(_("language"), max_length=10, default="nb")
    short = models.CharField(_("short"), max_length=40)
    name = models.CharField(_("name"), max_length=80)
    plural = models.CharField(_("plural"), max_length=80)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("word of ours")
        verbose_name_plural = _("words of ours")
        ordering = ("key", "language")
        constraints = (
            models.UniqueConstraint(
                name="organisation_label_unique", fields=("key", "language"),
                violation_error_message=_("There are words for that key already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.key} ({self.language})"

    def clean(self) -> None:
        """Refuse a key that names no role and no kind of unit."""
        from organisation.labels import known_keys  # noqa: PLC0415

        if self.key not in known_keys():
            raise ValidationError({"key": _("No role or kind of unit has that key.")})


class MeetingDay(models.Model):
    """A day a body meets. Entered by hand until the product keeps the meetings themselves."""

    unit = models.ForeignKey(
        "organisation.OrgUnit", models.CASCADE, related_name="meeting_days", verbose_name=_("body")
    )
    day = models.DateField(_("day"))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("meeting day")
        verbose_name_plural = _("meeting days")
        ordering = ("day",)
        constraints = (
            models.UniqueConstraint(
                name="organisation_meetingday_unique", fields=("unit", "day"),
                violation_error_message=_("That meeting day is entered already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit.short} {self.day}"
