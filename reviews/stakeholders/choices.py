"""The fixed vocabularies of a stakeholder analysis."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Level(models.IntegerChoices):
    """How much interest or influence (Prosjektveiviseren)."""

    NONE = 0, pgettext_lazy("interest or influence", "None")
    LITTLE = 1, pgettext_lazy("interest or influence", "Little")
    MEDIUM = 2, pgettext_lazy("interest or influence", "Medium")
    MUCH = 3, pgettext_lazy("interest or influence", "Great")


class Attitude(models.TextChoices):
    """What a group thinks of it, as far as one knows."""

    POSITIVE = "positive", pgettext_lazy("attitude", "Positive")
    NEUTRAL = "neutral", pgettext_lazy("attitude", "Neutral")
    SCEPTICAL = "sceptical", pgettext_lazy("attitude", "Sceptical")


class Strategy(models.TextChoices):
    """How a group takes part."""

    ENGAGE = "engage", _("Engage")
    SATISFY = "satisfy", _("Keep satisfied")
    INFORM = "inform", _("Keep informed")
    LITTLE = "little", _("Little effort")


class CheckKind(models.TextChoices):
    """When the analysis is looked at (M26)."""

    BEFORE = "before", _("Before the analysis")
    FOLLOW_UP = "follow_up", _("At follow-up")
    EVALUATION = "evaluation", _("At evaluation")
