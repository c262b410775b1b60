"""The fixed words of suggestions and of plan, do, check, act."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SuggestionState(models.TextChoices):
    """How far a suggestion has come. The letters of PDCA stand in three of them; A is adopted."""

    NEW = "new", pgettext_lazy("suggestion", "New")
    PRIORITISED = "prioritised", _("Prioritised")
    PARKED = "parked", _("Parked")
    DECLINED = "declined", _("Declined")
    PLAN = "plan", _("Being planned")
    DO = "do", _("Being tried")
    CHECK = "check", _("Being evaluated")
    ADOPTED = "adopted", _("Adopted as the standard")
    DROPPED = "dropped", pgettext_lazy("suggestion", "Dropped")


class Conclusion(models.TextChoices):
    """What is done with what was tried: the choice of A."""

    ADOPT = "adopt", _("Adopt it")
    ADAPT = "adapt", _("Adapt it, and try again")
    ABANDON = "abandon", _("Let it go")


WAITING = (SuggestionState.NEW, SuggestionState.PRIORITISED)
RUNNING = (SuggestionState.PLAN, SuggestionState.DO, SuggestionState.CHECK)
OVER = (SuggestionState.DECLINED, SuggestionState.ADOPTED, SuggestionState.DROPPED)
