"""What Varsler says when a leader leaves: to whoever takes over, and to the leader above."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from leanplan import thresholds
from leanplan.thresholds import Threshold
from measures.handover.rules import day_after, following, is_new
from organisation.language import in_language_of_municipality
from organisation.models import Appointment
from organisation.notices.actions import notice_add
from organisation.notices.kinds import NoticeKind
from organisation.notices.kinds import register as add
from organisation.recipients import Recipients, Why
from organisation.roles import LEADERS

TAKES_OVER = NoticeKind(
    "measures_takes_over", "leaders", "ArrowForward", _("You take over as %(position)s"),
    _("From %(starts_on)s. See what follows with the position."),
)
NO_SUCCESSOR = NoticeKind(
    "measures_no_successor", "leaders", "ExclamationmarkTriangleFill",
    _("Nobody is appointed as %(position)s after %(name)s"),
    _("The last day is %(ends_on)s. Then you are told of what the position owes."), "warning",
)
AHEAD = Threshold(
    "measures.handover_ahead", 30, "days",
    _("A handover is told of before the last day, and before the first"),
    _("The plan has no number; this one is proposed by Leanplan."), low=1, high=180,
)


def register() -> None:
    """Make the kinds and the number known; called once when the app is ready."""
    add(TAKES_OVER)
    add(NO_SUCCESSOR)
    thresholds.register(AHEAD)


def tell_handovers(*, today: date) -> int:
    """Tell those who take over a leader's position, and leaders above one that becomes vacant.

    Out: how many notices are new. Each is told once, however often it is run.
    """
    ahead = thresholds.value(AHEAD.key)
    rows = list(
        Appointment.objects.filter(position__role__in=LEADERS)
        .select_related("person", "position__unit").order_by("starts_on", "pk")
    )
    with in_language_of_municipality():
        return sum(_tell(row, rows, ahead, today) for row in rows)


def _tell(row: Appointment, rows: list[Appointment], ahead: int, today: date) -> int:
    same = [other for other in rows if other.position_id == row.position_id and other != row]
    told = 0
    taken_over = any(other.ends_on and other.ends_on < row.starts_on for other in same)
    if taken_over and not row.acting and is_new(row, today=today, ahead=ahead):
        told += notice_add(
            person=row.person, key=f"takes_over:{row.pk}:{row.starts_on}", kind=TAKES_OVER.key,
            url=reverse("measures:position_follows"),
            parameters={"position": row.position.label, "starts_on": row.starts_on.isoformat()},
        )
    first = day_after(row)
    if row.acting or first is None or not today < first <= today + timedelta(days=ahead + 1):
        return told
    if not following(row, same)[0]:
        told += _tell_above(row, first)
    return told


def _tell_above(row: Appointment, first: date) -> int:
    found = Recipients(on=first).of(row.position_id)
    if not found or found[0].why == Why.HOLDS or row.ends_on is None:
        return 0
    return int(notice_add(
        person=found[0].person, key=f"no_successor:{row.pk}:{row.ends_on}", kind=NO_SUCCESSOR.key,
        url=reverse("measures:handover", args=[row.person_id]),
        parameters={
            "position": row.position.label, "name": row.person.name,
            "ends_on": row.ends_on.isoformat(),
        },
    ))
