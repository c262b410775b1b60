"""What persons were told, by mail and in the product, and each run of the job."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisation.models import OutgoingMail, Person


class Channel(models.TextChoices):
    """How somebody was told."""

    MAIL = "mail", _("Mail")
    NOTICE = "notice", _("Notice")


class ReminderSent(models.Model):
    """A person was told of something at a step; written in one transaction with the telling.

    step: days after `due`, negative before it. A mail that failed takes its rows with it, so that
    the next one tells of the same.
    """

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="reminders", verbose_name=_("person")
    )
    channel = models.CharField(max_length=6, choices=Channel.choices)
    item = models.CharField(max_length=120)
    part = models.CharField(max_length=10)
    due = models.DateField()
    step = models.IntegerField()
    day = models.DateField(_("day"))
    escalates_on = models.DateField(null=True, blank=True)
    mail = models.ForeignKey(
        OutgoingMail, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering: ClassVar = ("-day", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="measures_remindersent_once",
                fields=("person", "channel", "item", "part", "due", "step"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.item} {self.step:+} {self.day}"


class ReminderRun(models.Model):
    """One day's run of the job; without an end it was cut off, and the next run goes on."""

    day = models.DateField(_("day"), unique=True)
    ended = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("run of the reminders")
        verbose_name_plural = _("runs of the reminders")

    def __str__(self) -> str:
        return str(self.day)
