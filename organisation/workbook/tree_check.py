"""Whether the tree that the workbook wants can be: no circle, no place outside a unit's time.

Only what the workbook touches is looked at: an old fault elsewhere stands in nobody's way.
"""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from leanplan.dates import short_date
from organisation.roles import UnitKind
from organisation.workbook.nodes import Place, Unit


def check_tree(units: list[Unit]) -> None:
    """Put what is wrong at the cells of the rows that bring it about."""
    for unit in units:
        for place in unit.places:
            if unit.is_touched or place.parent.is_touched:
                _check_place(unit, place)
    _check_circles(units)
    _check_development_unit(units)


def _wrong(unit: Unit, other: Unit, name: str, other_name: str, text: str) -> None:
    """At the row that is touched: the unit's own, else the other's."""
    if unit.row is not None and unit.is_touched:
        unit.row.wrong(name, text)
    elif other.row is not None:
        other.row.wrong(other_name, text)


def _check_place(unit: Unit, place: Place) -> None:
    parent = place.parent
    about = {"unit": unit.name, "parent": parent.name}
    if parent.kind == UnitKind.MANAGEMENT_GROUP:
        text = _("%(unit)s cannot belong to %(parent)s: no unit belongs to a management group.")
        _wrong(unit, parent, "parent", "kind", text % about)
    if place.starts_on < unit.starts_on:
        text = _("%(unit)s exists from %(day)s; it cannot belong anywhere before.")
        _wrong(unit, parent, "since", "starts_on",
               text % {**about, "day": short_date(unit.starts_on)})
    if place.starts_on < parent.starts_on:
        text = _("%(parent)s exists from %(day)s; %(unit)s cannot belong there before.")
        _wrong(unit, parent, "since", "starts_on",
               text % {**about, "day": short_date(parent.starts_on)})
    _check_end(unit, place)


def _check_end(unit: Unit, place: Place) -> None:
    """A unit is closed only when those below it are moved or closed as well."""
    parent, last = place.parent, place.ends_on or unit.ends_on
    if parent.ends_on is None or (last is not None and last <= parent.ends_on):
        return
    about = {"unit": unit.name, "parent": parent.name, "day": short_date(parent.ends_on)}
    if parent.row is not None and "ends_on" in parent.changes:
        parent.row.wrong("ends_on", _("%(unit)s lies below and is open after that day. Move it or "
                                      "close it first.") % about)
    elif unit.row is not None:
        unit.row.wrong("parent", _("%(parent)s is closed %(day)s. Choose another unit.") % about)


def _check_circles(units: list[Unit]) -> None:
    moved = [unit for unit in units if unit.moved]
    if not moved:
        return
    first = min(unit.moved.starts_on for unit in moved if unit.moved)
    days = {place.starts_on for unit in units for place in unit.places if place.starts_on >= first}
    told: set[Unit] = set()
    for day in sorted(days):
        for unit in _in_circle(units, day):
            if unit.moved and unit.row and unit not in told:
                told.add(unit)
                parent = unit.moved.parent.name
                text = _("%(parent)s lies below %(child)s, so this would be a circle.")
                unit.row.wrong("parent", text % {"parent": parent, "child": unit.name})


def _in_circle(units: Iterable[Unit], day: date) -> list[Unit]:
    """The units that lie below themselves on the day."""
    above: dict[Unit, Unit] = {}
    for unit in units:
        for place in unit.places:
            if place.starts_on <= day and (place.ends_on is None or place.ends_on >= day):
                above[unit] = place.parent
    done: set[Unit] = set()
    circles: list[Unit] = []
    for unit in above:
        path: list[Unit] = []
        here: Unit | None = unit
        while here is not None and here not in done:
            done.add(here)
            path.append(here)
            here = above.get(here)
        if here in path:
            circles += path[path.index(here):]
    return circles


def _check_development_unit(units: list[Unit]) -> None:
    chosen = [unit for unit in units if unit.values["is_development_unit"]]
    for unit in chosen:
        if unit.row and unit.is_touched and unit.kind != UnitKind.STAFF:
            unit.row.wrong("is_development_unit", _("The development unit must be a staff unit."))
    still = [unit for unit in chosen if unit.ends_on is None]
    if len(still) > 1:
        for unit in still:
            if unit.row and unit.is_touched:
                unit.row.wrong("is_development_unit", _("There is a development unit already."))
