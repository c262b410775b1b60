"""What part of the register of follow-up areas is shown: read from the address."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.db.models import Case, F, IntegerField, Q, Value, When
from django.http import QueryDict

from leanplan.collation import lowered, norwegian
from leanplan.list_choices import ListChoices, number_in, words_in
from organisation.reach import reach_of
from organisation.tree import unit_ids_below
from reviews.choices import FOLLOW_UP_OVER, FollowUpState
from reviews.models import FollowUpQuerySet

# The choices as they stand in the address; without one, those that are open.
MINE, OVERDUE, UNSETTLED, TO_CHECK, OVER, ALL = (
    "mine", "over", "uavklart", "sjekk", "lukket", "alle"
)
VIEWS = (MINE, OVERDUE, UNSETTLED, TO_CHECK, OVER, ALL)
SORTS = ("frist", "nummer", "enhet", "ansvarlig", "status")
ON_PAGE = 50


_STATES_IN_ORDER = Case(
    *(When(state=state, then=Value(place)) for place, state in enumerate(FollowUpState.values)),
    output_field=IntegerField(),
)


def still_open() -> Q:
    """Something is still expected."""
    return ~Q(state__in=FOLLOW_UP_OVER)


def in_view(view: str, *, user: Any, today: date) -> Q:
    """The condition of one of the quick choices; "" is all that is open."""
    own = Q(owner__in=reach_of(user).position_ids)
    return {
        "": still_open(),
        MINE: still_open() & own,
        OVERDUE: still_open() & Q(due_date__lt=today),
        UNSETTLED: still_open() & (Q(owner=None) | Q(due_date=None)),
        TO_CHECK: Q(state=FollowUpState.DONE),
        OVER: Q(state__in=FOLLOW_UP_OVER),
        ALL: Q(),
    }[view]


@dataclass(frozen=True)
class FollowUpFilter(ListChoices):
    """The choices of the register; each is empty where nothing is chosen.

    view: one of VIEWS. unit, area, owner: keys. words: what the text, the number or the unit's
    name holds. sort: one of SORTS, down: from the other end. page: from 1.
    """

    NAMES: ClassVar[dict[str, str]] = {
        "view": "vis", "unit": "enhet", "area": "omrade", "owner": "ansvarlig", "words": "sok",
        "sort": "sorter", "down": "synkende", "page": "side",
    }

    view: str = ""
    unit: int = 0
    area: int = 0
    owner: int = 0
    words: str = ""
    sort: str = SORTS[0]
    down: int = 0
    page: int = 1

    @classmethod
    def of(cls, query: QueryDict) -> "FollowUpFilter":
        """Read the address; what it does not know or understand counts as not chosen."""
        given = cls.given(query)
        return cls(
            view=given["view"] if given["view"] in VIEWS else "",
            unit=number_in(given["unit"]), area=number_in(given["area"]),
            owner=number_in(given["owner"]),
            words=words_in(given["words"]),
            sort=given["sort"] if given["sort"] in SORTS else SORTS[0],
            down=1 if given["down"] == "1" else 0,
            page=number_in(given["page"]) or 1,
        )

    @property
    def is_active(self) -> bool:
        """Something besides the quick choice narrows what is shown."""
        return bool(self.unit or self.area or self.owner or self.words)

    def narrow(self, follow_ups: FollowUpQuerySet, *, today: date) -> FollowUpQuerySet:
        """What all choices but the quick one leave, of what the person sees."""
        if self.unit:
            follow_ups = follow_ups.filter(unit=self.unit)
        if self.area:
            follow_ups = follow_ups.filter(unit__in=unit_ids_below([self.area], on=today))
        if self.owner:
            follow_ups = follow_ups.filter(owner=self.owner)
        return _with_words(follow_ups, self.words) if self.words else follow_ups

    def in_order(self, follow_ups: FollowUpQuerySet) -> FollowUpQuerySet:
        """Sorted; what is equal, by its number."""
        orders: dict[str, list[Any]] = {
            "frist": [F("due_date")], "nummer": [F("year"), F("serial")],
            "enhet": [norwegian("unit__name")],
            "ansvarlig": [norwegian("owner__unit__name"), F("owner__role")],
            "status": [_STATES_IN_ORDER],
        }
        chosen = orders[self.sort]
        way = [
            one.desc(nulls_last=True) if self.down else one.asc(nulls_last=True) for one in chosen
        ]
        return follow_ups.order_by(*way, "year", "serial")


def _with_words(follow_ups: FollowUpQuerySet, words: str) -> FollowUpQuerySet:
    """Each word stands in the text, the unit's name, or is the number, whatever the case."""
    found = follow_ups.annotate(text_lower=lowered("text"), unit_lower=lowered("unit__name"))
    for word in words.lower().split():
        found = found.filter(
            Q(text_lower__contains=word) | Q(unit_lower__contains=word) | _numbered(word)
        )
    return found


def _numbered(word: str) -> Q:
    """A number such as 26-014, or 014 or 14 of whatever year; a condition nothing meets else."""
    year, dash, serial = word.rpartition("-")
    known = all(part.isascii() and part.isdigit() and len(part) < 7 for part in (year, serial))
    if dash and known:
        return Q(year=2000 + int(year) % 100, serial=int(serial))
    if not dash and serial.isascii() and serial.isdigit() and len(serial) < 7:
        return Q(serial=int(serial))
    return Q(pk__in=())
