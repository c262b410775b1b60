"""A coach is an appointment: written by the contract, and ending with it."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_noop

from leaders.models import CoachingContract
from leanplan.history import history_sign
from leanplan.said import said
from leanplan.versioning import save_changes, take_row
from organisation.actions import appoint, appointment_end, position_get
from organisation.changes import tell
from organisation.models import Appointment
from organisation.roles import Role

_REASON = said(gettext_noop("Follows the coaching contract"))


def coach_appoint(*, by: Any, contract: CoachingContract) -> None:
    """Appoint the coach to the unit for the days of the contract.

    An appointment that stands there already (entered by hand, or of the contract before, when
    nothing lies between) is the one that goes on.
    """
    standing = _standing(contract, by=by)
    if standing is None:
        standing = appoint(
            by=by, person=contract.coach, role=Role.COACH, unit=contract.unit,
            starts_on=contract.starts_on, ends_on=contract.ends_on,
        )
    elif standing.ends_on != contract.ends_on:
        appointment_end(
            by=by, appointment=standing, ends_on=contract.ends_on, version=standing.version,
            reason=_REASON,
        )
    values = {"appointment": standing}
    save_changes(contract, values, version=contract.version, by=by, reason=_REASON)


def _standing(contract: CoachingContract, *, by: Any) -> Appointment | None:
    position = position_get(by=by, role=Role.COACH, unit=contract.unit)
    day_before = contract.starts_on - timedelta(days=1)
    return Appointment.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=day_before), person=contract.coach, position=position,
        starts_on__lte=contract.ends_on,
    ).order_by("starts_on", "pk").last()


def coach_until(*, by: Any, contract: CoachingContract, last: date) -> None:
    """Let the coach's appointment end on the day; one that would not have begun is taken away."""
    held = contract.appointment
    if held is None:
        return
    if held.starts_on <= last:
        appointment_end(
            by=by, appointment=held, ends_on=last, version=held.version, reason=_REASON
        )
        return
    values = {"appointment": None}
    save_changes(contract, values, version=contract.version, by=by, reason=_REASON)
    take_row(held, held.version)
    history_sign(held, by=by, reason=_REASON)
    held.delete()
    tell(unit_ids=[contract.unit_id])
