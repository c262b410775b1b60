"""What a signed-in person holds and reaches today. Rights and lists read this and nothing else."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from leanplan.clock import today
from leanplan.prepared import prepared
from organisation import own_facts
from organisation.labels import position_label, role_words
from organisation.roles import ACTS_FOR_BODY, LEADERS, READS_ALL_UNITS, Role, rank_of


@dataclass(frozen=True)
class Held:
    """A position held today: the role, and the kind and daily name of its unit.

    each: one that is held together with every other such role at or below the unit.
    """

    position_id: int
    unit_id: int
    role: str
    kind: str
    place: str
    each: bool = False

    @property
    def is_shared(self) -> bool:
        """Held with others: every such role, or a body one acts for."""
        return self.each or self.role == Role.BODY

    @property
    def label(self) -> str:
        """The position as it is written under a name."""
        words = role_words(self.role, self.kind)
        return position_label(words, role=self.role, place=self.place, each=self.each)


@dataclass(frozen=True)
class Reach:
    """person_id: None for an account without a person.

    roles: held today. position_ids: positions that are the person's today, «every» ones and
    bodies included. read_unit_ids: units whose rows the person reads; all_units: every unit.
    led_unit_ids: units at or below those the person leads. foremost: the position written under
    the person's name. unread: how many notices the person had not opened when this was read.
    shown: the positions that are the person's today, as they are written.
    """

    person_id: int | None = None
    roles: frozenset[str] = frozenset()
    position_ids: frozenset[int] = frozenset()
    read_unit_ids: frozenset[int] = frozenset()
    led_unit_ids: frozenset[int] = frozenset()
    all_units: bool = False
    foremost: Held | None = None
    unread: int = 0
    shown: tuple[Held, ...] = ()

    @property
    def title(self) -> str:
        """The foremost position held today, as it is written under a name; "" for none."""
        return self.foremost.label if self.foremost else ""

    @property
    def facts(self) -> tuple[Any, ...]:
        """All that rights and lists read of it, plain, for what is kept (leanplan/kept.py)."""
        shown = tuple((one.position_id, one.unit_id, one.role, one.kind, one.place, one.each)
                      for one in self.shown)
        return (
            self.person_id, self.roles, self.position_ids, self.read_unit_ids, self.led_unit_ids,
            self.all_units, shown,
        )

    def has(self, *roles: str) -> bool:
        """True where one of the roles is held today."""
        return not self.roles.isdisjoint(roles)

    def reads(self, unit_id: int) -> bool:
        """True where the unit's rows are within reach."""
        return self.all_units or unit_id in self.read_unit_ids


def reach_of(user: Any) -> Reach:
    """The reach of a user today, worked out once per loaded user, in one query."""
    if not user.is_authenticated or not user.is_active:
        return Reach()
    day = today()
    reach = reach_known(user, on=day)
    if reach is None:
        reach = _work_out(user, day)
        user._reach = (day, reach)
    return reach


def reach_known(user: Any, *, on: date) -> Reach | None:
    """The reach of a user on a day where it is worked out already; None where it is not."""
    known = getattr(user, "_reach", None)
    return known[1] if known is not None and known[0] == on else None


def _work_out(user: Any, day: date) -> Reach:
    person = getattr(user, "person", None)
    if person is None:
        return Reach(all_units=user.is_superuser)
    rows = _read(person.pk, day)
    held = [Held(*row[1:6]) for row in rows if row[0] == "held"]
    roles = frozenset(position.role for position in held)
    led = frozenset(map(int, next(row[6] for row in rows if row[0] == "led").split()))
    near = {each.unit_id for each in held if each.role in (Role.COACH, Role.EMPLOYEE)}
    return Reach(
        person_id=person.pk,
        roles=roles,
        position_ids=frozenset(row[1] for row in rows if row[0] in ("held", "shared")),
        read_unit_ids=led | near,
        led_unit_ids=led,
        all_units=user.is_superuser or not roles.isdisjoint(READS_ALL_UNITS),
        foremost=min(held, key=lambda each: (rank_of(each.role), each.position_id), default=None),
        unread=next(row[1] for row in rows if row[0] == "unread"),
        shown=(*held, *(_shared(row) for row in rows if row[0] == "shared")),
    )


