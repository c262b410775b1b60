"""How often a person is reminded by mail."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailFrequency(models.TextChoices):
    """What is shown in the product is the same for all."""

    WEEKLY = "weekly", _("On Mondays, gathered")
    DAILY = "daily", _("Each working day that brings something new")
    OVERDUE = "overdue", _("On Mondays, only what is overdue")
    LEAST = "least", _("Only when something goes on to a leader above")
