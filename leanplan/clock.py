"""What day it is. Days follow the calendar in Oslo; rules get the day as a parameter."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

_pinned: ContextVar[datetime | None] = ContextVar("leanplan_pinned", default=None)
# The moments a day begins and ends, and the day: a page asks thirty times what day it is.
_known: list[tuple[datetime, datetime, date]] = []


def today() -> date:
    """Return today's date in Oslo, or LEANPLAN_TODAY where that is set (never in production)."""
    moment = _pinned.get()
    if moment is not None:
        return timezone.localdate(moment)
    fixed = settings.LEANPLAN_TODAY
    if not fixed:
        return _day_of(timezone.now())
    try:
        return date.fromisoformat(fixed)
    except ValueError as error:
        raise ImproperlyConfigured(
            f"LEANPLAN_TODAY is {fixed!r}; write it as YYYY-MM-DD, for example 2018-11-13."
        ) from error


def _day_of(moment: datetime) -> date:
    """The day of a moment in Oslo; worked out once a day."""
    for first, after, day in _known:
        if first <= moment < after:
            return day
    day = timezone.localdate(moment)
    _known[:] = [(begins(day), begins(day + timedelta(days=1)), day)]
    return day


def begins(day: date) -> datetime:
    """The moment a day begins in Oslo."""
    return timezone.make_aware(datetime.combine(day, time.min))


def now() -> datetime:
    """Return the moment that logs and history are stamped with: this time of day, today."""
    moment = _pinned.get()
    if moment is not None:
        return moment
    if not settings.LEANPLAN_TODAY:
        return timezone.now()
    return timezone.make_aware(datetime.combine(today(), timezone.localtime().time()))


@contextmanager
def pinned(moment: datetime) -> Iterator[None]:
    """Let it be that moment inside the block, so that a past can be entered as it happened."""
    token = _pinned.set(moment)
    try:
        yield
    finally:
        _pinned.reset(token)
