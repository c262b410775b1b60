"""Numbers of boards that the municipality may set."""

from django.utils.translation import gettext_lazy as _

from leanplan.thresholds import Threshold
from leanplan.thresholds import register as add

LIFT_DAYS = Threshold(
    "boards.lift_days", 14, "days",
    _("A point that is lifted to the board above is answered within"),
    _("Proposed; the plan has no number"), low=1, high=120,
)


def register() -> None:
    """Make them known; called once when the app is ready."""
    add(LIFT_DAYS)
