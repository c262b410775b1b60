"""Groups and app roles of the sign-in service, as dated appointments.

Looked at each time somebody signs in. What was entered by hand is never touched.
"""

import logging
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_noop

from leanplan.clock import today
from leanplan.history import history_sign
from leanplan.said import said
from leanplan.versioning import create
from organisation.actions import appointment_end, position_get
from organisation.models import Appointment, Person
from organisation.roles import Role
from organisation.sign_in.models import GroupAppointment, GroupMapping

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Place:
    """A role in a unit."""

    role: str
    unit_id: int


def groups_in(claims: dict[str, Any], name: str) -> frozenset[str] | None:
    """The groups of a token; None where it does not say.

    A person in very many groups gets a token that only says that there are some.
    """
    if not name or name in (claims.get("_claim_names") or {}) or claims.get("hasgroups"):
        return None
    value = claims.get(name) or []
    values = [value] if isinstance(value, str) else value
    return frozenset(item for item in values if isinstance(item, str))


@transaction.atomic
def appointments_follow(*, person: Person, groups: frozenset[str]) -> None:
    """Give the person what the groups give today, and end what groups gave and give no longer."""
    day = today()
    wanted = {
        Place(row.role, row.unit_id): row
        for row in GroupMapping.objects.filter(value__in=groups).select_related("unit")
    }
    held = Appointment.objects.current(on=day).filter(person=person)
    held = held.select_related("position__unit", "from_group")
    for appointment in held:
        place = Place(appointment.position.role, appointment.position.unit_id)
        if hasattr(appointment, "from_group") and place not in wanted:
            _end(appointment, day)
        else:
            wanted.pop(place, None)
    for mapping in wanted.values():
        _appoint(person, mapping, day)


def _appoint(person: Person, mapping: GroupMapping, day: date) -> None:
    position = position_get(by=None, role=Role(mapping.role), unit=mapping.unit)
    try:
        with transaction.atomic():
            appointment = create(
                Appointment(person=person, position=position, starts_on=day), by=person.user,
                reason=said(gettext_noop("By the group %(group)s"), group=mapping.value),
            )
            GroupAppointment.objects.create(appointment=appointment, value=mapping.value)
    except ValidationError as error:
        log.warning("Group %s gave person %s nothing: %s", mapping.value, person.pk,
                    " ".join(error.messages))


def _end(appointment: Appointment, day: date) -> None:
    group = appointment.from_group.value
    reason = said(gettext_noop("No longer in the group %(group)s"), group=group)
    if appointment.starts_on >= day:
        # Given and taken on one day: it never held, and its history says why.
        history_sign(appointment, by=appointment.person.user, reason=reason)
        appointment.delete()
        return
    appointment_end(
        by=appointment.person.user, appointment=appointment, ends_on=day - timedelta(days=1),
        version=appointment.version, reason=reason,
    )
