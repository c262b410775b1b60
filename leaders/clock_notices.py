"""The six-month clock in Varsler for those beside the area manager, who is reminded of the duty
itself: the unit's leader and who leads the development unit (M17)."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from leaders.models import Rollout
from leaders.obligations import AnalysisAfterRollout
from leaders.parties import parties_of
from leaders.presenters.clock import clock_of
from leanplan.working_days import is_working_day
from measures.reminders.rules import step_on
from organisation.models import Appointment, Pause
from organisation.notices.actions import notice_add
from organisation.notices.kinds import NoticeKind
from organisation.notices.kinds import register as add
from organisation.roles import Role

NEAR = NoticeKind(
    "leaders_analysis_near", "mine", "Hourglass",
    _("The analysis after the rollout of %(unit)s"), _("The deadline is %(due_on)s"),
)
LATE = NoticeKind(
    "leaders_analysis_late", "mine", "ExclamationmarkTriangleFill",
    _("The analysis after the rollout of %(unit)s"), _("The deadline was %(due_on)s"), "danger",
)


def register() -> None:
    """Make the kinds known; called once when the app is ready."""
    add(NEAR)
    add(LATE)


def tell_clocks(*, today: date) -> int:
    """Tell of each step that was reached, once; of several since the last time only the newest.

    On working days only, as reminders are: what falls on another day is told on the next one.
    Out: how many notices are new.
    """
    if not is_working_day(today, Pause.objects.all()):
        return 0
    rows = [
        (rollout, step, due)
        for rollout in Rollout.objects.alive().select_related("unit").prefetch_related("handovers")
        if (due := clock_of(rollout, today=today).clock.due) and rollout.handover is None
        if (step := step_on(due, AnalysisAfterRollout.steps, today=today)) is not None
    ]
    parties = parties_of({rollout.unit_id for rollout, _step, _due in rows}, on=today)
    leaders = {each.leader.pk for each in parties.values() if each.leader}
    held = Appointment.objects.current(on=today).select_related("person", "position")
    told = 0
    for row in held.filter(position__in=leaders) | held.filter(
        position__role=Role.DEVELOPMENT_UNIT_LEADER
    ):
        for rollout, step, due in rows:
            leader = parties[rollout.unit_id].leader
            if row.position.role == Role.DEVELOPMENT_UNIT_LEADER or row.position == leader:
                told += notice_add(
                    person=row.person, key=f"analysis:{rollout.pk}:{due}:{step}",
                    kind=(LATE if due < today else NEAR).key, url=rollout.get_absolute_url(),
                    parameters={"unit": rollout.unit.short, "due_on": due.isoformat()},
                )
    return told
