"""The fixed words of board meetings."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BoardMeetingState(models.TextChoices):
    """Where a board meeting stands."""

    RUNNING = "running", pgettext_lazy("board meeting", "Under way")
    HELD = "held", pgettext_lazy("board meeting", "Held")
    NOT_HELD = "not_held", pgettext_lazy("board meeting", "Not held")


class NotHeld(models.TextChoices):
    """Why a board meeting was not held. A pause does not count as a meeting that is missing."""

    STAFF = "staff", _("Too few at work")
    BUSY = "busy", _("Other things came first")
    PAUSE = "pause", _("Holiday, or the unit was closed")
    OTHER = "other", _("Something else")


class Step(models.TextChoices):
    """What a board meeting goes through besides the sections of its board."""

    SINCE = "since", _("Since last time")
    REFLECTION = "reflection", _("Reflection")
    END = "end", _("End the meeting")
