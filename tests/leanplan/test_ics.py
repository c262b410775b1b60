"""Calendar files, read back with a reader of iCalendar."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar

from leanplan.ics import CalendarEvent, calendar

OSLO = ZoneInfo("Europe/Oslo")
DAY = CalendarEvent("a@x", date(2018, 11, 13), date(2018, 11, 13), "Frist: æøå, semikolon; linje")


def read(*events, **more):
    content = calendar(events, **more)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    return Calendar.from_ical(content)


def test_calendar_writes_a_deadline_as_a_whole_day_that_takes_no_time():
    event = read(DAY).events[0]
    assert event.start == date(2018, 11, 13)
    assert event.end == date(2018, 11, 14)
    assert (event["TRANSP"], event["SUMMARY"]) == ("TRANSPARENT", DAY.summary)


def test_calendar_writes_a_meeting_in_oslo_with_its_zone():
    starts = datetime(2018, 11, 13, 13, 0, tzinfo=OSLO)
    made = read(CalendarEvent("b@x", starts, starts.replace(hour=15), "Gemba", place="Solsiden"))
    event = made.events[0]
    assert event.start.astimezone(UTC) == datetime(2018, 11, 13, 12, 0, tzinfo=UTC)
    assert event["DTSTART"].params["TZID"] == "Europe/Oslo"
    assert [zone["TZID"] for zone in made.walk("VTIMEZONE")] == ["Europe/Oslo"]
    assert (event["TRANSP"], event["LOCATION"]) == ("OPAQUE", "Solsiden")


def test_calendar_keeps_the_hour_on_both_sides_of_the_change_of_clock():
    for day, hours in ((27, 11), (28, 12)):
        starts = datetime(2018, 10, day, 13, 0, tzinfo=OSLO)
        event = read(CalendarEvent("c@x", starts, starts.replace(hour=14), "Møte")).events[0]
        assert event.start.astimezone(UTC).hour == hours


def test_calendar_changes_and_cancels_the_same_event():
    later = CalendarEvent("a@x", date(2018, 12, 1), date(2018, 12, 2), "Ny dato", sequence=3)
    gone = CalendarEvent("a@x", date(2018, 12, 1), date(2018, 12, 2), "x", sequence=4,
                         cancelled=True)
    made = read(gone, cancels=True)
    assert read(later).events[0]["SEQUENCE"] == 3
    assert (made["METHOD"], made.events[0]["STATUS"]) == ("CANCEL", "CANCELLED")


def test_calendar_of_a_feed_says_its_name_and_how_often_to_look():
    made = read(DAY, name="Leanplan")
    assert (made["X-WR-CALNAME"], str(made["METHOD"])) == ("Leanplan", "PUBLISH")
    assert made["REFRESH-INTERVAL"].dt.total_seconds() == 4 * 3600


def test_calendar_of_nothing_can_be_read():
    assert read(name="Leanplan").events == []
