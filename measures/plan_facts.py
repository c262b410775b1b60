"""What the plan page reads of measures, as it is stored: tuples, in few queries for any number.

Written as SQL, because building it from querysets took longer than the database needs to answer.
Who may see the plan is decided before; which units' measures, by the reach that is handed in.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection

from leanplan.collation import holds_sql, lowered_sql
from measures.choices import CLOSED
from organisation.reach import Reach

# No page says how many unit measures a row has beyond this: nobody reads it, and counting a hundred
# thousand of them takes longer than all the rest of the page.
MOST_COUNTED = 1000
# So many unit measures stand in a row of the whole plan; the page of one row shows them all.
IN_ROW = 2


class MeasureRead(NamedTuple):
    """A measure as the plan shows it. unit: as said in daily work, "" for a line of the plan.
    heading, mark: of the sub-heading and the footnote, None for none. changed_at, said_on: as the
    database gives them, to be compared; `measure_made` makes days of them."""

    pk: int
    row_id: int
    code: str
    version: int
    text: str
    is_lead: bool
    status: str
    deadline_kind: str
    due_date: date | None
    precision: str
    rhythm: str
    next_review_on: date | None
    closed_on: date | None
    owner_id: int | None
    executor_id: int | None
    unit_id: int | None
    unit: str | None
    heading: str | None
    mark: str | None
    changed_at: datetime | str | None
    said_on: date | str | None
    last_said: str | None

    @property
    def is_line(self) -> bool:
        """A line of the plan; the others are units' own."""
        return self.unit_id is None


class OwnerRead(NamedTuple):
    """A position that owns measures: its unit, and who is written as holding it on the day."""

    pk: int
    role: str
    each: bool
    kind: str
    place: str
    short_place: str
    acting: bool | None
    person_id: int | None
    given_name: str | None
    family_name: str | None


@dataclass(frozen=True)
class UnitFigures:
    """Unit measures of a plan. total: how many each row has, never more than MOST_COUNTED + 1.
    mine: how many are the reader's own. hits: how many of a row the reader sees. keys: the first
    of them, by row, what presses most before what is closed."""

    total: dict[int, int] = field(default_factory=dict)
    mine: int = 0
    hits: dict[int, int] = field(default_factory=dict)
    keys: dict[int, list[int]] = field(default_factory=dict)


_MEASURES = """
SELECT m.id, m.row_id, m.code, m.version, m.text, m.is_lead, m.status, m.deadline_kind, m.due_date,
       m.precision, m.rhythm, m.next_review_on, m.closed_on, m.owner_id, m.executor_id, m.unit_id,
       (SELECT CASE WHEN unit.short_name = '' THEN unit.name ELSE unit.short_name END
        FROM organisation_orgunit AS unit WHERE unit.id = m.unit_id),
       (SELECT heading.text FROM challenges_rowheading AS heading WHERE heading.id = m.heading_id),
       (SELECT note.mark FROM challenges_footnote AS note WHERE note.id = m.footnote_id),
       (SELECT MAX(kept.history_date) FROM measures_historicalmeasure AS kept
        WHERE kept.id = m.id),
       (SELECT said.said_on FROM measures_statusentry AS said WHERE said.measure_id = m.id
        ORDER BY said.said_on DESC, said.id DESC LIMIT 1),
       (SELECT said.comment FROM measures_statusentry AS said WHERE said.measure_id = m.id
        ORDER BY said.said_on DESC, said.id DESC LIMIT 1)
FROM measures_measure AS m
WHERE (m.plan_id = %(plan)s AND m.unit_id IS NULL AND NOT EXISTS (
    SELECT 1 FROM measures_amendment AS taken
    WHERE taken.measure_id = m.id AND taken.kind = 'remove' AND taken.state = 'adopted'))
   OR m.id IN ({keys})
ORDER BY m."order", m.id
"""


