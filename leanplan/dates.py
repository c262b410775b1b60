"""Days and times as the pages write them: 27.11.2018 in tables, 27. november in text.

In English 27 Nov 2018 and 27 November. Whatever the language, no date can be read in two ways.
"""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import pgettext


def local(value: date | datetime) -> date | datetime:
    """A moment in Norwegian time; a day, or a time without a zone, as it is."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def local_day(value: date | datetime) -> date:
    """The day in Norway, of a moment or of a day."""
    value = local(value)
    return value.date() if isinstance(value, datetime) else value


def short_date(value: date | datetime | None) -> str:
    """27.11.2018, for tables. Nothing for None."""
    return date_format(local(value), pgettext("date in tables", "j M Y")) if value else ""


def text_date(value: date | datetime | None) -> str:
    """27. november, for running text. Nothing for None."""
    return date_format(local(value), pgettext("date in text", "j F")) if value else ""


def weekday_text(value: date | datetime | None) -> str:
    """tirsdag 27. november, for running text. Nothing for None."""
    return date_format(local(value), pgettext("weekday and date", "l j F")) if value else ""


def weekday_and_year(value: date | datetime) -> str:
    """tirsdag 27. november 2018, for the head of a page."""
    return date_format(local(value), pgettext("weekday and date with year", "l j F Y"))


def long_date(value: date | datetime | None) -> str:
    """27. november 2018, for running text where the year is not plain. Nothing for None."""
    return date_format(local(value), pgettext("date in text with year", "j F Y")) if value else ""


def moment_text(value: datetime | None) -> str:
    """27.11.2018 kl. 10.46, without markup. Nothing for None."""
    if not value:
        return ""
    return date_format(local(value), pgettext("date and time in tables", "j M Y, H:i"))
