"""What a deadline written in a document means, and what it does not say.

Pure: text in, reading out. Only what is certain becomes a date; everything else stays as it was
read, with a reason. A `hint` is a date somebody may choose with one press; nothing uses it alone.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .rhythms import Rhythm, is_continuous, is_vague_rhythm, read_rhythm
from .written_dates import (
    BEFORE_DATE,
    MONTH,
    SHORT_YEAR,
    YEAR,
    Meant,
    Precision,
    Reason,
    dates_in,
    plain_text,
    read_whole,
    year_of,
)

SEASON_ENDS = {"vår": (5, 31), "sommer": (8, 31), "sommar": (8, 31), "høst": (11, 30),
               "haust": (11, 30)}  # fmt: skip


class DeadlineKind(StrEnum):
    """The four kinds of deadline, and none."""

    EMPTY = "empty"
    DATE = "date"
    ONGOING = "ongoing"
    RECURRING = "recurring"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class DeadlineReading:
    """A deadline as read and what was made of it."""

    text: str
    kind: DeadlineKind
    due: date | None = None
    precision: Precision | None = None
    rhythm: Rhythm | None = None
    reason: Reason | None = None
    hint: date | None = None


def read_deadline(text: str) -> DeadlineReading:
    """Judge one deadline text. Never raises; what is not understood is UNCLEAR with a reason."""
    plain = plain_text(text)
    if not plain or re.fullmatch(r"[-–—.?\s]+", plain):
        return DeadlineReading(text, DeadlineKind.EMPTY)
    if is_continuous(plain):
        return DeadlineReading(text, DeadlineKind.ONGOING)
    try:
        meant = read_whole(plain)
    except ValueError:
        return _unclear(text, Reason.IMPOSSIBLE)
    if isinstance(meant, Meant):
        return DeadlineReading(text, DeadlineKind.DATE, meant.due, meant.precision)
    dates = dates_in(plain)
    rhythm = read_rhythm(plain)
    if rhythm is not None and not dates:
        return DeadlineReading(text, DeadlineKind.RECURRING, rhythm=rhythm)
    if meant is not None:
        return _unclear(text, meant)
    return _why_not(text, plain, dates)


def _unclear(text: str, reason: Reason, hint: date | None = None) -> DeadlineReading:
    return DeadlineReading(text, DeadlineKind.UNCLEAR, reason=reason, hint=hint)


def _why_not(text: str, plain: str, dates: list[date]) -> DeadlineReading:
    """The plain reason why this text gave no date."""
    last = dates[-1] if dates else None
    if len(dates) > 1:
        joined = re.search(r"\d\s*[-–—]\s*\d|\btil\b|\bperioden\b", plain)
        return _unclear(text, Reason.RANGE if joined else Reason.SEVERAL, last if joined else None)
    years = re.fullmatch(rf"((i )?perioden\s+)?(?:19|20)\d\d\s*([-–—/]|til)\s*{SHORT_YEAR}", plain)
    if years:
        return _unclear(text, Reason.RANGE, date(year_of(years), 12, 31))
    for pattern, reason in WORDS:
        if re.search(pattern, plain):
            hint = _hint(reason, plain, last)
            return _unclear(text, reason, hint)
    if last is not None:
        return _unclear(text, Reason.WITH_MORE, last)
    if is_vague_rhythm(plain):
        return _unclear(text, Reason.NO_RHYTHM)
    rest = BEFORE_DATE.sub("", plain)
    if re.fullmatch(r"\d{1,2}\s*[./]\s*(1[3-9]|[2-9]\d)", rest):
        return _unclear(text, Reason.AMBIGUOUS)
    no_year = re.fullmatch(rf"(\w+ )?\d{{1,2}}\.?\s*(({MONTH})\.?|[./]\s*\d{{1,2}})", rest)
    return _unclear(text, Reason.NO_YEAR if no_year else Reason.NOT_A_DATE)


WORDS = (
    (r"\b(vår|sommer|sommar|høst|haust|vinter)(en|a|e?ns)?\b", Reason.SEASON),
    (r"^(før|fram til|inntil)\b", Reason.BEFORE),
    (r"\b(fra|frå|etter|start(er)?|oppstart)\b", Reason.START),
    (r"\b(medio|primo|tidlig|tidleg|sent|seint|ca\.?|cirka|rundt|midten av|begynnelsen av)\b",
     Reason.LOOSE),
    (r"\b(årsskiftet|nyttår|jul|påske|skoleår|skuleår|budsjett)", Reason.LOOSE),
    (r"\b(snarest|straks|omgående|asap|umiddelbart|nå|no|fortest mulig|så snart)\b", Reason.SOON),
)  # fmt: skip


def _hint(reason: Reason, plain: str, last: date | None) -> date | None:
    """A day to offer: the end of the season named, or the day before a "before"."""
    if reason is Reason.SEASON:
        season = "|".join(SEASON_ENDS)
        match = re.fullmatch(rf"(?:\w+ )*?(?P<season>{season})\w*\s+(i\s+)?{YEAR}", plain)
        return date(int(match["year"]), *SEASON_ENDS[match["season"]]) if match else None
    if reason is Reason.BEFORE and last is not None:
        return last - timedelta(days=1)
    return None