def read_measures(plan: int, keys: Iterable[int] = ()) -> list[MeasureRead]:
    """The lines that stand in a plan's text now, and the unit measures with those keys, in the
    plan's order; one query."""
    rows = _fetch(_MEASURES.format(keys=_numbers(keys)), {"plan": plan})
    return [MeasureRead._make(row) for row in rows]


# What stands beside measures, and who is written as answering for them: the first who holds the
# position on the day. flags: 1 for each of several, 2 for somebody who is acting.
_AROUND = """
SELECT measure_id, 'rule', id, rule_key, '', '', '', '', '', 0, '', ''
FROM measures_measurerule WHERE measure_id IN ({measures})
UNION ALL
SELECT metric.measure_id, 'metric', metric.id, metric.name, metric.unit, metric.source,
       metric.better, COALESCE(CAST(metric.target AS text), ''),
       COALESCE(CAST(reading.read_on AS text), ''), COALESCE(reading.id, 0),
       COALESCE(CAST(reading.value AS text), ''), COALESCE(reading.note, '')
FROM measures_metric AS metric LEFT JOIN measures_reading AS reading
     ON reading.metric_id = metric.id
WHERE metric.measure_id IN ({measures})
UNION ALL
SELECT position.id, 'owner', COALESCE(held.person_id, 0), position.role, unit.kind, unit.name,
       unit.short_name, COALESCE(person.given_name, ''), COALESCE(person.family_name, ''),
       CASE WHEN position.each THEN 1 ELSE 0 END + CASE WHEN held.acting THEN 2 ELSE 0 END, '', ''
FROM organisation_position AS position
JOIN organisation_orgunit AS unit ON unit.id = position.unit_id
LEFT JOIN (
    SELECT one.position_id, one.person_id, one.acting,
           ROW_NUMBER() OVER (PARTITION BY one.position_id
                              ORDER BY one.acting DESC, one.starts_on DESC, one.id) AS place
    FROM organisation_appointment AS one
    WHERE one.position_id IN ({positions}) AND one.starts_on <= %(day)s
          AND (one.ends_on IS NULL OR one.ends_on >= %(day)s)
) AS held ON held.position_id = position.id AND held.place = 1
LEFT JOIN organisation_person AS person ON person.id = held.person_id
WHERE position.id IN ({positions})
ORDER BY 1, 2 DESC, 3, 9, 10
"""


def read_around(
    measures: Iterable[int], positions: Iterable[int], *, on: date
) -> tuple[dict[int, tuple[tuple[Any, ...], ...]], dict[int, OwnerRead]]:
    """What stands beside measures, and the positions that own them; one query.

    {measure: the rules that serve it, then its metrics with a row for each reading, the oldest
    first}, without those that have neither. {position: it, with who holds it on the day}.
    """
    beside: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    owners: dict[int, OwnerRead] = {}
    query = _AROUND.format(measures=_numbers(measures), positions=_numbers(positions))
    for of, what, *rest in _fetch(query, {"day": on}):
        if what == "owner":
            owners[of] = _owner(of, *rest)
        else:
            beside[of].append((what, *rest))
    return {measure: tuple(rows) for measure, rows in beside.items()}, owners


def _owner(
    position: int, person: int, role: str, kind: str, place: str, short: str, given: str,
    family: str, flags: int, *_rest: str,
) -> OwnerRead:
    held = (bool(flags & 2), person, given, family) if person else (None, None, None, None)
    return OwnerRead(position, role, bool(flags & 1), kind, place, short, *held)


