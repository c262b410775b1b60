"""The fixed vocabularies of boards and meetings."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Cadence(models.TextChoices):
    """How often people meet at a board; nothing is hard-coded, each board has its own."""

    WEEKLY = "weekly", _("Every week")
    FORTNIGHTLY = "fortnightly", _("Every second week")
    MONTHLY = "monthly", _("Every month")
    NONE = "none", _("No fixed rhythm")


class Weekday(models.IntegerChoices):
    """The working days, as Python counts them."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
