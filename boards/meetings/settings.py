"""Numbers of board meetings that the municipality may set; a board's rhythm is its own."""

from django.utils.translation import gettext_lazy as _

from leanplan.thresholds import Threshold
from leanplan.thresholds import register as add

_NO_NUMBER = _("The plan has no number; this one is proposed by Leanplan.")
SHARE = Threshold(
    "boards.share", 75, "percent",
    _("A board keeps its rhythm in a quarter: so many of the meetings are held"), _NO_NUMBER,
    low=1, high=100,
)
GROUP_SHARE = Threshold(
    "boards.group_share", 75, "percent",
    _("The same for boards of management groups"), _NO_NUMBER, low=1, high=100,
)
SILENT = Threshold(
    "boards.silent", 2, "count", _("Reminder when so many board meetings in a row are missing"),
    _("The custom to meet every week or every second; the plan has no number"), low=1, high=12,
)


def register() -> None:
    """Make them known; called once when the app is ready."""
    for threshold in (SHARE, GROUP_SHARE, SILENT):
        add(threshold)
