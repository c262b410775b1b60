"""The page of a service area: what needs attention in its units, who leads them, what comes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leanplan.drawn import drawn
from leanplan.together import together
from organisation.labels import kind_words
from organisation.models import OrgUnit
from overview.columns import follow_ups
from overview.columns.column import MARKS, Cell, Column, Figure
from overview.columns.reviews import light_shown
from overview.filters import UnitFilter
from overview.periods import Period
from overview.presenters.rows import day_in_words
from overview.presenters.unit_coming import away
from overview.presenters.unit_events import VISIT, Event, coming_in
from overview.presenters.unit_facts import AreaFacts, Wanted, areas_and_units
from overview.presenters.unit_groups import manager_line
from overview.presenters.unit_part import in_order, with_cells
from overview.presenters.unit_row import UnitRow
from overview.presenters.units_page import columns_of
from reviews.choices import Light

# So many of what comes; so many units in each list, the rest stands in the table of all.
COMING, MOST = 20, 30


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

    @property
    def is_late(self) -> bool:
        """Something in it is overdue, or calls for action."""
        return any(matter.color == "danger" for matter in self.matters)


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
    """What stands on the page. figures: (column, the area's figure, whether it reads "5 of 7").

    body: what needs attention, what comes, who leads: as it was drawn of the same before.
    """

    area: OrgUnit
    kind: str
    manager: str
    units: int
    figures: list[tuple[str, Figure, bool]]
    body: SafeString

    @property
    def scope(self) -> str:
        """What the figures are of."""
        return ngettext(
            "figures of %(number)s unit in %(area)s", "figures of all %(number)s units in %(area)s",
            self.units,
        ) % {"number": self.units, "area": self.area.name}


@dataclass(frozen=True)
class AreaBody:
    """attention: units by name, those with nothing left out; at_ease: how many those are.

    follow_ups: (unit, address, open, overdue) of units that have any. more_…: how many more than
    stand here. all_url: all units in one table.
    """

    attention: list[Attention]
    attention_number: int
    at_ease: int
    leaders: list[tuple[UnitRow, str]]
    coming: list[NextUp]
    follow_ups: list[tuple[str, str, Cell]]
    all_url: str
    more_leaders: int
    more_follow_ups: int

    @property
    def more_attention(self) -> int:
        """How many units need attention besides those that stand here."""
        return self.attention_number - len(self.attention)


def area_page(area: OrgUnit, *, today: date, address: str) -> AreaPage:
    """Assemble the page of an area that the user reads whole; address: of a unit's page."""
    period = Period(today.year)
    wanted = Wanted(area=area.pk, is_alone=True)
    known, found = areas_and_units(period, wanted, today=today)
    facts = known.get(area.pk) or AreaFacts(area.pk, area.name, area.kind, "")
    columns = columns_of(period)
    pairs = in_order(found, UnitFilter(), known)
    rows, arranged = together(
        lambda: with_cells(pairs, columns, period, today=today),
        lambda: coming_in([unit.unit_id for unit, _line in pairs], today=today),
    )
    coming = tuple(arranged[:COMING])
    return AreaPage(
        area=area, kind=kind_words(area.kind).name, manager=manager_line(facts), units=facts.units,
        figures=[
            (column.label, facts.figures.get(column.key, Figure()), column.of)
            for column in columns if column.in_sum
        ],
        body=drawn(
            "overview/area/_body.html",
            (area.pk, tuple(column.label for column in columns), coming,
             tuple((row.unit, row.line, row.cells) for row in rows)),
            lambda: {"page": _body(area.pk, rows, columns, coming, address, today)},
        ),
    )


def _body(
    area: int, rows: Sequence[UnitRow], columns: Sequence[Column],
    coming: Iterable[tuple[int, Event]], address: str, today: date,
) -> AreaBody:
    attention = [one for row in rows if (one := _attention(row, columns, address, today)).matters]
    number = len(attention)
    if number > MOST:
        # By name as long as all stand here; else nothing that is overdue is left out for its name.
        attention.sort(key=lambda one: not one.is_late)
    names = {row.unit.unit_id: row.unit.name for row in rows}
    open_ = list(_open_in(rows, columns, address))
    return AreaBody(
        attention=attention[:MOST], attention_number=number,
        at_ease=len(rows) - number,
        leaders=[(row, address % row.unit.unit_id) for row in rows[:MOST]],
        coming=list(_coming(coming, names, today)), follow_ups=open_[:MOST],
        all_url=f"{reverse('overview:unit_list')}{UnitFilter(area=area).query()}",
        more_leaders=max(len(rows) - MOST, 0), more_follow_ups=max(len(open_) - MOST, 0),
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


def _coming(
    found: Iterable[tuple[int, Event]], names: dict[int, str], today: date
) -> Iterator[NextUp]:
    for unit, event in found:
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