# What presses most first, what is closed last; the index measures_measure_in_row is in this order.
_CLOSED = "CASE WHEN m.status IN ({}) THEN 1 ELSE 0 END".format(
    ", ".join(f"'{status}'" for status in CLOSED)
)
_PRESSING = f"{_CLOSED}, m.due_date ASC NULLS LAST, m.id"
_IN_ROW = "FROM measures_measure AS m WHERE m.row_id = line.id AND m.unit_id IS NOT NULL"
_COUNTED = f"(SELECT COUNT(*) FROM (SELECT 1 {_IN_ROW} LIMIT {MOST_COUNTED + 1}) AS counted)"
_MINE = """
SELECT 'mine', 0, COUNT(*), 0 FROM measures_measure AS m
WHERE m.plan_id = %(plan)s AND m.unit_id IS NOT NULL AND {near}
  AND (m.owner_id IN ({positions}) OR m.executor_id = %(person)s)
"""
_TOTALS = f"""
SELECT 'total', line.id, {_COUNTED}, 0 FROM challenges_planrow AS line
WHERE line.plan_id = %(plan)s
"""
# A reader of every unit walks the index; one of some units has few measures, which are sorted.
_FIRST_OF_ALL = "".join(
    f"UNION ALL SELECT 'key', line.id, (SELECT m.id {_IN_ROW} ORDER BY {_PRESSING} "
    f"LIMIT 1 OFFSET {place}), 0 FROM challenges_planrow AS line "
    "WHERE line.plan_id = %(plan)s\n"
    for place in range(IN_ROW)
)
_FIRST_OF_SOME = f"""
UNION ALL
SELECT 'key', near.row_id, near.id, near.hits FROM (
    SELECT m.row_id, m.id,
           ROW_NUMBER() OVER (PARTITION BY m.row_id ORDER BY {_PRESSING}) AS place,
           COUNT(*) OVER (PARTITION BY m.row_id) AS hits
    FROM measures_measure AS m {{join}} WHERE m.plan_id = %(plan)s AND {{near}}
) AS near WHERE near.place <= {IN_ROW}
"""


def read_units(
    plan: int, reach: Reach, *, first: bool, words: Sequence[str] = ()
) -> UnitFigures:
    """The figures of a plan's unit measures for somebody of that reach; one query, none for who
    reaches no unit. first: with those that stand first in each row, and how many each row has;
    words: of those alone in which each of them stands."""
    if not reach.all_units and not reach.read_unit_ids:
        return UnitFigures()
    near = "1 = 1" if reach.all_units else f"m.unit_id IN ({_numbers(reach.read_unit_ids)})"
    found = _TOTALS + "UNION ALL" + _MINE.format(
        near=near, positions=_numbers(reach.position_ids)
    )
    every = reach.all_units and not words
    if first:
        said = "".join(f" AND ({_said(number)})" for number in range(len(words)))
        found += _FIRST_OF_ALL if every else _FIRST_OF_SOME.format(
            near=near + said, join=_WITH_UNIT if words else ""
        )
    asked = {f"word{number}": word.lower() for number, word in enumerate(words)}
    rows = _fetch(found, {"plan": plan, "person": reach.person_id, **asked})
    total = {row: number for what, row, number, _ in rows if what == "total"}
    keys: dict[int, list[int]] = defaultdict(list)
    hits = {}
    for what, row, key, number in rows:
        if what == "key" and key is not None:
            keys[row].append(key)
            hits[row] = total[row] if every else number
    mine = next(number for what, _, number, _ in rows if what == "mine")
    return UnitFigures(total, mine, hits, dict(keys))


_WITH_UNIT = "JOIN organisation_orgunit AS unit ON unit.id = m.unit_id"


def _said(number: int) -> str:
    """That a word, which holds no space, stands in the text or the unit's name, or is the code,
    whatever the case; the same as measures/filters.py asks."""
    word = f"%(word{number})s"
    texts = lowered_sql("(m.text || ' ' || unit.name)")
    return f"{holds_sql(texts, word)} OR LOWER(m.code) = {word}"


def _numbers(keys: Iterable[int]) -> str:
    """Keys out of the database as a list in SQL; the 0 is nobody's."""
    return ", ".join(str(int(key)) for key in sorted({0, *keys}))


def _fetch(query: str, values: dict[str, Any]) -> Collection[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
