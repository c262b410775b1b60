"""The organisation as it is and as the workbook wants it: units with their places, and people.

Everything is loaded with a handful of queries; what the workbook does to it is worked out on these
values and written only when it is confirmed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from organisation.models import Appointment, OrgUnit, Person, Position, UnitParent, User
from organisation.workbook.cells import Row
from organisation.workbook.columns import plain

UNIT_FIELDS = (
    "name", "short_name", "kind", "organisation_number", "is_development_unit", "starts_on",
    "ends_on",
)


@dataclass(eq=False)
class Place:
    """Where a unit belongs in a period. stored: the row of the database; None for a new place."""

    parent: "Unit"
    starts_on: date
    ends_on: date | None
    stored: UnitParent | None = None


@dataclass(eq=False)
class Unit:
    """A unit as it will be. stored: the row it is; changes: what the workbook changes in it."""

    values: dict[str, Any]
    stored: OrgUnit | None = None
    places: list[Place] = field(default_factory=list)
    comes_from: list["Unit"] = field(default_factory=list)
    new_origins: list["Unit"] = field(default_factory=list)
    row: Row | None = None
    changes: dict[str, Any] = field(default_factory=dict)
    moved: Place | None = None
    made: OrgUnit | None = None

    @property
    def name(self) -> str:
        """The name as it will be."""
        return str(self.values["name"])

    @property
    def kind(self) -> str:
        """The kind as it will be."""
        return str(self.values["kind"])

    @property
    def starts_on(self) -> date:
        """The first day."""
        return self.values["starts_on"]

    @property
    def ends_on(self) -> date | None:
        """The last day; None for an open unit."""
        return self.values["ends_on"]

    @property
    def key(self) -> str:
        """What the workbook knows it by."""
        return f"E{self.stored.pk}" if self.stored else ""

    @property
    def is_touched(self) -> bool:
        """Something about it changes."""
        return bool(self.stored is None or self.changes or self.moved or self.new_origins)

    @property
    def closes(self) -> bool:
        """The workbook gives it a last day it did not have."""
        return bool(self.stored and self.stored.ends_on is None and "ends_on" in self.changes)

    @property
    def existing(self) -> OrgUnit:
        """Its row in the database, once it is there."""
        found = self.stored or self.made
        assert found is not None
        return found

    def exists_on(self, day: date) -> bool:
        """The unit's period holds on the day."""
        return self.starts_on <= day and (self.ends_on is None or self.ends_on >= day)


@dataclass(eq=False)
class Duty:
    """A person in a role in a unit in a period. stored: the appointment it is."""

    person: "Human"
    role: str
    unit: Unit
    starts_on: date
    ends_on: date | None
    acting: bool
    stored: Appointment | None = None
    row: Row | None = None
    changes: dict[str, Any] = field(default_factory=dict)
    by_closing: bool = False


@dataclass(eq=False)
class Human:
    """A person as it will be. account: the address of an account that is made."""

    values: dict[str, str]
    stored: Person | None = None
    duties: list[Duty] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    changes: dict[str, str] = field(default_factory=dict)
    account: str = ""
    email: str = ""
    made: Person | None = None

    @property
    def name(self) -> str:
        """Given and family name."""
        return f"{self.values['given_name']} {self.values['family_name']}"

    @property
    def address(self) -> str:
        """The address of the account the person has already."""
        user = self.stored.user if self.stored else None
        return user.email if user else ""

    @property
    def existing(self) -> Person:
        """The row in the database, once it is there."""
        found = self.stored or self.made
        assert found is not None
        return found


class Stock:
    """All units, places, people, accounts and appointments there are; seven queries."""

    def __init__(self) -> None:
        self.units: dict[int, Unit] = {}
        for row in OrgUnit.objects.order_by("pk"):
            values = {name: getattr(row, name) for name in UNIT_FIELDS}
            self.units[row.pk] = Unit(values, stored=row)
        for link in UnitParent.objects.order_by("child", "starts_on"):
            parent = self.units[link.parent_id]
            self.units[link.child_id].places.append(
                Place(parent, link.starts_on, link.ends_on, link)
            )
        through = OrgUnit.comes_from.through.objects.order_by("pk")
        for made, origin in through.values_list("from_orgunit_id", "to_orgunit_id"):
            self.units[made].comes_from.append(self.units[origin])
        self._load_people()

    def _load_people(self) -> None:
        self.people: dict[int, Human] = {}
        for person in Person.objects.select_related("user").order_by("pk"):
            values = {
                name: getattr(person, name) for name in ("given_name", "family_name", "external_id")
            }
            self.people[person.pk] = Human(values, stored=person)
        owners = {
            human.stored.user_id: human for human in self.people.values()
            if human.stored and human.stored.user_id
        }
        self.accounts: dict[str, Human | None] = {
            email.lower(): owners.get(pk) for pk, email in User.objects.values_list("pk", "email")
        }
        self.positions: dict[tuple[str, int], Position] = {}
        by_key: dict[int, Position] = {}
        for position in Position.objects.filter(each=False):
            self.positions[position.role, position.unit_id] = position
            by_key[position.pk] = position
        for held in Appointment.objects.filter(position__in=by_key).order_by("starts_on", "pk"):
            human, position = self.people[held.person_id], by_key[held.position_id]
            human.duties.append(
                Duty(human, position.role, self.units[position.unit_id], held.starts_on,
                     held.ends_on, held.acting, stored=held)
            )


class UnitNames:
    """Finds units by what a cell says: key, name, short name, organisation number."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._by_word: dict[str, list[Unit]] = defaultdict(list)
        for unit in units:
            self.add(unit)

    def add(self, unit: Unit) -> None:
        """Let one more be found."""
        for word in self._words(unit):
            if unit not in self._by_word[word]:
                self._by_word[word].append(unit)

    @staticmethod
    def _words(unit: Unit) -> Iterator[str]:
        said = [unit.name, unit.values["short_name"], unit.values["organisation_number"], unit.key]
        if unit.stored:
            said += [unit.stored.name, unit.stored.short_name]
        for text in filter(None, said):
            yield plain(text)
        if unit.key:
            yield plain(f"{unit.name} ({unit.key})")

    def found(self, text: str, *, on: date | None) -> list[Unit]:
        """The units a cell may mean; those that exist on the day go before others."""
        found = self._by_word.get(plain(text), [])
        if len(found) > 1 and on is not None:
            there = [unit for unit in found if unit.exists_on(on)]
            return there or found
        return found
