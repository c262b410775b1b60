"""The short list of positions that a field offers before anything is written in it.

One query, which reads those that stand in the list and no other, however many units there are.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db import connection
from django.utils.safestring import SafeString

from leanplan.collation import norwegian_sql
from leanplan.drawn import drawn
from organisation.holders import Holder
from organisation.labels import role_words, role_words_in
from organisation.municipality_settings import default_language
from organisation.owners import ORDER, Choice, Entry, choices_of, likeliest
from organisation.roles import OWNERS

LISTED = 60
DATALIST = "organisation/position/_datalist.html"


@dataclass(frozen=True)
class Offer:
    """A list to choose from, and who holds the positions in it, made of what was read when it is
    asked for. rows: of _NEAR_TOP; plain, so that what is drawn of them can be kept."""

    rows: tuple[tuple[Any, ...], ...]
    limit: int

    @cached_property
    def holders(self) -> dict[int, list[Holder]]:
        """{position: who holds it, the acting one first}; a vacant one has no entry."""
        holders: dict[int, list[Holder]] = defaultdict(list)
        for _may, pk, *_position, person, given, family, acting in self.rows:
            if person is not None:
                holders[pk].append(Holder(person, f"{given} {family}", bool(acting)))
        return dict(holders)

    @cached_property
    def choices(self) -> list[Choice]:
        """The positions, those at the top first."""
        house = default_language()
        every = {
            pk: Entry(
                pk, role, bool(each), unit, short or unit, role_words(role, kind),
                role_words_in(house, role, kind),
                tuple((one.name, one.acting) for one in self.holders.get(pk, ())),
            )
            for may_own_it, pk, role, each, unit, short, kind, *_held in self.rows if may_own_it
        }
        first = sorted(every.values(), key=likeliest(""))[: self.limit]
        return choices_of(first, every.values())

    @property
    def datalist(self) -> SafeString:
        """The list as the page has it once for all its fields."""
        facts = (self.rows, self.limit)
        return drawn(DATALIST, facts, lambda: {"choices": self.choices})


def listed(*, on: date, limit: int = LISTED) -> list[Choice]:
    """A short list to choose from without JavaScript; any other position can still be written."""
    return offered(on=on, limit=limit).choices


def offered(*, on: date, limit: int = LISTED, beside: Collection[int] = ()) -> Offer:
    """The short list, with the holders of its positions and of those named beside; one query."""
    return Offer(tuple(_near_top(on, limit, beside)), limit)


def _near_top(on: date, limit: int, beside: Collection[int]) -> list[tuple[Any, ...]]:
    """Positions that share a place with one of the first so many, as names can only be the same
    among these, and those beside: each as often as it is held, the acting holder first."""
    query = _NEAR_TOP.format(
        owners=", ".join(f"'{role}'" for role in sorted(OWNERS)),
        order=" ".join(f"WHEN '{role}' THEN {place}" for role, place in ORDER.items()),
        last=len(ORDER), by_place=norwegian_sql("place"),
        beside=", ".join(str(int(pk)) for pk in beside) or "NULL",
    )
    with connection.cursor() as cursor:
        cursor.execute(query, {"day": on, "limit": limit})
        return list(cursor.fetchall())


# May it own something, the position, its unit, and who holds it.
_NEAR_TOP = """
WITH owning AS (
    SELECT position.id, position.each, position.role,
           CASE WHEN unit.short_name = '' THEN unit.name ELSE unit.short_name END AS place
    FROM organisation_position AS position
    JOIN organisation_orgunit AS unit ON unit.id = position.unit_id
    WHERE (position.role IN ({owners}) OR position.each) AND unit.starts_on <= %(day)s
      AND (unit.ends_on IS NULL OR unit.ends_on >= %(day)s)
),
top AS (
    SELECT place FROM owning
    ORDER BY each DESC, CASE role {order} ELSE {last} END, {by_place}, id LIMIT %(limit)s
)
SELECT owning.id IS NOT NULL, position.id, position.role, position.each, unit.name,
       unit.short_name, unit.kind, person.id, person.given_name, person.family_name,
       appointment.acting
FROM organisation_position AS position
JOIN organisation_orgunit AS unit ON unit.id = position.unit_id
LEFT JOIN owning ON owning.id = position.id
LEFT JOIN organisation_appointment AS appointment
    ON appointment.position_id = position.id AND appointment.starts_on <= %(day)s
   AND (appointment.ends_on IS NULL OR appointment.ends_on >= %(day)s)
LEFT JOIN organisation_person AS person ON person.id = appointment.person_id
WHERE owning.each OR owning.place IN (SELECT place FROM top) OR position.id IN ({beside})
ORDER BY appointment.acting DESC, appointment.starts_on DESC, appointment.id
"""
