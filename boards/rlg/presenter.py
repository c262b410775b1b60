"""What the pages of a leader group's meetings show."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q

from boards.rlg.agenda import board_shown
from boards.rlg.asked import Asked, people_asked
from boards.rlg.board_lines import BoardShown
from boards.rlg.choices import (
    BOARD_POINTS,
    LAST_POINTS,
    OVER,
    DecisionState,
    MeetingState,
    Moment,
    PointState,
)
from boards.rlg.decision_models import Decision
from boards.rlg.meeting_models import Meeting, MeetingShown, MinutesAddition
from boards.rlg.minutes_text import (
    DecisionText,
    MinutesText,
    PointText,
    minutes_read,
    minutes_text,
)
from boards.rlg.point_models import AgendaPoint
from boards.rlg.rules import BOARD_MINUTES, order_of
from boards.rlg.series_models import MeetingSeries
from boards.rlg.shown import board_of
from organisation.holders import holders_of, owner_shown

# So many meetings that are over stand on the page of a series, and so many coming ones.
HELD, COMING = 12, 8


@dataclass(frozen=True)
class May:
    """What the reader may do with the meetings."""

    keep: bool
    work: bool
    approve: bool

    @classmethod
    def of(cls, user: Any, series: MeetingSeries) -> "May":
        """For a series that the reader may see."""
        return cls(
            user.has_perm("boards.keep_meetings", series),
            user.has_perm("boards.work_in_meetings", series),
            user.has_perm("boards.approve_minutes", series),
        )


@dataclass(frozen=True)
class SeriesPage:
    """The meetings of a group: the next one, those that come, points that wait, those held."""

    series: MeetingSeries
    may: May
    running: Meeting | None
    next: Meeting | None
    coming: list[Meeting]
    cancelled: list[Meeting]
    held: list[Any]
    waiting: list[AgendaPoint]
    decisions: list["DecisionRow"]
    others: list[MeetingSeries]


@dataclass(frozen=True)
class DecisionRow:
    """An open decision: who carries it out, and whether its day has passed."""

    decision: Decision
    name: str
    under: str
    is_late: bool


def series_page(
    series: MeetingSeries, *, user: Any, others: Iterable[MeetingSeries], today: date
) -> SeriesPage:
    """Assemble it; the same queries for any number of meetings."""
    meetings = Meeting.objects.filter(series=series)
    ahead = list(
        meetings.filter(day__gte=today).exclude(state__in=OVER).order_by("day", "starts_at")
    )
    held = meetings.held().annotate(
        decided=Count("decisions", filter=~Q(decisions__state=DecisionState.WITHDRAWN)),
    ).order_by("-day", "-pk")[:HELD]
    running = meetings.filter(state=MeetingState.RUNNING).first()
    coming = [one for one in ahead if one.is_coming]
    return SeriesPage(
        series=series, may=May.of(user, series), running=running,
        next=coming[0] if coming else None, coming=coming[1 : COMING + 1],
        cancelled=[one for one in ahead if one.state == MeetingState.CANCELLED],
        held=list(held),
        waiting=list(
            AgendaPoint.objects.filter(series=series).waiting()
            .select_related("brought_by__unit", "came_from__meeting")
        ),
        decisions=open_decisions(series, today=today),
        others=[one for one in others if one.pk != series.pk],
    )


def open_decisions(series: MeetingSeries, *, today: date) -> list[DecisionRow]:
    """Decisions of the series that wait to be carried out, those without a day last."""
    found = list(
        Decision.objects.open().filter(meeting__series=series)
        .select_related("meeting", "owner__unit")
    )
    holders = holders_of({one.owner_id for one in found}, on=today)
    rows = []
    for one in found:
        owner = owner_shown(one.owner, holders)
        late = one.due_date is not None and one.due_date < today
        rows.append(DecisionRow(one, owner.name, owner.under, late))
    rows.sort(key=lambda row: (row.decision.due_date or date.max, row.decision.pk))
    return rows


@dataclass(frozen=True)
class AgendaLine:
    """A point as the agenda has it. point: None for one of the board that has no row yet."""

    kind: str
    heading: str
    minutes: int
    point: AgendaPoint | None = None
    brought_by: str = ""
    goal: str = ""


@dataclass(frozen=True)
class MeetingPage:
    """The agenda of a meeting. is_stored: the board is as it was when the meeting began."""

    meeting: Meeting
    series: MeetingSeries
    may: May
    board: BoardShown
    is_stored: bool
    lines: list[AgendaLine]
    asked: list[Asked]
    shown: list[MeetingShown]
    total: int
    gone: list[AgendaPoint] = field(default_factory=list)

    @property
    def chair(self) -> Asked | None:
        """Who leads."""
        return next((one for one in self.asked if one.leads), None)

    @property
    def preparer(self) -> Asked | None:
        """Who prepares."""
        return next((one for one in self.asked if one.prepares), None)


def meeting_page(meeting: Meeting, *, user: Any, today: date) -> MeetingPage:
    """Assemble the agenda: before the meeting as things are today, afterwards as it was shown."""
    shown = list(meeting.shown.order_by("-made_at", "-pk"))
    start = next((one for one in shown if one.moment == Moment.START), None)
    points = list(meeting.points.select_related("brought_by__unit", "measure", "came_from"))
    lines = agenda_lines(points)
    return MeetingPage(
        meeting=meeting, series=meeting.series, may=May.of(user, meeting.series),
        board=board_of(start) if start else board_shown(meeting, today=today),
        is_stored=start is not None, lines=lines,
        asked=people_asked(meeting.series, on=meeting.day), shown=shown,
        total=sum(line.minutes for line in lines),
        gone=[one for one in points if one.state in (PointState.MOVED, PointState.SHELVED)],
    )


def agenda_lines(points: Iterable[AgendaPoint]) -> list[AgendaLine]:
    """The points in their order; those of the board come by themselves."""
    stands = [
        point for point in points
        if point.state not in (PointState.MOVED, PointState.SHELVED, PointState.DROPPED)
    ]
    kinds = {point.kind for point in stands}
    found = [
        (point.order, AgendaLine(
            point.kind, point.heading, point.minutes, point,
            point.brought_by.label if point.brought_by else "", str(point.get_goal_display()),
        ))
        for point in stands
    ]
    found += [
        (order_of(kind), AgendaLine(kind, str(kind.label), BOARD_MINUTES[kind]))
        for kind in (*BOARD_POINTS, *LAST_POINTS) if kind not in kinds
    ]
    found.sort(key=lambda pair: pair[0])
    return [line for _order, line in found]


@dataclass(frozen=True)
class DecisionShown:
    """A decision as the minutes have it, and the row itself, for what it has become."""

    text: DecisionText
    row: Decision | None


@dataclass(frozen=True)
class PointShown:
    """A point as the minutes have it. is_open: it waits to be dealt with."""

    text: PointText
    is_open: bool
    is_step: bool
    decisions: list[DecisionShown]


@dataclass(frozen=True)
class MinutesPage:
    """The minutes of a meeting. is_stored: as they were approved."""

    meeting: Meeting
    series: MeetingSeries
    may: May
    text: MinutesText
    is_stored: bool
    additions: list[MinutesAddition]
    shown: list[MeetingShown]
    points: list["PointShown"]

    @property
    def can_write(self) -> bool:
        """The reader may change the record, and it is not locked."""
        return self.may.work and not self.meeting.is_locked and not self.meeting.is_coming


def minutes_page(meeting: Meeting, *, user: Any) -> MinutesPage:
    """Assemble it: from the record, and once approved, as it was approved."""
    shown = list(meeting.shown.order_by("made_at", "pk"))
    stored = next((one for one in shown if one.moment == Moment.MINUTES), None)
    stored = stored if meeting.state == MeetingState.APPROVED else None
    text = minutes_read(stored.data) if stored else minutes_text(meeting)
    return MinutesPage(
        meeting=meeting, series=meeting.series, may=May.of(user, meeting.series),
        text=text, is_stored=stored is not None,
        additions=list(meeting.additions.select_related("by")),
        shown=[one for one in shown if one.moment in (Moment.START, Moment.END)],
        points=_points_shown(meeting, text),
    )


def _points_shown(meeting: Meeting, text: MinutesText) -> list[PointShown]:
    rows = {one.pk: one for one in meeting.decisions.select_related("measure", "follow_up")}
    states = dict(meeting.points.values_list("pk", "state"))
    return [
        PointShown(
            point, states.get(point.point_id) == PointState.OPEN,
            point.point_id == meeting.step_id,
            [DecisionShown(one, rows.get(one.decision_id)) for one in point.decisions],
        )
        for point in text.points
    ]
