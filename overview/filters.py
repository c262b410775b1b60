"""What part of the units is shown, and in which order: read from the address."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.http import QueryDict

from leanplan.list_choices import ListChoices, known_in, number_in, words_in
from organisation.models import LeanPeriod
from overview.periods import Period

LATE, LACKS, WATCH, ACT = "over", "mangler", "folg", "krever"
STATES = (LATE, LACKS, WATCH, ACT)
# No Lean period holds.
NOT_BEGUN = "ingen"
ALPHABETICAL, BY_OVERDUE, BY_NEXT = "", "over", "neste"
SORTS = (ALPHABETICAL, BY_OVERDUE, BY_NEXT)


@dataclass(frozen=True)
class UnitFilter(ListChoices):
    """The choices of the page. Each is empty where nothing is chosen.

    period: key of a period. area: key of an area. lean: a status of LeanPeriod, or NOT_BEGUN.
    state: one of STATES. words: what the name of the unit or its leader holds. sort: one of SORTS.
    """

    NAMES: ClassVar[dict[str, str]] = {
        "period": "tid", "area": "omrade", "lean": "lean", "state": "vis", "words": "sok",
        "sort": "sorter",
    }

    period: str = ""
    area: int = 0
    lean: str = ""
    state: str = ""
    words: str = ""
    sort: str = ALPHABETICAL

    @classmethod
    def of(cls, query: QueryDict) -> "UnitFilter":
        """Read the address; what it does not know or understand counts as not chosen."""
        given = cls.given(query)
        return cls(
            period=given["period"][:7],
            area=number_in(given["area"]),
            lean=known_in(given["lean"], (*LeanPeriod.Status.values, NOT_BEGUN)),
            state=known_in(given["state"], STATES),
            words=words_in(given["words"]),
            sort=known_in(given["sort"], SORTS),
        )

    @property
    def narrows(self) -> bool:
        """Something leaves units out; the period and the order do not."""
        return bool(self.area or self.lean or self.state or self.words)

    def leaves(self, area: int, lean: str, text: str) -> bool:
        """A unit is not left out by area, Lean status (one of LeanPeriod, "" for none) or words."""
        if self.area not in (0, area) or (self.lean and (lean or NOT_BEGUN) != self.lean):
            return False
        return not self.words or holds_words(self.words)(text)

    def in_time(self, today: date) -> Period:
        """The period that is shown."""
        return Period.of(self.period, today=today)


def holds_words(words: str) -> Callable[[str], bool]:
    """A test: every one of the words stands in a text, whatever the case."""
    wanted = words.lower().split()
    return lambda text: all(word in text.lower() for word in wanted)
