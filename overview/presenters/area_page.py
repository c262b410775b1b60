"""The page of a service area: what needs attention in its units, who leads them, what comes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leanplan.periods import half_year_span
from organisation.labels import kind_words
from organisation.models import OrgUnit
from overview.columns import follow_ups
from overview.columns.column import MARKS, Cell, Column, Figure
from overview.columns.reviews import light_shown
from overview.periods import Period
from overview.presenters.rows import day_in_words
from overview.presenters.unit_coming import away
from overview.presenters.unit_events import VISIT, coming_in
from overview.presenters.unit_facts import AreaFacts, areas
from overview.presenters.unit_row import UnitRow
from overview.presenters.units_page import columns_of, found_rows, manager_line, ordered
from reviews.choices import Light

# What comes is shown so far ahead, and so many of it.
COMING = 20


@dataclass(frozen=True)
class Matter:
    """Something in a unit that needs attention: a mark, and what it is."""

    icon: str
    color: str
    text: str
    url: str = ""


@dataclass(frozen=True)
class Attention:
    """A unit and what needs attention in it."""

    name: str
    url: str
    line: str
    matters: Sequence[Matter]


@dataclass(frozen=True)
class NextUp:
    """A visit or a review that is arranged in one of the units."""

    day: date
    what: str
    icon: str
    unit: str
    url: str
    near: str
    date: str


@dataclass(frozen=True)
class AreaPage:
    """Everything on the page. figures: (column, the area's figure, whether it reads "5 of 7").

    attention: units by name, those with nothing left out; at_ease: how many those are.
    follow_ups: (unit, address, open, overdue) of units that have any.
    """

    area: OrgUnit
    kind: str
    manager: str
    units: int
    figures: list[tuple[str, Figure, bool]]
    attention: list[Attention]
    at_ease: int
    leaders: list[tuple[UnitRow, str]]
    coming: list[NextUp]
    follow_ups: list[tuple[str, str, Cell]]
    half_year_ends: date

    @property
    def scope(self) -> str:
        """What the figures are of."""
        return ngettext(
            "figures of %(number)s unit in %(area)s", "figures of all %(number)s units in %(area)s",
            self.units,
        ) % {"number": self.units, "area": self.area.name}


def area_page(area: OrgUnit, *, today: date, address: str) -> AreaPage:
    """Assemble the page of an area that the user reads whole; address: of a unit's page."""
    period = Period(today.year)
    known = areas(period, today=today)
    facts = known.get(area.pk) or AreaFacts(area.pk, area.name, area.kind, "")
    columns = columns_of(period)
    rows = ordered(found_rows(period, None, columns, known, today=today, area=area.pk), "")
    attention = [one for row in rows if (one := _attention(row, columns, address, today)).matters]
    names = {row.unit.unit_id: row.unit.name for row in rows}
    return AreaPage(
        area=area, kind=kind_words(area.kind).name, manager=manager_line(facts), units=facts.units,
        figures=[
            (column.label, facts.figures.get(column.key, Figure()), column.of)
            for column in columns if column.in_sum
        ],
        attention=attention, at_ease=len(rows) - len(attention),
        leaders=[(row, address % row.unit.unit_id) for row in rows],
        coming=list(_coming(names, today)),
        follow_ups=list(_open_in(rows, columns, address)),
        half_year_ends=half_year_span(f"{today.year}-H{1 if today.month < 7 else 2}")[1],
    )


def _attention(
    row: UnitRow, columns: Sequence[Column], address: str, today: date
) -> Attention:
    matters = [
        matter for column, cell in zip(columns, row.cells, strict=True)
        for matter in _matters(column, cell, today)
    ]
    if not row.unit.leader and not row.unit.is_group:
        matters.insert(0, Matter("st-missing", "warning", _("Nobody leads the unit today")))
    return Attention(row.unit.name, address % row.unit.unit_id, row.line, matters)


def _matters(column: Column, cell: Cell, today: date) -> Iterator[Matter]:
    light = light_shown(cell.state)
    if light is not None and cell.state != Light.GOOD:
        text = _("%(status)s, set %(day)s") % {"status": light.word, "day": cell.day(today)}
        yield Matter(light.icon, light.color, text)
    elif cell.late and column.key == follow_ups.KEY:
        text = ngettext(
            "%(number)s follow-up area overdue", "%(number)s follow-up areas overdue", cell.late
        ) % {"number": cell.late}
        yield Matter("ExclamationmarkTriangleFill", "danger", text, cell.url)
    elif (cell.late or cell.lacks) and cell.state in MARKS:
        mark = MARKS[cell.state]
        text = f"{column.label}: {str(mark.word).lower()}"
        yield Matter(mark.icon, "danger" if cell.late else "warning", text, cell.url)


def _coming(names: dict[int, str], today: date) -> Iterator[NextUp]:
    for unit, event in coming_in(names, today=today)[:COMING]:
        if event.day is None:
            continue
        visit = event.what == VISIT
        yield NextUp(
            event.day, _("Gemba visit") if visit else _("Review"),
            "Footprint" if visit else "SealCheckmark", names[unit], event.url,
            away(event.day, today), day_in_words(event.day, today=today),
        )


def _open_in(
    rows: Iterable[UnitRow], columns: Sequence[Column], address: str
) -> Iterator[tuple[str, str, Cell]]:
    for row in rows:
        for column, cell in zip(columns, row.cells, strict=True):
            if column.key == follow_ups.KEY and cell.number:
                yield row.unit.name, address % row.unit.unit_id, cell
