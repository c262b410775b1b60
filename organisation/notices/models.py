"""Notices of a person, and what the person wants by mail."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from leanplan.clock import now
from organisation.notices.choices import MailFrequency


class NoticeQuerySet(models.QuerySet["Notice"]):
    def of(self, person_id: int | None) -> NoticeQuerySet:
        """One person's own; nobody else reads them."""
        return self.filter(person=person_id) if person_id else self.none()

    def unread(self) -> NoticeQuerySet:
        """Those not opened yet."""
        return self.filter(read_at=None)


class Notice(models.Model):
    """Something a person is told. What it says is made when it is shown: kind and parameters."""

    person = models.ForeignKey(
        "organisation.Person", models.CASCADE, related_name="notices", verbose_name=_("to"),
        editable=False,
    )
    key = models.CharField(max_length=200, editable=False)
    kind = models.CharField(max_length=60, editable=False)
    parameters = models.JSONField(default=dict, editable=False)
    url = models.CharField(max_length=300, editable=False)
    made_at = models.DateTimeField(_("made"), default=now, editable=False)
    read_at = models.DateTimeField(_("read"), null=True, editable=False)
    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering: ClassVar = ("-made_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="organisation_notice_once", fields=("person", "key"),
            ),
            models.CheckConstraint(
                name="organisation_notice_url", condition=Q(url__startswith="/"),
            ),
        )
        indexes = (
            models.Index(
                name="organisation_notice_unread", fields=("person",), condition=Q(read_at=None)
            ),
        )

    def __str__(self) -> str:
        return self.key


class MailChoice(models.Model):
    """What a person has chosen. No row: on Mondays, gathered."""

    person = models.OneToOneField(
        "organisation.Person", models.CASCADE, related_name="mail_choice",
        verbose_name=_("person"), editable=False,
    )
    frequency = models.CharField(
        _("how often"), max_length=10, choices=MailFrequency.choices,
        default=MailFrequency.WEEKLY,
    )

    class Meta:
        verbose_name = _("mail choice")
        verbose_name_plural = _("mail choices")

    def __str__(self) -> str:
        return f"{self.person}: {self.get_frequency_display()}"
