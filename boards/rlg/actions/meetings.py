"""A meeting from plan to end: made, moved, cancelled, agenda sent, started, stepped, ended."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from boards.rlg.actions.days import day_follow
from boards.rlg.actions.onward import go_on, next_meeting, points_onward
from boards.rlg.actions.turns import save_beside, take_turn
from boards.rlg.asked import people_asked
from boards.rlg.choices import (
    BOARD_POINTS,
    LAST_POINTS,
    Attendance,
    MeetingState,
    Moment,
    PointState,
)
from boards.rlg.letters import Told, tell_invited
from boards.rlg.meeting_models import Meeting, MeetingAttendee
from boards.rlg.point_models import AgendaPoint
from boards.rlg.rules import BOARD_MINUTES, order_of
from boards.rlg.series_models import MeetingSeries
from boards.rlg.shown import keep_shown
from leanplan.clock import now, today
from leanplan.said import said
from leanplan.versioning import create, save_changes
from organisation.models import Person

WHEN = ("day", "starts_at", "minutes", "place")


@transaction.atomic
def meeting_add(*, by: Any, series: MeetingSeries, values: dict[str, Any]) -> Meeting:
    """Plan a meeting besides those of the rhythm. Errors: ValidationError."""
    take_turn(None, series=series)
    _refuse_past(values["day"])
    meeting = Meeting(series=series, **values)
    day_follow(meeting, by=by)
    made: Meeting = create(meeting, by=by)
    return made


@transaction.atomic
def meeting_move(
    *, by: Any, meeting: Meeting, version: int, values: dict[str, Any], reason: str
) -> dict[str, tuple[Any, Any]]:
    """Give a meeting another day, time, length or place; who has its agenda is told by mail.

    In: values of WHEN. Out: {field: (old, new)}. Errors: Conflict, ValidationError (begun, a day
    that has been, no reason for another day or time).
    """
    take_turn(meeting, series=meeting.series)
    _refuse_begun(meeting)
    if values["day"] != meeting.day:
        _refuse_past(values["day"])
    moved = (values["day"], values["starts_at"]) != (meeting.day, meeting.starts_at)
    if moved and not reason.strip() and version == meeting.version:
        raise ValidationError({"reason": _("Write why the meeting is moved.")})
    if moved:
        values = {**values, "reason": reason.strip()}
    changes = save_changes(meeting, values, version=version, by=by, reason=reason.strip())
    if "day" in changes:
        day_follow(meeting, by=by)
        save_beside(meeting, meeting_day=meeting.meeting_day)
    if changes and meeting.sent_at is not None:
        _tell(meeting, Told.MOVED, by=by, reason=reason.strip())
    return changes


@transaction.atomic
def meeting_cancel(*, by: Any, meeting: Meeting, version: int, reason: str) -> None:
    """Cancel a meeting, with the reason; its open points go to the next one, else they wait.

    Who has its agenda is told by mail. Errors: Conflict, ValidationError (begun, no reason).
    """
    take_turn(meeting, series=meeting.series)
    _refuse_begun(meeting)
    if not reason.strip():
        raise ValidationError({"reason": _("Write why the meeting is cancelled.")})
    save_changes(
        meeting, {"state": MeetingState.CANCELLED, "reason": reason.strip()}, version=version,
        by=by, reason=reason.strip(),
    )
    points_onward(meeting, by=by, reason=said(gettext_noop("The meeting was cancelled.")))
    day_follow(meeting, by=by)
    save_beside(meeting, meeting_day=None)
    if meeting.sent_at is not None:
        _tell(meeting, Told.CANCELLED, by=by, reason=reason.strip())


@transaction.atomic
def agenda_send(*, by: Any, meeting: Meeting, version: int) -> list[Person]:
    """Send the agenda to all who are asked, with an entry for their calendars; a second time sends
    it as it has become. What was sent is kept.

    Out: who got it. Errors: Conflict, ValidationError (begun).
    """
    take_turn(meeting)
    _refuse_begun(meeting)
    board_points_make(meeting, by=by)
    again = meeting.sent_at is not None
    save_changes(
        meeting, {"state": MeetingState.SENT, "sent_at": now()}, version=version, by=by
    )
    keep_shown(meeting, Moment.AGENDA)
    return _tell(meeting, Told.AGENDA_AGAIN if again else Told.AGENDA, by=by)


def _tell(meeting: Meeting, told: Told, *, by: Any, reason: str = "") -> list[Person]:
    save_beside(meeting, sequence=meeting.sequence + 1)
    return tell_invited(meeting, told, by=by, reason=reason)


def board_points_make(meeting: Meeting, *, by: Any) -> None:
    """Give the meeting the board's own points, once."""
    standing = set(meeting.points.values_list("kind", flat=True))
    for kind in (*BOARD_POINTS, *LAST_POINTS):
        if kind not in standing:
            create(
                AgendaPoint(
                    series=meeting.series, meeting=meeting, kind=kind, order=order_of(kind),
                    minutes=BOARD_MINUTES[kind], made_at=now(), made_by=by,
                ),
                by=by,
            )


@transaction.atomic
def meeting_start(*, by: Any, meeting: Meeting) -> Meeting:
    """Begin a meeting at its first point. What the board shows then is kept. Twice changes nothing.

    Errors: ValidationError (over, cancelled, on a day to come).
    """
    take_turn(meeting)
    if meeting.is_running:
        return meeting
    _refuse_begun(meeting)
    if meeting.day > today():
        raise ValidationError(_("The meeting is on another day. Move it to today first."))
    board_points_make(meeting, by=by)
    _attendees_make(meeting)
    save_changes(
        meeting,
        {
            "state": MeetingState.RUNNING, "started_at": now(), "step_at": now(),
            "step": meeting.points.filter(state=PointState.OPEN).first(),
            "chair": _chair(meeting),
        },
        version=meeting.version, by=by,
    )
    keep_shown(meeting, Moment.START)
    return meeting


