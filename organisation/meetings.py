"""When the management group meets."""

from datetime import date, timedelta

from organisation.models import MeetingDay
from organisation.roles import UnitKind


def next_meeting(*, on: date) -> MeetingDay | None:
    """The management group's first meeting after the day; None where none is entered."""
    return meeting_from(on + timedelta(days=1))


def meeting_from(day: date) -> MeetingDay | None:
    """The same, a meeting on the day itself included."""
    return (
        MeetingDay.objects.filter(unit__kind=UnitKind.MANAGEMENT_GROUP, day__gte=day)
        .select_related("unit")
        .order_by("day", "pk")
        .first()
    )
