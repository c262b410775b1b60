"""Dates in the forms that Norwegians write them: numbered, named, week, month, half-year, year.

Pure. The whole text must be the date; what else can be meant is judged in `deadlines.py`.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MONTHS = {
    name: index
    for index, names in enumerate(
        (
            ("januar", "jan"),
            ("februar", "feb", "febr"),
            ("mars", "mar"),
            ("april", "apr"),
            ("mai",),
            ("juni", "jun"),
            ("juli", "jul"),
            ("august", "aug"),
            ("september", "sep", "sept"),
            ("oktober", "okt"),
            ("november", "nov"),
            ("desember", "des"),
        ),
        start=1,
    )
    for name in names
}
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
NYNORSK_WEEKDAYS = {"måndag": 0, "tysdag": 1, "laurdag": 5, "sundag": 6}
ORDINALS = {"første": 1, "fyrste": 1, "andre": 2, "annet": 2, "tredje": 3, "fjerde": 4}

MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
YEAR = r"(?P<year>(?:19|20)\d\d)"
SHORT_YEAR = r"(?:(?P<year>(?:19|20)\d\d)|'?(?P<short>\d\d))"
NUMBERED = (
    rf"(?P<day>\d{{1,2}})\s*[./-]\s*(?P<month>\d{{1,2}})(?:\s*[./-]\s*|\s+(?=\d{{4}}))"
    rf"{SHORT_YEAR}"
)
NAMED = rf"(?P<day>\d{{1,2}})\.?\s*(?P<name>{MONTH})\.?,?\s*-?{SHORT_YEAR}"
ISO = r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)"
DAY_FORMS = (ISO, NUMBERED, NAMED)
PART = (
    r"(?P<nth>[1-4]|første|fyrste|andre|annet|tredje|fjerde)\.?\s*"
    r"(?P<part>halvår|halvdel|kvartal|tertial)"
)
PART_SHORT = r"(?P<letter>[hqkt])\s*(?P<nth>[1-4])"
BEFORE_DATE = re.compile(
    r"^(frist(en)?\s*:?\s*|(innen|innan|senest|seinast|i løpet av|ila\.?|innenfor|utgangen av"
    r"|slutten av|ved utgangen av|ultimo|til|den|i|år)\s+)+"
)


class Precision(StrEnum):
    """How exactly a day was meant; `due` is always the last day of it."""

    DAY = "day"
    MONTH = "month"
    HALF_YEAR = "half_year"
    YEAR = "year"


class Reason(StrEnum):
    """Why a deadline was not made a date."""

    NO_YEAR = "no_year"
    IMPOSSIBLE = "impossible"
    SEASON = "season"
    SEVERAL = "several"
    RANGE = "range"
    BEFORE = "before"
    LOOSE = "loose"
    START = "start"
    WITH_MORE = "with_more"
    AMBIGUOUS = "ambiguous"
    WEEKDAY = "weekday"
    SOON = "soon"
    NO_RHYTHM = "no_rhythm"
    NOT_A_DATE = "not_a_date"


@dataclass(frozen=True)
class Meant:
    """The last day of what was meant, and how exactly."""

    due: date
    precision: Precision


def read_date(text: str) -> date | None:
    """The single day that this text names, or None. For adoption lines: "28.05.18"."""
    try:
        meant = _day(plain_text(text))
    except ValueError:
        return None
    return meant.due if isinstance(meant, Meant) else None


def read_whole(plain: str) -> Meant | Reason | None:
    """The date when the whole text is one. A Reason when it is the shape of one but not certain.

    Raises ValueError for a day that does not exist.
    """
    body = BEFORE_DATE.sub("", plain)
    for attempt in (_day, _week, _part_of_year, _month, _year):
        meant = attempt(body)
        if meant is not None:
            return meant
    return None


def _day(body: str) -> Meant | Reason | None:
    weekday = re.match(r"([a-zæøå]+dag)\s+(den\s+)?", body)
    rest = body[weekday.end() :] if weekday else body
    for form in DAY_FORMS:
        match = re.fullmatch(form, rest)
        if match:
            return _checked(match, weekday[1] if weekday else "")
    return None


def _checked(match: re.Match[str], weekday: str) -> Meant | Reason:
    day = _date_of(match)
    names = {name: index for index, name in enumerate(WEEKDAYS)} | NYNORSK_WEEKDAYS
    if weekday and names.get(weekday) != day.weekday():
        return Reason.WEEKDAY
    return Meant(day, Precision.DAY)


def _date_of(match: re.Match[str]) -> date:
    parts = match.groupdict()
    month = MONTHS[parts["name"]] if parts.get("name") else int(parts["month"])
    return date(year_of(match), month, int(parts["day"]))


def year_of(match: re.Match[str]) -> int:
    """The year a form above matched; two digits are this century's."""
    parts = match.groupdict()
    return int(parts["year"]) if parts.get("year") else 2000 + int(parts["short"])


