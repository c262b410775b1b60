"""The question of the six-month analysis: the plan's own (M17), or what the municipality sets."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from leanplan import thresholds
from leanplan.thresholds import Threshold
from organisation import municipality_settings
from organisation.municipality_settings import TextSetting

# As it stands in the plan, in «» after M17; content, so it is in no reader's language.
PLAN = "Hva hindrer enheten i å lykkes fullt ut med Lean kontinuerlig forbedring?"
QUESTION = "reviews.fishbone_question"
AHEAD = Threshold(
    "reviews.stakeholders_ahead", 14, "days",
    _("The stakeholder analysis is done in good time before an analysis"),
    _("M26 says «in good time»; two weeks are proposed by Leanplan."), low=0, high=180,
)


def _refuse_bad_question(text: str) -> None:
    if not text.strip() or len(text) > 200:
        raise ValidationError(gettext("Write a question of at most 200 characters."))


def register() -> None:
    """Make the question and the number of days known; called once when the app is ready."""
    thresholds.register(AHEAD)
    municipality_settings.register_text(
        TextSetting(
            QUESTION, _("Question of the six-month analysis"), default=PLAN,
            check=_refuse_bad_question, help=_("Stands in the head of the fish (M17)."),
        )
    )


def six_month_question() -> str:
    """The question the six-month analysis starts with."""
    return municipality_settings.text(QUESTION)


def days_ahead() -> int:
    """Days before an analysis by which the stakeholder analysis is in good time."""
    return thresholds.value(AHEAD.key)
