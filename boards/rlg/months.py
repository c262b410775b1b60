"""This month and the next of the annual wheel, as the board of a leader group has them."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.dates import MONTHS
from django.utils.text import capfirst

from boards.rlg.board_lines import MonthLines, WheelLine
from boards.rlg.series_models import MeetingSeries
from boards.wheel.models import WheelEntry
from boards.wheel.rules import occurrences, ring_of
from leanplan.periods import add_months, month_end
from measures.registries import wheel_sources
from organisation.roles import UnitKind

IN_MONTH = 8


def months_of(series: MeetingSeries, *, today: date) -> list[MonthLines]:
    """This month and the next of the group's annual wheel."""
    first = today.replace(day=1)
    following = add_months(first, 1)
    last = month_end(following.year, following.month)
    events = sorted(_events(series, first, last), key=lambda event: (event[0], event[2]))
    return [
        _month(month, events, is_now=month == first) for month in (first, following)
    ]


Event = tuple[date, date, str, str, bool]


def _events(series: MeetingSeries, first: date, last: date) -> Iterable[Event]:
    """(first day, last day, text, ring, done) of what the wheel has between the days."""
    units = None if series.owner.kind == UnitKind.MANAGEMENT_GROUP else (series.owner_id,)
    for source in wheel_sources:
        for item in source.items(first, last, units):
            if item.starts <= last and item.ends >= first:
                yield item.starts, item.ends, item.text, str(ring_of(item.kind)), item.is_done
    entries = WheelEntry.objects.filter(owner=series.owner).within(first, last)
    for entry in entries.prefetch_related("ticks"):
        done = {tick.on for tick in entry.ticks.all()}
        for day in occurrences(
            entry.starts_on, entry.recurrence, until=entry.until,
            first=first - timedelta(days=entry.days), last=last,
        ):
            ends = day + timedelta(days=entry.days)
            yield day, ends, entry.title, str(ring_of(entry.kind)), day in done


def _month(month: date, events: list[Event], *, is_now: bool) -> MonthLines:
    last = month_end(month.year, month.month)
    lines = [
        WheelLine(
            str(starts.day) if starts >= month and ends == starts else "", text, ring, done
        )
        for starts, ends, text, ring, done in events if starts <= last and ends >= month
    ]
    return MonthLines(
        capfirst(str(MONTHS[month.month])), is_now, lines[:IN_MONTH],
        max(0, len(lines) - IN_MONTH),
    )
