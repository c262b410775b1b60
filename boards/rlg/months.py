"""This month and the next of the annual wheel, as the board of a leader group has them."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain
from typing import Any

from django.db.models import QuerySet
from django.utils.dates import MONTHS
from django.utils.text import capfirst

from boards.rlg.board_lines import MonthLines, WheelLine
from boards.rlg.series_models import MeetingSeries
from boards.wheel.models import WheelEntry
from boards.wheel.rules import occurrences, ring_of
from leanplan.periods import add_months, month_end
from leanplan.questions import question
from leanplan.together import listed, together
from measures.registries import WheelItem, wheel_sources
from organisation.roles import UnitKind

# So many things of a month, each no longer than this, have room on a sheet.
IN_MONTH, SHORT = 7, 44


def months_of(series: MeetingSeries, *, today: date) -> list[MonthLines]:
    """This month and the next of the group's annual wheel: what is to come, days
    before periods."""
    first = today.replace(day=1)
    following = add_months(first, 1)
    last = month_end(following.year, following.month)
    events = sorted(
        (event for event in events_of(series, first, last) if event[1] >= today),
        key=lambda event: (event[0] != event[1], event[0], event[2]),
    )
    return [_month(month, events, is_now=month == first) for month in (first, following)]


Event = tuple[date, date, str, str, bool]


def events_of(series: MeetingSeries, first: date, last: date) -> list[Event]:
    """(first day, last day, text, ring, done) of what the wheel has between the days; all its
    questions at once."""
    units = None if series.owner.kind == UnitKind.MANAGEMENT_GROUP else (series.owner_id,)
    *found, own = together(
        *(listed(source.items, first, last, units) for source in wheel_sources),
        lambda: _own(series.owner_id),
    )
    events = [
        (*_days(item), item.text, str(ring_of(item.kind)), item.is_done)
        for item in chain.from_iterable(found) if item.starts <= last and item.ends >= first
    ]
    return [*events, *_entries(own, first, last)]


def _days(item: WheelItem) -> tuple[date, date]:
    if item.is_month:
        return item.starts.replace(day=1), month_end(item.starts.year, item.starts.month)
    return item.starts, item.ends


@question
def _own(owner: int) -> QuerySet[Any]:
    """Each entry once for each of its ticks, or once without."""
    return WheelEntry.objects.filter(owner=owner).order_by("pk").values_list(
        "pk", "title", "kind", "starts_on", "ends_on", "recurrence", "until", "ticks__on"
    )


def _entries(rows: list[tuple[Any, ...]], first: date, last: date) -> Iterator[Event]:
    ticks: dict[int, set[date]] = defaultdict(set)
    entries = {}
    for pk, *entry, tick in rows:
        entries[pk] = entry
        ticks[pk].add(tick)
    for pk, (title, kind, starts_on, ends_on, recurrence, until) in entries.items():
        length = ends_on - starts_on if ends_on else timedelta(0)
        for day in occurrences(
            starts_on, recurrence, until=until, first=first - length, last=last
        ):
            if day + length >= first:
                yield day, day + length, title, str(ring_of(kind)), day in ticks[pk]


def _month(month: date, events: list[Event], *, is_now: bool) -> MonthLines:
    last = month_end(month.year, month.month)
    lines = [
        WheelLine(
            str(starts.day) if starts >= month and ends == starts else "", _short(text), ring, done
        )
        for starts, ends, text, ring, done in events if starts <= last and ends >= month
    ]
    return MonthLines(
        capfirst(str(MONTHS[month.month])), is_now, lines[:IN_MONTH],
        max(0, len(lines) - IN_MONTH),
    )


def _short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[:SHORT].rsplit(' ', 1)[0]} …"
