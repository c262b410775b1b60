"""The people of a unit and how it has stood with Lean, day by day; one query."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.utils.translation import gettext as _

from organisation.holders import Holder
from organisation.labels import position_label, role_words
from organisation.manager_above import ManagerAbove
from organisation.roles import LEADERS, Role, UnitKind

MANAGERS = (Role.SERVICE_AREA_MANAGER, Role.CHIEF_EXECUTIVE)


class Held(NamedTuple):
    """A position at, above or below the unit, and one who holds or held it; name "" for vacant.

    far: how many steps above the unit, 0 at it, -1 below it.
    """

    far: int
    unit_id: int
    unit: str
    short: str
    kind: str
    role: str
    name: str
    starts_on: date | None
    ends_on: date | None
    acting: bool
    position_id: int | None

    def holds(self, day: date) -> bool:
        """Somebody has it on the day."""
        if self.starts_on is None or self.starts_on > day:
            return False
        return self.ends_on is None or self.ends_on >= day

    @property
    def label(self) -> str:
        """The position as it is written."""
        words = role_words(self.role, self.kind)
        return position_label(words, role=self.role, place=self.short or self.unit)

    @property
    def word(self) -> str:
        """The role alone, where the unit is plain."""
        return role_words(self.role, self.kind).short.rstrip(",")


class Stage(NamedTuple):
    """A Lean period of the unit."""

    status: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class PersonShown:
    """Somebody as the page shows them: what they are to the unit, the name, the line under it."""

    title: str
    name: str
    line: str = ""
    is_vacant: bool = False


@dataclass(frozen=True)
class People:
    """held: at the unit, past and coming ones too; above, below: leaders of units above, from the
    closest, and below. stages: with Lean, the oldest first."""

    held: tuple[Held, ...]
    above: tuple[Held, ...]
    below: tuple[Held, ...]
    stages: tuple[Stage, ...]
    area: str = ""
    area_id: int | None = None

    def lean(self, day: date) -> Stage | None:
        """Where the unit stands with Lean on the day."""
        return next(
            (stage for stage in reversed(self.stages) if stage.starts_on <= day
             and (stage.ends_on is None or stage.ends_on >= day)), None,
        )


_QUERY = """
WITH RECURSIVE above(id, far) AS (
    SELECT id, 0 FROM organisation_orgunit WHERE id = %(unit)s
    UNION
    SELECT link.parent_id, above.far + 1 FROM organisation_unitparent AS link
    JOIN above ON link.child_id = above.id
    WHERE link.starts_on <= %(day)s AND (link.ends_on IS NULL OR link.ends_on >= %(day)s)
      AND above.far < 12
),
near(id, far) AS (
    SELECT id, far FROM above
    UNION
    SELECT link.child_id, -1 FROM organisation_unitparent AS link
    WHERE link.parent_id = %(unit)s AND link.starts_on <= %(day)s
      AND (link.ends_on IS NULL OR link.ends_on >= %(day)s)
)
SELECT near.far, unit.id, unit.name, unit.short_name, unit.kind, position.role,
       person.given_name, person.family_name, held.starts_on, held.ends_on, held.acting,
       position.id
FROM near
JOIN organisation_orgunit AS unit ON unit.id = near.id
LEFT JOIN organisation_position AS position
    ON position.unit_id = near.id AND NOT position.each
   AND (position.role IN ({leaders}) OR (near.far = 0 AND position.role = 'coach'))
LEFT JOIN organisation_appointment AS held
    ON held.position_id = position.id AND (near.far = 0 OR (held.starts_on <= %(day)s
   AND (held.ends_on IS NULL OR held.ends_on >= %(day)s)))
LEFT JOIN organisation_person AS person ON person.id = held.person_id
UNION ALL
SELECT 99, lean.unit_id, lean.status, '', '', '', '', '', lean.starts_on, lean.ends_on, {no},
       NULL
