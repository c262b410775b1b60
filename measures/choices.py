"""The fixed vocabularies of measures: status, kinds of deadline, precision, rhythm."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """How far a measure has come, as somebody has said it."""

    NOT_STARTED = "not_started", _("Not started")
    IN_PROGRESS = "in_progress", _("In progress")
    ON_HOLD = "on_hold", _("On hold")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")
    CARRIED_OVER = "carried_over", _("Carried over")


# Nothing more is expected of these; they are never late.
CLOSED = (Status.DONE, Status.DROPPED, Status.CARRIED_OVER)


class DeadlineKind(models.TextChoices):
    """What sort of deadline a measure has; a missing one is a kind of its own."""

    UNSETTLED = "unsettled", _("Not settled")
    DATE = "date", _("Date")
    ONGOING = "ongoing", _("Ongoing")
    RECURRING = "recurring", _("Recurring")


class Precision(models.TextChoices):
    """How exactly the date was meant; due_date is the last day of it."""

    DAY = "day", _("Day")
    MONTH = "month", _("Month")
    HALF_YEAR = "half_year", _("Half-year")
    YEAR = "year", _("Year")


class Rhythm(models.TextChoices):
    """How often something comes back."""

    MONTH = "month", _("Every month")
    QUARTER = "quarter", _("Every quarter")
    HALF_YEAR = "half_year", _("Every half-year")
    YEAR = "year", _("Every year")
    ON_EVENT = "on_event", _("Each time it is called for")
