"""The workbook that is handed out: empty, or filled with the organisation as it is."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from leanplan.collation import norwegian_key
from leanplan.xlsx import Cell, Column, Sheet
from organisation.roles import UnitKind
from organisation.workbook.columns import COLUMNS, PEOPLE, SHEETS, UNITS, Heading
from organisation.workbook.nodes import Duty, Human, Stock, Unit, UnitNames
from organisation.workbook.vocabulary import ROLES, Vocabulary


def empty_workbook() -> list[Sheet]:
    """Two sheets to fill in, and how."""
    words = Vocabulary()
    return [_sheet(UNITS, words, []), _sheet(PEOPLE, words, []), _help(words)]


def filled_workbook(*, today: date) -> list[Sheet]:
    """The organisation of today and what is coming; what is over is left out.

    Read in again unchanged it makes nothing new.
    """
    stock, words = Stock(), Vocabulary()
    names = UnitNames(stock.units.values())
    units = [u for u in stock.units.values() if u.ends_on is None or u.ends_on >= today]
    units.sort(key=lambda u: (u.kind != UnitKind.MUNICIPALITY, norwegian_key(u.name), u.key))
    people = sorted(
        stock.people.values(),
        key=lambda h: (norwegian_key(h.values["family_name"]), norwegian_key(h.name),
                       h.existing.pk),
    )
    return [
        _sheet(UNITS, words, [_unit_row(unit, names, words) for unit in units]),
        _sheet(PEOPLE, words, [
            row for human in people for row in _person_rows(human, names, words, today)
        ]),
        _help(words),
    ]


def _sheet(which: str, words: Vocabulary, rows: list[list[Cell]]) -> Sheet:
    columns = [_column(heading, which, words) for heading in COLUMNS[which]]
    return Sheet(SHEETS[which], columns, rows)


def _column(heading: Heading, which: str, words: Vocabulary) -> Column:
    names = [each.key for each in COLUMNS[UNITS]].index("name") + 1
    choices: tuple[str, ...] = ()
    if heading.key == "kind":
        choices = tuple(words.kind_text(kind) for kind in UnitKind)
    elif heading.key == "role":
        choices = tuple(dict.fromkeys(words.role_text(role, "") for role in ROLES))
    elif heading.key in ("is_development_unit", "account", "acting"):
        choices = (_("Yes"), _("No"))
    units = (str(SHEETS[UNITS]), names) if heading.key in ("parent", "unit") else None
    return Column(heading.title, heading.width, choices=choices, choices_from=units)


def reference(unit: Unit, names: UnitNames) -> str:
    """How a unit is named in a cell; with its key where the name alone is not enough."""
    return unit.name if names.found(unit.name, on=None) == [unit] else f"{unit.name} ({unit.key})"


def _unit_row(unit: Unit, names: UnitNames, words: Vocabulary) -> list[Cell]:
    place = unit.places[-1] if unit.places else None
    cells: dict[str, Cell] = {
        "key": unit.key,
        "name": unit.name,
        "short_name": unit.values["short_name"],
        "kind": words.kind_text(unit.kind),
        "parent": reference(place.parent, names) if place else "",
        "since": place.starts_on if place else None,
        "starts_on": unit.starts_on,
        "ends_on": unit.ends_on,
        "organisation_number": unit.values["organisation_number"],
        "is_development_unit": bool(unit.values["is_development_unit"]),
        "comes_from": "; ".join(reference(origin, names) for origin in unit.comes_from),
    }
    return [cells[heading.key] for heading in COLUMNS[UNITS]]


def _person_rows(
    human: Human, names: UnitNames, words: Vocabulary, today: date
) -> Iterator[list[Cell]]:
    """A row for each role the person has today or is to have; one without a role where none."""
    duties = [d for d in human.duties if d.ends_on is None or d.ends_on >= today]
    for duty in duties or (None,):
        person: dict[str, Cell] = {
            "key": f"P{human.existing.pk}",
            "given_name": human.values["given_name"],
            "family_name": human.values["family_name"],
            "email": human.address,
            "account": bool(human.address),
            "external_id": human.values["external_id"],
        }
        cells = person | (_duty_cells(duty, names, words) if duty else {})
        yield [cells.get(heading.key) for heading in COLUMNS[PEOPLE]]


def _duty_cells(duty: Duty, names: UnitNames, words: Vocabulary) -> dict[str, Cell]:
    return {
        "role": words.role_text(duty.role, duty.unit.kind),
        "unit": reference(duty.unit, names),
        "starts_on": duty.starts_on,
        "ends_on": duty.ends_on,
        "acting": duty.acting,
    }


def _help(words: Vocabulary) -> Sheet:
    rows: list[list[Cell]] = [[text, "", ""] for text in _rules()]
    for which, headings in COLUMNS.items():
        rows += [["", "", ""], [SHEETS[which], _("Column"), _("What to write")]]
        rows += [["", heading.title, heading.help] for heading in headings]
    rows += [["", "", ""], [_("Kinds of unit"), "", ""]]
    rows += [["", words.kind_text(kind), ""] for kind in UnitKind]
    rows += [["", "", ""], [_("Roles"), "", ""]]
    rows += [["", words.role_text(role, ""), ""] for role in ROLES]
    columns = (Column("", 26), Column("", 34), Column("", 100, wrap=True))
    return Sheet(pgettext("workbook", "How to fill in"), columns, rows)


def _rules() -> list[str]:
    return [
        _("One row for each unit, and one row for each role a person has. Columns may stand in any "
          "order, and those you do not need can be left out."),
        _("An empty cell changes nothing, and a row that is missing takes nothing away."),
        _("Nothing is saved before you have seen what will change. Where one cell is wrong, "
          "nothing at all is saved."),
        _("To move a unit: write the new unit under Belongs to, and the day under Belongs to "
          "from."),
        _("To close a unit: write its last day. The units below it must be moved or closed as "
          "well."),
        _("To split a unit: a new row for each part, with the old unit under Comes from, and a "
          "last day for the old one."),
        _("A person is known by the key, the object id, the address of the own account, or the "
          "name, in that order."),
    ]
