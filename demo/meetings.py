"""Lets the management group meet: three meetings with approved minutes, and one that comes."""

from datetime import datetime, time, timedelta
from typing import Any

from boards.choices import Cadence
from boards.rlg.actions.consequences import decision_deadline
from boards.rlg.actions.decisions import decision_add
from boards.rlg.actions.meetings import (
    Rest,
    agenda_send,
    meeting_end,
    meeting_record,
    meeting_start,
    meeting_step,
    open_points,
)
from boards.rlg.actions.minutes import minutes_approve, minutes_propose
from boards.rlg.actions.points import point_add, point_treat
from boards.rlg.actions.series import meeting_series_create, meetings_make
from boards.rlg.choices import Attendance
from boards.rlg.meeting_models import Meeting
from boards.rlg.point_models import AgendaPoint
from boards.rlg.series_models import MeetingSeries
from challenges.models import ActionPlan
from demo import meetings_text as text
from demo.calendar import at
from demo.places import Places
from leanplan.clock import pinned
from measures.models import Measure
from organisation.actions import position_get
from organisation.roles import Role

GROUP = "Rådmannens ledergruppe"


def make_meetings(places: Places, plan: ActionPlan | None) -> None:
    """The series from its third last meeting on, those meetings as they went, and the next one."""
    past = [day for day in places.calendar.meetings if day < places.calendar.today][-3:]
    with pinned(at(past[0] - timedelta(days=20), 9)):
        series = _series(places, past[0])
    for held in text.HELD:
        _hold(places, series, past[-held.back], held, plan)
    with pinned(at(places.calendar.today, 8)):
        meetings_make(series, by=None)
        coming = Meeting.objects.filter(series=series).coming(today=places.calendar.today).first()
        for brought in text.COMING:
            _bring(places, series, coming, brought)
        for brought in text.WAITING:
            _bring(places, series, None, brought)


def _series(places: Places, first: Any) -> MeetingSeries:
    group = places.units[GROUP]
    secretary = position_get(by=places.admin, role=Role.SECRETARY, unit=group)
    body = places.position("group")
    assert body is not None
    return meeting_series_create(
        by=places.user(text.PREPARES), owner=group, invited=[body],
        values={
            "name": "RLG-møte", "purpose": text.PURPOSE, "cadence": Cadence.FORTNIGHTLY,
            "starts_on": first, "ends_on": None, "starts_at": time(10, 0), "minutes": 60,
            "place": text.PLACE, "leader": places.position("chief"), "secretary": secretary,
        },
    )


def _bring(
    places: Places, series: MeetingSeries, meeting: Meeting | None, brought: text.Brought
) -> AgendaPoint:
    return point_add(
        by=places.user(text.PREPARES), series=series, meeting=meeting,
        values={
            "title": brought.title, "note": brought.note, "minutes": brought.minutes,
            "brought_by": places.position(brought.by), "goal": brought.goal, "measure": None,
        },
    )


def _hold(
    places: Places, series: MeetingSeries, day: Any, held: text.Held, plan: ActionPlan | None
) -> None:
    """One meeting: its agenda four days before, the hour itself, the minutes the day after."""
    secretary, chief = places.user(text.PREPARES), places.user(text.LEADS)
    meeting = Meeting.objects.select_related("series__owner").get(series=series, day=day)
    with pinned(at(day - timedelta(days=4), 13)):
        for brought in held.brought:
            _bring(places, series, meeting, brought)
        agenda_send(by=secretary, meeting=meeting, version=meeting.version)
    now = at(day, 10, 2)
    with pinned(now):
        meeting_start(by=secretary, meeting=meeting)
    for said in held.said:
        _deal(places, meeting, said, now, plan)
        now += timedelta(minutes=said.minutes)
    with pinned(now):
        why = dict(held.left)
        rest = {
            point.pk: Rest(Rest.NEXT, why.get(point.title, "")) for point in open_points(meeting)
        }
        meeting_end(by=secretary, meeting=meeting, rest=rest)
        _record(meeting, held, by=secretary)
    with pinned(at(day, 15)):
        minutes_propose(by=secretary, meeting=meeting, version=meeting.version)
    with pinned(at(day + timedelta(days=1), 8, 40)):
        minutes_approve(by=chief, meeting=meeting, version=meeting.version)


def _deal(
    places: Places, meeting: Meeting, said: text.Said, now: datetime, plan: ActionPlan | None
) -> None:
    """One point: gone to, talked about, decided on."""
    by = places.user(text.PREPARES)
    points = meeting.points.select_related("series", "meeting")
    point = points.get(kind=said.kind) if said.kind else points.get(title=said.title)
    with pinned(now):
        meeting_step(by=by, meeting=meeting, step=point)
    with pinned(now + timedelta(minutes=said.minutes) - timedelta(seconds=30)):
        if said.text:
            point_treat(by=by, point=point, version=point.version, said=said.text)
        owner = places.position(said.who)
        if not said.decision or owner is None:
            return
        due = meeting.day + timedelta(days=said.days) if said.days else None
        measure = _late(plan, meeting) if said.about else None
        decision = decision_add(
            by=by, meeting=meeting, point=point, text=said.decision,
            owner=(measure.owner or owner) if measure else owner,
            due_date=None if measure else due,
        )
        if measure is not None:
            # It confirms who answers; the measure keeps its deadline, and the two lead to each
            # other.
            decision_deadline(
                by=by, decision=decision, version=decision.version, measure=measure,
                measure_version=measure.version, takes_over=True,
            )


def _late(plan: ActionPlan | None, meeting: Meeting) -> Measure | None:
    """A line of the plan with an owner that was over its deadline then, else any with an owner."""
    if plan is None:
        return None
    owned = Measure.objects.of_plan(plan).in_text().filter(owner__isnull=False)
    late = owned.overdue(today=meeting.day).order_by("due_date", "pk").first()
    return late or owned.order_by("order", "pk").first()


def _record(meeting: Meeting, held: text.Held, *, by: Any) -> None:
    people = list(meeting.attendees.select_related("person"))
    present = {
        one.pk: Attendance.ABSENT if one.person.name in held.absent else Attendance.PRESENT
        for one in people
    }
    meeting_record(
        by=by, meeting=meeting, version=meeting.version, values={"wheel_used": True},
        present=present,
    )
