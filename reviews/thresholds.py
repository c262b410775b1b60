"""Numbers of the half-yearly reviews that the municipality may set."""

from django.utils.translation import gettext_lazy as _

from leanplan.thresholds import Threshold
from leanplan.thresholds import register as add

MINUTES = Threshold(
    "reviews.minutes", 120, "minutes", _("Time set aside for a half-yearly review"),
    _("M27: time enough; the number is proposed"), low=15, high=600,
)
CONFIRM_DAYS = Threshold(
    "reviews.confirm_days", 14, "days", _("A locked review is confirmed within"),
    _("Proposed; the plan has no number"), low=1, high=90,
)
PREPARE_DAYS = Threshold(
    "reviews.prepare_days", 5, "days", _("The preparation is handed in before the review"),
    _("Proposed; the plan has no number"), low=0, high=60,
)

WEEK_AT_MOST = Threshold(
    "reviews.half_days_a_week", 3, "count",
    _("Half-days a week that the plan of a half-year takes of one leader"),
    _("Proposed; the plan has no number"), low=1, high=10,
)
NOTICE_DAYS = Threshold(
    "reviews.notice_days", 7, "days", _("The first visit that is proposed lies ahead"),
    _("Proposed, so that it can be announced"), low=1, high=60,
)


def register() -> None:
    """Make them known; called once when the app is ready."""
    for threshold in (MINUTES, CONFIRM_DAYS, PREPARE_DAYS, WEEK_AT_MOST, NOTICE_DAYS):
        add(threshold)
