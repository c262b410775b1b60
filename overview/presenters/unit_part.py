"""Which units of the matrix stand on a page, in which order; cells are asked for these alone, where
neither a choice nor the order rests on the cells of others."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

from leanplan.collation import norwegian_key
from leanplan.together import together
from overview.columns import SOURCES
from overview.columns.column import Asked, Column
from overview.filters import ALPHABETICAL, BY_NEXT, BY_OVERDUE, UnitFilter
from overview.periods import Period
from overview.presenters.unit_facts import AreaFacts, UnitFacts
from overview.presenters.unit_groups import place_of, places_of
from overview.presenters.unit_row import UnitRow, lines_of, rows_of

# So many units stand on a page: a municipality of ordinary size on one.
ON_PAGE = 75
T = TypeVar("T")


@dataclass(frozen=True)
class Part:
    """The rows of one page. pages: how many there are. counted: how many units all of them count.
    first: the number of the first row on this one, from 1."""

    rows: Sequence[UnitRow]
    page: int = 1
    pages: int = 1
    counted: int = 0
    first: int = 1


def part_of(
    found: Iterable[UnitFacts], chosen: UnitFilter, columns: Sequence[Column],
    known: Mapping[int, AreaFacts], period: Period, page: int | None, *, today: date,
) -> Part:
    """The rows of a page in their order; one query for the cells of all sources. page: None for
    all."""
    left = in_order(found, chosen, known)
    counted = sum(unit.is_counted for unit, _line in left)
    if chosen.state == "" and chosen.sort == ALPHABETICAL:
        here, at, pages = sliced(left, page)
        return Part(with_cells(here, columns, period, today=today), at, pages, counted,
                    (at - 1) * ON_PAGE + 1)
    rows = [row for row in with_cells(left, columns, period, today=today) if row.fits(chosen.state)]
    counted = sum(row.unit.is_counted for row in rows)
    shown, at, pages = sliced(ordered(rows, known, chosen.sort), page)
    return Part(shown, at, pages, counted, (at - 1) * ON_PAGE + 1)


def in_order(
    found: Iterable[UnitFacts], chosen: UnitFilter, known: Mapping[int, AreaFacts]
) -> list[tuple[UnitFacts, str]]:
    """The units that area, Lean status and words leave, group by group and by name, each with the
    line of its leader."""
    lines = lines_of(found, {area.area_id: area.leader for area in known.values()})
    places = places_of(known)
    return sorted(
        ((unit, line) for unit, line in lines if chosen.leaves(
            unit.area_id, unit.lean, f"{unit.name} {line}"
        )),
        key=lambda pair: (
            place_of(pair[0], places), norwegian_key(pair[0].name), pair[0].unit_id
        ),
    )


def sliced(rows: Sequence[T], page: int | None) -> tuple[Sequence[T], int, int]:
    """(rows of the page, its number, how many pages); the last page where there are fewer."""
    if page is None:
        return rows, 1, 1
    pages = max(1, -(-len(rows) // ON_PAGE))
    at = min(max(page, 1), pages)
    return rows[(at - 1) * ON_PAGE : at * ON_PAGE], at, pages


def with_cells(
    found: Sequence[tuple[UnitFacts, str]], columns: Sequence[Column], period: Period, *,
    today: date,
) -> list[UnitRow]:
    """Units, each with the line of its leader, with their cells; one query."""
    asked = Asked(frozenset(unit.unit_id for unit, _line in found), period, today)
    parts = together(*(partial(source.cells, asked) for source in SOURCES)) if found else []
    return rows_of(found, columns, {place: cell for part in parts for place, cell in part.items()})


def ordered(
    rows: Iterable[UnitRow], known: Mapping[int, AreaFacts], sort: str
) -> list[UnitRow]:
    """Group by group: by name as they come, with most overdue first, or by what comes next."""
    def rank(row: UnitRow) -> int:
        if sort == BY_OVERDUE:
            return -row.late
        return (row.next_on or date.max).toordinal() if sort == BY_NEXT else 0

    places = places_of(known)
    return sorted(rows, key=lambda row: (place_of(row.unit, places), rank(row)))
