"""When the management group meets."""

from datetime import date, timedelta

from django.db.models import QuerySet

from organisation.models import MeetingDay
from organisation.roles import UnitKind


def next_meeting(*, on: date) -> MeetingDay | None:
    """The management group's first meeting after the day; None where none is entered."""
    return meetings_from(on + timedelta(days=1)).select_related("unit").first()


def meetings_from(day: date) -> QuerySet[MeetingDay]:
    """The management group's meetings from the day on, the next one first."""
    group = MeetingDay.objects.filter(unit__kind=UnitKind.MANAGEMENT_GROUP, day__gte=day)
    return group.order_by("day", "pk")
