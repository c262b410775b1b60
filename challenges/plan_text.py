"""The text of a plan around its measures, in one query: rows with their challenges and footnotes,
focus areas with their statements, and the basis.

Six small tables that nearly every page of a plan reads whole. They come back as the models, with
what the pages show; a field that is not fetched is asked for when somebody reads it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db import connection, models

from challenges.models import (
    ActionPlan,
    BasisEntry,
    Challenge,
    FocusArea,
    FocusStatement,
    Footnote,
    PlanRow,
)

# What it is, then: key, what it stands in, order, version or level, focus area, two short texts,
# a long one.
_QUERY = """
SELECT 'row', id, plan_id, "order", version, focus_area_id, title, owner_as_read,
       deadline_as_read
FROM challenges_planrow WHERE plan_id = %(plan)s
UNION ALL
SELECT 'challenge', id, row_id, "order", version, NULL, code, kind, text
FROM challenges_challenge WHERE plan_id = %(plan)s
UNION ALL
SELECT 'footnote', note.id, note.row_id, note."order", note.version, NULL, note.mark, '', note.text
FROM challenges_footnote AS note JOIN challenges_planrow AS line ON line.id = note.row_id
WHERE line.plan_id = %(plan)s
UNION ALL
SELECT 'area', id, plan_id, "order", version, NULL, name, objective, ''
FROM challenges_focusarea WHERE plan_id = %(plan)s
UNION ALL
SELECT 'statement', said.id, said.focus_area_id, said."order", said.level, NULL, '', '', said.text
FROM challenges_focusstatement AS said
JOIN challenges_focusarea AS area ON area.id = said.focus_area_id WHERE area.plan_id = %(plan)s
UNION ALL
SELECT 'basis', id, plan_id, "order", version, NULL, COALESCE(CAST(dated_on AS text), ''), url, text
FROM challenges_basisentry WHERE plan_id = %(plan)s
ORDER BY 4, 2
"""


@dataclass(frozen=True)
class PlanText:
    """Each in its order. A row has its challenges, footnotes and focus area, an area its
    statements, without another query."""

    rows: list[PlanRow]
    focus_areas: list[FocusArea]
    basis: list[BasisEntry]


def text_of(plan: ActionPlan) -> PlanText:
    """Read the text of a plan; one query however long it is."""
    return text_made(plan, text_facts(plan))


def text_facts(plan: ActionPlan) -> tuple[tuple[Any, ...], ...]:
    """The text of a plan as it is stored, for `text_made`: what each is (row, challenge, footnote,
    area, statement, basis), its key, what it stands in, and the rest. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_QUERY, {"plan": plan.pk})
        return tuple(cursor.fetchall())


def text_made(plan: ActionPlan, facts: Iterable[tuple[Any, ...]]) -> PlanText:
    """The text of a plan out of what was read with `text_facts`; no query."""
    found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for what, *values in facts:
        found[what].append(tuple(values))
    areas = [
        _made(FocusArea, id=key, plan_id=of, order=order, version=version, name=name,
              objective=objective)
        for key, of, order, version, _, name, objective, _ in found["area"]
    ]
    give_parts(areas, "statements", [
        (of, _made(FocusStatement, id=key, focus_area_id=of, order=order, level=level, text=text))
        for key, of, order, level, _, _, _, text in found["statement"]
    ])
    return PlanText(_rows(plan, found, areas), areas, [
        _made(BasisEntry, id=key, plan_id=of, order=order, version=version, text=text, url=url,
              dated_on=date.fromisoformat(day) if day else None)
        for key, of, order, version, _, day, url, text in found["basis"]
    ])


def _rows(
    plan: ActionPlan, found: dict[str, list[tuple[Any, ...]]], areas: list[FocusArea]
) -> list[PlanRow]:
    rows = [
        _made(PlanRow, id=key, plan_id=of, order=order, version=version, title=title,
              focus_area_id=area, owner_as_read=owner, deadline_as_read=deadline)
        for key, of, order, version, area, title, owner, deadline in found["row"]
    ]
    by_key = {area.pk: area for area in areas}
    for row in rows:
        row.plan = plan
        row.focus_area = by_key.get(row.focus_area_id) if row.focus_area_id else None
    give_parts(rows, "challenges", [
        (of, _made(Challenge, id=key, plan_id=plan.pk, row_id=of, order=order, version=version,
                   code=code, kind=kind, text=text))
        for key, of, order, version, _, code, kind, text in found["challenge"]
    ])
    give_parts(rows, "footnotes", [
        (of, _made(Footnote, id=key, row_id=of, order=order, version=version, mark=mark, text=text))
        for key, of, order, version, _, mark, _, text in found["footnote"]
    ])
    return rows


Row = TypeVar("Row", bound=models.Model)


def _made(model: type[Row], **values: Any) -> Row:
    """A row as loaded from the database with those fields."""
    names = [field.attname for field in model._meta.concrete_fields if field.attname in values]
    return model.from_db(connection.alias, names, [values[name] for name in names])


def give_parts(hosts: Iterable[Any], name: str, parts: Iterable[tuple[int, Any]]) -> None:
    """Give each host the parts that are read already, as prefetch_related would.

    In: name of the relation; (key of the host, part) in their order.
    """
    mine: dict[int, list[Any]] = defaultdict(list)
    for key, part in parts:
        mine[key].append(part)
    for host in hosts:
        known = getattr(host, name).get_queryset()
        known._result_cache, known._prefetch_done = mine[host.pk], True
        host.__dict__.setdefault("_prefetched_objects_cache", {})[name] = known
