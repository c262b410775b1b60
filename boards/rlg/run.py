"""What the screens of a running meeting show: the steps, the time used, the point under way."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from boards.live import live_state
from boards.rlg.actions.turns import live_key
from boards.rlg.agenda import board_shown
from boards.rlg.choices import BOARD_POINTS, DecisionState, PointKind, PointState
from boards.rlg.decision_models import Decision
from boards.rlg.meeting_models import Meeting
from boards.rlg.point_models import AgendaPoint
from boards.rlg.rules import minutes_used
from boards.rlg.run_rules import beside, seconds_between
from boards.rlg.tiles import BoardTiles, tiles_of
from boards.wheel.presenter import wheel_drawing
from leanplan.questions import question
from leanplan.together import together
from measures.models import Measure
from organisation.holders import holders_of, owner_shown

# Points that have gone elsewhere are no steps any more.
_STEPS = (PointState.OPEN, PointState.TREATED)
# More steps than this do not fit in a line with their names.
WITH_NAMES = 6
# So many decisions have room on the board, and beside one part of it.
ON_BOARD, BESIDE = 3, 6


@dataclass(frozen=True)
class Step:
    """A step of the meeting. place: "passed", "here" or "ahead". used: minutes."""

    pk: int
    number: int
    label: str
    place: str
    minutes: int
    used: int
    is_treated: bool


@dataclass(frozen=True)
class DecisionMade:
    """A decision of this meeting, as the wall shows it."""

    row: Decision
    who: str
    under: str


@dataclass(frozen=True)
class RunPage:
    """A screen of the meeting. seconds, step_seconds: used so far of the meeting and of its step.

    state: what a screen asks for news by. tiles: what the board says, None once it is over.
    """

    meeting: Meeting
    state: str
    seconds: int = 0
    step_seconds: int = 0
    steps: Sequence[Step] = ()
    here: AgendaPoint | None = None
    before: int | None = None
    after: int | None = None
    tiles: BoardTiles | None = None
    decisions: Sequence[DecisionMade] = field(default_factory=list)
    wheel: Any = None

    @property
    def number(self) -> int:
        """Which step is under way, counted from 1; 0 for none."""
        return next((step.number for step in self.steps if step.place == "here"), 0)

    @property
    def is_on_board(self) -> bool:
        """The point under way is a part of the board."""
        return self.here is not None and self.here.kind in BOARD_POINTS

    @property
    def coming(self) -> Step | None:
        """The step after the one under way."""
        return next((step for step in self.steps if step.pk == self.after), None)

    @property
    def with_names(self) -> bool:
        """There is room for the names of the steps."""
        return len(self.steps) <= WITH_NAMES

    @property
    def on_board(self) -> list[DecisionMade]:
        """The decisions that the whole board has room for."""
        return self._told(ON_BOARD)

    @property
    def beside(self) -> list[DecisionMade]:
        """Those that have room beside one part."""
        return self._told(BESIDE)

    def _told(self, most: int) -> list[DecisionMade]:
        """The last of the point under way, then the last of the others, in the order made."""
        here = {one.row.pk for one in self.here_decisions}
        last = sorted(self.decisions, key=lambda one: one.row.pk in here)[-most:]
        return [one for one in self.decisions if one in last]

    @property
    def here_decisions(self) -> list[DecisionMade]:
        """What has been decided at the point under way."""
        return [one for one in self.decisions if self.here and one.row.point_id == self.here.pk]


def run_state(meeting: Meeting) -> str:
    """What the screens of a meeting ask for news by: its own changes, those of the rows' statuses
    and those of measures; two queries."""
    kept: Any = Measure.history
    last = kept.order_by("-history_id").values_list("history_id", flat=True).first()
    return f"{live_state(live_key(meeting.pk), 'rows')}-{last or 0}"


def run_page(meeting: Meeting, *, user: Any, today: date, now: datetime) -> RunPage:
    """Assemble a screen of a meeting; the same queries for any number of points and decisions."""
    state = run_state(meeting)
    if not meeting.is_running:
        return RunPage(meeting, state)
    points, made = together(lambda: _points(meeting.pk), lambda: _made(meeting.pk))
    here = next((point for point in points if point.pk == meeting.step_id), None)
    before, after = beside([point.pk for point in points], meeting.step_id)
    gone = seconds_between(meeting.step_at, now) if here else 0
    return RunPage(
        meeting=meeting, state=state, seconds=seconds_between(meeting.started_at, now),
        step_seconds=(here.seconds if here else 0) + gone, steps=_steps(points, here),
        here=here, before=before, after=after, tiles=tiles_of(board_shown(meeting, today=today)),
        decisions=_decisions(made, today=today),
        wheel=_wheel(meeting, here, user=user, today=today),
    )


def _steps(points: list[AgendaPoint], here: AgendaPoint | None) -> list[Step]:
    at = points.index(here) if here else -1
    return [
        Step(
            point.pk, number, point.heading,
            "here" if point is here else "passed" if number <= at else "ahead",
            point.minutes, minutes_used(point.seconds), point.state == PointState.TREATED,
        )
        for number, point in enumerate(points, start=1)
    ]


@question
def _points(meeting: int) -> QuerySet[Any]:
    points = AgendaPoint.objects.filter(meeting=meeting, state__in=_STEPS)
    return points.select_related("brought_by__unit", "meeting", "measure")


@question
def _made(meeting: int) -> QuerySet[Any]:
    """What the meeting has decided so far, in its order."""
    made = Decision.objects.filter(meeting=meeting).exclude(state=DecisionState.WITHDRAWN)
    return made.select_related("owner__unit", "point")


def _decisions(rows: Sequence[Decision], *, today: date) -> list[DecisionMade]:
    """The same as the wall shows it; one query."""
    holders = holders_of({row.owner_id for row in rows}, on=today)
    shown = [owner_shown(row.owner, holders) for row in rows]
    return [
        DecisionMade(row, who.name, who.under) for row, who in zip(rows, shown, strict=True)
    ]


def _wheel(meeting: Meeting, here: AgendaPoint | None, *, user: Any, today: date) -> Any:
    """The drawing, at its own point only."""
    if here is None or here.kind != PointKind.WHEEL:
        return None
    return wheel_drawing(meeting.series.owner, today.year, user=user, today=today)
