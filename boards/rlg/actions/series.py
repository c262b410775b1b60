"""Series of meetings, and the coming meetings that their rhythm gives."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from boards.rlg.actions.days import day_follow
from boards.rlg.actions.onward import points_onward
from boards.rlg.actions.turns import take_turn
from boards.rlg.choices import MeetingState
from boards.rlg.meeting_models import Meeting
from boards.rlg.rules import meeting_days, without_holidays
from boards.rlg.series_models import MeetingSeries
from leanplan.clock import today
from leanplan.history import history_sign
from leanplan.said import said
from leanplan.versioning import create, save_changes, take_row
from organisation.models import OrgUnit, Pause, Position

# Meetings stand in the calendar for so long ahead.
AHEAD = timedelta(days=365)
RHYTHM = ("cadence", "starts_on", "ends_on", "starts_at", "minutes", "place", "is_closed")


@transaction.atomic
def meeting_series_create(
    *, by: Any, owner: OrgUnit, invited: Iterable[Position], values: dict[str, Any]
) -> MeetingSeries:
    """Make a series and its coming meetings. Errors: ValidationError."""
    series: MeetingSeries = create(MeetingSeries(owner=owner, **values), by=by)
    series.invited.set(invited)
    meetings_make(series, by=by)
    return series


@transaction.atomic
def meeting_series_edit(
    *, by: Any, series: MeetingSeries, version: int, invited: Iterable[Position],
    values: dict[str, Any],
) -> dict[str, tuple[Any, Any]]:
    """Change a series. What it changes in its rhythm, its coming meetings follow: those that have
    not been sent out and that nobody moved. No point goes with a meeting that goes.

    Out: {field: (old, new)}. Errors: Conflict, ValidationError.
    """
    take_turn(None, series=series)
    changes = save_changes(series, values, version=version, by=by)
    before, wanted = set(series.invited.all()), set(invited)
    if before != wanted:
        if not changes:
            take_row(series, version, values)
        history_sign(series, by=by)
        series.invited.set(wanted)
        changes["invited"] = (before, wanted)
    if not changes.keys().isdisjoint(RHYTHM):
        _follow(series, by=by)
    return changes


def days_of(series: MeetingSeries, *, today: date) -> list[date]:
    """The days from today on that the rhythm gives, without holidays and pauses."""
    if series.is_closed:
        return []
    first = max(series.starts_on, today)
    days = meeting_days(
        series.starts_on, series.cadence, until=series.ends_on, first=first, last=today + AHEAD
    )
    return without_holidays(days, Pause.objects.all())


def meetings_make(series: MeetingSeries, *, by: Any) -> int:
    """Make the coming meetings that are missing; safe to run again. Out: how many."""
    known = Meeting.objects.filter(series=series)
    made_for = set(known.values_list("planned_on", flat=True))
    taken = set(known.exclude(state=MeetingState.CANCELLED).values_list("day", flat=True))
    missing = [day for day in days_of(series, today=today()) if day not in made_for | taken]
    for day in missing:
        meeting = Meeting(
            series=series, planned_on=day, day=day, starts_at=series.starts_at,
            minutes=series.minutes, place=series.place,
        )
        day_follow(meeting, by=by)
        create(meeting, by=by)
    return len(missing)


def _follow(series: MeetingSeries, *, by: Any) -> None:
    """Let the coming meetings of the rhythm be those that it gives now."""
    days = set(days_of(series, today=today()))
    coming = Meeting.objects.filter(
        series=series, state=MeetingState.PLANNED, day__gte=today(), planned_on__isnull=False
    )
    gone = []
    for meeting in coming.order_by("day"):
        if meeting.day != meeting.planned_on:
            continue  # Somebody moved it by hand.
        if meeting.day in days:
            save_changes(
                meeting,
                {"starts_at": series.starts_at, "minutes": series.minutes, "place": series.place},
                version=meeting.version, by=by,
            )
        else:
            gone.append(meeting)
    meetings_make(series, by=by)
    for meeting in gone:
        _take_away(meeting, by=by, but=gone)


def _take_away(meeting: Meeting, *, by: Any, but: list[Meeting]) -> None:
    """Delete a meeting that the rhythm no longer gives; its points go on first."""
    reason = said(gettext_noop("The meeting days were changed."))
    points_onward(meeting, by=by, reason=reason, leave_out=[one.pk for one in but])
    meeting.points.all().delete()
    meeting.state = MeetingState.CANCELLED
    day_follow(meeting, by=by)
    history_sign(meeting, by=by, reason=reason)
    meeting.delete()


def every_series_make() -> int:
    """Make the coming meetings of every series in use, for the nightly run. Out: how many."""
    number = 0
    for series in MeetingSeries.objects.in_use():
        with transaction.atomic():
            take_turn(None, series=series)
            number += meetings_make(series, by=None)
    return number
