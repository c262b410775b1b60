"""Series of meetings: the coming ones are made, follow the rhythm, and lose no point."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from boards.models import AgendaPoint, Meeting, MeetingSeries
from boards.rlg.actions.series import every_series_make, meeting_series_edit, meetings_make
from leanplan.versioning import Conflict, create
from organisation.meetings import meetings_from
from organisation.models import MeetingDay, Pause
from tests.boards.rlg.meetings import first_of, point_of, series_of
from tests.world import TODAY

pytestmark = pytest.mark.django_db


def values_of(series, **changed):
    names = (
        "name", "purpose", "cadence", "starts_on", "ends_on", "starts_at", "minutes", "place",
        "leader", "secretary", "is_closed",
    )
    return {name: getattr(series, name) for name in names} | changed


def edit(cast, series, **changed):
    return meeting_series_edit(
        by=cast.secretary, series=series, version=series.version,
        invited=list(series.invited.all()), values=values_of(series, **changed),
    )


def test_meeting_series_create_makes_a_year_without_holidays_and_pauses(cast):
    create(Pause(name="Jul", starts_on=date(2018, 12, 20), ends_on=date(2019, 1, 6)), by=None)
    series = series_of(cast, ends_on=None)
    days = list(series.meetings.order_by("day").values_list("day", flat=True))
    assert days[:3] == [TODAY, date(2018, 11, 27), date(2018, 12, 11)]
    assert date(2018, 12, 25) not in days
    assert date(2019, 1, 8) in days
    assert days[-1] > date(2019, 10, 1)


def test_meetings_are_the_groups_meeting_days(cast):
    """One truth: what offers and shows the days reads the same rows."""
    by_hand = create(MeetingDay(unit=cast.units.group, day=TODAY), by=None)
    series = series_of(cast)
    assert first_of(series).meeting_day == by_hand
    assert [row.day for row in meetings_from(TODAY)[:2]] == [TODAY, date(2018, 11, 27)]
    assert MeetingDay.objects.filter(day=TODAY).count() == 1


def test_meetings_make_twice_makes_nothing_more(cast):
    series = series_of(cast)
    assert meetings_make(series, by=None) == 0
    assert every_series_make() == 0


def test_meeting_series_edit_moves_the_coming_meetings_and_their_points(cast):
    series = series_of(cast)
    tuesday = series.meetings.get(day=date(2018, 11, 27))
    point = point_of(cast, series, tuesday)
    edit(cast, series, starts_on=date(2018, 11, 14))
    assert not Meeting.objects.filter(pk=tuesday.pk).exists()
    point.refresh_from_db()
    assert point.meeting.day == date(2018, 11, 28)
    days = MeetingDay.objects.filter(unit=cast.units.group).values_list("day", flat=True)
    assert date(2018, 11, 27) not in days
    assert date(2018, 11, 28) in days


def test_meeting_series_edit_put_away_lets_points_wait(cast):
    series = series_of(cast)
    point = point_of(cast, series, first_of(series))
    edit(cast, series, is_closed=True)
    point.refresh_from_db()
    assert point.meeting is None
    assert AgendaPoint.objects.waiting().get() == point
    assert not series.meetings.exists()
    assert not MeetingDay.objects.exists()


def test_meeting_series_edit_tells_the_meetings_the_new_hour(cast):
    series = series_of(cast)
    edit(cast, series, place="Rådhuset")
    assert first_of(series).place == "Rådhuset"


def test_meeting_series_edit_saved_by_another_first(cast):
    series = series_of(cast)
    edit(cast, MeetingSeries.objects.get(pk=series.pk), place="Rådhuset")
    with pytest.raises(Conflict):
        edit(cast, series, place="Kantina")


def test_meeting_series_edit_changes_who_is_asked(cast):
    series = series_of(cast)
    changes = meeting_series_edit(
        by=cast.secretary, series=series, version=series.version,
        invited=[cast.positions.group], values=values_of(series),
    )
    assert "invited" in changes
    assert series.history.first().history_user == cast.secretary
    assert list(series.invited.all()) == [cast.positions.group]


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"starts_on": date(2018, 11, 17)}, "starts_on"), ({"minutes": 5}, "__all__"),
     ({"ends_on": TODAY - timedelta(days=1)}, "__all__")],
)
def test_meeting_series_create_refuses(cast, changed, field):
    with pytest.raises(ValidationError) as refused:
        series_of(cast, **changed)
    assert field in refused.value.error_dict


def test_meeting_series_create_is_for_groups_of_leaders(cast):
    with pytest.raises(ValidationError):
        series_of(cast, owner="home")
