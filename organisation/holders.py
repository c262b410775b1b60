"""Who holds which position on a day: for names beside owners, in one query a page."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from leanplan.questions import question
from organisation.language import in_language_of_municipality
from organisation.models import Appointment, Position
from organisation.named import Named
from organisation.reach import reach_known
from organisation.roles import Role, rank_of


@dataclass(frozen=True)
class Holder:
    """A person who holds a position on the day."""

    person_id: int
    name: str
    acting: bool


def holders_of(position_ids: Iterable[int], *, on: date) -> dict[int, list[Holder]]:
    """{position id: holders, the acting one first}; a vacant position has no entry."""
    holders: dict[int, list[Holder]] = defaultdict(list)
    for position, person, given, family, acting in _held(set(position_ids), on):
        holders[position].append(Holder(person, f"{given} {family}", acting))
    return dict(holders)


@question
def _held(positions: Collection[int], day: date) -> QuerySet[Any]:
    held = Appointment.objects.current(on=day).filter(position__in=positions)
    return held.order_by("-acting", "-starts_on", "pk").values_list(
        "position", "person", "person__given_name", "person__family_name", "acting"
    )


def unattended(position_ids: Iterable[int], *, on: date) -> set[int]:
    """Those of the positions for which nobody can sign in on the day: vacant, or held by people
    without an account; one query."""
    asked = set(position_ids)
    held = Appointment.objects.current(on=on).filter(
        position__in=asked, person__user__is_active=True
    )
    return asked - set(held.values_list("position_id", flat=True)) if asked else set()


@dataclass(frozen=True)
class Owner:
    """A position as a page shows it: who today, and the role under.

    kind: "person", "vacant", "each" or "body"; the template chooses the picture by it.
    """

    position_id: int
    name: str
    under: str
    kind: str
    acting: bool = False


def owner_shown(position: Position | Named, holders: dict[int, list[Holder]]) -> Owner:
    """How a position is shown, given who holds which (from `holders_of`)."""
    if position.each:
        return Owner(position.pk, position.label, position.words.plural, "each")
    if position.role == Role.BODY:
        return Owner(position.pk, position.label, position.unit_name, "body")
    here = holders.get(position.pk)
    if not here:
        return Owner(position.pk, position.label, "", "vacant")
    return Owner(position.pk, here[0].name, position.label, "person", here[0].acting)


def title_of(user: object, *, on: date) -> str:
    """The person's foremost position on the day, as it is written under a name; "" for none."""
    known = reach_known(user, on=on)
    if known is not None:
        return known.title
    person = getattr(user, "person", None)
    if person is None:
        return ""
    held = (
        Appointment.objects.current(on=on)
        .filter(person=person)
        .select_related("position__unit")
    )
    return _foremost(held)


def title_kept(user: object, *, on: date) -> str:
    """The same as it is kept beside a name in the record: in the municipality's language."""
    with in_language_of_municipality():
        return title_of(user, on=on)


def titles_on(users: Iterable[tuple[Any, date]]) -> dict[tuple[int, date], str]:
    """{(user id, day): foremost position on that day} for users loaded with their person.

    One query for all; a user who held nothing on the day has no entry.
    """
    wanted = {(user.pk, day, user.person.pk) for user, day in users if hasattr(user, "person")}
    register = Register.of([], {person for _, _, person in wanted})
    titles = {(user, day): register.title(person, on=day) for user, day, person in wanted}
    return {key: title for key, title in titles.items() if title}


@question
def _appointments(positions: Collection[int], people: Collection[int]) -> QuerySet[Appointment]:
    held = Appointment.objects.filter(Q(position__in=positions) | Q(person__in=people))
    return held.select_related("person", "position__unit").order_by("-acting", "-starts_on", "pk")


class Register:
    """Appointments to some positions and of some people, for a page that asks for both."""

    def __init__(self, rows: Iterable[Appointment]) -> None:
        self._rows = list(rows)

    @classmethod
    def of(cls, position_ids: Iterable[int], people: Iterable[int]) -> "Register":
        """Read them; one query, none where nobody is asked for."""
        positions, persons = set(position_ids), set(people)
        if not positions and not persons:
            return cls([])
        # The 0 is nobody: the question is the same whether somebody is asked for or not.
        return cls(_appointments({*positions, 0}, {*persons, 0}))

    def holders(self, *, on: date) -> dict[int, list[Holder]]:
        """The same as `holders_of`."""
        holders: dict[int, list[Holder]] = defaultdict(list)
        for row in self._rows:
            if _holds(row, on):
                holders[row.position_id].append(
                    Holder(row.person_id, row.person.name, row.acting)
                )
        return dict(holders)

    def title(self, person: int | None, *, on: date) -> str:
        """The person's foremost position on the day; "" for none."""
        return _foremost(row for row in self._rows if row.person_id == person and _holds(row, on))


def _holds(row: Appointment, day: date) -> bool:
    return row.starts_on <= day and (row.ends_on is None or row.ends_on >= day)


def _foremost(held: Iterable[Appointment]) -> str:
    first = min(held, key=lambda row: (rank_of(row.position.role), row.position_id), default=None)
    return first.position.label if first else ""
