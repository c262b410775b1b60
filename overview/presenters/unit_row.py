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
from overview.columns.column import MARKS, Cell, Column
from overview.columns.reviews import light_shown
from overview.filters import ACT, LACKS, LATE, NOT_BEGUN, WATCH, UnitFilter, holds_words
from overview.presenters.unit_facts import UnitFacts
from reviews.choices import Light

_LIGHTS = {WATCH: Light.WATCH, ACT: Light.ACT}


@dataclass(frozen=True)
class UnitRow:
    """A unit with its cells, one for each column in order. line: who leads it, as it is written."""

    unit: UnitFacts
    line: str
    cells: Sequence[Cell]

    @property
    def late(self) -> int:
        """How many things are overdue in it."""
        return sum(cell.late for cell in self.cells)

    @property
    def next_on(self) -> date | None:
        """The next day that something is arranged for or due."""
        return min((cell.next_on for cell in self.cells if cell.next_on), default=None)

    def fits(self, chosen: UnitFilter) -> bool:
        """The choices leave it."""
        if chosen.area not in (0, self.unit.area_id):
            return False
        if chosen.lean and (self.unit.lean or NOT_BEGUN) != chosen.lean:
            return False
        if chosen.state == LATE and not self.late:
            return False
        if chosen.state == LACKS and not any(cell.lacks for cell in self.cells):
            return False
        if chosen.state in _LIGHTS and not any(
            cell.state == _LIGHTS[chosen.state] for cell in self.cells
        ):
            return False
        return holds_words(chosen.words)(f"{self.unit.name} {self.line}")


def row_of(
    unit: UnitFacts, columns: Sequence[Column], cells: Mapping[tuple[int, str], Cell],
    managers: Mapping[int, str],
) -> UnitRow:
    """managers: {area: who leads it}, for the leader groups of areas."""
    found = tuple(cells.get((unit.unit_id, column.key), column.nothing) for column in columns)
    return UnitRow(unit, leader_line(unit, managers.get(unit.area_id, "")), found)


def leader_line(unit: UnitFacts, manager: str) -> str:
    """«Per Lunde, DREL»; «Vacant at present»."""
    role, name = unit.role or Role.UNIT_MANAGER, unit.leader
    if unit.is_group:
        role, name = Role.SERVICE_AREA_MANAGER, manager
    word = role_words(role, unit.kind).short.rstrip(",")
    if not name:
        return _("Vacant at present")
    if unit.acting:
        word = _("acting %(role)s") % {"role": word}
    return f"{name}, {word}"


def lean_word(status: str) -> str:
    """Where the unit stands with Lean, in words."""
    return str(LeanPeriod.Status(status).label) if status else _("Not begun")


def drawn_row(row: UnitRow, columns: Iterable[Column], address: str) -> SafeString:
    """The row as it was drawn of the same facts before; address: of a unit's page, for `%`."""
    titles = tuple((column.template, column.css, column.label) for column in columns)
    unit = row.unit
    facts = (unit.name, address % unit.unit_id, row.line, unit.lean, titles, tuple(row.cells))
    return drawn("overview/units/_row.html", facts, lambda: _context(row, titles, address))


def _context(
    row: UnitRow, titles: Iterable[tuple[str, str, str]], address: str
) -> dict[str, Any]:
    return {
        "name": row.unit.name, "url": address % row.unit.unit_id, "line": row.line,
        "lean": lean_word(row.unit.lean),
        "cells": [
            {"template": template, "css": css, "label": label, "cell": cell,
             "mark": MARKS.get(cell.state), "light": light_shown(cell.state)}
            for (template, css, label), cell in zip(titles, row.cells, strict=True)
        ],
    }
