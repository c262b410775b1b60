"""When the management group meets."""

from datetime import date

from organisation.models import MeetingDay
from organisation.roles import UnitKind


def next_meeting(*, on: date) -> MeetingDay | None:
    """The management group's first meeting after the day; None where none is entered."""
    return (
        MeetingDay.objects.filter(unit__kind=UnitKind.MANAGEMENT_GROUP, day__gt=on)
        .select_related("unit")
        .order_by("day", "pk")
        .first()
    )
