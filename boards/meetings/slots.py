"""Time set aside for reflection and planning (C3, M11): own entries of a unit's annual wheel that
say so. One that is ticked was held; one that has passed without was not."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from boards.wheel.choices import SetAside
from boards.wheel.models import WheelEntry
from boards.wheel.rules import occurrences
from leanplan.questions import question


@dataclass(frozen=True)
class Slot:
    """One time that is set aside. entry: the key of the entry it is one time of."""

    unit_id: int
    entry: int
    title: str
    kind: str
    on: date
    is_held: bool

    @property
    def word(self) -> str:
        """What it is set aside for."""
        return str(SetAside(self.kind).label)


@dataclass(frozen=True)
class Held:
    """How many were held, of so many that have passed."""

    held: int
    passed: int


def slots(unit_ids: Collection[int], first: date, last: date) -> list[Slot]:
    """The times set aside by the units from the first to the last day; one query."""
    entries: dict[int, tuple[Any, ...]] = {}
    ticked: dict[int, set[date]] = defaultdict(set)
    for pk, *said, tick in _set_aside({*unit_ids, 0}, first, last):
        entries[pk] = tuple(said)
        ticked[pk].add(tick)
    return [
        Slot(unit, pk, title, kind, day, day in ticked[pk])
        for pk, (unit, title, kind, starts_on, recurrence, until) in entries.items()
        for day in occurrences(starts_on, recurrence, until=until, first=first, last=last)
    ]


@question
def _set_aside(units: Collection[int], first: date, last: date) -> QuerySet[Any]:
    rows = WheelEntry.objects.filter(owner__in=units).exclude(set_aside=SetAside.NOTHING)
    return rows.within(first, last).order_by("starts_on", "pk").values_list(
        "pk", "owner_id", "title", "set_aside", "starts_on", "recurrence", "until", "ticks__on"
    )


def slots_on(unit_id: int, day: date) -> list[Slot]:
    """The times set aside on a day."""
    return slots([unit_id], day, day)


def share_held(found: Collection[Slot], *, today: date) -> Held:
    """How many of those before today, or held today, were held."""
    passed = [slot for slot in found if slot.on < today or slot.is_held]
    return Held(sum(slot.is_held for slot in passed), len(passed))
