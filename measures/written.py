"""Dates as people write them: a day, a month, a half-year or a year, and back to text."""

import re
from datetime import date

from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from leanplan.periods import half_year_end, month_end
from measures.choices import Precision

_DAY = re.compile(r"(\d{1,2})[./ -]+(\d{1,2})[./ -]+(\d{4}|\d{2})")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_MONTH = re.compile(r"(\d{1,2})[./ -](\d{4})|([^\W\d]{3,})\.? (\d{4})")
_ISO_MONTH = re.compile(r"(\d{4})-(\d{2})")
_DAY_IN_WORDS = re.compile(r"(\d{1,2})\.? ([^\W\d]{3,})\.? (\d{4})")
_HALF_YEAR = re.compile(r"(?:(\d)\.? ?(?:halvår|half-year|h)|h(\d)) ?(\d{4})")
_ISO_HALF_YEAR = re.compile(r"(\d{4})[- ]?h(\d)")
_YEAR = re.compile(r"(\d{4})")
# Months are read in Norwegian whatever the language of the pages, and in that language too.
_NORWEGIAN_MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september",
    "oktober", "november", "desember",
)
YEARS = range(1990, 2100)


class Unreadable(ValueError):
    """What is written is no date; the message says why in plain words."""


def read_date(text: str) -> tuple[date, str]:
    """What a written date means: its last day and its precision.

    In: "24.09.2018", "2018-09-24", "24. september 2018", "september 2018", "2. halvår 2018",
    "2018". A year of two digits lies in this century. Errors: Unreadable.
    """
    written = " ".join(text.lower().split()).rstrip(".")
    for pattern, reader in _READERS:
        found = pattern.fullmatch(written)
        if found:
            day, precision = reader(found, text.strip())
            if day.year not in YEARS:
                raise Unreadable(_("The year in «%(text)s» cannot be right.") % {"text": text})
            return day, precision
    raise Unreadable(
        _(
            "«%(text)s» is not understood as a date. Write it like 24.09.2018, "
            "September 2018, H2 2018 or 2018."
        )
        % {"text": text.strip()}
    )


def write_date(day: date | None, precision: str = Precision.DAY) -> str:
    """The text that stands in a field for a date; read_date gives the same date back."""
    if day is None:
        return ""
    if precision == Precision.MONTH:
        return date_format(day, pgettext("month in tables", "F Y"))
    if precision == Precision.HALF_YEAR:
        half = 1 if day.month <= 6 else 2
        return _("H%(half)s %(year)s") % {"half": half, "year": day.year}
    if precision == Precision.YEAR:
        return str(day.year)
    return date_format(day, pgettext("date in a field", "d.m.Y"))


def _real_day(year: str, month: str, day: str, text: str) -> tuple[date, str]:
    full = int(year) + (2000 if len(year) == 2 else 0)
    try:
        return date(full, int(month), int(day)), Precision.DAY
    except ValueError:
        raise Unreadable(
            _("«%(text)s» is no day in the calendar.") % {"text": text}
        ) from None


def _month_number(name: str, text: str) -> int:
    here = [str(MONTHS[number]).lower() for number in range(1, 13)]
    for names in (_NORWEGIAN_MONTHS, here):
        hits = [i for i, month in enumerate(names, 1) if month.startswith(name)]
        if len(hits) == 1:
            return hits[0]
    raise Unreadable(_("«%(text)s» names no month.") % {"text": text})


def _month(year: str, month: int, text: str) -> tuple[date, str]:
    if not 1 <= month <= 12:
        raise Unreadable(_("«%(text)s» is no month in the calendar.") % {"text": text})
    return month_end(int(year), month), Precision.MONTH


def _half_year(year: str, half: str, text: str) -> tuple[date, str]:
    if half not in ("1", "2"):
        raise Unreadable(_("«%(text)s»: a year has two half-years.") % {"text": text})
    return half_year_end(int(year), int(half)), Precision.HALF_YEAR


def _read_month(found: re.Match[str], text: str) -> tuple[date, str]:
    if found[3]:
        return _month(found[4], _month_number(found[3], text), text)
    return _month(found[2], int(found[1]), text)


_READERS = (
    (_ISO_DAY, lambda m, text: _real_day(m[1], m[2], m[3], text)),
    (_DAY, lambda m, text: _real_day(m[3], m[2], m[1], text)),
    (_HALF_YEAR, lambda m, text: _half_year(m[3], m[1] or m[2], text)),
    (
        _DAY_IN_WORDS,
        lambda m, text: _real_day(m[3], str(_month_number(m[2], text)), m[1], text),
    ),
    (_ISO_MONTH, lambda m, text: _month(m[1], int(m[2]), text)),
    (_ISO_HALF_YEAR, lambda m, text: _half_year(m[1], m[2], text)),
    (_MONTH, _read_month),
    (_YEAR, lambda m, text: (date(int(m[1]), 12, 31), Precision.YEAR)),
)
