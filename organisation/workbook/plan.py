"""What a workbook would do, worked out against the organisation as it is now; nothing is written.

`plan_of` is asked for the preview and again when it is confirmed. Both must give the same: the
fingerprint says whether they do.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from leanplan.xlsx_in import sheets_of
from organisation.workbook.cells import CellError, Table, tables_of
from organisation.workbook.columns import PEOPLE, UNITS
from organisation.workbook.duty_rows import DutyRows, check_duties, close_with_units
from organisation.workbook.nodes import Duty, Human, Stock, Unit
from organisation.workbook.people_rows import PeopleRows
from organisation.workbook.tree_check import check_tree
from organisation.workbook.unit_rows import UnitRows
from organisation.workbook.vocabulary import Vocabulary


@dataclass(frozen=True)
class WorkbookPlan:
    """All that the workbook says and would change. tables: the sheets that were found."""

    tables: dict[str, Table]
    unknown: list[str]
    stock: Stock
    units: list[Unit] = field(default_factory=list)
    people: list[Human] = field(default_factory=list)

    @property
    def errors(self) -> list[CellError]:
        """Everything that is wrong, sheet by sheet, row by row."""
        found = [error for table in self.tables.values() for error in table.errors]
        order = {table.title: place for place, table in enumerate(self.tables.values())}
        return sorted(found, key=lambda e: (order[e.sheet], e.row, len(e.column), e.column))

    @property
    def new_units(self) -> list[Unit]:
        """Units that are made."""
        return [unit for unit in self.units if unit.stored is None]

    @property
    def touched_units(self) -> list[Unit]:
        """Units that are there and change."""
        return [unit for unit in self.units if unit.stored is not None and unit.is_touched]

    @property
    def new_people(self) -> list[Human]:
        """People who are made."""
        return [human for human in self.people if human.stored is None]

    @property
    def changed_people(self) -> list[Human]:
        """People who are there and get another name, another object id or an account."""
        return [h for h in self.people if h.stored is not None and (h.changes or h.account)]

    @property
    def duties(self) -> list[Duty]:
        """Roles that begin or change."""
        return [
            duty for human in self.people for duty in human.duties
            if duty.stored is None or duty.changes
        ]

    @property
    def changes_nothing(self) -> bool:
        """All of it is as it stands there already."""
        return not any(
            (self.new_units, self.touched_units, self.new_people, self.changed_people, self.duties)
        )

    @property
    def fingerprint(self) -> str:
        """The same for two plans that do the same to the same rows."""
        return hashlib.sha256("\n".join(_told(self)).encode()).hexdigest()


def plan_of(read: dict[str, Any], *, today: date) -> WorkbookPlan:
    """Work out what the workbook would do. In: what `read_workbook` gave. About ten queries."""
    tables, unknown = tables_of(sheets_of(read))
    stock, words = Stock(), Vocabulary()
    units, people = UnitRows(stock, words, today), PeopleRows(stock)
    if UNITS in tables:
        units.read(tables[UNITS])
    if PEOPLE in tables:
        people.read(tables[PEOPLE])
        DutyRows(units, people, words).read(tables[PEOPLE])
    close_with_units(people.people)
    check_tree(units.units)
    check_duties(people.people)
    return WorkbookPlan(tables, unknown, stock, units.units, people.people)


def _told(plan: WorkbookPlan) -> Iterator[str]:
    """Each thing that is done, with the version of the row it is done to."""
    for unit in (*plan.new_units, *plan.touched_units):
        values = unit.changes if unit.stored else unit.values
        yield f"{_which(unit)} {sorted(values.items(), key=str)}"
        if unit.moved:
            yield f"  to {_which(unit.moved.parent)} {unit.moved.starts_on}"
        yield f"  from {[_which(origin) for origin in unit.new_origins]}"
        yield f"  places {[(_which(p.parent), p.starts_on, p.ends_on) for p in unit.places]}"
    for human in (*plan.new_people, *plan.changed_people):
        yield f"{_who(human)} {sorted(human.changes.items())} {human.account}"
    for duty in plan.duties:
        held = f"A{duty.stored.pk} v{duty.stored.version}" if duty.stored else ""
        yield (f"{_who(duty.person)} {duty.role} {_which(duty.unit)} {duty.starts_on} "
               f"{duty.ends_on} {duty.acting} {held}")


def _which(unit: Unit) -> str:
    return f"{unit.key} v{unit.stored.version}" if unit.stored else f"new {unit.name}"


def _who(human: Human) -> str:
    return f"P{human.stored.pk} v{human.stored.version}" if human.stored else f"new {human.values}"
