"""Changes to the organisation."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from leanplan.versioning import create, save_changes
from organisation.models import Appointment, OrgUnit, Person, Position, UnitParent
from organisation.roles import Role
from organisation.tree import lock_tree


@transaction.atomic
def unit_create(
    *, by: Any, name: str, kind: str, starts_on: date, parent: OrgUnit | None = None,
    short_name: str = "", is_development_unit: bool = False, ends_on: date | None = None,
) -> OrgUnit:
    """Make a unit, and its place below the parent from its first day."""
    unit = create(
        OrgUnit(
            name=name, short_name=short_name, kind=kind, starts_on=starts_on, ends_on=ends_on,
            is_development_unit=is_development_unit,
        ),
        by=by,
    )
    if parent is not None:
        unit_place(by=by, unit=unit, parent=parent, starts_on=starts_on)
    return unit


@transaction.atomic
def unit_place(
    *, by: Any, unit: OrgUnit, parent: OrgUnit, starts_on: date, ends_on: date | None = None
) -> UnitParent:
    """Put a unit below another from a day on. An open place it has before then ends the day before.

    Errors: ValidationError where it overlaps a later place or would make a circle.
    """
    lock_tree()
    before = UnitParent.objects.filter(child=unit, ends_on=None, starts_on__lt=starts_on).first()
    if before:
        before.ends_on = starts_on - timedelta(days=1)
        create(before, by=by, reason=_("The unit was moved"))
    return create(
        UnitParent(child=unit, parent=parent, starts_on=starts_on, ends_on=ends_on), by=by
    )


@transaction.atomic
def position_get(*, by: Any, role: str, unit: OrgUnit, each: bool = False) -> Position:
    """The position of that role in the unit, made where it does not exist."""
    found = Position.objects.filter(role=role, unit=unit, each=each).first()
    return found or create(Position(role=role, unit=unit, each=each), by=by)


@transaction.atomic
def appoint(
    *, by: Any, person: Person, role: str, unit: OrgUnit, starts_on: date,
    ends_on: date | None = None, acting: bool = False,
) -> Appointment:
    """Appoint a person to a role in a unit from a day on. Errors: ValidationError when taken."""
    position = position_get(by=by, role=Role(role), unit=unit)
    return create(
        Appointment(
            person=person, position=position, starts_on=starts_on, ends_on=ends_on, acting=acting
        ),
        by=by,
    )


@transaction.atomic
def appointment_end(
    *, by: Any, appointment: Appointment, ends_on: date, version: int, reason: str = ""
) -> Appointment:
    """Let an appointment end; what the position owns stays with the position."""
    save_changes(appointment, {"ends_on": ends_on}, version=version, by=by, reason=reason)
    return appointment
