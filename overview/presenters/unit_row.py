"""One unit of the matrix: its cells in order, what is overdue in it, and how it is drawn."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from leanplan.drawn import drawn
from organisation.labels import role_words
from organisation.models import LeanPeriod
from organisation.roles import Role
from overview.columns.column import MARKS, Cell, Column, short_day
from overview.columns.reviews import light_shown
from overview.filters import ACT, LACKS, LATE, WATCH
from overview.presenters.unit_facts import UnitFacts
from reviews.choices import Light

_LIGHTS = {WATCH: Light.WATCH, ACT: Light.ACT}


@dataclass(frozen=True)
class UnitRow:
    """A unit with its cells, one for each column in order. line: who leads it, as it is written."""

    unit: UnitFacts
    line: str
    cells: tuple[Cell, ...]

    @property
    def late(self) -> int:
        """How many things are overdue in it."""
        return sum(cell.late for cell in self.cells)

    @property
    def next_on(self) -> date | None:
        """The next day that something is arranged for or due."""
        return min((cell.next_on for cell in self.cells if cell.next_on), default=None)

    def fits(self, state: str) -> bool:
        """It is as chosen: one of STATES (overview/filters.py), "" for whatever it is."""
        if state == LATE:
            return self.late > 0
        if state == LACKS:
            return any(cell.lacks for cell in self.cells)
        return state not in _LIGHTS or any(cell.state == _LIGHTS[state] for cell in self.cells)


def rows_of(
    found: Iterable[tuple[UnitFacts, str]], columns: Sequence[Column],
    cells: Mapping[tuple[int, str], Cell],
) -> list[UnitRow]:
    """The rows of units, each given with the line of its leader."""
    nothing = [(column.key, column.nothing) for column in columns]
    return [
        UnitRow(unit, line, tuple([cells.get((pk, key), empty) for key, empty in nothing]))
        for unit, line, pk in ((unit, line, unit.unit_id) for unit, line in found)
    ]


def lines_of(
    units: Iterable[UnitFacts], managers: Mapping[int, str]
) -> list[tuple[UnitFacts, str]]:
    """Each unit with who leads it, as it is written. managers: {area: who leads it}, for the
    leader groups of areas."""
    lines = _LeaderLines(managers)
    return [(unit, lines.of(unit)) for unit in units]


class _LeaderLines:
    """Who leads units, as it is written; the words of each role asked for once."""

    def __init__(self, managers: Mapping[int, str]) -> None:
        self._managers, self._vacant = managers, _("Vacant at present")
        self._words: dict[tuple[str, str, bool], str] = {}

    def of(self, unit: UnitFacts) -> str:
        """«Per Lunde, DREL»; «Vacant at present»."""
        role, name = unit.role or Role.UNIT_MANAGER, unit.leader
        if unit.is_group:
            role, name = Role.SERVICE_AREA_MANAGER, self._managers.get(unit.area_id, "")
        if not name:
            return self._vacant
        asked = (role, unit.kind, unit.acting)
        if asked not in self._words:
            word = role_words(role, unit.kind).short.rstrip(",")
            self._words[asked] = _("acting %(role)s") % {"role": word} if unit.acting else word
        return f"{name}, {self._words[asked]}"


def lean_word(status: str) -> str:
    """Where the unit stands with Lean, in words."""
    return str(LeanPeriod.Status(status).label) if status else _("Not begun")


Titles = tuple[tuple[str, str, str], ...]


def titles_of(columns: Iterable[Column]) -> Titles:
    """What the columns bring to the drawing of a cell."""
    return tuple((column.template, column.css, column.label) for column in columns)


def drawn_rows(
    rows: Sequence[UnitRow], titles: Titles, address: str, *, today: date
) -> SafeString:
    """The rows of an area as they were drawn of the same facts before; where one is new, the others
    are kept. address: of a unit's page, for `%`."""
    facts = (titles, tuple(_facts(row) for row in rows))
    return drawn(
        "overview/units/_rows.html", facts,
        lambda: {"rows": [_drawn_row(row, titles, address, today=today) for row in rows]},
    )


def _facts(row: UnitRow) -> tuple[Any, ...]:
    unit = row.unit
    return (unit.name, unit.unit_id, row.line, unit.lean, row.cells)


def _drawn_row(row: UnitRow, titles: Titles, address: str, *, today: date) -> SafeString:
    facts = (titles, _facts(row))
    return drawn(
        "overview/units/_row.html", facts, lambda: _context(row, titles, address, today)
    )


def _context(row: UnitRow, titles: Titles, address: str, today: date) -> dict[str, Any]:
    return {
        "name": row.unit.name, "url": address % row.unit.unit_id, "line": row.line,
        "lean": lean_word(row.unit.lean),
        "cells": [
            {"template": template, "css": css, "label": label, "cell": cell,
             "mark": MARKS.get(cell.state), "light": light_shown(cell.state),
             "day": cell.day(today), "next_day": short_day(cell.next_on, today=today)}
            for (template, css, label), cell in zip(titles, row.cells, strict=True)
        ],
    }
