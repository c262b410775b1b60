"""What day it is. Days follow the calendar in Oslo; rules get the day as a parameter."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

_pinned: ContextVar[datetime | None] = ContextVar("leanplan_pinned", default=None)


def today() -> date:
    """Return today's date in Oslo, or LEANPLAN_TODAY where that is set (never in production)."""
    moment = _pinned.get()
    if moment is not None:
        return timezone.localdate(moment)
    fixed = settings.LEANPLAN_TODAY
    if not fixed:
        return timezone.localdate()
    try:
        return date.fromisoformat(fixed)
    except ValueError as error:
        raise ImproperlyConfigured(
            f"LEANPLAN_TODAY is {fixed!r}; write it as YYYY-MM-DD, for example 2018-11-13."
        ) from error


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
