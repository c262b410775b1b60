"""Writes what a workbook wants. What is new goes in many rows at a time, with its history; what is
there changes through the same actions as everywhere else."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from leanplan.history import bulk_create_tracked, bulk_update_tracked
from leanplan.versioning import save_changes
from organisation.actions import unit_close
from organisation.models import Appointment, OrgUnit, Person, Position, UnitParent, User
from organisation.workbook.nodes import Duty, Human, Unit
from organisation.workbook.plan import WorkbookPlan


def write_plan(plan: WorkbookPlan, *, by: Any, reason: str) -> None:
    """Write all of it, in an order in which each step can stand. Inside a transaction.

    Errors: ValidationError, Conflict; then nothing is written.
    """
    _new_units(plan.new_units, by=by, reason=reason)
    _change_units(plan.touched_units, by=by, reason=reason)
    _places([*plan.new_units, *plan.touched_units], by=by, reason=reason)
    _new_people(plan.new_people, by=by, reason=reason)
    _change_people(plan.people, by=by, reason=reason)
    _end_duties(plan.duties, by=by, reason=reason)
    _begin_duties(plan, by=by, reason=reason)
    _close_units(plan.touched_units, by=by, reason=reason)


def _new_units(units: list[Unit], *, by: Any, reason: str) -> None:
    for unit in units:
        unit.made = OrgUnit(**unit.values)
        unit.made.clean_fields()
    made = bulk_create_tracked(
        OrgUnit, [unit.existing for unit in units], by=by, reason=reason
    ) if units else []
    for unit, row in zip(units, made, strict=True):
        unit.made = row
    _origins(units)


def _origins(units: Iterable[Unit]) -> None:
    through = OrgUnit.comes_from.through
    rows = [
        through(from_orgunit=unit.existing, to_orgunit=origin.existing)
        for unit in units for origin in unit.new_origins
    ]
    through.objects.bulk_create(rows)


def _places(units: list[Unit], *, by: Any, reason: str) -> None:
    """New places, once those before them have ended; the tree is locked and checked already."""
    moved = [unit for unit in units if unit.moved]
    ended = []
    for unit in moved:
        for place in unit.places:
            row = place.stored
            if row is not None and row.ends_on != place.ends_on:
                row.ends_on = place.ends_on
                ended.append(row)
    if ended:
        bulk_update_tracked(UnitParent, ended, ["ends_on"], by=by, reason=_("The unit was moved"))
    new = [
        UnitParent(child=unit.existing, parent=unit.moved.parent.existing,
                   starts_on=unit.moved.starts_on, ends_on=unit.moved.ends_on)
        for unit in moved if unit.moved
    ]
    if new:
        bulk_create_tracked(UnitParent, new, by=by, reason=reason)


def _change_units(units: list[Unit], *, by: Any, reason: str) -> None:
    """All but the last day, which comes at the end."""
    _origins(units)
    for unit in units:
        row = unit.existing
        changes = {
            name: value for name, value in unit.changes.items()
            if not (name == "ends_on" and unit.closes)
        }
        save_changes(row, changes, version=row.version, by=by, reason=reason)


def _close_units(units: list[Unit], *, by: Any, reason: str) -> None:
    for unit in units:
        if unit.closes and unit.ends_on:
            row = unit.existing
            unit_close(by=by, unit=row, ends_on=unit.ends_on, version=row.version, reason=reason)


def _new_people(people: list[Human], *, by: Any, reason: str) -> None:
    accounts = _accounts([human.account for human in people if human.account])
    for human in people:
        human.made = Person(**human.values, user=accounts.get(human.account))
        human.made.clean_fields(exclude={"user"})
    made = bulk_create_tracked(
        Person, [human.existing for human in people], by=by, reason=reason
    ) if people else []
    for human, row in zip(people, made, strict=True):
        human.made = row


def _accounts(addresses: list[str]) -> dict[str, User]:
    """Accounts that nobody can sign in with by password; they are invited, or tied to a service."""
    users = []
    for address in addresses:
        user = User(email=address)
        user.set_unusable_password()
        user.clean_fields()
        users.append(user)
    return {user.email: user for user in User.objects.bulk_create(users, batch_size=500)}


def _change_people(people: list[Human], *, by: Any, reason: str) -> None:
    there = [human for human in people if human.stored and (human.changes or human.account)]
    accounts = _accounts([human.account for human in there if human.account])
    for human in there:
        row, changes = human.existing, dict[str, Any](human.changes)
        if human.account:
            changes["user"] = accounts[human.account]
        save_changes(row, changes, version=row.version, by=by, reason=reason)


def _end_duties(duties: list[Duty], *, by: Any, reason: str) -> None:
    """What is there; before what begins, so that a position is free for who comes after.

    What a closed unit ends is ended with the unit.
    """
    for duty in duties:
        if duty.stored is not None and not duty.by_closing:
            row = duty.stored
            save_changes(row, duty.changes, version=row.version, by=by, reason=reason)


def _begin_duties(plan: WorkbookPlan, *, by: Any, reason: str) -> None:
    new = [duty for duty in plan.duties if duty.stored is None]
    positions = dict(plan.stock.positions)
    wanted = {(duty.role, duty.unit.existing.pk): duty.unit for duty in new}
    missing = [
        Position(role=role, unit=unit.existing)
        for (role, pk), unit in wanted.items() if (role, pk) not in positions
    ]
    for row in bulk_create_tracked(Position, missing, by=by, reason=reason) if missing else []:
        positions[row.role, row.unit_id] = row
    rows = [
        Appointment(
            person=duty.person.existing, position=positions[duty.role, duty.unit.existing.pk],
            starts_on=duty.starts_on, ends_on=duty.ends_on, acting=duty.acting,
        )
        for duty in new
    ]
    if rows:
        bulk_create_tracked(Appointment, rows, by=by, reason=reason)
