"""The fixed vocabularies of the annual wheel: its rings, and how often something comes back."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Ring(models.TextChoices):
    """The rings, from the outside in. A kind that no ring has stands in the innermost."""

    MEETING = "meeting", _("Meetings")
    REVIEW = "review", _("Gemba and reviews")
    REPORT = "report", _("Reporting")
    ANALYSIS = "analysis", _("Analyses and coaching")
    OTHER = "other", _("Deadlines and other")


class Recurrence(models.TextChoices):
    """How often an entry comes back."""

    ONCE = "once", _("Once")
    WEEK = "week", _("Every week")
    FORTNIGHT = "fortnight", _("Every second week")
    MONTH = "month", _("Every month")
    QUARTER = "quarter", _("Every quarter")
    HALF_YEAR = "half_year", _("Every half-year")
    YEAR = "year", _("Every year")


class SetAside(models.TextChoices):
    """What an entry sets time aside for (C3, M11); its ticks tell how often it was held."""

    NOTHING = "", _("Nothing in particular")
    REFLECTION = "reflection", _("Reflection")
    PLANNING = "planning", _("Planning")