FROM organisation_leanperiod AS lean WHERE lean.unit_id = %(unit)s
"""
_LEADERS = ", ".join(f"'{role}'" for role in sorted(LEADERS))
_LEAN = 99


def people_of(unit_id: int, *, on: date) -> People:
    """The people around a unit on the day, and its Lean periods; one query."""
    no = "FALSE" if connection.vendor == "postgresql" else "0"
    with connection.cursor() as cursor:
        cursor.execute(
            _QUERY.format(leaders=_LEADERS, no=no), {"unit": unit_id, "day": on}
        )
        rows = cursor.fetchall()
    stages = sorted(Stage(row[2], row[8], row[9]) for row in rows if row[0] == _LEAN)
    stages.sort(key=lambda stage: stage.starts_on)
    found = [_held(row) for row in rows if row[0] != _LEAN]
    found.sort(key=lambda one: (one.starts_on or date.min, one.acting))
    above = sorted((one for one in found if 0 < one.far < _LEAN), key=lambda one: one.far)
    area = next((one for one in above if one.kind == UnitKind.SERVICE_AREA), None)
    return People(
        tuple(one for one in found if one.far == 0), tuple(above),
        tuple(one for one in found if one.far < 0), tuple(stages),
        area.unit if area else "", area.unit_id if area else None,
    )


def names_of(people: People, *, on: date) -> dict[int, str]:
    """{position at, above or below the unit: who answers for it on the day, "" for nobody}."""
    names: dict[int, str] = {}
    for one in (*people.held, *people.above, *people.below):
        if one.position_id is not None:
            names.setdefault(one.position_id, "")
            if one.name and one.holds(on):
                names[one.position_id] = one.name
    return names


def holders_near(people: People, *, on: date) -> dict[int, list[Holder]]:
    """{position at, above or below the unit: who holds it on the day}, the acting one first; a
    vacant one has an empty entry, so that it is known."""
    found: dict[int, list[Holder]] = {}
    for one in (*people.held, *people.above, *people.below):
        if one.position_id is None:
            continue
        here = found.setdefault(one.position_id, [])
        if one.name and one.holds(on):
            here.append(Holder(0, one.name, one.acting))
            here.sort(key=lambda holder: not holder.acting)
    return found


def manager_above(people: People, names: Mapping[int, str]) -> ManagerAbove:
    """The area manager or chief executive nearest above the unit, vacant or not."""
    for one in people.above:
        if one.role in MANAGERS and one.position_id is not None:
            name = names.get(one.position_id, "")
            line = f"{name}, {one.word}" if name else _("%(role)s, vacant") % {"role": one.word}
            return ManagerAbove(one.position_id, one.role, line)
    return ManagerAbove(None, "", "")


def _held(row: tuple[Any, ...]) -> Held:
    far, unit, name, short, kind, role, given, family, starts, ends, acting, position = row
    person = f"{given} {family}" if given else ""
    return Held(far, unit, name, short, kind, role or "", person, starts, ends, bool(acting),
                position)


def leaders_shown(people: People, *, on: date, kind: str = "") -> list[PersonShown]:
    """The leader, the one above, and the coaches, as the head of the page shows them. A leader
    group is led by the area manager above it."""
    leading = [one for one in people.held if one.role in LEADERS]
    if kind == UnitKind.MANAGEMENT_GROUP:
        leading = [one for one in people.above if one.unit_id == people.area_id]
    now = [one for one in leading if one.name and one.holds(on)]
    shown = [_shown(_("Leader"), one, line=one.word) for one in reversed(now)]
    if not now:
        shown.append(PersonShown(_("Leader"), _("Vacant at present"), is_vacant=True))
    names = {one.name for one in now}
    nearest = next(
        (one for one in people.above if one.name and one.role in LEADERS and one.name not in names),
        None,
    )
    if nearest:
        shown.append(_shown(_("Nearest leader"), nearest, line=nearest.label))
    coaches = [one for one in people.held if one.role == Role.COACH and one.holds(on)]
    return [*shown, *(_shown(_("Coach"), one, line=one.word) for one in coaches)]


def _shown(title: str, one: Held, *, line: str) -> PersonShown:
    if one.acting:
        line = _("%(position)s, acting") % {"position": line}
    return PersonShown(title, one.name, line)


def below_shown(people: People) -> list[tuple[str, str]]:
    """(unit below, who leads it) by name; once each, the acting leader before the other."""
    found: dict[str, str] = {}
    for one in people.below:
        found[one.unit] = one.name or found.get(one.unit, "")
    return [(unit, name or _("Vacant at present")) for unit, name in sorted(found.items())]


def changes(held: Iterable[Held], *, until: date) -> list[tuple[date, Held, bool]]:
    """(day, position, came) for each leader and coach who came or left up to the day."""
    found = []
    for one in held:
        if not one.name or one.starts_on is None:
            continue
        found.append((one.starts_on, one, True))
        if one.ends_on is not None:
            found.append((one.ends_on, one, False))
    return [change for change in found if change[0] <= until]
