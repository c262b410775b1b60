"""Which measures a person sees, as plain values: for questions whose SQL is kept."""

from dataclasses import dataclass
from typing import Any

from organisation.reach import reach_of


@dataclass(frozen=True)
class Scope:
    """units: whose measures are seen, none where `every` unit's are. drafts: plans that nobody has
    adopted are seen too. person: who asks, 0 for an account without a person; what that one is
    named to carry out opens too. What a queryset makes of it is MeasureQuerySet.within."""

    units: frozenset[int]
    every: bool
    drafts: bool
    person: int = 0

    @classmethod
    def of(cls, user: Any) -> "Scope":
        """The scope of a user today. No query where the reach is known."""
        reach = reach_of(user)
        units = frozenset[int]() if reach.all_units else reach.read_unit_ids
        drafts = user.has_perm("challenges.prepare_plan")
        return cls(units, reach.all_units, drafts, reach.person_id or 0)
