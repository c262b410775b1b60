"""The units and areas of the municipality on a day, as plain tuples: two queries for any number."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from organisation.roles import LEADERS, UnitKind
from organisation.tree import PLACES
from overview.columns import SOURCES
from overview.columns.column import Figure
from overview.periods import Period
from reviews.asked import ASKED_KINDS

# What is counted: the units that visits and reviews are asked of. Staff units are shown and not
# counted, so are leader groups that are Lean units; departments stand on the page of theirs.
COUNTED = ASKED_KINDS
SHOWN = (*COUNTED, UnitKind.STAFF, UnitKind.MANAGEMENT_GROUP)
_LEADERS = ", ".join(f"'{role}'" for role in sorted(LEADERS))


class UnitFacts(NamedTuple):
    """One unit. leader: the name of who leads it today, "" for a vacant position; acting: in
    another's place. lean: a status of LeanPeriod, "" for none."""

    area_id: int
    unit_id: int
    name: str
    kind: str
    lean: str
    role: str
    leader: str
    acting: bool

    @property
    def is_counted(self) -> bool:
        """It is one of those the figures are of."""
        return self.kind in COUNTED

    @property
    def is_group(self) -> bool:
        """A leader group, which should be a Lean unit and is never late (M16)."""
        return self.kind == UnitKind.MANAGEMENT_GROUP


@dataclass
class AreaFacts:
    """One area, or the municipality for what stands in none. units: how many it has.

    figures: {key of a column: what the area comes to}.
    """

    area_id: int
    name: str
    kind: str
    leader: str
    units: int = 0
    figures: dict[str, Figure] = field(default_factory=dict)


# Who leads a unit on the day: the acting one before the other.
_LEADER = """
(SELECT person.given_name || ' ' || person.family_name
 FROM organisation_position AS position
 JOIN organisation_appointment AS held ON held.position_id = position.id
 JOIN organisation_person AS person ON person.id = held.person_id
 WHERE position.unit_id = unit.id AND position.role IN ({leaders}) AND NOT position.each
   AND held.starts_on <= %(day)s AND (held.ends_on IS NULL OR held.ends_on >= %(day)s)
 ORDER BY held.acting DESC, held.starts_on DESC, held.id LIMIT 1)
"""
_AREAS = """
SELECT 'area', unit.id, unit.kind, 0, 0, 0, unit.name, COALESCE({leader}, '')
FROM organisation_orgunit AS unit
WHERE unit.id IN (SELECT area_id FROM place)
UNION ALL
SELECT 'units', place.area_id, '', 0, COUNT(*), 0, '', ''
FROM place JOIN organisation_orgunit AS unit ON unit.id = place.unit_id
WHERE unit.kind IN ({kinds}) GROUP BY place.area_id
"""
_SUM = "UNION ALL SELECT part.*, '', '' FROM ({sql}) AS part\n"


def areas(period: Period, *, today: date) -> dict[int, AreaFacts]:
    """{area: its facts and figures}, of the whole municipality; one query for any number of units
    and columns."""
    values: dict[str, Any] = {"day": period.day(today)}
    text = PLACES + _AREAS.format(leader=_leader(), kinds=_quoted(COUNTED))
    for source in SOURCES:
        if source.sums is not None:
            sql, more = source.sums(period, today)
            text, values = text + _SUM.format(sql=sql), {**values, **more}
    found: dict[int, AreaFacts] = {}
    rows = sorted(_fetched(text, values), key=lambda row: row[0] != "area")
    for what, area, key, done, total, late, name, leader in rows:
        if what == "area":
            found[area] = AreaFacts(area, name, key, leader)
        elif what == "units":
            found[area].units = total
        elif area in found:
            column = f"{what}:{key}" if key else what
            found[area].figures[column] = Figure(done, total, late)
    return found


_UNITS = """
SELECT place.area_id, unit.id, unit.name, unit.kind,
       COALESCE((SELECT lean.status FROM organisation_leanperiod AS lean
                 WHERE lean.unit_id = unit.id AND lean.starts_on <= %(day)s
                   AND (lean.ends_on IS NULL OR lean.ends_on >= %(day)s)
                 ORDER BY lean.starts_on DESC LIMIT 1), ''),
       position.role, person.given_name, person.family_name, held.acting
FROM place
JOIN organisation_orgunit AS unit ON unit.id = place.unit_id
LEFT JOIN organisation_position AS position
    ON position.unit_id = unit.id AND NOT position.each AND position.role IN ({leaders})
LEFT JOIN organisation_appointment AS held
    ON held.position_id = position.id AND held.starts_on <= %(day)s
   AND (held.ends_on IS NULL OR held.ends_on >= %(day)s)
LEFT JOIN organisation_person AS person ON person.id = held.person_id
WHERE unit.kind IN ({kinds}) {only}
ORDER BY held.acting, held.starts_on, held.id
"""


def units(
    ids: Collection[int] | None, *, on: date, area: int = 0
) -> list[UnitFacts]:
    """The units to show on the day, those of an area where one is given; one query.

    ids: those in reach, None for all. Of leader groups only those that are Lean units.
    """
    values: dict[str, Any] = {"day": on}
    only = ""
    if area:
        only, values["area"] = " AND place.area_id = %(area)s", area
    if ids is not None:
        if not ids:
            return []
        only += f" AND unit.id IN ({', '.join(str(int(unit)) for unit in sorted(ids))})"
    sql = PLACES + _UNITS.format(
        leaders=_LEADERS, kinds=_quoted(SHOWN), only=only
    )
    found: dict[int, UnitFacts] = {}
    # The acting leader comes last, and is the one that is shown.
    for area_id, unit, name, kind, lean, role, given, family, acting in _fetched(sql, values):
        leader = f"{given} {family}" if given else ""
        found[unit] = UnitFacts(area_id, unit, name, kind, lean, role or "", leader, bool(acting))
    return [unit for unit in found.values() if unit.lean or not unit.is_group]


def _leader() -> str:
    return _LEADER.format(leaders=_LEADERS)


def _quoted(kinds: Iterable[str]) -> str:
    return ", ".join(f"'{kind}'" for kind in kinds)


def _fetched(sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, dict(values))
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
