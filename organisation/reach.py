"""What a signed-in person holds and reaches today. Rights and lists read this and nothing else."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from leanplan.clock import today
from organisation.models import Appointment, Position
from organisation.roles import ACTS_FOR_BODY, LEADERS, READS_ALL_UNITS, Role
from organisation.tree import unit_ids_below


@dataclass(frozen=True)
class Reach:
    """person_id: None for an account without a person.

    roles: held today. position_ids: positions that are the person's today, «every» ones and
    bodies included. read_unit_ids: units whose rows the person reads; all_units: every unit.
    led_unit_ids: units at or below those the person leads.
    """

    person_id: int | None = None
    roles: frozenset[str] = frozenset()
    position_ids: frozenset[int] = frozenset()
    read_unit_ids: frozenset[int] = frozenset()
    led_unit_ids: frozenset[int] = frozenset()
    all_units: bool = False

    def has(self, *roles: str) -> bool:
        """True where one of the roles is held today."""
        return not self.roles.isdisjoint(roles)

    def reads(self, unit_id: int) -> bool:
        """True where the unit's rows are within reach."""
        return self.all_units or unit_id in self.read_unit_ids


def reach_of(user: Any) -> Reach:
    """The reach of a user today, worked out once per loaded user (a few queries)."""
    if not user.is_authenticated or not user.is_active:
        return Reach()
    day = today()
    known = getattr(user, "_reach", None)
    if known is None or known[0] != day:
        known = (day, _work_out(user, day))
        user._reach = known
    return known[1]


def _work_out(user: Any, day: date) -> Reach:
    person = getattr(user, "person", None)
    if person is None:
        return Reach(all_units=user.is_superuser)
    held = list(
        Appointment.objects.current(on=day)
        .filter(person=person)
        .values_list("position_id", "position__role", "position__unit_id")
    )
    roles = frozenset(role for _, role, _ in held)
    led_roots = {unit for _, role, unit in held if role in LEADERS}
    led = unit_ids_below(led_roots, on=day)
    near = {unit for _, role, unit in held if role in (Role.COACH, Role.EMPLOYEE)}
    return Reach(
        person_id=person.pk,
        roles=roles,
        position_ids=_positions(held, day),
        read_unit_ids=led | near,
        led_unit_ids=led,
        all_units=user.is_superuser or not roles.isdisjoint(READS_ALL_UNITS),
    )


def _positions(held: list[tuple[int, str, int]], day: date) -> frozenset[int]:
    """The positions held, those of bodies one acts for, and «every» ones that cover one's own."""
    mine = {position for position, _, _ in held}
    acting_for = {unit for _, role, unit in held if role in ACTS_FOR_BODY}
    roles = {role for _, role, _ in held}
    shared = Position.objects.filter(
        Q(role=Role.BODY, unit__in=acting_for) | Q(each=True, role__in=roles)
    ).values_list("pk", "role", "unit_id", "each")
    below: dict[int, frozenset[int]] = {}
    for pk, role, unit, each in shared:
        if each:
            below.setdefault(unit, unit_ids_below([unit], on=day))
        if not each or any(r == role and u in below[unit] for _, r, u in held):
            mine.add(pk)
    return frozenset(mine)
