"""The matrix's groups: the units of each area, and the leader groups apart."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from leanplan.collation import norwegian_key
from organisation.labels import kind_words, role_words
from organisation.reach import Reach
from organisation.roles import Role, UnitKind
from overview.columns.column import Column, Figure
from overview.presenters.unit_facts import AreaFacts, UnitFacts
from overview.presenters.unit_row import UnitRow, drawn_rows, titles_of


@dataclass(frozen=True)
class Group:
    """The units of one area. note: who leads it. url: its page, "" where the reader has none.

    sums: (title of a column, what the whole area comes to, whether it reads "5 of 7"), None for a
    column without; empty where all units of the group stand on the page.
    """

    name: str
    note: str
    url: str
    rows: Sequence[UnitRow]
    drawn: SafeString
    units: int = 0
    sums: Sequence[tuple[str, Figure | None, bool]] = ()


Place = tuple[bool, bool, str, int]


_LEADER_GROUPS: Place = (True, True, "", 0)


def places_of(known: Mapping[int, AreaFacts]) -> dict[int, Place]:
    """{area: where its group stands on the page}: by name, what stands in no area last."""
    return {pk: (False, *by_name(area), pk) for pk, area in known.items()}


def place_of(unit: UnitFacts, places: Mapping[int, Place]) -> Place:
    """Where the unit's group stands: its area's, or after them all for a leader group."""
    return _LEADER_GROUPS if unit.is_group else places[unit.area_id]


def groups_of(
    rows: Iterable[UnitRow], known: Mapping[int, AreaFacts], reach: Reach,
    columns: Sequence[Column], address: str, area_address: str, *, whole: Iterable[int],
    today: date,
) -> list[Group]:
    """A group for each place, in the order the rows come. whole: areas whose figures stand above
    their units."""
    titles, found = titles_of(columns), list[Group]()
    places = places_of(known)
    by_place: dict[Place, list[UnitRow]] = {}
    for row in rows:
        by_place.setdefault(place_of(row.unit, places), []).append(row)
    for here in by_place.values():
        drawings = drawn_rows(here, titles, address, today=today)
        if here[0].unit.is_group:
            found.append(_leader_groups(here, drawings))
            continue
        area = known[here[0].unit.area_id]
        url = area_address % area.area_id if _has_page(area, reach) else ""
        sums = _sums(area, columns) if area.area_id in whole else ()
        found.append(
            Group(area.name, manager_line(area), url, here, drawings, area.units, sums)
        )
    return found


def _leader_groups(rows: Sequence[UnitRow], drawings: SafeString) -> Group:
    plural = kind_words(UnitKind.MANAGEMENT_GROUP).plural
    note = _("Should be a Lean unit, has no deadline")
    return Group(plural[:1].upper() + plural[1:], note, "", rows, drawings)


def _sums(
    area: AreaFacts, columns: Iterable[Column]
) -> Sequence[tuple[str, Figure | None, bool]]:
    return [
        (column.label, area.figures.get(column.key, Figure()) if column.in_sum else None, column.of)
        for column in columns
    ]


def _has_page(area: AreaFacts, reach: Reach) -> bool:
    return area.kind == UnitKind.SERVICE_AREA and reach.reads(area.area_id)


def by_name(area: AreaFacts) -> tuple[bool, str]:
    """Areas in Norwegian order; what stands in none last."""
    return area.kind != UnitKind.SERVICE_AREA, norwegian_key(area.name)


def manager_line(area: AreaFacts) -> str:
    """«Kari Nordmo, TOL»: who leads the area."""
    if area.kind != UnitKind.SERVICE_AREA:
        return _("Not in a service area") if area.units else _("Staff units, not counted")
    word = role_words(Role.SERVICE_AREA_MANAGER, area.kind).short
    return f"{area.leader}, {word}" if area.leader else _("Vacant at present")
