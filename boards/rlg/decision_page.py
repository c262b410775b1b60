"""What the page of one decision shows."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from boards.rlg.choices import DecisionState
from boards.rlg.decision_models import Decision
from boards.rlg.hooks import can_answer
from organisation.holders import Owner, holders_of, owner_shown


@dataclass(frozen=True)
class DecisionPage:
    """A decision. meets: the reader takes part in the meetings, and so reads the minutes."""

    decision: Decision
    owner: Owner
    meets: bool
    may_close: bool
    may_change: bool
    may_become: bool
    may_answer: bool
    is_late: bool


def decision_page(decision: Decision, *, user: Any, today: date) -> DecisionPage:
    """Assemble it."""
    series = decision.meeting.series
    meets = user.has_perm("boards.work_in_meetings", series)
    is_open = decision.state == DecisionState.OPEN
    plain = not (decision.measure_id or decision.follow_up_id or decision.answered_at)
    stands = decision.state != DecisionState.WITHDRAWN
    return DecisionPage(
        decision=decision,
        owner=owner_shown(decision.owner, holders_of([decision.owner_id], on=today)),
        meets=meets, may_close=user.has_perm("boards.close_decision", decision),
        may_change=meets and stands and not decision.meeting.is_locked,
        may_become=meets and stands and plain,
        may_answer=meets and stands and plain and can_answer(decision.point.source),
        is_late=is_open and decision.due_date is not None and decision.due_date < today,
    )
