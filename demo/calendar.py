"""The days on which the demo's past and future happen, counted from today."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.utils import timezone

_TUESDAY = 1
# Those that have a date of their own; at Easter the demo works.
_HOLIDAYS = {(1, 1), (5, 1), (5, 17), (12, 24), (12, 25), (12, 26), (12, 31)}
_WEEKS_BETWEEN = 2
# The management group meets within these days from today on and back; further, nothing is entered.
_BACK, _AHEAD = 1120, 330


def on_workday(day: date) -> date:
    """The day itself, or the last working day before it."""
    while day.weekday() > 4 or (day.month, day.day) in _HOLIDAYS:
        day -= timedelta(days=1)
    return day


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """That time on that day in Oslo."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def _meets(day: date) -> bool:
    """No meetings in July and around Christmas."""
    at_christmas = (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 6)
    return day.month != 7 and not at_christmas


@dataclass(frozen=True)
class Calendar:
    """Everything is laid out around `today`, so that the demo is alive whenever it is made."""

    today: date

    def ago(self, days: int) -> date:
        """A working day so many days back."""
        return on_workday(self.today - timedelta(days=days))

    def ahead(self, days: int) -> date:
        """A working day so many days on, never before tomorrow."""
        day = on_workday(self.today + timedelta(days=days))
        while day <= self.today or day != on_workday(day):
            day += timedelta(days=1)
        return day

    @cached_property
    def meetings(self) -> list[date]:
        """Every day the management group meets: each second Tuesday, not in the holidays."""
        start = self.today - timedelta(days=_BACK)
        start += timedelta(days=(_TUESDAY - start.weekday()) % 7)
        step = timedelta(weeks=_WEEKS_BETWEEN)
        days = [start + n * step for n in range((_BACK + _AHEAD) // (7 * _WEEKS_BETWEEN))]
        return [day for day in days if _meets(day)]

    def meeting_before(self, days: int) -> date:
        """The last meeting at least so many days back."""
        latest = self.today - timedelta(days=days)
        return max(day for day in self.meetings if day <= latest)

    def meeting_ahead(self, days: int) -> date:
        """The first meeting at least so many days on, at the earliest tomorrow."""
        earliest = self.today + timedelta(days=max(days, 1))
        return min(day for day in self.meetings if day >= earliest)
