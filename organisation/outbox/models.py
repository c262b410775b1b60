"""The outbox: each mail once, by its key."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from leanplan.clock import now
from leanplan.mail import Written


class MailState(models.TextChoices):
    """Where a mail is on its way."""

    WAITING = "waiting", _("Waiting to be sent")
    CLAIMED = "claimed", _("Being sent now")
    SENT = "sent", _("Sent")
    UNCERTAIN = "uncertain", _("Uncertain: it may have been sent")
    FAILED = "failed", _("Not sent")


class Trouble(models.TextChoices):
    """Why a mail is not sent, or not yet."""

    NO_ADDRESS = "no_address", _("The person has no account with an e-mail address.")
    REFUSED = "refused", _("The mail server refused it.")
    LATER = "later", _("The mail server asked to try again later.")
    GAVE_UP = "gave_up", _("The mail server asked to try again later, too many times.")
    STOPPED = "stopped", _("The job stopped before the mail server had confirmed it.")
    BROKEN_OFF = "broken_off", _("The connection broke before the mail server had confirmed it.")
    TOO_OLD = "too_old", _("It waited so long that what it says is no longer true.")


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    def ready(self, *, at: datetime) -> OutgoingMailQuerySet:
        """Waiting, and not to be left alone for a while yet."""
        return self.filter(state=MailState.WAITING, next_attempt_at__lte=at)


class OutgoingMail(models.Model):
    """One mail to one person. The key says what it is, so that no job can make it twice."""

    key = models.CharField(_("key"), max_length=200, unique=True, editable=False)
    person = models.ForeignKey(
        "organisation.Person", models.CASCADE, related_name="mails", verbose_name=_("to"),
        editable=False,
    )
    subject = models.CharField(_("subject"), max_length=300, editable=False)
    sender = models.CharField(max_length=200, blank=True, editable=False)
    # Emptied some time after the sending: nobody needs the text any more.
    text = models.TextField(blank=True, editable=False)
    html = models.TextField(blank=True, editable=False)
    calendar = models.TextField(blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=MailState.choices, default=MailState.WAITING,
        editable=False,
    )
    trouble = models.CharField(
        _("what is wrong"), max_length=12, choices=Trouble.choices, blank=True, editable=False
    )
    answer = models.CharField(
        _("the mail server's answer"), max_length=300, blank=True, editable=False
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0, editable=False)
    made_at = models.DateTimeField(_("made"), default=now, editable=False)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=now, editable=False)
    claimed_at = models.DateTimeField(null=True, editable=False)
    sent_at = models.DateTimeField(_("sent at"), null=True, editable=False)
    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail in the outbox")
        verbose_name_plural = _("outbox")
        ordering: ClassVar = ("-made_at", "-pk")
        indexes = (models.Index(fields=("state", "next_attempt_at")),)
        constraints = (
            models.CheckConstraint(
                name="organisation_outgoingmail_claimed",
                condition=~Q(state=MailState.CLAIMED) | Q(claimed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="organisation_outgoingmail_sent",
                condition=~Q(state=MailState.SENT) | Q(sent_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.subject

    @property
    def written(self) -> Written:
        """The mail as it was written."""
        return Written(self.subject, self.text, self.html, self.sender, self.calendar)