def _shared(row: tuple[Any, ...]) -> Held:
    position, unit, role, kind, place = row[1:6]
    return Held(position, unit, role, kind, place, each=role != Role.BODY)


# What a person holds on a day; the units below those led; and the positions shared with others:
# bodies one acts for, and «every» ones whose unit is at or above the one where the role is held.
# UNION without ALL stops at a circle. The units come as one text: who leads a city has 2 000, and
# as rows they took longer than all the rest. What every page shows comes along: the unread
# notices, and what the municipality says of itself (own_facts.py).
_QUERY = """
WITH RECURSIVE held(position_id, role, unit_id) AS (
    SELECT position.id, position.role, position.unit_id
    FROM organisation_appointment AS appointment
    JOIN organisation_position AS position ON position.id = appointment.position_id
    WHERE appointment.person_id = %(person)s AND appointment.starts_on <= %(day)s
      AND (appointment.ends_on IS NULL OR appointment.ends_on >= %(day)s)
),
below(id) AS (
    SELECT unit_id FROM held WHERE role IN ({leaders})
    UNION
    SELECT link.child_id FROM organisation_unitparent AS link
    JOIN below ON link.parent_id = below.id
    WHERE link.starts_on <= %(day)s AND (link.ends_on IS NULL OR link.ends_on >= %(day)s)
),
above(role, id) AS (
    SELECT role, unit_id FROM held
    UNION
    SELECT above.role, link.parent_id FROM organisation_unitparent AS link
    JOIN above ON link.child_id = above.id
    WHERE link.starts_on <= %(day)s AND (link.ends_on IS NULL OR link.ends_on >= %(day)s)
)
SELECT 'held', position_id, unit_id, role, unit.kind,
       CASE WHEN unit.short_name = '' THEN unit.name ELSE unit.short_name END, '', ''
FROM held JOIN organisation_orgunit AS unit ON unit.id = held.unit_id
UNION ALL
SELECT 'led', 0, 0, '', '', '', COALESCE({below_ids}, ''), '' FROM below
UNION ALL
SELECT 'shared', position.id, position.unit_id, position.role, unit.kind,
       CASE WHEN unit.short_name = '' THEN unit.name ELSE unit.short_name END, '', ''
FROM organisation_position AS position
JOIN organisation_orgunit AS unit ON unit.id = position.unit_id
WHERE (position.role = 'body' AND position.unit_id IN (
           SELECT unit_id FROM held WHERE role IN ({acting})))
   OR (position.each AND EXISTS (
           SELECT 1 FROM above
           WHERE above.role = position.role AND above.id = position.unit_id))
UNION ALL
SELECT 'unread', COUNT(*), 0, '', '', '', '', '' FROM organisation_notice
WHERE person_id = %(person)s AND read_at IS NULL
UNION ALL
{facts}
""".format(
    below_ids="{below_ids}",
    facts=own_facts.FACTS,
    leaders=", ".join(f"'{role}'" for role in sorted(LEADERS)),
    acting=", ".join(f"'{role}'" for role in sorted(ACTS_FOR_BODY)),
)


# Numbers as one text with spaces between, as each database writes it.
_BELOW_IDS = {"postgresql": "STRING_AGG(id::text, ' ')", "sqlite": "GROUP_CONCAT(id, ' ')"}


def _read(person_id: int, day: date) -> list[tuple[Any, ...]]:
    query = _QUERY.format(below_ids=_BELOW_IDS[connection.vendor])
    with connection.cursor() as cursor:
        cursor.execute(*prepared(query, person=person_id, day=day))
        rows = cursor.fetchall()
    own_facts.keep(rows, day=day)
    return rows
