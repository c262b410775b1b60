"""Calendars as files (iCalendar, RFC 5545) that Outlook, Google and Apple read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from icalendar import Calendar, Event
from icalendar.prop import vCalAddress, vDuration

from leanplan.addresses import public_url
from leanplan.clock import now

CONTENT_TYPE = "text/calendar; charset=utf-8"
# How often programs are asked to fetch a feed anew; Outlook on the web chooses by itself.
FETCH_EVERY = timedelta(hours=4)


@dataclass(frozen=True)
class CalendarEvent:
    """One entry. uid: the same as long as it is the same thing, so that a change replaces it.

    starts, ends: days (ends is the last one), or moments with a zone. sequence: higher after each
    change. cancelled: it will not be held; programs strike it out or take it away.
    """

    uid: str
    starts: date
    ends: date
    summary: str
    description: str = ""
    url: str = ""
    place: str = ""
    sequence: int = 0
    cancelled: bool = False


def calendar(
    events: Iterable[CalendarEvent], *, name: str = "", cancels: bool = False
) -> bytes:
    """A file with the events. name: what the calendar is called, for a feed.

    cancels: the file takes its events away again from where they were put.
    """
    made = Calendar()
    made.add("prodid", "-//Leanplan//Leanplan//NO")
    made.add("version", "2.0")
    made.add("method", "CANCEL" if cancels else "PUBLISH")
    if name:
        made.add("name", name)
        made.add("x-wr-calname", name)
        made.add("x-wr-timezone", "Europe/Oslo")
        made.add("refresh-interval", vDuration(FETCH_EVERY), parameters={"value": "DURATION"})
        made.add("x-published-ttl", vDuration(FETCH_EVERY))
    for event in events:
        made.add_component(_component(event))
    made.add_missing_timezones()
    return made.to_ical()


@dataclass(frozen=True)
class Party:
    """Somebody who takes part, reached by mail."""

    name: str
    address: str


def invitation(
    event: CalendarEvent, *, organiser: Party, attendee: Party, cancels: bool = False
) -> str:
    """A file that asks somebody to come, moves what they were asked to, or takes it back.

    It answers to the organiser. The same uid with a higher sequence is the same meeting, changed.
    """
    made = Calendar()
    made.add("prodid", "-//Leanplan//Leanplan//NO")
    made.add("version", "2.0")
    made.add("method", "CANCEL" if cancels else "REQUEST")
    found = _component(event)
    found.add("organizer", _party(organiser))
    guest = _party(attendee)
    guest.params.update({"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"})
    found.add("attendee", guest)
    made.add_component(found)
    made.add_missing_timezones()
    return made.to_ical().decode()


def _party(party: Party) -> vCalAddress:
    found = vCalAddress(f"mailto:{party.address}")
    found.params["CN"] = party.name
    return found


def uid_of(key: str) -> str:
    """The same for the same thing, and another in another municipality."""
    return f"{key.replace(':', '-')}@{urlsplit(public_url()).hostname}"


def _component(event: CalendarEvent) -> Event:
    found = Event()
    found.add("uid", event.uid)
    found.add("dtstamp", now())
    found.add("sequence", event.sequence)
    found.add("summary", event.summary)
    found.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    found.add("dtstart", event.starts)
    found.add("dtend", event.ends if isinstance(event.ends, datetime) else _day_after(event.ends))
    # A deadline takes no time of the day it falls on; a meeting does.
    found.add("transp", "OPAQUE" if isinstance(event.starts, datetime) else "TRANSPARENT")
    for name, text in (("description", event.description), ("url", event.url),
                       ("location", event.place)):
        if text:
            found.add(name, text)
    return found


def _day_after(day: date) -> date:
    """The end of a whole day is the start of the next."""
    return day + timedelta(days=1)
