"""Counts on the board of a leader group: what stands open by area, and what has happened."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.rlg.board_lines import AreaLine, ChangeLine
from boards.rlg.meeting_models import Meeting
from boards.rlg.series_models import MeetingSeries
from challenges.models import ActionPlan
from organisation.roles import UnitKind
from organisation.tree import PLACES

_AREAS = PLACES + """
SELECT place.area_id, area.name, area.kind, 'follow_ups', COUNT(*),
       SUM(CASE WHEN one.due_date < %(day)s THEN 1 ELSE 0 END)
FROM reviews_followup AS one JOIN place ON place.unit_id = one.unit_id
JOIN organisation_orgunit AS area ON area.id = place.area_id
WHERE one.state NOT IN ('closed', 'dropped') GROUP BY place.area_id, area.name, area.kind
UNION ALL
SELECT place.area_id, area.name, area.kind, 'duties', 0, COUNT(*)
FROM measures_obligation AS duty JOIN place ON place.unit_id = duty.unit_id
JOIN organisation_orgunit AS area ON area.id = place.area_id
WHERE duty.state = 'open' AND duty.due_date < %(day)s
GROUP BY place.area_id, area.name, area.kind
UNION ALL
SELECT area.id, area.name, area.kind, 'area', 0, 0 FROM organisation_orgunit AS area
WHERE area.kind = 'service_area' AND area.starts_on <= %(day)s
  AND (area.ends_on IS NULL OR area.ends_on >= %(day)s)
"""


def areas_of(series: MeetingSeries, *, today: date) -> list[AreaLine]:
    """Counts by area, in alphabetical order, with the sum last; one query. An area's own leader
    group sees its own area."""
    with connection.cursor() as cursor:
        cursor.execute(_AREAS, {"day": today})
        rows = cursor.fetchall()
    names: dict[int, tuple[bool, str]] = {}
    figures: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    for area, name, kind, what, number, late in rows:
        if series.owner.kind == UnitKind.SERVICE_AREA and area != series.owner_id:
            continue
        names[area] = (kind == UnitKind.MUNICIPALITY, name)
        at = {"follow_ups": (number, late, 0), "duties": (0, 0, late), "area": (0, 0, 0)}[what]
        figures[area] = [a + b for a, b in zip(figures[area], at, strict=True)]
    lines = [
        _area(_("Not in an area") if outside else name, figures[area])
        for area, (outside, name) in sorted(names.items(), key=lambda item: item[1])
        if not outside or any(figures[area])
    ]
    total = [sum(column) for column in zip(*figures.values(), strict=True)] if figures else []
    if len(lines) > 1:
        lines.append(_area(_("The municipality"), total, is_sum=True))
    return lines


def _area(name: str, figures: list[int], *, is_sum: bool = False) -> AreaLine:
    follow_ups, late, duties = figures
    return AreaLine(name, follow_ups, late, duties, is_sum)


_SINCE = """
SELECT 'done', COUNT(*) FROM measures_measure
WHERE plan_id = %(plan)s AND unit_id IS NULL AND status = 'done'
  AND closed_on > %(since)s AND closed_on <= %(day)s
UNION ALL
SELECT 'moved', COUNT(*) FROM measures_deadlinemove AS move
JOIN measures_measure AS line ON line.id = move.measure_id
WHERE line.plan_id = %(plan)s AND line.unit_id IS NULL
  AND move.moved_on > %(since)s AND move.moved_on <= %(day)s
UNION ALL
SELECT 'units_done', COUNT(*) FROM measures_measure
WHERE unit_id IS NOT NULL AND status = 'done' AND closed_on > %(since)s AND closed_on <= %(day)s
UNION ALL
SELECT 'closed', COUNT(*) FROM reviews_followup
WHERE state = 'closed' AND closed_on > %(since)s AND closed_on <= %(day)s
UNION ALL
SELECT 'found', COUNT(*) FROM reviews_followup
WHERE made_on > %(since)s AND made_on <= %(day)s
UNION ALL
SELECT 'visits', COUNT(*) FROM reviews_gembavisit
WHERE state IN ('held', 'followed_up') AND day > %(since)s AND day <= %(day)s
UNION ALL
SELECT 'reviews', COUNT(*) FROM reviews_halfyearreview
WHERE state IN ('held', 'locked') AND day > %(since)s AND day <= %(day)s
"""


def changes_since(
    before: Meeting | None, plan: ActionPlan | None, *, today: date
) -> list[ChangeLine]:
    """What has happened since the meeting before, as counts; one query, none without one."""
    if before is None:
        return []
    with connection.cursor() as cursor:
        values: dict[str, Any] = {
            "plan": plan.pk if plan else 0, "since": before.day, "day": today,
        }
        cursor.execute(_SINCE, values)
        found = dict(cursor.fetchall())
    return [
        ChangeLine(kind, text) for kind, text in _worded(found).items() if found.get(kind)
    ]


def _worded(found: Mapping[str, int]) -> dict[str, str]:
    texts = {
        "done": ngettext(
            "%(number)s measure of the plan done", "%(number)s measures of the plan done",
            found.get("done", 0),
        ),
        "moved": ngettext(
            "%(number)s deadline moved", "%(number)s deadlines moved", found.get("moved", 0)
        ),
        "units_done": ngettext(
            "%(number)s measure of the units done", "%(number)s measures of the units done",
            found.get("units_done", 0),
        ),
        "closed": ngettext(
            "%(number)s follow-up area closed", "%(number)s follow-up areas closed",
            found.get("closed", 0),
        ),
        "found": ngettext(
            "%(number)s new follow-up area", "%(number)s new follow-up areas",
            found.get("found", 0),
        ),
        "visits": ngettext(
            "%(number)s Gemba visit held", "%(number)s Gemba visits held", found.get("visits", 0)
        ),
        "reviews": ngettext(
            "%(number)s review held", "%(number)s reviews held", found.get("reviews", 0)
        ),
    }
    return {key: text % {"number": found.get(key, 0)} for key, text in texts.items()}
