"""The periods a municipality plans in: when half-yearly reviews are held, when reports are due."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from leanplan import thresholds
from leanplan.periods import half_year_end
from leanplan.thresholds import Threshold

REPORTING = "periods.reporting"
QUARTER = "quarter"
TERTIAL = "tertial"
REPORT_DAYS = Threshold(
    "periods.report_days", 15, "days", _("A report is due so long after its period"),
    _("Proposed; the plan says quarter and year (M12)"), low=1, high=90,
)
_SAID = _("M15 and M27: twice a year; the weeks are ours to choose")
# By half-year: the weeks in which its reviews and the visits that belong to them are held.
WINDOWS = {
    1: (
        Threshold("periods.review_1_from", 1, "week", _("Reviews of spring, first week"), _SAID,
                  low=1, high=26, help=_("Week 1: from 1 January.")),
        Threshold("periods.review_1_to", 26, "week", _("Reviews of spring, last week"), _SAID,
                  low=1, high=26, help=_("Week 26: until 30 June.")),
    ),
    2: (
        Threshold("periods.review_2_from", 27, "week", _("Reviews of autumn, first week"), _SAID,
                  low=27, high=53, help=_("Week 27: from 1 July.")),
        Threshold("periods.review_2_to", 53, "week", _("Reviews of autumn, last week"), _SAID,
                  low=27, high=53, help=_("Week 53: until 31 December.")),
    ),
}


def review_window(year: int, half: int) -> tuple[date, date]:
    """First and last day in which the reviews of a half-year (1 or 2) are held.

    The outermost weeks reach to the edge of the half-year; a day never lies in the other one.
    """
    first, last = (thresholds.value(threshold.key) for threshold in WINDOWS[half])
    begins, ends = date(year, 6 * half - 5, 1), half_year_end(year, half)
    if first > WINDOWS[half][0].low:
        begins = max(begins, _monday(year, first))
    if last < WINDOWS[half][1].high:
        ends = min(ends, _monday(year, last) + timedelta(days=6))
    return begins, ends


def _monday(year: int, week: int) -> date:
    """Monday of an ISO week; the week after the last one begins the next year."""
    return date.fromisocalendar(year, 1, 1) + timedelta(weeks=week - 1)


def windows_backwards() -> list[str]:
    """Keys of the last weeks that lie before their first one."""
    return [
        last.key for first, last in WINDOWS.values()
        if thresholds.value(last.key) < thresholds.value(first.key)
    ]


def register() -> None:
    """Make the numbers known; called once when the app is ready."""
    for threshold in (*WINDOWS[1], *WINDOWS[2], REPORT_DAYS):
        thresholds.register(threshold)
