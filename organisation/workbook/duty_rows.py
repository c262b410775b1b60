"""What the sheet of people wants of roles: begun, ended, changed; and what a closed unit ends."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from leanplan.dates import short_date
from organisation.roles import LEADERS, Role
from organisation.workbook.cells import Row, Table
from organisation.workbook.nodes import Duty, Human, Unit
from organisation.workbook.people_rows import PeopleRows
from organisation.workbook.unit_rows import UnitRows
from organisation.workbook.vocabulary import Vocabulary


class DutyRows:
    """Reads the role, the unit and the days of each row of people."""

    def __init__(self, units: UnitRows, people: PeopleRows, words: Vocabulary) -> None:
        self.units, self.people, self.words = units, people, words

    def read(self, table: Table) -> None:
        """Every row that is somebody's."""
        for row in table.rows:
            human = self.people.of_row.get(row.number)
            if human is not None:
                self._read(row, human)

    def _read(self, row: Row, human: Human) -> None:
        said, place = row.text("role"), row.text("unit")
        starts_on, ends_on, acting = row.day("starts_on"), row.day("ends_on"), row.flag("acting")
        if not said and not place:
            if starts_on or ends_on:
                row.wrong("role", _("Write the role and the unit that the days belong to."))
            return
        if not said or not place:
            row.wrong("unit" if said else "role", _("Write both the role and the unit."))
            return
        unit = self.units.one(row, "unit", place, on=starts_on)
        role = self._role(row, said, unit) if unit else None
        if unit is None or role is None:
            return
        duty = self._existing(human, role, unit, starts_on)
        if duty is None:
            self._begin(row, human, role, unit, starts_on, ends_on, acting=bool(acting))
        elif duty.row is not None:
            row.wrong("role", _("Row %(row)s says the same.") % {"row": duty.row.number})
        else:
            duty.row = row
            self._change(duty, row, ends_on, acting)

    def _role(self, row: Row, said: str, unit: Unit) -> str | None:
        found = self.words.roles(said, unit.kind)
        if len(found) == 1:
            return next(iter(found))
        if not found:
            row.wrong("role", _("«%(text)s» is no role. Use one of those in the list.")
                      % {"text": said})
        else:
            names = sorted(str(Role(role).label) for role in found)
            row.wrong("role", _("«%(text)s» can be %(roles)s. Write one of these.")
                      % {"text": said, "roles": ", ".join(names)})
        return None

    @staticmethod
    def _existing(human: Human, role: str, unit: Unit, starts_on: date | None) -> Duty | None:
        """The duty a row is about: the one that begins that day; without a day, the last one."""
        own = [d for d in human.duties if d.role == role and d.unit is unit]
        if starts_on is None:
            return own[-1] if own else None
        return next((duty for duty in own if duty.starts_on == starts_on), None)

    def _begin(
        self, row: Row, human: Human, role: str, unit: Unit, starts_on: date | None,
        ends_on: date | None, *, acting: bool,
    ) -> None:
        if starts_on is None:
            row.wrong("starts_on", _("Write the first day in the role."))
            return
        duty = Duty(human, role, unit, starts_on, ends_on, acting, row=row)
        if ends_on and ends_on < starts_on:
            row.wrong("ends_on", _("The last day cannot be before the first."))
        for other in human.duties:
            if other.role == role and other.unit is unit and _meet(duty, other):
                row.wrong("starts_on", _("%(name)s has this role from %(day)s already. Write that "
                                         "day, or end it first.")
                          % {"name": human.name, "day": short_date(other.starts_on)})
                return
        human.duties.append(duty)

    @staticmethod
    def _change(duty: Duty, row: Row, ends_on: date | None, acting: bool | None) -> None:
        """An empty cell changes nothing."""
        if ends_on is not None and ends_on != duty.ends_on:
            if ends_on < duty.starts_on:
                row.wrong("ends_on", _("The last day cannot be before the first."))
                return
            duty.changes["ends_on"] = duty.ends_on = ends_on
        if acting is not None and acting != duty.acting:
            duty.changes["acting"] = duty.acting = acting


def close_with_units(people: Iterable[Human]) -> None:
    """What goes on in a unit that is closed ends on its last day."""
    for human in people:
        for duty in human.duties:
            last = duty.unit.ends_on
            if not duty.unit.closes or last is None or duty.stored is None:
                continue
            if duty.ends_on is not None and duty.ends_on <= last:
                continue
            if duty.starts_on > last:
                if duty.unit.row:
                    duty.unit.row.wrong("ends_on", _("%(name)s begins there %(day)s, after this "
                                                     "day. End that first.")
                                        % {"name": human.name, "day": short_date(duty.starts_on)})
                continue
            duty.changes["ends_on"] = duty.ends_on = last
            duty.by_closing = True


def check_duties(people: Iterable[Human]) -> None:
    """A role lies within its unit's time, and a leader's role has one ordinary holder at a time."""
    by_place: dict[tuple[str, Unit], list[Duty]] = defaultdict(list)
    for human in people:
        for duty in human.duties:
            by_place[duty.role, duty.unit].append(duty)
            if duty.row is not None and (duty.stored is None or duty.changes):
                _check_period(duty, duty.row)
    for (role, _unit), duties in by_place.items():
        if role in LEADERS and any(d.stored is None or d.changes for d in duties):
            _check_one_leader([duty for duty in duties if not duty.acting])


def _check_period(duty: Duty, row: Row) -> None:
    unit = duty.unit
    if duty.starts_on < unit.starts_on:
        row.wrong("starts_on", _("%(unit)s exists from %(day)s. Write that day or a later one.")
                  % {"unit": unit.name, "day": short_date(unit.starts_on)})
    if unit.ends_on and (duty.ends_on is None or duty.ends_on > unit.ends_on):
        row.wrong("ends_on", _("%(unit)s is closed %(day)s. Write that day or an earlier one.")
                  % {"unit": unit.name, "day": short_date(unit.ends_on)})


def _check_one_leader(duties: list[Duty]) -> None:
    in_order = sorted(duties, key=lambda duty: duty.starts_on)
    for place, duty in enumerate(in_order):
        for other in in_order[place + 1:]:
            if not _meet(duty, other):
                continue
            # Told where something is new: at the later one, else at the earlier.
            for here, there, column in ((other, duty, "starts_on"), (duty, other, "ends_on")):
                if here.row is not None and (here.stored is None or here.changes):
                    here.row.wrong(column, _("%(name)s has this role then. Fill in the last day of "
                                             "one of them, or write that one is acting.")
                                   % {"name": there.person.name})
                    break


def _meet(one: Duty, other: Duty) -> bool:
    """Their periods share a day."""
    return one.starts_on <= (other.ends_on or date.max) and other.starts_on <= (
        one.ends_on or date.max
    )
