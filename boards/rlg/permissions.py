"""Rights of the rows' statuses."""

from typing import Any

import rules

from organisation.permissions import administer, is_decider, is_preparer

administer("boards", "rowstatus")


@rules.predicate
def is_under_way(user: Any, plan: Any) -> bool:
    """The plan is adopted and not over; without one, some plan is."""
    return plan is None or (plan.is_adopted and not plan.is_over)


rules.add_perm("boards.set_row_status", is_under_way & (is_decider | is_preparer))
