"""The page on which a workbook is looked over: what is wrong where, or what will change."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leanplan.dates import short_date
from leanplan.values import in_words
from leanplan.xlsx_in import Fault
from organisation.labels import kind_words, role_words
from organisation.models import OrgUnit, Person
from organisation.roles import UnitKind
from organisation.workbook.cells import CellError, Row, Table
from organisation.workbook.draft import WorkbookDraft
from organisation.workbook.nodes import Duty, Human, Unit
from organisation.workbook.plan import WorkbookPlan

# So many rows with faults are drawn, and so many lines of one kind are told.
DRAWN, TOLD = 60, 200


@dataclass(frozen=True)
class ErrorShown:
    """One fault in the list on top: which cell, what, and the cell of the drawing it leads to."""

    sheet: str
    address: str
    text: str
    anchor: str


@dataclass(frozen=True)
class CellShown:
    """A cell of the drawing. heading: of its column. errors: what is wrong with it."""

    heading: str
    text: str
    address: str
    anchor: str
    errors: list[str]


@dataclass(frozen=True)
class Picture:
    """A sheet drawn as a table: its columns, and the rows in which something is wrong."""

    sheet: str
    columns: list[tuple[str, str]]
    rows: list[tuple[int, list[CellShown]]]
    more: int


@dataclass(frozen=True)
class Section:
    """What will happen of one kind, in words. more: lines that are not told."""

    title: str
    lines: list[str]
    total: int

    @property
    def more(self) -> int:
        """How many lines are left out."""
        return self.total - len(self.lines)


@dataclass(frozen=True)
class WorkbookPage:
    """The whole page. counts: (what, how many). unchanged: rows that are so already."""

    draft: WorkbookDraft
    errors: list[ErrorShown]
    pictures: list[Picture]
    sections: list[Section]
    counts: list[tuple[str, int]]
    unchanged: int
    unknown: list[str]
    fingerprint: str
    changes_nothing: bool


def workbook_page(draft: WorkbookDraft, plan: WorkbookPlan) -> WorkbookPage:
    """Assemble the page of a draft. In: what the workbook would do now."""
    errors = plan.errors
    sections = [] if errors else [s for s in _sections(plan) if s.total]
    return WorkbookPage(
        draft=draft,
        errors=[_shown(error) for error in errors],
        pictures=[
            picture for table in plan.tables.values()
            if (picture := _picture(table)) is not None
        ],
        sections=sections,
        counts=[] if errors else [(section.title, section.total) for section in sections],
        unchanged=_unchanged(plan),
        unknown=plan.unknown,
        fingerprint=plan.fingerprint,
        changes_nothing=not errors and plan.changes_nothing,
    )


def _anchor(error: CellError) -> str:
    return f"{error.sheet.lower().replace(' ', '-')}-{error.address}"


def _shown(error: CellError) -> ErrorShown:
    return ErrorShown(error.sheet, error.address, error.text, _anchor(error))


def _picture(table: Table) -> Picture | None:
    by_row: dict[int, dict[str, list[CellError]]] = defaultdict(lambda: defaultdict(list))
    for error in table.errors:
        by_row[error.row][error.column].append(error)
    if not by_row:
        return None
    rows = {row.number: row for row in table.rows if row.number in by_row}
    numbers = sorted(rows)[:DRAWN]
    # Columns in which these rows have nothing, and nothing is wrong, only take room.
    filled = {letter for n in numbers for letter in (*rows[n].cells, *by_row[n])}
    letters = sorted(filled & {*table.columns.values()}, key=lambda each: (len(each), each))
    columns = [(letter, table.headings.get(letter, "")) for letter in letters]
    drawn = [
        (number, [_cell(rows[number], letter, heading, by_row[number][letter])
                  for letter, heading in columns])
        for number in numbers
    ]
    return Picture(table.title, columns, drawn, len(by_row) - len(drawn))


def _cell(row: Row, letter: str, heading: str, errors: list[CellError]) -> CellShown:
    value = row.cells.get(letter)
    text = value.word if isinstance(value, Fault) else in_words(value)
    anchor = _anchor(errors[0]) if errors else ""
    return CellShown(heading, text, f"{letter}{row.number}", anchor, [e.text for e in errors])


def _unchanged(plan: WorkbookPlan) -> int:
    units = sum(unit.row is not None and not unit.is_touched for unit in plan.units)
    duties = [duty for human in plan.people for duty in human.duties]
    same = sum(d.row is not None and d.stored is not None and not d.changes for d in duties)
    return units + same


# What will happen, in words


def _sections(plan: WorkbookPlan) -> Iterator[Section]:
    touched = plan.touched_units
    begun = [duty for duty in plan.duties if duty.stored is None]
    there = [duty for duty in plan.duties if duty.stored is not None]
    ended = [duty for duty in there if duty.changes.get("ends_on")]
    yield _section(_("Split or merged"), _origins(plan.units))
    yield _section(_("Moved units"), [_moved(unit) for unit in touched if unit.moved])
    yield _section(_("Closed units"), [_closed(unit, there) for unit in touched if unit.closes])
    yield _section(_("New units"), [_made(unit) for unit in plan.new_units])
    yield _section(_("Changed units"), _changed_units(touched))
    yield _section(_("New people"), [human.name for human in plan.new_people])
    yield _section(_("Changed people"), [_changed_person(human) for human in plan.changed_people])
    yield _section(_("Roles that begin"), [_begins(duty) for duty in begun])
    yield _section(_("Roles that end"), [_ends(duty) for duty in ended])
    yield _section(_("Changed roles"), [_acts(duty) for duty in there if "acting" in duty.changes])
    yield _section(_("New accounts"), [
        f"{human.name}, {human.account}" for human in plan.people if human.account
    ])


def _section(title: str, lines: Iterable[str]) -> Section:
    told = list(lines)
    return Section(title, told[:TOLD], len(told))


def _made(unit: Unit) -> str:
    about = {
        "unit": unit.name, "kind": kind_words(unit.kind).name.lower(),
        "day": short_date(unit.starts_on),
        "parent": unit.moved.parent.name if unit.moved else "",
    }
    if not unit.moved:
        return _("%(unit)s, %(kind)s, from %(day)s") % about
    return _("%(unit)s, %(kind)s in %(parent)s, from %(day)s") % about


def _moved(unit: Unit) -> str:
    assert unit.moved is not None
    before = unit.places[-2].parent.name if len(unit.places) > 1 else ""
    about = {
        "unit": unit.name, "old": before, "new": unit.moved.parent.name,
        "day": short_date(unit.moved.starts_on),
    }
    if not before:
        return _("%(unit)s is put under %(new)s %(day)s") % about
    return _("%(unit)s is moved from %(old)s to %(new)s %(day)s") % about


def _closed(unit: Unit, duties: list[Duty]) -> str:
    said = _("%(unit)s is closed, last day %(day)s") % {
        "unit": unit.name, "day": short_date(unit.ends_on),
    }
    ended = sum(duty.by_closing and duty.unit is unit for duty in duties)
    if not ended:
        return said
    return said + ngettext(
        ". %(number)s role ends that day", ". %(number)s roles end that day", ended
    ) % {"number": ended}


def _origins(units: list[Unit]) -> Iterator[str]:
    """«Solsiden deles i Nord og Sør 01.01.2027», «A og B slås sammen til C 01.01.2027»."""
    made_of: dict[Unit, list[Unit]] = defaultdict(list)
    for unit in units:
        if len(unit.new_origins) > 1:
            yield _("%(old)s are merged into %(new)s %(day)s") % {
                "old": _and(unit.new_origins), "new": unit.name, "day": short_date(unit.starts_on),
            }
        elif unit.new_origins:
            made_of[unit.new_origins[0]].append(unit)
    for origin, parts in made_of.items():
        about = {"old": origin.name, "new": _and(parts), "day": short_date(parts[0].starts_on)}
        if len(parts) > 1 and not origin.ends_on:
            yield _("%(new)s are made out of %(old)s %(day)s") % about
        elif len(parts) > 1:
            yield _("%(old)s is split into %(new)s %(day)s") % about
        else:
            yield _("%(new)s is made out of %(old)s %(day)s") % about


def _and(units: list[Unit]) -> str:
    names = [unit.name for unit in units]
    if len(names) == 1:
        return names[0]
    return _("%(all)s and %(last)s") % {"all": ", ".join(names[:-1]), "last": names[-1]}


def _changed_units(units: list[Unit]) -> Iterator[str]:
    for unit in units:
        for name, value in unit.changes.items():
            if name == "ends_on" and unit.closes:
                continue
            old = getattr(unit.existing, name)
            choices = [(kind, kind_words(kind).name) for kind in UnitKind] if name == "kind" else ()
            yield _change(unit.existing.name, _label(OrgUnit, name), old, value, choices)


def _label(model: type[OrgUnit] | type[Person], name: str) -> str:
    field: Any = model._meta.get_field(name)
    return str(field.verbose_name)


def _change(who: str, label: Any, old: Any, new: Any, choices: Iterable[Any] = ()) -> str:
    return _("%(who)s: %(label)s from «%(old)s» to «%(new)s»") % {
        "who": who, "label": label, "old": in_words(old, choices=choices) or _("nothing"),
        "new": in_words(new, choices=choices),
    }


def _changed_person(human: Human) -> str:
    row = human.existing
    said = [
        _change(row.name, _label(Person, name), getattr(row, name), value)
        for name, value in human.changes.items()
    ]
    if human.account:
        said.append(_("%(name)s gets an account, %(email)s")
                    % {"name": human.name, "email": human.account})
    return "; ".join(said)


def _role(duty: Duty) -> str:
    name = role_words(duty.role, duty.unit.kind).name
    said = _("%(name)s, %(role)s in %(unit)s") % {
        "name": duty.person.name, "role": name.lower(), "unit": duty.unit.name,
    }
    return _("%(role)s, acting") % {"role": said} if duty.acting else said


def _begins(duty: Duty) -> str:
    about = {"role": _role(duty), "day": short_date(duty.starts_on)}
    if duty.ends_on is None:
        return _("%(role)s, from %(day)s") % about
    return _("%(role)s, from %(day)s to %(last)s") % {**about, "last": short_date(duty.ends_on)}


def _ends(duty: Duty) -> str:
    return _("%(role)s, last day %(day)s") % {
        "role": _role(duty), "day": short_date(duty.ends_on),
    }


def _acts(duty: Duty) -> str:
    about = {"name": duty.person.name, "unit": duty.unit.name}
    if duty.acting:
        return _("%(name)s is acting in %(unit)s from now on") % about
    return _("%(name)s is no longer acting in %(unit)s") % about

