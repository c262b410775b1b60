"""The days a body meets, for all who offer or show them (ADR 0004): written by its meetings."""

from typing import Any

from boards.rlg.actions.turns import save_beside
from boards.rlg.choices import MeetingState
from boards.rlg.meeting_models import Meeting
from leanplan.history import history_sign
from leanplan.versioning import create
from organisation.models import MeetingDay


def day_follow(meeting: Meeting, *, by: Any) -> None:
    """Let the group's meeting day say what the meeting says: made, moved, or gone with it.

    A day that was entered by hand before the meeting was made becomes the meeting's. The caller
    saves the meeting.
    """
    old = meeting.meeting_day
    if meeting.state == MeetingState.CANCELLED:
        meeting.meeting_day = None
    elif old is None or old.day != meeting.day:
        meeting.meeting_day = _day(meeting, by=by)
    if old is not None and old != meeting.meeting_day:
        others = Meeting.objects.filter(meeting_day=old).exclude(pk=meeting.pk)
        if not others.exists():
            if meeting.pk:
                save_beside(meeting, meeting_day=meeting.meeting_day)
            history_sign(old, by=by)
            old.delete()


def _day(meeting: Meeting, *, by: Any) -> MeetingDay:
    owner = meeting.series.owner
    found = MeetingDay.objects.filter(unit=owner, day=meeting.day).first()
    made: MeetingDay = found or create(MeetingDay(unit=owner, day=meeting.day), by=by)
    return made
