"""The units and areas of the municipality on a day, as plain tuples: one query for any number."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from leanplan.prepared import prepared
from organisation.roles import LEADERS, UnitKind
from organisation.tree import PLACES, PLACES_IN
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


# Each part of the question gives the same columns: what it is, area, key, three numbers, name,
# leader, and for a unit its Lean status, role, whether who leads it is acting, since when, key.
_REST = "'', '', FALSE, NULL, 0"
_UNITS = """
SELECT 'unit', place.area_id, unit.kind, unit.id, 0, 0, unit.name,
       COALESCE(person.given_name || ' ' || person.family_name, ''),
       COALESCE((SELECT lean.status FROM organisation_leanperiod AS lean
                 WHERE lean.unit_id = unit.id AND lean.starts_on <= %(day)s
                   AND (lean.ends_on IS NULL OR lean.ends_on >= %(day)s)
                 ORDER BY lean.starts_on DESC LIMIT 1), ''),
       COALESCE(position.role, ''), COALESCE(held.acting, FALSE), held.starts_on,
       COALESCE(held.id, 0)
FROM place
JOIN organisation_orgunit AS unit ON unit.id = place.unit_id
LEFT JOIN organisation_position AS position
    ON position.unit_id = unit.id AND NOT position.each AND position.role IN ({leaders})
LEFT JOIN organisation_appointment AS held
    ON held.position_id = position.id AND held.starts_on <= %(day)s
   AND (held.ends_on IS NULL OR held.ends_on >= %(day)s)
LEFT JOIN organisation_person AS person ON person.id = held.person_id
WHERE unit.kind IN ({shown}) {only}
"""
# Who leads an area on the day: the acting one before the other.
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
UNION ALL
SELECT 'area', unit.id, unit.kind, 0, 0, 0, unit.name, COALESCE({leader}, ''), {rest}
FROM organisation_orgunit AS unit
WHERE unit.id IN (SELECT area_id FROM place)
UNION ALL
SELECT 'units', place.area_id, '', 0, COUNT(*), 0, '', '', {rest}
FROM place JOIN organisation_orgunit AS unit ON unit.id = place.unit_id
WHERE unit.kind IN ({counted}) GROUP BY place.area_id
"""
_SUM = "UNION ALL SELECT part.*, '', '', {rest} FROM ({sql}) AS part\n"
_FEW = """
(SELECT COUNT(*) <= %(most)s OR COUNT(DISTINCT place.area_id) < 2
 FROM place JOIN organisation_orgunit AS one ON one.id = place.unit_id
 WHERE one.kind IN ({counted}))
"""


@dataclass(frozen=True)
class Wanted:
    """Which units are asked for.

    ids: those in reach, None for all. area, most: of a municipality where more units than `most`
    stand in several areas, those of this area alone; `most` None for all that are in reach.
    is_alone: nothing of other areas is asked for.
    """

    ids: Collection[int] | None = None
    area: int = 0
    most: int | None = None
    is_alone: bool = False

    def only(self) -> tuple[str, dict[str, Any]]:
        """The condition, and its parameters."""
        if self.is_alone:
            return "", {"area": self.area}
        if self.ids is not None:
            ids = sorted(self.ids)
            if connection.vendor == "postgresql":
                return "AND unit.id = ANY (%(ids)s)", {"ids": ids}
            return f"AND unit.id IN ({', '.join(str(int(unit)) for unit in ids) or '0'})", {}
        if self.most is None:
            return "", {}
        few = _FEW.format(counted=_quoted(COUNTED))
        return f"AND (place.area_id = %(area)s OR {few})", {"area": self.area, "most": self.most}


def areas_and_units(
    period: Period, wanted: Wanted, *, today: date
) -> tuple[dict[int, AreaFacts], list[UnitFacts]]:
    """({area: its facts and figures} of the whole municipality, or of the one area; the units that
    are wanted); one query for any number of units and columns. Of leader groups only those that are
    Lean units."""
    only, values = wanted.only()
    values["day"] = period.day(today)
    counted = _quoted(COUNTED)
    places = PLACES_IN if wanted.is_alone else PLACES
    text = places + _UNITS.format(leaders=_LEADERS, shown=_quoted(SHOWN), only=only)
    text += _AREAS.format(
        leader=_LEADER.format(leaders=_LEADERS), counted=counted, rest=_REST
    )
    for source in SOURCES:
        if source.sums is not None:
            sql, more = source.sums(period, today)
            text, values = text + _SUM.format(sql=sql, rest=_REST), {**values, **more}
    rows = _fetched(text, values)
    return _areas(row[:8] for row in rows if row[0] != "unit"), _units(rows)


def _areas(rows: Iterable[tuple[Any, ...]]) -> dict[int, AreaFacts]:
    found: dict[int, AreaFacts] = {}
    for what, area, key, done, total, late, name, leader in sorted(
        rows, key=lambda row: bool(row[0] != "area")
    ):
        if what == "area":
            found[area] = AreaFacts(area, name, key, leader)
        elif what == "units":
            found[area].units = total
        elif area in found:
            column = f"{what}:{key}" if key else what
            found[area].figures[column] = Figure(done, total, late)
    return found


def _units(rows: Iterable[tuple[Any, ...]]) -> list[UnitFacts]:
    """A unit that several lead is shown with the acting leader, else with the latest."""
    found: dict[int, tuple[Any, UnitFacts]] = {}
    for what, area, kind, unit, _total, _late, name, leader, lean, role, acting, since, key in rows:
        if what != "unit":
            continue
        rank = (since is not None, bool(acting), since, key)
        if unit not in found or rank > found[unit][0]:
            facts = UnitFacts(area, unit, name, kind, lean, role, leader, bool(acting))
            found[unit] = rank, facts
    return [facts for _rank, facts in found.values() if facts.lean or not facts.is_group]


def _quoted(kinds: Iterable[str]) -> str:
    return ", ".join(f"'{kind}'" for kind in kinds)


def _fetched(sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(*prepared(sql, **values))
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
