"""What day it is. Days follow the calendar in Oslo; rules get the day as a parameter."""

from datetime import date

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone


def today() -> date:
    """Return today's date in Oslo, or LEANPLAN_TODAY where that is set (never in production)."""
    fixed = settings.LEANPLAN_TODAY
    if not fixed:
        return timezone.localdate()
    try:
        return date.fromisoformat(fixed)
    except ValueError as error:
        raise ImproperlyConfigured(
            f"LEANPLAN_TODAY is {fixed!r}; write it as YYYY-MM-DD, for example 2018-11-13."
        ) from error
