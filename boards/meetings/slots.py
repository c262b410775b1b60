"""Time set aside for reflection and planning (C3, M11): own entries of a unit's annual wheel that
say so. One that is ticked was held; one that has passed without was not."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from boards.wheel.choices import SetAside
from boards.wheel.models import WheelEntry, WheelTick
from boards.wheel.rules import occurrences


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


def slots(unit_ids: Collection[int], first: date, last: date) -> Iterator[Slot]:
    """The times set aside by the units from the first to the last day; two queries at most."""
    ticks = Prefetch("ticks", WheelTick.objects.filter(on__range=(first, last)))
    rows = WheelEntry.objects.filter(owner__in=unit_ids).exclude(set_aside=SetAside.NOTHING)
    for row in rows.within(first, last).prefetch_related(ticks):
        ticked = {tick.on for tick in row.ticks.all()}
        for day in occurrences(
            row.starts_on, row.recurrence, until=row.until, first=first, last=last
        ):
            yield Slot(row.owner_id, row.pk, row.title, row.set_aside, day, day in ticked)


def slots_on(unit_id: int, day: date) -> list[Slot]:
    """The times set aside on a day."""
    return list(slots([unit_id], day, day))


def share_held(found: Collection[Slot], *, today: date) -> Held:
    """How many of those before today, or held today, were held."""
    passed = [slot for slot in found if slot.on < today or slot.is_held]
    return Held(sum(slot.is_held for slot in passed), len(passed))
