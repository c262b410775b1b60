"""Which rollouts and contracts a person reads: leaders of the unit, its coach, who reads all."""

from typing import Any

from django.db.models import Q

from organisation.reach import reach_of
from organisation.roles import Role


def coached_unit_ids(user: Any) -> frozenset[int]:
    """Units the user coaches today; a coach is appointed by the contract."""
    return frozenset(held.unit_id for held in reach_of(user).shown if held.role == Role.COACH)


def readable(user: Any, path: str = "unit") -> Q:
    """The rows whose unit the user leads or coaches; all for who reads every unit."""
    reach = reach_of(user)
    if reach.all_units:
        return Q()
    return Q(**{f"{path}__in": reach.led_unit_ids | coached_unit_ids(user)})
