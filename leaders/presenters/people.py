"""Who leads units and who is above them, as a line: "Lise Vik, DREL"."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from leaders.parties import parties_of
from leaders.permissions import parties_today
from organisation.holders import Holder, holders_of
from organisation.models import Position


@dataclass(frozen=True)
class Named:
    """A position and who holds it today; name "" where it is vacant or there is none."""

    position: Position | None
    name: str
    role: str

    @property
    def line(self) -> str:
        """The name with the role in short; the role alone where nobody holds it."""
        if self.name:
            return f"{self.name}, {self.role}"
        return _("%(role)s, vacant") % {"role": self.role} if self.role else ""


@dataclass(frozen=True)
class UnitPeople:
    """A unit's leader and the manager above."""

    leader: Named
    manager: Named


def people_of(unit_ids: Collection[int], *, today: date) -> dict[int, UnitPeople]:
    """{unit: its leader and manager today}; three queries for any number."""
    parties = parties_of(unit_ids, on=today)
    posts = [post for each in parties.values() for post in (each.leader, each.manager) if post]
    holders = holders_of((post.pk for post in posts), on=today) if posts else {}
    return {
        unit: UnitPeople(_named(each.leader, holders), _named(each.manager, holders))
        for unit, each in parties.items()
    }


def people_of_row(row: Any, *, today: date) -> UnitPeople:
    """The same for the unit of one rollout or contract, from the parties its rights were judged by;
    one query more."""
    parties = parties_today(row)
    posts = [post.pk for post in (parties.leader, parties.manager) if post]
    holders = holders_of(posts, on=today) if posts else {}
    return UnitPeople(_named(parties.leader, holders), _named(parties.manager, holders))


def _named(position: Position | None, holders: dict[int, list[Holder]]) -> Named:
    if position is None:
        return Named(None, "", "")
    here = holders.get(position.pk)
    return Named(position, here[0].name if here else "", str(position.words.short))
