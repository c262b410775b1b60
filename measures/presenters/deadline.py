"""How a deadline is written: the text, the line under it, and whether it is late or near."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from leanplan import thresholds
from leanplan.templatetags.ui import short_date
from leanplan.thresholds import Threshold
from measures.choices import DeadlineKind, Precision, Rhythm, Status
from measures.rules import Deadline, MeasureFacts, is_closed, is_overdue

NEAR = Threshold(
    "measures.near_days", 30, "days", gettext_lazy("A deadline is near when there are left"),
    gettext_lazy("Proposed; the plan has no number"), low=1, high=180,
    help=gettext_lazy("The plan's filter, its amber and My page follow it."),
)


def near_days() -> int:
    """So many days ahead a deadline is near, at most."""
    return thresholds.value(NEAR.key)


def near_title() -> str:
    """What the measures with a near deadline are called together."""
    return _("Next %(days)s days") % {"days": near_days()}


@dataclass(frozen=True)
class DueShown:
    """A deadline as a row shows it.

    text: the deadline itself, note: the small line under it, day: the date behind the text.
    days_over: how many days it is late, 0 where it is not. is_near: due today or soon.
    """

    text: str
    note: str = ""
    day: date | None = None
    days_over: int = 0
    is_near: bool = False

    @property
    def is_over(self) -> bool:
        """The day has passed and something is still expected."""
        return self.days_over > 0


def due_shown(measure: MeasureFacts, *, today: date) -> DueShown | None:
    """How the deadline of a measure is shown; None where it is open and none is settled."""
    deadline = Deadline.of(measure)
    if is_closed(measure):
        return _closed(measure, deadline)
    if not deadline.is_settled:
        return None
    if deadline.due_date is None:
        return DueShown(deadline_text(deadline), deadline_note(deadline, today=today))
    days = (deadline.due_date - today).days
    return DueShown(
        deadline_text(deadline),
        distance(days) if days <= near_days() else "",
        deadline.due_date,
        days_over=-days if is_overdue(measure, today=today) else 0,
        is_near=0 <= days <= near_days(),
    )


def _closed(measure: MeasureFacts, deadline: Deadline) -> DueShown:
    """What is closed shows the day it was closed; a deadline that is past has nothing to say."""
    closed_on = getattr(measure, "closed_on", None)
    if closed_on is None:
        return DueShown(deadline_text(deadline), day=deadline.due_date)
    return DueShown(short_date(closed_on), str(Status(measure.status).label), closed_on)


def deadline_text(deadline: Deadline) -> str:
    """The deadline in few words: 27.11.2018, november 2018, 2. halvår 2018, 2018, Løpende …"""
    if deadline.kind == DeadlineKind.DATE and deadline.due_date is not None:
        return _date_text(deadline.due_date, deadline.precision)
    if deadline.kind == DeadlineKind.UNSETTLED:
        return _("Not settled")
    return str(DeadlineKind(deadline.kind).label)


def _date_text(day: date, precision: str) -> str:
    if precision == Precision.MONTH:
        return date_format(day, pgettext("month in tables", "F Y"))
    if precision == Precision.HALF_YEAR:
        half = 1 if day.month <= 6 else 2
        return _("Half-year %(half)s of %(year)s") % {"half": half, "year": day.year}
    if precision == Precision.YEAR:
        return str(day.year)
    return short_date(day)


def deadline_note(deadline: Deadline, *, today: date) -> str:
    """The line under an ongoing or recurring deadline; "" for the others."""
    if deadline.kind == DeadlineKind.RECURRING:
        return str(Rhythm(deadline.rhythm).label) if deadline.rhythm else ""
    if deadline.kind == DeadlineKind.ONGOING and deadline.next_review_on is not None:
        day = {"day": short_date(deadline.next_review_on)}
        if deadline.next_review_on < today:
            return _("Should have been reviewed %(day)s") % day
        return _("Next review %(day)s") % day
    return ""


def distance(days: int) -> str:
    """How far a deadline is away: "i dag", "om 7 dager", "12 dager over fristen"."""
    if days == 0:
        return _("Due today")
    if days > 0:
        return ngettext("In %(days)s day", "In %(days)s days", days) % {"days": days}
    return ngettext("%(days)s day over", "%(days)s days over", -days) % {"days": -days}
