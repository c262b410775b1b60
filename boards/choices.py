"""The fixed vocabularies of boards and meetings."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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


class Section(models.TextChoices):
    """What a board can show, from left to right; goals come once there are some."""

    FIGURES = "figures", _("Measuring points")
    WORK = "work", _("The unit's measures and follow-up areas")
    SUGGESTIONS = "suggestions", _("Suggestions")
    RUNNING = "running", pgettext_lazy("board", "Under way")
    RESULTS = "results", _("Results, and what is lifted")
    WHEEL = "wheel", _("What comes in the annual wheel")


def all_sections() -> list[str]:
    """What a new board shows: everything."""
    return [str(section) for section in Section.values]
