"""What the municipality enters about itself: its words, meeting days, settings and pauses."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from leanplan.history import HistoricalRecords
from leanplan.versioning import Versioned


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


class Setting(Versioned):
    """What the municipality has set otherwise than the default. No row: the default holds."""

    key = models.CharField(_("key"), max_length=80, unique=True)
    value = models.TextField(_("value"))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("setting")
        verbose_name_plural = _("settings")
        ordering = ("key",)

    def __str__(self) -> str:
        return f"{self.key}: {self.value}"

    def clean(self) -> None:
        """Refuse a key that nobody knows, and a value that cannot be."""
        from organisation.municipality_settings import refuse_bad_value  # noqa: PLC0415

        refuse_bad_value(self.key, self.value)


class Pause(Versioned):
    """Days in which nobody is reminded and nothing is planned, such as July."""

    name = models.CharField(_("name"), max_length=80)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    yearly = models.BooleanField(
        _("each year"), default=False, help_text=_("The same days each year.")
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("pause")
        verbose_name_plural = _("pauses")
        ordering = ("starts_on", "pk")
        constraints = (
            models.CheckConstraint(
                name="organisation_pause_period", condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day cannot be before the first."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """One that comes each year is shorter than half a year, so that work is left between."""
        if self.starts_on and self.ends_on and (self.ends_on - self.starts_on).days > 182:
            raise ValidationError({"ends_on": _("A pause cannot be longer than half a year.")})


class Logo(models.Model):
    """A picture of the municipality's arms or mark. Which one holds is a setting; old ones stay,
    so that the history of the setting can still show them."""

    digest = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=20)
    content = models.BinaryField()

    class Meta:
        verbose_name = _("logo")
        verbose_name_plural = _("logos")

    def __str__(self) -> str:
        return self.digest[:8]
