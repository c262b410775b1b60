"""What a person's calendar holds: deadlines of the positions held, visits and meetings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from leanplan.addresses import absolute
from leanplan.ics import CalendarEvent, uid_of
from measures.registries import DueItem, TimedItem, due_items, timed_sources
from organisation.calendar_feed import CalendarFeed
from organisation.reach import reach_of

# How far a feed looks back and ahead; what was due longer ago and is done is not in it anyway.
BACK, AHEAD = timedelta(days=180), timedelta(days=550)


@dataclass(frozen=True)
class CalendarPage:
    """has_feed: the person has an address. items: the deadlines, the earliest first."""

    has_feed: bool
    has_person: bool
    items: tuple[DueItem, ...]


def calendar_page(user: Any, *, today: date) -> CalendarPage:
    """The page of a person's own calendar."""
    reach = reach_of(user)
    return CalendarPage(
        has_feed=CalendarFeed.objects.filter(person=reach.person_id).exists(),
        has_person=reach.person_id is not None,
        items=tuple(own_items(user, today=today)),
    )


def own_items(user: Any, *, today: date) -> list[DueItem]:
    """The deadlines of the person's positions, each thing once however many hold it."""
    once = {item.key: item for item in due_items(reach_of(user).position_ids, today=today)}
    return sorted(once.values(), key=lambda item: (item.due, item.key))


def events_of(user: Any, *, today: date) -> list[CalendarEvent]:
    """All that a person's feed holds today."""
    first, last = today - BACK, today + AHEAD
    due = [item for item in own_items(user, today=today) if first <= item.due <= last]
    return [*map(due_event, due), *_timed_events(reach_of(user).person_id, first, last)]


def due_event(item: DueItem) -> CalendarEvent:
    """A deadline as a whole day."""
    return CalendarEvent(
        uid=uid_of(item.key), starts=item.due, ends=item.due,
        summary=_("Deadline: %(text)s") % {"text": item.text},
        description=absolute(item.url), url=absolute(item.url),
    )


def _timed_events(person_id: int | None, first: date, last: date) -> Iterable[CalendarEvent]:
    if person_id is None:
        return []
    return [
        _timed_event(item)
        for source in timed_sources for item in source.items(person_id, first, last)
    ]


def _timed_event(item: TimedItem) -> CalendarEvent:
    return CalendarEvent(
        uid=uid_of(item.key), starts=item.starts, ends=item.ends, summary=item.text,
        description=absolute(item.url), url=absolute(item.url), place=item.place,
        sequence=item.sequence, cancelled=item.cancelled,
    )
