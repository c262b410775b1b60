"""The minutes of a meeting: they write themselves from its record. Approved ones are stored so."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.rlg.board_lines import Who, day_of, made
from boards.rlg.choices import Attendance, DecisionState, Moment, PointKind, PointState
from boards.rlg.decision_models import Decision
from boards.rlg.meeting_models import Meeting
from boards.rlg.point_models import AgendaPoint
from boards.rlg.rules import minutes_used
from organisation.holders import Holder, holders_of, owner_shown


@dataclass(frozen=True)
class DecisionText:
    """A decision as the minutes have it. code: of the measure it is about, "" for none."""

    decision_id: int
    code: str
    text: str
    who: Who
    due: str

    @property
    def due_on(self) -> date | None:
        """Its day."""
        return day_of(self.due)


@dataclass(frozen=True)
class PointText:
    """A point as the minutes have it. minutes: used, 0 for not gone through. own: what makes
    itself from the record, beside what somebody wrote (`said`)."""

    point_id: int
    kind: str
    heading: str
    minutes: int
    own: str
    said: str
    brought_by: str
    decisions: list[DecisionText] = field(default_factory=list)


@dataclass(frozen=True)
class MovedText:
    """A point that went on. to: the day of the meeting, "" among those that wait."""

    heading: str
    reason: str
    brought_by: str
    to: str

    @property
    def to_day(self) -> date | None:
        """The day of the meeting it went to."""
        return day_of(self.to)


@dataclass(frozen=True)
class MinutesText:
    """The whole. started, ended: the hour; absent: as they are called, by position."""

    day: str
    planned: str
    started: str
    ended: str
    place: str
    chair: str
    chair_title: str
    present: int
    asked: int
    absent: list[str]
    wheel_used: bool
    keeper: str = ""
    points: list[PointText] = field(default_factory=list)
    moved: list[MovedText] = field(default_factory=list)


def minutes_text(meeting: Meeting) -> MinutesText:
    """Put the minutes together from the record as it is now; a fixed number of queries."""
    points = list(
        meeting.points.select_related("brought_by__unit", "measure", "went_to__meeting")
    )
    decisions = list(
        meeting.decisions.exclude(state=DecisionState.WITHDRAWN)
        .select_related("owner__unit", "measure")
    )
    attendees = list(meeting.attendees.select_related("person"))
    present = [one for one in attendees if one.attendance == Attendance.PRESENT]
    absent = [one for one in attendees if one.attendance == Attendance.ABSENT]
    chair = next((one for one in attendees if one.person_id == meeting.chair_id), None)
    starts, ends = _hours(meeting)
    owners = {one.owner_id for one in decisions} | {meeting.series.secretary_id or 0}
    holders = holders_of(owners, on=meeting.day)
    return MinutesText(
        day=meeting.day.isoformat(), planned=f"{meeting.starts_at:%H:%M}", started=starts,
        ended=ends, place=meeting.place, chair=meeting.chair.name if meeting.chair else "",
        chair_title=chair.title if chair else "", present=len(present), asked=len(attendees),
        absent=[one.title or one.person.name for one in absent],
        wheel_used=meeting.wheel_used, keeper=_keeper(meeting, holders),
        points=list(_points(meeting, points, decisions, holders)), moved=list(_moved(points)),
    )


def _keeper(meeting: Meeting, holders: dict[int, list[Holder]]) -> str:
    """Who keeps the minutes: the name, and what the position is called."""
    secretary = meeting.series.secretary
    if secretary is None:
        return ""
    shown = owner_shown(secretary, holders)
    return ", ".join(part for part in (shown.name, shown.under) if part)


def _hours(meeting: Meeting) -> tuple[str, str]:
    return _hour(meeting.started_at), _hour(meeting.ended_at)


def _hour(moment: datetime | None) -> str:
    return f"{localtime(moment):%H:%M}" if moment else ""


def _points(
    meeting: Meeting, points: Iterable[AgendaPoint], decisions: list[Decision],
    holders: dict[int, list[Holder]],
) -> Iterable[PointText]:
    """Those that were gone through, with what was said and decided."""
    start = meeting.shown.filter(moment=Moment.START).values_list("data", flat=True).first()
    for point in points:
        own = [one for one in decisions if one.point_id == point.pk]
        if point.state in (PointState.MOVED, PointState.SHELVED, PointState.DROPPED) and not own:
            continue
        yield PointText(
            point.pk, point.kind, point.heading, minutes_used(point.seconds),
            _own_text(point.kind, start, meeting), point.said,
            point.brought_by.label if point.brought_by else "",
            [_decision(one, holders) for one in own],
        )


def _decision(decision: Decision, holders: Any) -> DecisionText:
    shown = owner_shown(decision.owner, holders)
    return DecisionText(
        decision.pk, decision.measure.code if decision.measure else "", decision.text,
        Who(shown.name, shown.under),
        decision.due_date.isoformat() if decision.due_date else "",
    )


def _moved(points: Iterable[AgendaPoint]) -> Iterable[MovedText]:
    for point in points:
        if point.state not in (PointState.MOVED, PointState.SHELVED):
            continue
        next_one = getattr(point, "went_to", None)
        to = next_one.meeting.day.isoformat() if next_one and next_one.meeting else ""
        brought_by = point.brought_by.label if point.brought_by else ""
        yield MovedText(point.heading, point.reason, brought_by, to)


def _own_text(kind: str, start: Any, meeting: Meeting) -> str:
    """What a point of the board says by itself, from what was shown when the meeting began."""
    if kind == PointKind.WHEEL:
        return _("The annual wheel was used.") if meeting.wheel_used else ""
    if start is None or kind not in _OWN:
        return ""
    return _OWN[PointKind(kind)](start)


def _status(board: dict[str, Any]) -> str:
    sentences = []
    if board["total"]:
        sentences.append(
            _("%(done)s of %(total)s measures of the plan are done, %(going)s are in progress.")
            % {"done": board["done"], "total": board["total"], "going": board["in_progress"]}
        )
    for row in board["rows"]:
        if row["light"] and row["before"] and row["light"] != row["before"]:
            said = _("Row %(number)s, %(title)s, is set to %(word)s") % row
            sentences.append(_ended(f"{said}: {row['note']}" if row["note"] else said))
    return " ".join(sentences)


def _ended(sentence: str) -> str:
    sentence = sentence.strip()
    return sentence if sentence[-1:] in ".!?" else f"{sentence}."


def _overdue(board: dict[str, Any]) -> str:
    late, missing = len(board["overdue"]), len(board["unassigned"])
    said = ngettext(
        "%(number)s measure is over the deadline.", "%(number)s measures are over the deadline.",
        late,
    ) % {"number": late} if late else _("No measure is over the deadline.")
    if not missing:
        return said
    lacks = ngettext(
        "%(number)s lacks somebody responsible.", "%(number)s lack somebody responsible.", missing
    ) % {"number": missing}
    return f"{said} {lacks}"


def _units(board: dict[str, Any]) -> str:
    if not board["areas"]:
        return ""
    total = board["areas"][-1]
    return _(
        "Open follow-up areas: %(open)s, of them %(late)s over the deadline. "
        "Late duties: %(duties)s."
    ) % {
        "open": total["follow_ups"], "late": total["late_follow_ups"],
        "duties": total["late_duties"],
    }


def _changes(board: dict[str, Any]) -> str:
    texts = [change["text"] for change in board["changes"]]
    return f"{', '.join(texts)}." if texts else ""


def _decisions(board: dict[str, Any]) -> str:
    number = len(board["decisions"])
    if not number:
        return _("No decision of an earlier meeting stands open.")
    return ngettext(
        "%(number)s decision of an earlier meeting stands open.",
        "%(number)s decisions of earlier meetings stand open.", number,
    ) % {"number": number}


_OWN = {
    PointKind.STATUS: _status, PointKind.OVERDUE: _overdue, PointKind.UNITS: _units,
    PointKind.CHANGES: _changes, PointKind.DECISIONS: _decisions,
}


def minutes_read(data: dict[str, Any]) -> MinutesText:
    """Approved minutes as they were stored."""
    points = [
        made(
            PointText, point,
            decisions=[
                made(DecisionText, one, who=made(Who, one["who"])) for one in point["decisions"]
            ],
        )
        for point in data["points"]
    ]
    moved = [made(MovedText, one) for one in data["moved"]]
    return made(MinutesText, data, points=points, moved=moved)
