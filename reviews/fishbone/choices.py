"""The fixed vocabularies of a fishbone analysis."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


class AnalysisKind(models.TextChoices):
    """What it is about: what hinders the unit six months after the rollout (M17), or anything."""

    SIX_MONTHS = "six_months", _("Six months after the rollout")
    OTHER = "other", _("Another question")


class AnalysisState(models.TextChoices):
    """How far an analysis has come. From held on, its causes never change."""

    PLANNED = "planned", _("Planned")
    UNDER_WAY = "under_way", _("Under way")
    HELD = "held", _("Held")
    FOLLOWED_UP = "followed_up", _("Being followed up")
    CLOSED = "closed", _("Closed")
    CANCELLED = "cancelled", _("Cancelled")


# Causes can be written in these.
OPEN = (AnalysisState.PLANNED, AnalysisState.UNDER_WAY)
# The analysis has been.
HAS_BEEN = (AnalysisState.HELD, AnalysisState.FOLLOWED_UP, AnalysisState.CLOSED)
# Nothing more is expected.
OVER = (AnalysisState.CLOSED, AnalysisState.CANCELLED)

# The bones an analysis starts with (methods 3.4), in the language it is made in.
BONES = (
    gettext_noop("Leadership"),
    gettext_noop("People and competence"),
    gettext_noop("Method and way of working"),
    gettext_noop("Time and resources"),
    gettext_noop("Measurement and goals"),
    gettext_noop("Surroundings and cooperation"),
)


class OutcomeKind(models.TextChoices):
    """What came out of a cause."""

    MEASURE = "measure", _("Measure")
    # It alone lets the development unit go on after the six-month analysis (M17e).
    SUPPORT = "support", _("Continued support from the development unit")
    FOLLOW_UP = "follow_up", _("Follow-up area")
