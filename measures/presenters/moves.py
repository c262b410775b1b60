"""Days that are offered when a deadline is set or moved."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from leanplan.dates import short_date
from measures.models import Measure
from measures.rules import offered_moves
from organisation.meetings import next_meeting


@dataclass(frozen=True)
class Offer:
    """A day to choose with one press. text: how it stands in the date field."""

    key: str
    label: str | Promise
    day: date
    text: str


def offers_for(measure: Measure, *, today: date) -> list[Offer]:
    """Fourteen days more, and the management group's next meeting where one is entered."""
    meeting = next_meeting(on=today)
    days = offered_moves(
        measure.due_date, today=today, next_meeting=meeting.day if meeting else None
    )
    labels = {
        "plus_14": _("+14 days"),
        "next_meeting": _("Next meeting of %(group)s")
        % {"group": meeting.unit.short if meeting else ""},
    }
    return [Offer(key, labels[key], day, short_date(day)) for key, day in days]
