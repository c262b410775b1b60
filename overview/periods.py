"""Which part of time the matrix of units shows: a year or a half-year, chosen in the address."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from leanplan.periods import half_year_end, half_year_span

_KEY = re.compile(r"(?P<year>20\d\d)(-H(?P<half>[12]))?")


@dataclass(frozen=True)
class Period:
    """A year, or one half of it. half: 0 for the whole year."""

    year: int
    half: int = 0

    @classmethod
    def of(cls, text: str, *, today: date) -> "Period":
        """Read what the address says ("2018", "2018-H1"); the year we are in where it is none."""
        found = _KEY.fullmatch(text)
        if found is None:
            return cls(today.year)
        return cls(int(found["year"]), int(found["half"] or 0))

    @property
    def key(self) -> str:
        """As it stands in the address."""
        return f"{self.year}-H{self.half}" if self.half else str(self.year)

    @property
    def half_years(self) -> tuple[str, ...]:
        """Keys of the half-years it holds, in order."""
        halves = (self.half,) if self.half else (1, 2)
        return tuple(f"{self.year}-H{half}" for half in halves)

    @property
    def first(self) -> date:
        """Its first day."""
        return half_year_span(self.half_years[0])[0]

    @property
    def last(self) -> date:
        """Its last day."""
        return half_year_end(self.year, self.half or 2)

    def day(self, today: date) -> date:
        """The day whose organisation is shown: today, or the last day of what is over."""
        return min(self.last, today)

    @property
    def name(self) -> str:
        """«2018», «1. halvår 2018»."""
        if not self.half:
            return str(self.year)
        return _("half-year %(half)s of %(year)s") % {"half": self.half, "year": self.year}


def half_title(key: str) -> str:
    """«1. halvår»: a half-year by its key, without the year."""
    return _("half-year %(half)s") % {"half": key[-1]}


def choices(chosen: Period, *, today: date) -> list[Period]:
    """What is offered: this year and its halves, the next from July on, two before, and the one
    that is chosen; the latest first."""
    years = {today.year, today.year - 1, today.year - 2, chosen.year}
    if today.month > 6:
        years.add(today.year + 1)
    return [
        Period(year, half) for year in sorted(years, reverse=True) for half in (0, 2, 1)
    ]
