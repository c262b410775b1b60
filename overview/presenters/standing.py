"""Where the plan stands: what My page shows to somebody for whom nothing waits."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from challenges.models import ActionPlan
from measures.presenters.plan import Progress, plan_lines
from measures.presenters.plan_head import plans_for, the_current


@dataclass(frozen=True)
class Standing:
    """The plan that is followed now, and how far it has come."""

    plan: ActionPlan
    progress: Progress


def standing_of(user: Any, *, today: date) -> Standing | None:
    """The newest plan under way that the user may see; None where there is none. Two queries."""
    plan = the_current(plans_for(user))
    if plan is None:
        return None
    return Standing(plan, Progress.of(plan_lines(plan, user=user), today=today))
