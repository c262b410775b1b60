"""Whose handovers somebody reads: those who leave, or have just left, in the reader's scope."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from measures.handover.rules import SHOWN_AFTER, following
from organisation.models import Appointment
from organisation.reach import reach_of
from organisation.roles import OWNERS

AHEAD = timedelta(days=365)


@dataclass(frozen=True)
class Leaving:
    """One who leaves a position: the last day, and who follows."""

    appointment: Appointment
    after: list[Appointment]
    next: Appointment | None


def leaving_people(user: Any, *, today: date) -> list[Leaving]:
    """Ordinary holders who leave, the next first; then those who have left; two queries."""
    rows = Appointment.objects.filter(
        acting=False, position__role__in=OWNERS, ends_on__gte=today - SHOWN_AFTER,
        ends_on__lte=today + AHEAD,
    ).select_related("person", "position__unit")
    if not user.has_perm("measures.read_any_handover"):
        rows = rows.filter(position__unit__in=reach_of(user).led_unit_ids)
    leavers = list(rows.order_by("ends_on", "pk"))
    same = list(
        Appointment.objects.filter(position__in={row.position_id for row in leavers})
        .select_related("person").order_by("-starts_on", "pk")
    )
    found = [_leaving(row, same) for row in leavers]
    return sorted(found, key=lambda one: (one.appointment.ends_on or date.max) < today)


def _leaving(row: Appointment, same: list[Appointment]) -> Leaving:
    here = [other for other in same if other.position_id == row.position_id and other != row]
    return Leaving(row, *following(row, here))
