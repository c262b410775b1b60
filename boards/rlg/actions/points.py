"""Points of the agenda: brought, changed, put in order, moved, copied, dealt with."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from boards.rlg.actions.onward import go_on, last_order, next_meeting, refuse_closed
from boards.rlg.actions.turns import save_beside, take_turn
from boards.rlg.choices import PointKind, PointState
from boards.rlg.meeting_models import Meeting
from boards.rlg.point_models import AgendaPoint
from boards.rlg.rules import FIRST_OWN
from boards.rlg.series_models import MeetingSeries
from leanplan.clock import now, today
from leanplan.versioning import Conflict, create, save_changes

FIELDS = ("title", "note", "minutes", "brought_by", "goal", "measure")


@transaction.atomic
def point_add(
    *, by: Any, series: MeetingSeries, meeting: Meeting | None, values: dict[str, Any]
) -> AgendaPoint:
    """Bring a point to a meeting that is not over, or (None) put it among those that wait.

    In: values of FIELDS. Errors: ValidationError.
    """
    take_turn(meeting, series=series)
    _refuse_foreign(series, meeting)
    refuse_closed(meeting)
    made: AgendaPoint = create(
        AgendaPoint(
            series=series, meeting=meeting, order=last_order(series, meeting), made_at=now(),
            made_by=by, **values,
        ),
        by=by,
    )
    return made


@transaction.atomic
def point_lift(
    *, by: Any, series: MeetingSeries, source: str, title: str, note: str = "", url: str = "",
    label: str = "",
) -> AgendaPoint:
    """Let something that came up from below be a point of the next meeting, else one that waits.

    In: what it comes from ("lift:12"), where that is read and what it is called. One that is open
    already stands once. Errors: ValidationError.
    """
    take_turn(None, series=series)
    standing = AgendaPoint.objects.filter(
        series=series, source=source, state=PointState.OPEN
    ).first()
    if standing is not None:
        return standing
    meeting = Meeting.objects.filter(series=series).coming(today=today()).first()
    made: AgendaPoint = create(
        AgendaPoint(
            series=series, meeting=meeting, kind=PointKind.LIFTED, title=title[:160], note=note,
            order=last_order(series, meeting), source=source, source_url=url,
            source_label=label[:200], made_at=now(), made_by=by,
        ),
        by=by,
    )
    return made


@transaction.atomic
def point_let_go(*, by: Any, source: str, reason: str) -> None:
    """Let an open point that came up from below fall away, as it is settled where it came from."""
    for point in AgendaPoint.objects.filter(source=source, state=PointState.OPEN).select_related(
        "series", "meeting"
    ):
        take_turn(point.meeting, series=point.series)
        save_changes(
            point, {"state": PointState.DROPPED, "reason": reason}, version=point.version, by=by,
            reason=reason,
        )


@transaction.atomic
def point_edit(
    *, by: Any, point: AgendaPoint, version: int, values: dict[str, Any]
) -> dict[str, tuple[Any, Any]]:
    """Change a point of a meeting that is not locked, or one that waits.

    Out: {field: (old, new)}. Errors: Conflict, ValidationError.
    """
    take_turn(point.meeting, series=point.series)
    _refuse_locked(point)
    return save_changes(point, values, version=version, by=by)


@transaction.atomic
def point_move(
    *, by: Any, point: AgendaPoint, version: int, to: Meeting | None, reason: str = ""
) -> AgendaPoint:
    """Move a point to another meeting of its series, or (None) among those that wait.

    Out: the point that goes on. Errors: Conflict, ValidationError (of the board, dealt with, a
    meeting that is over, no reason where its own meeting has begun).
    """
    _take_movable(point, version, to)
    if point.meeting_id == (to.pk if to else None):
        raise ValidationError(_("It stands there already."))
    if point.meeting is not None and not point.meeting.is_coming and not reason.strip():
        raise ValidationError({"reason": _("Write why it is moved.")})
    return go_on(point, by=by, to=to, reason=reason.strip())


@transaction.atomic
def point_copy(
    *, by: Any, point: AgendaPoint, version: int, to: Meeting | None = None
) -> AgendaPoint:
    """Let a point come up once more, at the meeting given, else at the next one, else wait.

    The first one stays as it is. Errors: Conflict, ValidationError.
    """
    _take_movable(point, version, to, copy=True)
    if to is None and point.meeting is not None:
        to = next_meeting(point.series, after=point.meeting.day)
    return go_on(point, by=by, to=to, reason="", copy=True)


@transaction.atomic
def point_order(*, by: Any, point: AgendaPoint, up: bool) -> None:
    """Let an own point change places with the one before or after it; the end changes nothing."""
    take_turn(point.meeting, series=point.series)
    _refuse_locked(point)
    points = list(AgendaPoint.objects.filter(
        series=point.series, meeting=point.meeting, state=PointState.OPEN
    ).raised())
    place = next((at for at, one in enumerate(points) if one.pk == point.pk), None)
    other = None if place is None else place + (-1 if up else 1)
    if place is None or other is None or not 0 <= other < len(points):
        return
    points.insert(other, points.pop(place))
    for number, one in enumerate(points):
        save_beside(one, order=FIRST_OWN + 10 * (number + 1))


@transaction.atomic
def point_treat(
    *, by: Any, point: AgendaPoint, version: int, said: str, minutes: int | None = None
) -> dict[str, tuple[Any, Any]]:
    """Write what was said at a point; it is dealt with then.

    In: minutes used, None for those the meeting counted. Out: {field: (old, new)}.
    Errors: Conflict, ValidationError (the meeting has not begun, is locked, the point went on).
    """
    take_turn(point.meeting, series=point.series)
    _refuse_locked(point)
    if point.meeting is None or point.meeting.is_coming:
        raise ValidationError(_("The meeting has not begun yet."))
    if point.state not in (PointState.OPEN, PointState.TREATED):
        raise ValidationError(_("The point has gone on to another meeting."))
    if minutes is not None:
        save_beside(point, seconds=60 * minutes)
    return save_changes(
        point, {"said": said.strip(), "state": PointState.TREATED}, version=version, by=by
    )


@transaction.atomic
def point_drop(*, by: Any, point: AgendaPoint, version: int, reason: str) -> None:
    """Take a raised point out, with the reason. Errors: Conflict, ValidationError."""
    _take_movable(point, version, None)
    if not reason.strip():
        raise ValidationError({"reason": _("Write why it is taken out.")})
    save_changes(
        point, {"state": PointState.DROPPED, "reason": reason.strip()}, version=version, by=by,
        reason=reason.strip(),
    )


def _take_movable(
    point: AgendaPoint, version: int, to: Meeting | None, *, copy: bool = False
) -> None:
    take_turn(point.meeting, series=point.series)
    _refuse_locked(point)
    _refuse_foreign(point.series, to)
    refuse_closed(to)
    if not point.is_raised:
        raise ValidationError(_("The board's own points come at each meeting by themselves."))
    point.refresh_from_db()
    if point.version != version:
        raise Conflict(point)
    if point.state != PointState.OPEN and not copy:
        raise ValidationError(_("The point is dealt with, or has gone on already."))


def _refuse_locked(point: AgendaPoint) -> None:
    if point.meeting is not None and point.meeting.is_locked:
        raise ValidationError(_("The minutes are approved, so nothing in them can be changed."))


def _refuse_foreign(series: MeetingSeries, meeting: Meeting | None) -> None:
    if meeting is not None and meeting.series_id != series.pk:
        raise ValidationError(_("That is a meeting of another series."))
