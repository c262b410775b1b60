"""How points go from one meeting to another, or back among those that wait, so that none is lost.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from boards.rlg.choices import MeetingState, PointState
from boards.rlg.meeting_models import Meeting
from boards.rlg.point_models import AgendaPoint
from boards.rlg.rules import FIRST_OWN
from boards.rlg.series_models import MeetingSeries
from leanplan.clock import now, today
from leanplan.versioning import create, save_changes


def next_meeting(
    series: MeetingSeries, *, after: date, leave_out: Collection[int] = ()
) -> Meeting | None:
    """The first meeting of the series after the day, from today on, that has not begun."""
    coming = Meeting.objects.filter(series=series).coming(today=today()).filter(day__gt=after)
    return coming.exclude(pk__in=leave_out).first()


def last_order(series: MeetingSeries, meeting: Meeting | None) -> int:
    """The order of a point that comes last among the own ones of a meeting, or of the backlog."""
    others = AgendaPoint.objects.filter(series=series, meeting=meeting).raised()
    last = others.order_by("-order").values_list("order", flat=True).first()
    return max(last or 0, FIRST_OWN) + 10


def go_on(
    point: AgendaPoint, *, by: Any, to: Meeting | None, reason: str, copy: bool = False
) -> AgendaPoint:
    """Let a point go on to another meeting, or (None) among those that wait.

    Before its meeting begins it goes itself; after, it stays as the trace of what happened, and a
    new one goes on. A copy always leaves the first one as it is. Out: the point that goes on.
    """
    has_begun = point.meeting is not None and point.meeting.started_at is not None
    if not (has_begun or copy):
        save_changes(
            point, {"meeting": to, "order": last_order(point.series, to)},
            version=point.version, by=by, reason=reason,
        )
        return point
    if not copy:
        state = PointState.MOVED if to else PointState.SHELVED
        save_changes(
            point, {"state": state, "reason": reason}, version=point.version, by=by, reason=reason
        )
    made: AgendaPoint = create(
        AgendaPoint(
            series=point.series, meeting=to, kind=point.kind, order=last_order(point.series, to),
            title=point.title, note=point.note, minutes=point.minutes,
            brought_by=point.brought_by, goal=point.goal, measure=point.measure,
            source="" if copy else point.source, source_url=point.source_url,
            source_label=point.source_label, came_from=_free(point), made_at=now(), made_by=by,
        ),
        by=by, reason=reason,
    )
    return made


def _free(point: AgendaPoint) -> AgendaPoint | None:
    """The point to continue from, unless another continues it already."""
    return None if AgendaPoint.objects.filter(came_from=point).exists() else point


def points_onward(
    meeting: Meeting, *, by: Any, reason: str, leave_out: Collection[int] = ()
) -> list[AgendaPoint]:
    """Send every open raised point of a meeting to the next one, else among those that wait."""
    to = next_meeting(meeting.series, after=meeting.day, leave_out=[meeting.pk, *leave_out])
    found = meeting.points.raised().filter(state=PointState.OPEN).select_related(
        "series", "meeting"
    )
    return [go_on(point, by=by, to=to, reason=reason) for point in found]


def refuse_closed(meeting: Meeting | None) -> None:
    """Refuse a meeting that takes no more points. Errors: ValidationError."""
    if meeting is None:
        return
    if meeting.state == MeetingState.CANCELLED:
        raise ValidationError(_("The meeting is cancelled. Choose another one."))
    if meeting.is_over:
        raise ValidationError(_("The meeting is over. Choose another one."))
