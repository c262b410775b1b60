"""What the sheet of units wants: new units, changed ones, moved, split and closed."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from leanplan.dates import short_date
from organisation.roles import UnitKind
from organisation.workbook.cells import Row, Table
from organisation.workbook.columns import plain
from organisation.workbook.nodes import Place, Stock, Unit, UnitNames
from organisation.workbook.vocabulary import Vocabulary

_LONGEST = {"name": 120, "short_name": 60}


class UnitRows:
    """Reads the rows into units. Afterwards `units` holds all, as they will be."""

    def __init__(self, stock: Stock, words: Vocabulary, today: date) -> None:
        self.stock, self.words, self.today = stock, words, today
        self.units: list[Unit] = list(stock.units.values())
        self.names = UnitNames(self.units)
        self._by_name: dict[str, list[Unit]] = {}
        for unit in self.units:
            self._by_name.setdefault(plain(unit.name), []).append(unit)

    def read(self, table: Table) -> None:
        """First which units the rows are, then what they want of them."""
        for row in table.rows:
            self._begin(row)
        for unit in [each for each in self.units if each.row is not None]:
            self._place(unit)
            self._origins(unit)

    # Which unit a row is

    def _begin(self, row: Row) -> None:
        values = self._values(row)
        if values is None:
            return
        unit = self._which(row, values)
        if unit is None:
            return
        if unit.row is not None:
            row.wrong("name", _("Row %(row)s is about the same unit.") % {"row": unit.row.number})
            return
        unit.row = row
        if unit.stored is None:
            self._check_new(unit)
            self.units.append(unit)
            self._by_name.setdefault(plain(unit.name), []).append(unit)
        else:
            self._change(unit, values)
        self.names.add(unit)

    def _values(self, row: Row) -> dict[str, Any] | None:
        """The row's values; None for those that are empty. None in all where there is no name."""
        values: dict[str, Any] = {
            name: row.text(name, longest) or None for name, longest in _LONGEST.items()
        }
        if values["name"] is None:
            row.wrong("name", _("Write the name of the unit."))
            return None
        kind = row.text("kind")
        values["kind"] = self.words.kind(kind) if kind else None
        if kind and values["kind"] is None:
            row.wrong("kind", _("«%(text)s» is no kind of unit. Use one of those in the list.")
                      % {"text": kind})
        number = row.text("organisation_number").replace(" ", "")
        if number and not (number.isascii() and number.isdigit() and len(number) == 9):
            row.wrong("organisation_number", _("An organisation number has nine digits."))
            number = ""
        values["organisation_number"] = number or None
        values["is_development_unit"] = row.flag("is_development_unit")
        values["starts_on"], values["ends_on"] = row.day("starts_on"), row.day("ends_on")
        return values

    def _which(self, row: Row, values: dict[str, Any]) -> Unit | None:
        """By key, by organisation number, by name; else a new one. None where it is not sure."""
        key = row.text("key")
        if key:
            found = self.names.found(key, on=None)
            if len(found) == 1 and found[0].key.casefold() == key.casefold():
                return found[0]
            row.wrong("key", _("No unit has the key %(key)s. Leave it empty for a new unit.")
                      % {"key": key})
            return None
        number = values["organisation_number"]
        known = [u for u in self.units if number and u.values["organisation_number"] == number]
        if not known:
            known = [u for u in self._by_name.get(plain(values["name"]), [])
                     if self._may_be(u, values)]
        if len(known) > 1:
            row.wrong("key", _("Several units are called %(name)s. Write the key of the one that "
                               "is meant.") % {"name": values["name"]})
            return None
        return known[0] if known else self._new(values)

    def _may_be(self, unit: Unit, values: dict[str, Any]) -> bool:
        """A closed unit of the same name is another, unless the row speaks of its time."""
        if unit.ends_on is None or unit.ends_on >= self.today:
            return values["starts_on"] is None or values["starts_on"] <= (unit.ends_on or date.max)
        return values["starts_on"] is not None and values["starts_on"] <= unit.ends_on

    def _new(self, values: dict[str, Any]) -> Unit:
        blank = {"short_name": "", "organisation_number": "", "is_development_unit": False}
        filled = {name: value for name, value in values.items() if value is not None}
        return Unit({"kind": "", "starts_on": None, "ends_on": None, **blank, **filled})

    def _check_new(self, unit: Unit) -> None:
        row = unit.row
        assert row is not None
        if not unit.kind and not row.text("kind"):
            row.wrong("kind", _("Write what kind of unit this is."))
        if unit.values["starts_on"] is None:
            row.wrong("starts_on", _("Write the first day of the new unit."))
            unit.values["starts_on"] = self.today
        elif unit.ends_on and unit.ends_on < unit.starts_on:
            row.wrong("ends_on", _("The last day cannot be before the first."))

    def _change(self, unit: Unit, values: dict[str, Any]) -> None:
        """An empty cell changes nothing."""
        for name, value in values.items():
            if value is not None and value != unit.values[name]:
                unit.changes[name] = value
                unit.values[name] = value
        assert unit.row is not None
        if unit.changes and unit.ends_on and unit.ends_on < unit.starts_on:
            unit.row.wrong("ends_on", _("The last day cannot be before the first."))
        if "ends_on" in unit.changes and unit.places and unit.ends_on:
            last = unit.places[-1]
            if last.ends_on is None or last.ends_on > unit.ends_on:
                last.ends_on = unit.ends_on

    # Where it belongs

    def _place(self, unit: Unit) -> None:
        row = unit.row
        assert row is not None
        said, since = row.text("parent"), row.day("since")
        if not said:
            if unit.stored is None and unit.kind != UnitKind.MUNICIPALITY:
                row.wrong("parent", _("Write what the unit belongs to."))
            return
        parent = self.one(row, "parent", said, on=since or unit.starts_on)
        if parent is None:
            return
        if parent is unit:
            row.wrong("parent", _("A unit cannot belong to itself."))
        elif unit.places:
            self._move(unit, row, parent, since)
        else:
            self._put(unit, parent, since or unit.starts_on)

    def one(self, row: Row, name: str, said: str, *, on: date | None) -> Unit | None:
        """The one unit a cell means; None where there is none or more than one."""
        found = self.names.found(said, on=on)
        if len(found) == 1:
            return found[0]
        if found:
            row.wrong(name, _("Several units are called %(name)s. Write the key of the one that "
                              "is meant.") % {"name": said})
        else:
            row.wrong(name, _("There is no unit called %(name)s, neither in Leanplan nor in the "
                              "sheet of units.") % {"name": said})
        return None

    def _move(self, unit: Unit, row: Row, parent: Unit, since: date | None) -> None:
        last = unit.places[-1]
        same = last.parent is parent
        if same and since in (None, last.starts_on):
            return
        if any(p.parent is parent and p.starts_on == since for p in unit.places):
            return  # an older workbook: it has been there, and has moved on since
        about = {"unit": unit.name, "parent": last.parent.name, "day": short_date(last.starts_on)}
        if same:
            row.wrong("since", _("%(unit)s belongs to %(parent)s since %(day)s. Write that day, or "
                                 "another unit to move it.") % about)
        elif since is None or since <= last.starts_on:
            row.wrong("since", _("From which day is %(unit)s moved? It belongs to %(parent)s since "
                                 "%(day)s; write a later day.") % about)
        else:
            if last.ends_on is None or last.ends_on >= since:
                last.ends_on = since - timedelta(days=1)
            self._put(unit, parent, since)

    def _put(self, unit: Unit, parent: Unit, since: date) -> None:
        place = Place(parent, since, unit.ends_on)
        unit.places.append(place)
        unit.moved = place
        if unit.ends_on and since > unit.ends_on and unit.row:
            unit.row.wrong("since", _("This is after the last day of the unit."))

    def _origins(self, unit: Unit) -> None:
        row = unit.row
        assert row is not None
        for said in filter(None, (part.strip() for part in row.text("comes_from", 600).split(";"))):
            origin = self.one(row, "comes_from", said, on=unit.starts_on - timedelta(days=1))
            if origin is unit:
                row.wrong("comes_from", _("A unit cannot come from itself."))
            elif origin is not None and origin not in unit.comes_from:
                unit.new_origins.append(origin)
                unit.comes_from.append(origin)
