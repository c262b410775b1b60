"""The leaders closest below a person, and the units no other leader stands between."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from leanplan.prepared import prepared
from organisation.holders import Owner
from organisation.labels import position_label, role_words
from organisation.reach import Reach
from organisation.roles import LEADERS, Role


@dataclass(frozen=True)
class Post:
    """A position of a leader below, and who holds it today."""

    position_id: int
    role: str
    kind: str
    place: str
    acting: bool
    holder: str

    @property
    def owner(self) -> Owner:
        """The same as pages show it."""
        words = role_words(self.role, self.kind)
        label = position_label(words, role=self.role, place=self.place)
        if self.role == Role.BODY:
            return Owner(self.position_id, label, "", "body")
        if not self.holder:
            return Owner(self.position_id, label, "", "vacant")
        return Owner(self.position_id, self.holder, label, "person", self.acting)


@dataclass(frozen=True)
class OwnLeaders:
    """own_unit_ids: units the person leads closest, whose own leader is vacant included.
    posts: {position: who answers for it today}, of the units those leaders stand in."""

    own_unit_ids: frozenset[int] = frozenset()
    posts: dict[int, Post] = field(default_factory=dict)

    @property
    def facts(self) -> tuple[Any, ...]:
        """The same, plain, for what is kept (leanplan/kept.py)."""
        posts = tuple(
            (one.position_id, one.role, one.kind, one.place, one.acting, one.holder)
            for one in self.posts.values()
        )
        return self.own_unit_ids, posts


def own_leaders(reach: Reach, *, on: date) -> OwnLeaders:
    """Whom a person's own leaders are on the day: one query, none for who leads nothing.

    A leader between ends the walk: what lies below her is hers to follow up. A vacant position
    does not, and stands among the posts itself.
    """
    if reach.person_id is None or not reach.led_unit_ids:
        return OwnLeaders()
    with connection.cursor() as cursor:
        cursor.execute(*prepared(_QUERY, person=reach.person_id, day=on))
        rows = cursor.fetchall()
    # Each position once: the acting holder comes last, and is the one that is shown.
    return OwnLeaders(
        own_unit_ids=frozenset(row[0] for row in rows if not row[1]),
        posts={
            row[2]: _post(row) for row in rows
            if row[2] is not None and row[2] not in reach.position_ids
        },
    )


def _post(row: tuple[Any, ...]) -> Post:
    _unit, _ends, position, role, kind, place, acting, given, family = row
    holder = f"{given} {family}" if given is not None else ""
    return Post(position, role, kind, place, bool(acting), holder)


# Units led by the person, and from them down to the next leader. UNION without ALL stops at a
# circle. A unit led by the person and by another (an acting leader beside the one on leave) is own.
_QUERY = """
WITH RECURSIVE own(id) AS (
    SELECT position.unit_id
    FROM organisation_appointment AS appointment
    JOIN organisation_position AS position ON position.id = appointment.position_id
    WHERE appointment.person_id = %(person)s AND position.role IN ({leaders})
      AND appointment.starts_on <= %(day)s
      AND (appointment.ends_on IS NULL OR appointment.ends_on >= %(day)s)
),
near(id, ends) AS (
    SELECT id, 0 FROM own
    UNION
    SELECT link.child_id, CASE
        WHEN link.child_id IN (SELECT id FROM own) THEN 0
        WHEN EXISTS (
            SELECT 1 FROM organisation_position AS position
            JOIN organisation_appointment AS appointment ON appointment.position_id = position.id
            WHERE position.unit_id = link.child_id AND position.role IN ({leaders})
              AND appointment.starts_on <= %(day)s
              AND (appointment.ends_on IS NULL OR appointment.ends_on >= %(day)s)
        ) THEN 1
        ELSE 0 END
    FROM organisation_unitparent AS link
    JOIN near ON link.parent_id = near.id AND near.ends = 0
    WHERE link.starts_on <= %(day)s AND (link.ends_on IS NULL OR link.ends_on >= %(day)s)
)
SELECT near.id, near.ends, position.id, position.role, unit.kind,
       CASE WHEN unit.short_name = '' THEN unit.name ELSE unit.short_name END,
       appointment.acting, person.given_name, person.family_name
FROM near
JOIN organisation_orgunit AS unit ON unit.id = near.id
LEFT JOIN organisation_position AS position
    ON position.unit_id = near.id AND NOT position.each AND position.role IN ({posts})
LEFT JOIN organisation_appointment AS appointment
    ON appointment.position_id = position.id AND appointment.starts_on <= %(day)s
   AND (appointment.ends_on IS NULL OR appointment.ends_on >= %(day)s)
LEFT JOIN organisation_person AS person ON person.id = appointment.person_id
ORDER BY appointment.acting, appointment.starts_on, appointment.id
""".format(
    leaders=", ".join(f"'{role}'" for role in sorted(LEADERS)),
    posts=", ".join(f"'{role}'" for role in sorted(LEADERS | {Role.BODY})),
)
