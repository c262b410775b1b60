"""When the agenda and the minutes of a meeting are due; a municipality may set it otherwise."""

from django.utils.translation import gettext_lazy as _

from leanplan import thresholds
from leanplan.thresholds import Threshold

_SAID = _("Proposed; the plan has no number")
AGENDA_DAYS = Threshold(
    "meetings.agenda_days", 4, "days", _("The agenda is sent so long before the meeting"), _SAID,
    low=0, high=30,
)
MINUTES_DAYS = Threshold(
    "meetings.minutes_days", 3, "days", _("The minutes are written so long after the meeting"),
    _SAID, low=0, high=30,
)
APPROVAL_DAYS = Threshold(
    "meetings.approval_days", 7, "days", _("The minutes are approved so long after the meeting"),
    _SAID, low=0, high=60,
)


def register() -> None:
    """Make the numbers known; called once when the app is ready."""
    for threshold in (AGENDA_DAYS, MINUTES_DAYS, APPROVAL_DAYS):
        thresholds.register(threshold)
