"""Appointing somebody to stand in for a leader, moving the last day, taking it back."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from leanplan.clock import today
from leanplan.history import history_sign
from leanplan.said import said
from leanplan.versioning import take_row
from organisation.actions import appoint, appointment_end
from organisation.models import Appointment, Person, Position
from organisation.notices.actions import notices_add
from organisation.roles import LEADERS
from organisation.stand_in.notices import stand_in_told


@transaction.atomic
def stand_in_appoint(
    *, by: Any, position: Position, person: Person, starts_on: date, ends_on: date
) -> Appointment:
    """Let a person stand in for whoever holds a leader's position, from one day to another.

    It ends by itself; till then the position is the person's too. Both are told.
    Errors: ValidationError (no leader's position, days that cannot be, holds it already, somebody
    else stands in then).
    """
    Position.objects.select_for_update().get(pk=position.pk)
    _refuse(position, person, starts_on, ends_on)
    row = appoint(
        by=by, person=person, role=position.role, unit=position.unit, starts_on=starts_on,
        ends_on=ends_on, acting=True,
    )
    tell = {person.pk: person}
    for held in _ordinary(position, starts_on, ends_on).select_related("person"):
        tell[held.person_id] = held.person
    notices_add(
        {"person": told, **stand_in_told(row, to_the_one=told == person)}
        for told in tell.values() if told != getattr(by, "person", None)
    )
    return row


@transaction.atomic
def stand_in_end(*, by: Any, appointment: Appointment, version: int, ends_on: date) -> Appointment:
    """Move the last day of standing in. Errors: Conflict, ValidationError."""
    if version == appointment.version:
        _refuse_days(appointment.starts_on, ends_on, begun=True)
        _refuse_others(appointment.position, appointment.starts_on, ends_on, appointment.pk)
    return appointment_end(
        by=by, appointment=appointment, ends_on=ends_on, version=version,
        reason=said(gettext_noop("The period of standing in was changed")),
    )


@transaction.atomic
def stand_in_withdraw(*, by: Any, appointment: Appointment, version: int) -> None:
    """Take back what has not begun. Errors: Conflict; ValidationError where it has begun."""
    if appointment.starts_on <= today():
        raise ValidationError(_("It has begun. Set the last day instead."))
    take_row(appointment, version)
    reason = said(gettext_noop("Taken back before it began"))
    history_sign(appointment, by=by, reason=reason)
    appointment.delete()


def _refuse(position: Position, person: Person, starts_on: date, ends_on: date) -> None:
    if position.role not in LEADERS or position.each:
        raise ValidationError(_("Somebody can stand in for one leader's position only."))
    _refuse_days(starts_on, ends_on, begun=False)
    if _ordinary(position, starts_on, ends_on).filter(person=person).exists():
        raise ValidationError(
            {"person": _("%(person)s holds the position then.") % {"person": person.name}}
        )
    _refuse_others(position, starts_on, ends_on, None)


def _refuse_days(starts_on: date, ends_on: date, *, begun: bool) -> None:
    if not begun and starts_on < today():
        raise ValidationError({"starts_on": _("Choose today or a day to come.")})
    if ends_on < starts_on:
        raise ValidationError({"ends_on": _("The last day cannot be before the first.")})
    if ends_on < today():
        raise ValidationError({"ends_on": _("Choose today or a day to come.")})


def _refuse_others(
    position: Position, starts_on: date, ends_on: date, besides: int | None
) -> None:
    """One stands in at a time: then nobody is in doubt who decides."""
    rows = _meeting(position, starts_on, ends_on).filter(acting=True).exclude(pk=besides)
    other = rows.select_related("person").first()
    if other:
        raise ValidationError(
            {
                "ends_on": _("%(person)s stands in then. Move the last day of that first.")
                % {"person": other.person.name}
            }
        )


def _meeting(position: Position, starts_on: date, ends_on: date) -> Any:
    """Appointments to the position whose period meets another."""
    return Appointment(
        position=position, starts_on=starts_on, ends_on=ends_on
    ).overlapping()


def _ordinary(position: Position, starts_on: date, ends_on: date) -> Any:
    return _meeting(position, starts_on, ends_on).filter(acting=False)