def _attendees_make(meeting: Meeting) -> None:
    """Write down who is asked, as they are called on the day."""
    MeetingAttendee.objects.bulk_create(
        [
            MeetingAttendee(meeting=meeting, person=one.person, title=one.title, order=number)
            for number, one in enumerate(people_asked(meeting.series, on=meeting.day))
        ],
        ignore_conflicts=True,
    )


def _chair(meeting: Meeting) -> Person | None:
    asked = people_asked(meeting.series, on=meeting.day)
    return next((one.person for one in asked if one.leads), None)


@transaction.atomic
def meeting_step(*, by: Any, meeting: Meeting, step: AgendaPoint) -> Meeting:
    """Go to a point; the time since the last step is counted for the point that was under way.

    Errors: ValidationError (not under way, a point of another meeting).
    """
    take_turn(meeting)
    if not meeting.is_running:
        raise ValidationError(_("The meeting is not under way."))
    if step.meeting_id != meeting.pk:
        raise ValidationError(_("That point is not of this meeting."))
    if step.pk != meeting.step_id:
        _count_time(meeting)
        save_beside(meeting, step=step, step_at=now())
    return meeting


def _count_time(meeting: Meeting) -> None:
    """Add the time since the last step to the point under way."""
    point = meeting.step
    if point is None or meeting.step_at is None:
        return
    used = max(0, round((now() - meeting.step_at).total_seconds()))
    save_beside(point, seconds=point.seconds + used)


@dataclass(frozen=True)
class Rest:
    """What becomes of a point that the meeting has not dealt with."""

    to: str
    reason: str = ""

    TREATED = "treated"
    NEXT = "next"
    WAITS = "waits"
    DROPPED = "dropped"


def open_points(meeting: Meeting) -> list[AgendaPoint]:
    """Raised points that stand open: each needs a choice before the meeting can end; one query."""
    found = meeting.points.raised().filter(state=PointState.OPEN)
    return list(found.select_related("series", "meeting", "brought_by__unit"))


@transaction.atomic
def meeting_end(*, by: Any, meeting: Meeting, rest: Mapping[int, Rest]) -> Meeting:
    """End a meeting; every raised point that stands open goes where `rest` says, by its key.

    What the board shows then is kept. Twice changes nothing. Errors: ValidationError (not under
    way, a point without a choice: nothing is lost by ending).
    """
    take_turn(meeting, series=meeting.series)
    if meeting.is_over:
        return meeting
    if not meeting.is_running:
        raise ValidationError(_("The meeting is not under way."))
    left = open_points(meeting)
    unsettled = [point.heading for point in left if point.pk not in rest]
    if unsettled:
        raise ValidationError(
            _("Say what becomes of: %(points)s") % {"points": ", ".join(unsettled)}
        )
    _count_time(meeting)
    for point in left:
        _settle(point, rest[point.pk], by=by)
    for point in meeting.points.filter(state=PointState.OPEN, seconds__gt=0):
        save_changes(point, {"state": PointState.TREATED}, version=point.version, by=by)
    save_changes(
        meeting,
        {"state": MeetingState.ENDED, "ended_at": now(), "step": None, "step_at": None},
        version=meeting.version, by=by,
    )
    keep_shown(meeting, Moment.END)
    return meeting


def _settle(point: AgendaPoint, rest: Rest, *, by: Any) -> None:
    if rest.to in (Rest.TREATED, Rest.DROPPED):
        state = PointState.TREATED if rest.to == Rest.TREATED else PointState.DROPPED
        save_changes(
            point, {"state": state, "reason": rest.reason.strip()}, version=point.version, by=by
        )
        return
    meeting = point.meeting
    after = meeting.day if meeting is not None else today()
    to = next_meeting(point.series, after=after) if rest.to == Rest.NEXT else None
    go_on(point, by=by, to=to, reason=rest.reason.strip())


@transaction.atomic
def meeting_record(
    *, by: Any, meeting: Meeting, version: int, values: dict[str, Any],
    present: Mapping[int, str],
) -> None:
    """Write down who led, whether the annual wheel was used, and who was there.

    In: chair and wheel_used; attendance by the key of the participant. Errors: Conflict,
    ValidationError (not begun, locked).
    """
    take_turn(meeting)
    if meeting.is_coming:
        raise ValidationError(_("The meeting has not begun yet."))
    refuse_locked(meeting)
    save_changes(meeting, values, version=version, by=by)
    for attendee in meeting.attendees.all():
        attendance = present.get(attendee.pk, attendee.attendance)
        if attendance != attendee.attendance and attendance in Attendance.values:
            attendee.attendance = attendance
            attendee.save(update_fields=["attendance"])


def refuse_locked(meeting: Meeting) -> None:
    """Refuse what would change an approved record. Errors: ValidationError."""
    if meeting.is_locked:
        raise ValidationError(_("The minutes are approved, so nothing in them can be changed."))


def _refuse_begun(meeting: Meeting) -> None:
    if meeting.state == MeetingState.CANCELLED:
        raise ValidationError(_("The meeting is cancelled."))
    if not meeting.is_coming:
        raise ValidationError(_("The meeting has begun."))


def _refuse_past(day: date) -> None:
    if day < today():
        raise ValidationError({"day": _("The day has been.")})
