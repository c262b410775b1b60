"""Who is reached for what a position owes: its holder, else a leader above, else the plan's owner.

Read once a day's work: a few queries for the whole municipality, then everything is looked up.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from organisation.models import Appointment, Person, Position
from organisation.roles import ACTS_FOR_BODY, LEADERS, Role
from organisation.tree import parents_on


class Why(StrEnum):
    """Why somebody is reached: holds it, or stands in for a position that reaches nobody."""

    HOLDS = "holds"
    VACANT = "vacant"
    NO_ACCOUNT = "no_account"
    NAMED = "named"


@dataclass(frozen=True)
class Recipient:
    """Somebody to tell. above: the leader who is told next, None at the top."""

    person: Person
    above: Person | None
    why: Why


def is_reached(person: Person) -> bool:
    """The person has an account that is active, with an address."""
    return person.user is not None and person.user.is_active and bool(person.user.email)


class Recipients:
    """Who is told what on one day. fallback: positions asked where no leader above is reached."""

    def __init__(self, *, on: date, fallback: Iterable[int] = ()) -> None:
        self._on = on
        self._fallback = tuple(fallback)
        self._known: dict[int, tuple[Recipient, ...]] = {}

    def of(self, position_id: int) -> tuple[Recipient, ...]:
        """Those to tell of what the position owes, each person once; () where nobody is reached."""
        if position_id not in self._known:
            self._known[position_id] = tuple(self._find(position_id))
        return self._known[position_id]

    def named(self, person_id: int) -> Recipient | None:
        """A person who is named to carry something out; None without an account or a position.

        Whoever owns it is told as well, so that nobody above is told on this one's account.
        """
        held = self._by_person.get(person_id)
        if not held or not is_reached(held[0].person):
            return None
        return Recipient(held[0].person, None, Why.NAMED)

    def concerning(self, person_id: int) -> frozenset[int]:
        """Positions of whose duties the person is told, as recipient or as the leader above."""
        return frozenset(
            pk for pk in self._positions
            for found in self.of(pk)
            if person_id in (found.person.pk, found.above.pk if found.above else None)
        )

    @cached_property
    def _positions(self) -> dict[int, Position]:
        return {position.pk: position for position in Position.objects.all()}

    @cached_property
    def _appointments(self) -> list[Appointment]:
        held = Appointment.objects.current(on=self._on).select_related("person__user", "position")
        return list(held.order_by("-acting", "-starts_on", "pk"))

    @cached_property
    def _by_position(self) -> dict[int, list[Appointment]]:
        return _grouped((row.position_id, row) for row in self._appointments)

    @cached_property
    def _by_unit(self) -> dict[int, list[Appointment]]:
        return _grouped((row.position.unit_id, row) for row in self._appointments)

    @cached_property
    def _by_person(self) -> dict[int, list[Appointment]]:
        return _grouped((row.person_id, row) for row in self._appointments)

    @cached_property
    def _parents(self) -> dict[int, int]:
        return parents_on(self._on)

    def _find(self, position_id: int) -> Iterator[Recipient]:
        position = self._positions[position_id]
        held = self._holding(position)
        reached = [row for row in held if is_reached(row.person)]
        if reached:
            seen: set[int] = set()
            for row in reached:
                if row.person_id not in seen:
                    seen.add(row.person_id)
                    above = self._above(row.position.unit_id, row.person)
                    yield Recipient(row.person, above, Why.HOLDS)
            return
        why = Why.NO_ACCOUNT if held else Why.VACANT
        leader = self._above(position.unit_id, None)
        if leader is not None:
            unit_id = next(
                row.position.unit_id for row in self._by_person[leader.pk]
                if row.position.role in LEADERS
            )
            yield Recipient(leader, self._above(unit_id, leader), why)
            return
        yield from self._falling_back(position_id, why)

    def _falling_back(self, position_id: int, why: Why) -> Iterator[Recipient]:
        """Whoever holds the plan's owning position."""
        for other in self._fallback:
            if other == position_id or other not in self._positions:
                continue
            for row in self._holding(self._positions[other]):
                if is_reached(row.person):
                    yield Recipient(row.person, None, why)
                    return

    def _holding(self, position: Position) -> list[Appointment]:
        """Appointments through which a position is held today; an acting holder stands in."""
        if position.each:
            below = self._below(position.unit_id)
            return [
                row for row in self._appointments
                if row.position.role == position.role and row.position.unit_id in below
            ]
        if position.role == Role.BODY:
            here = self._by_unit.get(position.unit_id, [])
            return [row for row in here if row.position.role in ACTS_FOR_BODY]
        held = self._by_position.get(position.pk, [])
        return [row for row in held if row.acting] or held

    def _below(self, root: int) -> set[int]:
        """Units at or below the root."""
        found, todo = {root}, [root]
        while todo:
            here = todo.pop()
            for child in self._children.get(here, ()):
                if child not in found:
                    found.add(child)
                    todo.append(child)
        return found

    @cached_property
    def _children(self) -> dict[int, list[int]]:
        return _grouped((parent, child) for child, parent in self._parents.items())

    def _above(self, unit_id: int, person: Person | None) -> Person | None:
        """The nearest leader at or above the unit who is reached and is somebody else."""
        seen: set[int] = set()
        here: int | None = unit_id
        while here is not None and here not in seen:
            seen.add(here)
            leading = [
                row for row in self._by_unit.get(here, ()) if row.position.role in LEADERS
            ]
            for row in [row for row in leading if row.acting] or leading:
                if is_reached(row.person) and (person is None or row.person_id != person.pk):
                    return row.person
            here = self._parents.get(here)
        return None


K = TypeVar("K")
V = TypeVar("V")


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    grouped: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        grouped[key].append(value)
    return dict(grouped)
