"""Who may do what with measures and with the text of the plan."""

from dataclasses import dataclass
from typing import Any

import rules

from leanplan.clock import today
from measures.handover.rules import is_shown
from measures.models import Measure
from measures.rules import is_of
from organisation.permissions import (
    administer,
    is_administrator,
    is_decider,
    is_leader,
    is_preparer,
    is_signed_in,
)
from organisation.reach import reach_of
from organisation.roles import Role


@rules.predicate
def is_live(user: Any, measure: Measure | None) -> bool:
    """The measure's plan is not over; without a measure, some plan may be live."""
    return measure is None or measure.plan is None or not measure.plan.is_over


@rules.predicate
def is_live_plan(user: Any, plan: Any) -> bool:
    """The plan is not over; without a plan, some may be live."""
    return plan is None or not plan.is_over


@rules.predicate
def answers_for(user: Any, measure: Measure | None) -> bool:
    """Holds the owning position today, or carries the measure out."""
    reach = reach_of(user)
    return reach.person_id is not None if measure is None else is_of(measure, reach)


@rules.predicate
def leads_unit_of(user: Any, measure: Measure | None) -> bool:
    """Leads the unit of a unit's measure, or an area above it."""
    led = reach_of(user).led_unit_ids
    return bool(led) if measure is None else measure.unit_id in led


@rules.predicate
def owns_plan(user: Any, measure: Measure | None) -> bool:
    """Holds the position that owns the measure's plan."""
    held = reach_of(user).position_ids
    if measure is None:
        return bool(held)
    return measure.plan is not None and measure.plan.owner_id in held


@rules.predicate
def is_draft_line(user: Any, measure: Measure | None) -> bool:
    """A line of a plan that nobody has adopted yet."""
    if measure is None:
        return True
    return measure.is_adopted and measure.plan is not None and not measure.plan.is_adopted


@rules.predicate
def prepares_plans(user: Any) -> bool:
    """Sees and prepares plans before their adoption."""
    return user.has_perm("challenges.prepare_plan")


@rules.predicate
def is_proposer(user: Any, amendment: Any) -> bool:
    """Wrote the proposal; without one, may have written some."""
    return amendment is None or amendment.proposed_by_id == user.pk


@rules.predicate
def owns_obligation(user: Any, obligation: Any) -> bool:
    """Holds the position that answers for it; without one, may answer for some."""
    reach = reach_of(user)
    if obligation is None:
        return reach.person_id is not None
    return obligation.position_id in reach.position_ids


@rules.predicate
def leads_obligation(user: Any, obligation: Any) -> bool:
    """Leads the unit it is read with, or an area above it."""
    led = reach_of(user).led_unit_ids
    return bool(led) if obligation is None else obligation.unit_id in led


@rules.predicate
def leads_above_obligation(user: Any, obligation: Any) -> bool:
    """Leads whoever answers for it: nobody waives what is asked of themselves or of who is above,
    such as the area manager's visit to one's own unit."""
    led = reach_of(user).led_unit_ids
    if obligation is None or not led:
        return bool(led)
    place = obligation.position.unit_id if obligation.position else obligation.unit_id
    return place in led and not owns_obligation(user, obligation)


@rules.predicate
def is_the_leaver(user: Any, person: Any) -> bool:
    """The person themselves; without one, any person."""
    own = reach_of(user).person_id
    return own is not None if person is None else own == person.pk


@rules.predicate
def leads_above_person(user: Any, person: Any) -> bool:
    """Leads the unit of a position the person holds or has lately left, or an area above it, and
    is somebody else; without one, leads something."""
    reach = reach_of(user)
    if person is None:
        return bool(reach.led_unit_ids)
    if not reach.led_unit_ids or person.pk == reach.person_id:
        return False
    rows = person.appointments.select_related("position")
    return any(
        row.position.unit_id in reach.led_unit_ids and is_shown(row, today=today())
        for row in rows
    )


@rules.predicate
def leads_development_unit(user: Any) -> bool:
    """Reads every unit and owns the plan."""
    return reach_of(user).has(Role.DEVELOPMENT_UNIT_LEADER)


@dataclass(frozen=True)
class Asked:
    """What rights in a measure depend on, where a page has read no more of it."""

    plan: Any
    unit_id: int | None
    owner_id: int | None
    executor_id: int | None

    @property
    def plan_id(self) -> int | None:
        return self.plan.pk if self.plan else None

    @property
    def is_adopted(self) -> bool:
        return self.unit_id is None


def alike(user: Any, measure: Any) -> tuple[Any, ...]:
    """Measures of which this is the same give the user the same rights: all that the predicates
    of this module look at. No query."""
    reach = reach_of(user)
    return (
        measure.plan_id, measure.unit_id is None, measure.unit_id in reach.led_unit_ids,
        is_of(measure, reach),
    )


may_assign = is_live & (is_decider | leads_unit_of)
may_follow_up = is_live & (is_decider | owns_plan | answers_for | leads_unit_of)

rules.add_perm("measures", is_administrator)
rules.add_perm("measures.read_measure", is_signed_in)
rules.add_perm("measures.assign_measure", may_assign)
rules.add_perm("measures.suggest_measure", is_live & (is_preparer | is_leader | is_decider))
rules.add_perm("measures.change_status", may_follow_up)
rules.add_perm("measures.move_deadline", may_follow_up)
rules.add_perm("measures.edit_measure", may_follow_up)
rules.add_perm("measures.split_measure", is_draft_line & prepares_plans)
rules.add_perm("measures.create_measure", is_decider | is_leader)
rules.add_perm("measures.allocate_plan", is_live_plan & (is_decider | is_preparer))
rules.add_perm("measures.propose_amendment", is_live & (is_decider | is_preparer | is_leader))
rules.add_perm("measures.decide_amendment", is_live & is_decider)
rules.add_perm(
    "measures.read_proposals", is_decider | is_preparer | is_leader | is_administrator
)
rules.add_perm("measures.withdraw_amendment", is_live & (is_proposer | is_preparer | is_decider))
rules.add_perm("measures.review_measure", may_follow_up)
rules.add_perm("measures.edit_metric", may_follow_up)
rules.add_perm("measures.bind_rule", is_live & (is_decider | is_preparer))
rules.add_perm("measures.set_rule_start", is_decider | is_preparer)
rules.add_perm("measures.read_obligation", is_signed_in)
rules.add_perm(
    "measures.record_obligation", owns_obligation | leads_obligation | is_decider | is_preparer
)
rules.add_perm("measures.waive_obligation", is_decider | leads_above_obligation)
any_handover = is_decider | leads_development_unit | is_administrator
rules.add_perm("measures.read_any_handover", any_handover)
rules.add_perm("measures.read_handovers", any_handover | is_leader)
rules.add_perm("measures.read_handover", any_handover | leads_above_person | is_the_leaver)
rules.add_perm("measures.hand_over", any_handover | leads_above_person)
administer(
    "measures", "measure", "amendment", "statusentry", "deadlinemove", "obligation",
    "obligationevent", "metric", "reading",
)
