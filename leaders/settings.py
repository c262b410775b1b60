"""What a municipality sets about rollouts and coaching: numbers, and from when the clock counts."""

from django.utils.translation import gettext_lazy as _

from leanplan import thresholds
from leanplan.thresholds import Threshold
from organisation import municipality_settings
from organisation.municipality_settings import TextSetting

COMPLETED, STARTED = "completed", "started"
CLOCK_FROM = TextSetting(
    "leaders.clock_from", _("The analysis is due so long after the rollout was"),
    default=COMPLETED, choices=((COMPLETED, _("Completed")), (STARTED, _("Started"))),
    help=_("The plan says «after the rollout» (M17)."),
)
ANALYSIS_MONTHS = Threshold(
    "leaders.analysis_months", 6, "months", _("An analysis is held after the rollout within"),
    "M17", low=1, high=24,
)
STILL_HOURS = Threshold(
    "leaders.still_hours", 20, "hours", _("Coaching without progress: more than"),
    _("The plan has no number; this one is proposed by Leanplan."), low=1, high=500,
)
STILL_DAYS = Threshold(
    "leaders.still_days", 60, "days", _("Coaching without progress: nothing moved for"),
    _("The plan has no number; this one is proposed by Leanplan."), low=7, high=730,
)


def analysis_months() -> int:
    """How many calendar months after the rollout the analysis is due."""
    return thresholds.value(ANALYSIS_MONTHS.key)


def counts_from_start() -> bool:
    """The clock counts from the start of the rollout, not from its completion."""
    return municipality_settings.text(CLOCK_FROM.key) == STARTED


def register() -> None:
    """Make them known; called once when the app is ready."""
    municipality_settings.register_text(CLOCK_FROM)
    for threshold in (ANALYSIS_MONTHS, STILL_HOURS, STILL_DAYS):
        thresholds.register(threshold)
