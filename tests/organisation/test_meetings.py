from datetime import date

from leanplan.versioning import create
from organisation.meetings import next_meeting
from organisation.models import MeetingDay
from tests.world import TODAY


def test_next_meeting_is_the_management_groups_first_after_the_day(cast):
    assert next_meeting(on=TODAY) is None
    for unit, day in (
        (cast.units.group, date(2018, 12, 4)), (cast.units.group, date(2018, 11, 20)),
        (cast.units.group, TODAY), (cast.units.health, date(2018, 11, 14)),
    ):
        create(MeetingDay(unit=unit, day=day), by=None)
    assert next_meeting(on=TODAY).day == date(2018, 11, 20)
    assert next_meeting(on=date(2018, 12, 4)) is None
