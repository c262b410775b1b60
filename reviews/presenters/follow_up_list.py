"""The register of follow-up areas: a page of it, its choices, and the same as a workbook."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leanplan.list_export import ListExport
from leanplan.xlsx import Cell, Column, Sheet
from organisation.models import OrgUnit, Position
from organisation.reach import reach_of
from organisation.roles import UnitKind
from organisation.tree import parents_on
from reviews.follow_up_filter import (
    ALL,
    MINE,
    ON_PAGE,
    OVER,
    OVERDUE,
    TO_CHECK,
    UNSETTLED,
    FollowUpFilter,
    in_view,
)
from reviews.models import FollowUp, FollowUpQuerySet
from reviews.presenters.follow_ups import FollowUpRow, follow_up_rows, for_list

Text = str | Promise
_CHIPS: tuple[tuple[str, Text], ...] = (
    ("", gettext_lazy("All that are open")),
    (MINE, gettext_lazy("Mine")),
    (OVERDUE, gettext_lazy("Overdue")),
    (UNSETTLED, gettext_lazy("Without responsible or deadline")),
    (TO_CHECK, gettext_lazy("Effect to be seen")),
    (OVER, gettext_lazy("Closed")),
    (ALL, gettext_lazy("All")),
)
_HEADS: tuple[tuple[str, Text], ...] = (
    ("nummer", gettext_lazy("Follow-up area")), ("enhet", gettext_lazy("Unit")),
    ("ansvarlig", gettext_lazy("Responsible")), ("frist", gettext_lazy("Deadline")),
    ("status", gettext_lazy("Status")),
)
# A longer list of units is chosen from only within an area; the search finds any unit.
MOST_UNITS = 200


@dataclass(frozen=True)
class Chip:
    """One of the quick choices, with how many it leaves."""

    value: str
    label: Text
    number: int
    is_chosen: bool
    query: str


@dataclass(frozen=True)
class Head:
    """The head of a column, which sorts by it. order: what a screen reader is told, "" for not
    sorted by."""

    key: str
    label: Text
    query: str
    order: str


@dataclass(frozen=True)
class Option:
    """One choice of a select field."""

    value: int
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class RegisterPage:
    """The register as its page shows it.

    hits: how many the choices leave. scope: which part of the whole that is. areas, units, owners:
    to choose from, empty where there is one or none. pages: of how many pages.
    """

    rows: list[FollowUpRow]
    chosen: FollowUpFilter
    chips: list[Chip]
    heads: list[Head]
    hits: int
    total: int
    scope: str
    areas: list[Option]
    units: list[Option]
    owners: list[Option]
    pages: int
    may_add: bool

    @property
    def query(self) -> str:
        """All choices but the page, for the workbook."""
        return self.chosen.query(page=1)

    @property
    def previous(self) -> str:
        """Query of the page before; "" for none."""
        return self.chosen.query(page=self.chosen.page - 1) or "?" if self.chosen.page > 1 else ""

    @property
    def next(self) -> str:
        """Query of the page after; "" for none."""
        has_more = self.chosen.page < self.pages
        return self.chosen.query(page=self.chosen.page + 1) if has_more else ""


def register_page(chosen: FollowUpFilter, *, user: Any, today: date) -> RegisterPage:
    """A page of the register; the same number of queries for any number of follow-up areas."""
    seen = FollowUp.objects.visible_to(user)
    left = chosen.narrow(seen, today=today)
    numbers = _numbers(left, user=user, today=today)
    hits = numbers[chosen.view]
    pages = max(1, -(-hits // ON_PAGE))
    chosen = replace(chosen, page=min(chosen.page, pages))
    first = (chosen.page - 1) * ON_PAGE
    here = chosen.in_order(left.filter(in_view(chosen.view, user=user, today=today)))
    areas, units = _places(seen, chosen, today=today)
    return RegisterPage(
        rows=follow_up_rows(here[first : first + ON_PAGE], user=user, today=today),
        chosen=chosen,
        chips=[
            Chip(value, label, numbers[value], value == chosen.view,
                 chosen.query(view=value, page=1))
            for value, label in _CHIPS
        ],
        heads=_heads(chosen), hits=hits, total=numbers[ALL],
        scope=scope_text(hits, user=user), areas=areas, units=units,
        owners=_owners(seen, chosen, user=user, today=today), pages=pages,
        may_add=user.has_perm("reviews.add_follow_up"),
    )


def _numbers(left: FollowUpQuerySet, *, user: Any, today: date) -> dict[str, int]:
    """How many each quick choice leaves; one query."""
    names = {value: f"number_{value or 'open'}" for value, _label in _CHIPS}
    counted = left.order_by().aggregate(
        **{
            name: Count("pk", filter=in_view(value, user=user, today=today) or None)
            for value, name in names.items()
        }
    )
    return {value: counted[name] for value, name in names.items()}


def _heads(chosen: FollowUpFilter) -> list[Head]:
    found = []
    for key, label in _HEADS:
        here = key == chosen.sort
        down = 1 if here and not chosen.down else 0
        order = ("descending" if chosen.down else "ascending") if here else ""
        found.append(Head(key, label, chosen.query(sort=key, down=down, page=1) or "?", order))
    return found


def scope_text(hits: int, *, user: Any) -> str:
    """How many are shown, and of which units."""
    if reach_of(user).all_units:
        return _("Shows %(number)s, of all units") % {"number": hits}
    return _("Shows %(number)s, of your units") % {"number": hits}


def _places(
    seen: FollowUpQuerySet, chosen: FollowUpFilter, *, today: date
) -> tuple[list[Option], list[Option]]:
    """The areas and units that have follow-up areas, to choose from; two queries."""
    units = list(OrgUnit.objects.filter(pk__in=seen.order_by().values("unit")).by_name())
    parents = parents_on(today)
    above = {unit.pk: _area_of(unit.pk, parents) for unit in units}
    wanted = {pk for path in above.values() for pk in path}
    areas = OrgUnit.objects.filter(pk__in=wanted, kind=UnitKind.SERVICE_AREA).by_name()
    if chosen.area:
        units = [unit for unit in units if chosen.area in above[unit.pk]]
    if len(units) > MOST_UNITS:
        units = [unit for unit in units if unit.pk == chosen.unit]
    return (
        _options(((area.pk, area.name) for area in areas), chosen.area),
        _options(((unit.pk, unit.name) for unit in units), chosen.unit),
    )


def _area_of(unit: int, parents: dict[int, int]) -> list[int]:
    """The unit itself and all above it."""
    path: list[int] = []
    here: int | None = unit
    while here is not None and here not in path:
        path.append(here)
        here = parents.get(here)
    return path


def _owners(
    seen: FollowUpQuerySet, chosen: FollowUpFilter, *, user: Any, today: date
) -> list[Option]:
    """The positions that answer for something that is shown with the quick choice; one query."""
    shown = seen.filter(in_view(chosen.view, user=user, today=today)).order_by()
    if chosen.area or chosen.unit:
        shown = replace(chosen, owner=0, words="").narrow(shown, today=today)
    positions = Position.objects.filter(pk__in=shown.values("owner")).for_list()[:MOST_UNITS]
    return _options(((position.pk, position.label) for position in positions), chosen.owner)


def _options(pairs: Iterable[tuple[int, str]], chosen: int) -> list[Option]:
    """Nothing to choose from where there is one or none and it is not chosen."""
    found = [Option(pk, label, pk == chosen) for pk, label in pairs]
    return found if len(found) > 1 or chosen else []


# The workbook


def register_export(chosen: FollowUpFilter, *, user: Any, today: date) -> ListExport:
    """All that the choices leave, on however many pages, as the page shows it and more."""
    left = chosen.narrow(FollowUp.objects.visible_to(user), today=today)
    left = chosen.in_order(left.filter(in_view(chosen.view, user=user, today=today)))
    follow_ups: list[Any] = list(for_list(left).select_related("measure", "checked_by"))
    shown = {row.pk: row for row in follow_up_rows(left, user=user, today=today)}
    rows = [_row(one, shown[one.pk], today=today) for one in follow_ups if one.pk in shown]
    columns: Sequence[Column] = (
        Column(_("Number"), 10), Column(_("Follow-up area"), 50, wrap=True),
        Column(_("Unit"), 26), Column(_("Where it was found"), 30), Column(_("Found on"), 14),
        Column(_("Cause"), 40, wrap=True), Column(_("Responsible"), 28),
        Column(_("Who today"), 26), Column(_("Deadline"), 14), Column(_("Overdue"), 10),
        Column(_("Status"), 18), Column(_("Carried on, times"), 14), Column(_("Measure"), 12),
        Column(_("Carried out on"), 14), Column(_("Effect, or reason"), 40, wrap=True),
        Column(_("Closed on"), 14), Column(_("Effect seen by"), 26),
    )
    name = _("Follow-up areas")
    about: list[tuple[Cell, Cell]] = [
        (_("Choice"), next(str(label) for value, label in _CHIPS if value == chosen.view))
    ]
    if chosen.is_active:
        about.append((_("Filter in the address"), chosen.query(page=1)))
    return ListExport(
        name, [Sheet(name, columns, rows)], scope_text(len(rows), user=user), about
    )


def _row(follow_up: Any, shown: FollowUpRow, *, today: date) -> list[Cell]:
    late = not follow_up.is_over and follow_up.due_date and follow_up.due_date < today
    label = follow_up.owner.label if follow_up.owner else ""
    holder = shown.owner.name if shown.owner and not shown.owner.is_group else ""
    return [
        follow_up.number, follow_up.text, follow_up.unit.name, shown.origin, follow_up.made_on,
        follow_up.cause, label, "" if holder == label else holder, follow_up.due_date,
        True if late else None, str(shown.state.word), follow_up.carried or None,
        follow_up.measure.code if follow_up.measure else "", follow_up.done_on,
        follow_up.closing_note, follow_up.closed_on,
        follow_up.checked_by.name if follow_up.checked_by else "",
    ]
