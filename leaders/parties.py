"""Who the parties of a unit are on a day: its leader, and the area manager above it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from organisation.models import OrgUnit, Position
from organisation.roles import LEADERS, Role, rank_of
from organisation.tree import parents_on, unit_ids_above

# The leaders who take over a unit's progress: the area manager, the top leader where none is.
_MANAGERS = (Role.SERVICE_AREA_MANAGER, Role.CHIEF_EXECUTIVE)


@dataclass(frozen=True)
class Parties:
    """Positions; None where the municipality has made none."""

    leader: Position | None = None
    manager: Position | None = None


def parties_of(unit_ids: Collection[int], *, on: date) -> dict[int, Parties]:
    """{unit: its parties on the day}; two queries for any number of units."""
    if not unit_ids:
        return {}
    lines = _lines(unit_ids, on)
    posts: dict[int, list[Position]] = defaultdict(list)
    every = {unit for line in lines.values() for unit in line}
    rows = Position.objects.filter(unit__in=every, role__in=LEADERS, each=False)
    for row in rows.select_related("unit"):
        posts[row.unit_id].append(row)
    return {
        unit: Parties(_foremost(posts[unit]), _manager(posts[above] for above in line[1:]))
        for unit, line in lines.items()
    }


def parties_of_unit(unit: OrgUnit, *, on: date) -> Parties:
    """The parties of one unit on the day."""
    return parties_of([unit.pk], on=on)[unit.pk]


def _lines(unit_ids: Collection[int], on: date) -> dict[int, list[int]]:
    """{unit: itself and all above it}; for one unit only what is above it is read."""
    if len(unit_ids) == 1:
        return {unit: [unit, *unit_ids_above(unit, on=on)] for unit in unit_ids}
    parents = parents_on(on)
    return {unit: _line(unit, parents) for unit in unit_ids}


def _line(unit: int, parents: Mapping[int, int]) -> list[int]:
    line, here = [unit], parents.get(unit)
    while here is not None and here not in line:
        line.append(here)
        here = parents.get(here)
    return line


def _foremost(posts: Iterable[Position]) -> Position | None:
    return min(posts, key=lambda post: (rank_of(post.role), post.pk), default=None)


def _manager(above: Iterable[list[Position]]) -> Position | None:
    """The nearest area or top leader above; where there is none, the nearest leader."""
    nearest = None
    for posts in above:
        nearest = nearest or _foremost(posts)
        managers = [post for post in posts if post.role in _MANAGERS]
        if managers:
            return _foremost(managers)
    return nearest
