"""What a decision becomes: a measure of a unit, a new deadline, a follow-up area, an answer.

The reason that stands in the history there leads back to the meeting.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from boards.rlg.actions.turns import take_turn
from boards.rlg.choices import DecisionState
from boards.rlg.decision_models import Decision
from boards.rlg.hooks import Answer, can_answer, give_answer
from challenges.models import PlanRow
from leanplan.clock import now, today
from leanplan.dates import short_date
from leanplan.history import note_in_history
from leanplan.versioning import Conflict, save_changes
from measures.actions.measures import measure_allocate, measure_create
from measures.models import Measure
from measures.rules import Deadline
from organisation.language import in_language_of_municipality
from organisation.models import OrgUnit
from reviews.actions.follow_ups import follow_up_add
from reviews.models import FollowUp


@transaction.atomic
def decision_measure(
    *, by: Any, decision: Decision, version: int, row: PlanRow, unit: OrgUnit
) -> Measure:
    """Make a measure of a unit from a decision, in a row of the plan; owner and deadline follow.

    Errors: Conflict, ValidationError (it is something already, refused by the measure itself).
    """
    _take(decision, version)
    measure = measure_create(
        by=by, row=row, unit=unit, text=decision.text, owner=decision.owner,
        deadline=Deadline.on(decision.due_date) if decision.due_date else Deadline(),
    )
    note_in_history(measure, by=by, reason=reason_of(decision))
    _link(decision, by=by, measure=measure)
    return measure


@transaction.atomic
def decision_deadline(
    *, by: Any, decision: Decision, version: int, measure: Measure, measure_version: int,
    takes_over: bool,
) -> Measure:
    """Let the decision set the deadline of a measure, and (takes_over) who answers for it.

    Errors: Conflict (of either), ValidationError (no day, it is something already).
    """
    _take(decision, version)
    if decision.due_date is None and not takes_over:
        raise ValidationError(_("Give the decision a day first."))
    deadline = Deadline.on(decision.due_date) if decision.due_date else Deadline.of(measure)
    measure_allocate(
        by=by, measure=measure, version=measure_version,
        owner=decision.owner if takes_over else measure.owner, deadline=deadline,
        reason=reason_of(decision),
    )
    _link(decision, by=by, measure=measure, is_deadline=True)
    return measure


@transaction.atomic
def decision_follow_up(
    *, by: Any, decision: Decision, version: int, unit: OrgUnit
) -> FollowUp:
    """Make a follow-up area of a unit from a decision. Errors: Conflict, ValidationError."""
    _take(decision, version)
    follow_up = follow_up_add(
        by=by, unit=unit, text=decision.text, on=decision.meeting.day, owner=decision.owner,
        due_date=decision.due_date,
    )
    note_in_history(follow_up, by=by, reason=reason_of(decision))
    _link(decision, by=by, follow_up=follow_up)
    return follow_up


@transaction.atomic
def decision_answer(*, by: Any, decision: Decision, version: int) -> None:
    """Send the decision as the answer to what was lifted. Errors: Conflict, ValidationError."""
    point = decision.point
    if not can_answer(point.source):
        raise ValidationError(_("Nothing that was lifted waits for this answer."))
    # The boards' turn comes before the meeting's, as where something is lifted.
    give_answer(
        Answer(point.source, decision.text, decision.owner_id, decision.due_date,
               decision.get_absolute_url()),
        by=by,
    )
    _take(decision, version)
    _link(decision, by=by, answered_at=now())


def reason_of(decision: Decision) -> str:
    """What stands in the history of what the decision became, in the municipality's language."""
    with in_language_of_municipality():
        return _("Decided in %(meeting)s %(day)s: %(text)s") % {
            "meeting": decision.meeting.series.name, "day": short_date(decision.meeting.day),
            "text": decision.text,
        }


def _take(decision: Decision, version: int) -> None:
    """One's turn at a decision that has become nothing yet."""
    take_turn(decision.meeting)
    decision.refresh_from_db()
    if decision.version != version:
        raise Conflict(decision)
    if decision.state == DecisionState.WITHDRAWN:
        raise ValidationError(_("The decision is withdrawn."))
    if decision.measure_id or decision.follow_up_id or decision.answered_at:
        raise ValidationError(_("The decision has become something already."))


def _link(decision: Decision, *, by: Any, **values: Any) -> None:
    """Keep what it became. It is carried out there, so nothing of its own is left to do."""
    done = {"state": DecisionState.DONE, "closed_on": today()}
    if decision.state != DecisionState.OPEN:
        done = {}
    save_changes(decision, {**values, **done}, version=decision.version, by=by)
