"""Positions that several answer for: «every» such role, and bodies. Which one's own belongs to."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from organisation.models import Position
from organisation.roles import ACTS_FOR_BODY, Role
from organisation.tree import parents_on


def shared_with(positions: Iterable[Position], *, on: date) -> dict[int, list[Position]]:
    """{position id: shared positions that whoever holds it answers for too}; two queries."""
    parents = parents_on(on)
    shared = list(
        Position.objects.filter(Q(each=True) | Q(role=Role.BODY)).select_related("unit")
    )
    return {
        position.pk: [one for one in shared if _belongs(position, one, parents)]
        for position in positions
    }


def _belongs(position: Position, one: Position, parents: dict[int, int]) -> bool:
    if one.role == Role.BODY:
        return position.role in ACTS_FOR_BODY and position.unit_id == one.unit_id
    if one.role != position.role:
        return False
    here: int | None = position.unit_id
    seen: set[int] = set()
    while here is not None and here not in seen:
        if here == one.unit_id:
            return True
        seen.add(here)
        here = parents.get(here)
    return False
