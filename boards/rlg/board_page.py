"""The management group's board, between meetings and before one begins."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, QuerySet

from boards.board_models import Board
from boards.live import live_state
from boards.rlg.actions.turns import live_key, series_key
from boards.rlg.agenda import board_shown
from boards.rlg.choices import COMES, MeetingState, PointKind, PointState
from boards.rlg.meeting_models import Meeting
from boards.rlg.point_models import AgendaPoint
from boards.rlg.series_models import MeetingSeries
from boards.rlg.tiles import BoardTiles, tiles_of


@dataclass(frozen=True)
class BoardPage:
    """The board of one series. meeting: the one under way, else the next one, None for none.
    lifted: what came up from below and has no answer yet. boards: those of the group."""

    series: MeetingSeries
    name: str
    meeting: Meeting | None
    may_start: bool
    state: str
    tiles: BoardTiles
    lifted: list[AgendaPoint]
    boards: list[Board]


def series_seen(user: Any) -> QuerySet[MeetingSeries]:
    """The series whose board the user reads, the management group's first."""
    rows = MeetingSeries.objects.visible_to(user).in_use().order_by("owner__kind", "owner", "pk")
    return rows.select_related("owner").prefetch_related("invited")


def board_state(series: MeetingSeries, meeting: Meeting | None) -> str:
    """What the board asks for news by, with the meeting at hand; one query."""
    keys = [series_key(series.pk), "rows", *([live_key(meeting.pk)] if meeting else [])]
    return live_state(*keys)


def board_page(
    series: MeetingSeries, meeting: Meeting | None, *, state: str, user: Any, today: date
) -> BoardPage:
    """Assemble the board with the meeting at hand; a fixed number of queries."""
    asked = meeting or Meeting(series=series, day=today + timedelta(days=1))
    keeps = user.has_perm("boards.work_in_meetings", series)
    return BoardPage(
        series=series, name=series.owner.short, meeting=meeting,
        may_start=bool(
            keeps and meeting and meeting.day == today and meeting.is_coming
        ),
        state=state, tiles=tiles_of(board_shown(asked, today=today)),
        lifted=list(
            AgendaPoint.objects.filter(
                series=series, kind=PointKind.LIFTED, state=PointState.OPEN
            ).order_by("made_at", "pk")
        ),
        boards=list(Board.objects.visible_to(user).in_use().filter(owner=series.owner_id)),
    )


def meeting_at_hand(series: MeetingSeries, *, today: date) -> Meeting | None:
    """The meeting under way, else the next one from today on; one query."""
    running = F("started_at").desc(nulls_last=True)
    rows = Meeting.objects.filter(series=series).filter(
        state__in=(MeetingState.RUNNING, *COMES)
    ).exclude(state__in=COMES, day__lt=today)
    found = rows.order_by(running, "day", "starts_at", "pk").first()
    if found is not None:
        found.series = series
    return found
