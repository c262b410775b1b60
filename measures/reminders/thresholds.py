"""Numbers of reminders that the municipality may set. The plan itself names none of them."""

from django.utils.translation import gettext_lazy as _

from leanplan.thresholds import Threshold
from leanplan.thresholds import register as add

_SOURCE = _("The plan has no number; this one is proposed by Leanplan.")
_OFF = _("0: no such reminder.")


def register() -> None:
    """Make them known; called once when the app is ready."""
    for threshold in (
        Threshold(
            "measures.remind_before_first", 30, "days", _("First reminder before a deadline"),
            _SOURCE, low=0, high=365, help=_OFF,
        ),
        Threshold(
            "measures.remind_before_second", 7, "days", _("Second reminder before a deadline"),
            _SOURCE, low=0, high=365, help=_OFF,
        ),
        Threshold(
            "measures.remind_before_last", 1, "days", _("Last reminder before a deadline"),
            _SOURCE, low=0, high=365, help=_OFF,
        ),
        Threshold(
            "measures.remind_after_first", 1, "days", _("First reminder after a deadline"),
            _SOURCE, low=1, high=365,
        ),
        Threshold(
            "measures.remind_after_second", 7, "days", _("Second reminder after a deadline"),
            _SOURCE, low=1, high=365,
        ),
        Threshold(
            "measures.remind_every", 30, "days", _("Then a reminder every so many days"),
            _SOURCE, low=7, high=365,
        ),
        Threshold(
            "measures.remind_gap", 5, "days",
            _("The same thing is never told twice to the same person within"), _SOURCE,
            low=5, high=60,
        ),
        Threshold(
            "measures.escalate_after", 14, "days",
            _("From the mail that warns of it until the leader above is told"), _SOURCE,
            low=7, high=180,
        ),
    ):
        add(threshold)
