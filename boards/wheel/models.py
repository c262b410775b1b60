"""Own entries of an annual wheel, beside those drawn from the data, and what is ticked as done."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from boards.wheel.choices import Recurrence, Ring, SetAside
from leanplan.clock import now
from leanplan.history import HistoricalRecords
from leanplan.versioning import Versioned
from organisation.models import OrgUnit, Position, User


class WheelEntryQuerySet(models.QuerySet["WheelEntry"]):
    def within(self, first: date, last: date) -> WheelEntryQuerySet:
        """Those that can fall between the days, by their own first and last day."""
        return self.filter(starts_on__lte=last).filter(
            Q(recurrence=Recurrence.ONCE) & Q(ends_on=None, starts_on__gte=first)
            | Q(recurrence=Recurrence.ONCE, ends_on__gte=first)
            | ~Q(recurrence=Recurrence.ONCE) & (Q(until=None) | Q(until__gte=first))
        )


class WheelEntry(Versioned):
    """Something that has its place in the year of a unit or of the management group (M23)."""

    owner = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="wheel_entries", verbose_name=_("owner")
    )
    title = models.CharField(_("what"), max_length=120)
    kind = models.CharField(_("ring"), max_length=10, choices=Ring.choices, default=Ring.OTHER)
    starts_on = models.DateField(_("day, or first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    recurrence = models.CharField(
        _("comes back"), max_length=12, choices=Recurrence.choices, default=Recurrence.ONCE
    )
    until = models.DateField(_("comes back until"), null=True, blank=True)
    responsible = models.ForeignKey(
        Position, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("responsible"),
    )
    note = models.CharField(_("remark"), max_length=200, blank=True)
    set_aside = models.CharField(
        _("time set aside for"), max_length=10, choices=SetAside.choices, blank=True, default="",
        help_text=_("Ticked as done, it counts as held."),
    )
    copied_from = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, editable=False, related_name="copy",
        verbose_name=_("copied from"),
    )

    history = HistoricalRecords()
    objects = WheelEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the annual wheel")
        verbose_name_plural = _("entries of the annual wheel")
        ordering = ("starts_on", "pk")
        indexes = (models.Index(fields=("owner", "starts_on")),)
        constraints = (
            models.CheckConstraint(
                name="boards_wheelentry_period",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day cannot be before the first."),
            ),
            models.CheckConstraint(
                name="boards_wheelentry_until",
                condition=Q(until=None)
                | (Q(until__gte=F("starts_on")) & ~Q(recurrence="once")),
                violation_error_message=_(
                    "«Comes back until» is only for what comes back, and not before the first day."
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} {self.starts_on}"

    def get_absolute_url(self) -> str:
        return reverse("boards:wheel_year", args=[self.owner_id, self.starts_on.year])

    @property
    def days(self) -> int:
        """How many days each time lasts beyond its first."""
        return (self.ends_on - self.starts_on).days if self.ends_on else 0


class WheelTick(models.Model):
    """One time of an entry that is done."""

    entry = models.ForeignKey(
        WheelEntry, models.CASCADE, related_name="ticks", verbose_name=_("entry")
    )
    on = models.DateField(_("the day it begins"))
    made_at = models.DateTimeField(default=now, editable=False)
    by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name = _("tick of the annual wheel")
        verbose_name_plural = _("ticks of the annual wheel")
        constraints = (
            models.UniqueConstraint(
                name="boards_wheeltick_once", fields=("entry", "on"),
                violation_error_message=_("It is ticked already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.entry} {self.on}"