def _week(body: str) -> Meant | Reason | None:
    match = re.fullmatch(
        rf"(uke|veke|u\.?)\s*(?P<week>\d{{1,2}})(\s*[,/-]?\s*(i\s+)?{YEAR})?", body
    )
    if not match:
        return None
    if not match["year"]:
        return Reason.NO_YEAR
    return Meant(date.fromisocalendar(int(match["year"]), int(match["week"]), 7), Precision.DAY)


def _part_of_year(body: str) -> Meant | Reason | None:
    match = re.fullmatch(rf"{PART}(\s*(i\s+)?[,/-]?\s*{YEAR})?", body)
    match = match or re.fullmatch(rf"{PART_SHORT}(\s*[,/-]?\s*{YEAR})?", body)
    if not match:
        return None
    parts = match.groupdict()
    letter = (parts.get("letter") or parts.get("part") or "")[0]
    count = {"h": 2, "q": 4, "k": 4, "t": 3}[letter]
    nth = ORDINALS.get(match["nth"]) or int(match["nth"])
    if not match["year"]:
        return Reason.NO_YEAR
    last = _month_end(int(match["year"]), nth * 12 // count)
    return Meant(last, Precision.HALF_YEAR if count == 2 else Precision.MONTH)


def _month(body: str) -> Meant | Reason | None:
    named = re.fullmatch(rf"(?P<name>{MONTH})\.?,?\s*((?P<dash>[-'])?\s*{SHORT_YEAR})?", body)
    if named:
        if not named["year"] and not named["short"]:
            return Reason.NO_YEAR
        if named["short"] and not named["dash"] and "'" not in body:
            return Reason.AMBIGUOUS
        return Meant(_month_end(year_of(named), MONTHS[named["name"]]), Precision.MONTH)
    numbered = re.fullmatch(rf"(?P<month>\d{{1,2}})\s*[./-]\s*{YEAR}", body)
    if numbered:
        return Meant(_month_end(year_of(numbered), int(numbered["month"])), Precision.MONTH)
    return None


def _year(body: str) -> Meant | None:
    match = re.fullmatch(YEAR, body)
    return Meant(date(int(match["year"]), 12, 31), Precision.YEAR) if match else None


def _month_end(year: int, month: int) -> date:
    if not 1 <= month <= 12:
        raise ValueError(month)
    return date(year, month, calendar.monthrange(year, month)[1])


def dates_in(plain: str) -> list[date]:
    """The days named anywhere in the text; those that do not exist are left out."""
    found = []
    for form in DAY_FORMS:
        for match in re.finditer(rf"(?<!\d){form}(?!\d)", plain):
            try:
                found.append(_date_of(match))
            except ValueError:
                continue
    return sorted(set(found))


def plain_text(text: str) -> str:
    """Lower case, single spaces, no full stop at the end."""
    return re.sub(r"\s+", " ", text.replace("’", "'")).strip().strip(".,;").lower()
