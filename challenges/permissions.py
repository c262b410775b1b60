"""Who may read and prepare plans."""

from typing import Any

import rules

from challenges.models import ActionPlan
from organisation.permissions import (
    administer,
    is_administrator,
    is_decider,
    is_preparer,
    is_signed_in,
)


@rules.predicate
def plan_is_live(user: Any, plan: ActionPlan | None) -> bool:
    """The plan is not over; without one, some plan may be live."""
    return plan is None or not plan.is_over


@rules.predicate
def plan_is_adopted(user: Any, plan: ActionPlan | None) -> bool:
    """The plan's text is frozen; without a plan, some plan's may be."""
    return plan is None or plan.is_adopted


sees_drafts = is_decider | is_preparer | is_administrator

rules.add_perm("challenges", is_administrator)
rules.add_perm("challenges.read_plan", is_signed_in)
rules.add_perm("challenges.prepare_plan", sees_drafts)
rules.add_perm("challenges.edit_plan", sees_drafts & plan_is_live)
rules.add_perm("challenges.correct_plan", sees_drafts & plan_is_live & plan_is_adopted)
rules.add_perm("challenges.adopt_plan", is_decider)
administer(
    "challenges", "planseries", "actionplan", "focusarea", "focusstatement", "basisentry",
    "planrow", "rowheading", "footnote", "challenge",
)
for model in ("planversion", "planversionline", "linecorrection"):
    rules.add_perm(f"challenges.view_{model}", is_administrator)
