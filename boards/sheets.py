"""The lists of boards, of meetings and of an annual wheel as workbooks."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from boards.board.lists import BoardLine, board_lists
from boards.board_models import Board
from boards.meetings.models import BoardDecision, BoardMeeting
from boards.meetings.shown import state_word
from boards.rlg.choices import DecisionState
from boards.rlg.decision_models import Decision
from boards.rlg.meeting_models import Meeting
from boards.rlg.point_models import AgendaPoint
from boards.rlg.series_models import MeetingSeries
from boards.wheel.events import Event
from boards.wheel.presenter import WheelPage
from leanplan.list_export import ListExport
from leanplan.xlsx import Cell, Column, Sheet


def boards_export(user: Any, *, today: date) -> ListExport:
    """The boards a reader has on the page: one's own first, those put away last."""
    page = board_lists(user, today=today)
    columns = (
        Column(_("Unit"), 32), Column(_("Board"), 32), Column(_("Purpose line"), 50, wrap=True),
        Column(_("How often"), 28), Column(_("Suggestions that wait"), 14),
        Column(_("Suggestions under way"), 14), Column(_("At most under way"), 14),
        Column(_("Put away"), 12),
    )
    lines = [*page.near, *page.others, *page.away]
    return ListExport(
        _("Boards"), [Sheet(_("Boards"), columns, [_board(line) for line in lines])],
        _("the boards you read"),
    )


def _board(line: BoardLine) -> list[Cell]:
    return [
        line.owner, line.name, line.purpose, line.rhythm, line.waiting, line.running, line.limit,
        _("Yes") if line.is_closed else "",
    ]


def board_meetings_export(board: Board) -> ListExport:
    """Every meeting of a board, the newest first, and what was agreed at them."""
    meetings: Any = BoardMeeting.objects.filter(board=board).annotate(agreed=Count("decisions"))
    agreed = BoardDecision.objects.filter(meeting__board=board).select_related(
        "meeting", "responsible__unit"
    )
    return ListExport(
        _("Board meetings"),
        [
            Sheet(
                _("Board meetings"),
                (
                    Column(_("Day"), 14), Column(_("State"), 28), Column(_("Led by"), 30),
                    Column(_("Minutes"), 10),
                    Column(pgettext("board meeting", "Decisions"), 12),
                    Column(_("New suggestions"), 12), Column(_("Cards moved"), 12),
                ),
                [
                    [
                        row.day, state_word(row), row.led_by.label if row.led_by else "",
                        row.minutes, row.agreed, row.suggested, row.moved,
                    ]
                    for row in meetings.select_related("led_by__unit").order_by("-day")
                ],
            ),
            Sheet(
                pgettext("board meeting", "Decisions"),
                (
                    Column(_("Meeting"), 14), Column(_("What"), 60, wrap=True),
                    Column(_("Who"), 30), Column(_("When"), 14), Column(_("Done on"), 14),
                ),
                [
                    [
                        row.meeting.day, row.text,
                        row.responsible.label if row.responsible else row.who, row.due_date,
                        row.done_on,
                    ]
                    for row in agreed.order_by("-meeting__day", "made_at", "pk")
                ],
            ),
        ],
        f"{board.name}, {board.owner.name}",
    )


def series_export(series: MeetingSeries) -> ListExport:
    """A leader group's meetings, all that was decided at them, and the points that wait."""
    return ListExport(
        series.name, [_decided(series), _meetings(series), _waiting(series)], series.owner.name
    )


def _decided(series: MeetingSeries) -> Sheet:
    rows = Decision.objects.filter(meeting__series=series).select_related(
        "meeting", "point", "owner__unit", "measure", "follow_up"
    )
    columns = (
        Column(_("Meeting"), 14), Column(_("Point"), 40, wrap=True),
        Column(_("What"), 60, wrap=True), Column(_("Who"), 30), Column(_("When"), 14),
        Column(_("State"), 16), Column(_("What came of it"), 40, wrap=True),
        Column(_("Closed on"), 14), Column(_("Measure"), 10), Column(_("Follow-up area"), 12),
    )
    return Sheet(
        _("Decisions"), columns,
        [
            [
                row.meeting.day, row.point.heading, row.text, row.owner.label, row.due_date,
                str(row.get_state_display()), row.closing_note, row.closed_on,
                row.measure.code if row.measure else "",
                row.follow_up.number if row.follow_up else None,
            ]
            for row in rows.order_by("-meeting__day", "-meeting", "point__order", "order", "pk")
        ],
    )


def _meetings(series: MeetingSeries) -> Sheet:
    decided = Count("decisions", filter=~Q(decisions__state=DecisionState.WITHDRAWN))
    rows: Any = Meeting.objects.filter(series=series).annotate(decided=decided)
    columns = (
        Column(_("Day"), 14), Column(_("Begins at"), 10), Column(_("Minutes"), 10),
        Column(pgettext("board", "Place"), 28), Column(_("State"), 20), Column(_("Decisions"), 10),
        Column(_("Why it was moved or cancelled"), 40, wrap=True),
    )
    return Sheet(
        _("Meetings"), columns,
        [
            [
                row.day, f"{row.starts_at:%H:%M}", row.minutes, row.place,
                str(row.get_state_display()), row.decided, row.reason,
            ]
            for row in rows.order_by("-day", "-pk")
        ],
    )


def _waiting(series: MeetingSeries) -> Sheet:
    rows = AgendaPoint.objects.filter(series=series).waiting().select_related(
        "brought_by__unit", "came_from__meeting"
    )
    columns = (
        Column(_("Point"), 50, wrap=True), Column(_("Aim"), 16), Column(_("Minutes"), 10),
        Column(_("Brought by"), 30), Column(_("From the meeting"), 14),
    )
    return Sheet(
        _("Points that wait"), columns,
        [
            [
                row.heading, str(row.get_goal_display()), row.minutes,
                row.brought_by.label if row.brought_by else "",
                row.came_from.meeting.day if row.came_from and row.came_from.meeting else None,
            ]
            for row in rows
        ],
    )


def wheel_export(page: WheelPage) -> ListExport:
    """All that stands in an annual wheel, in the order of the days."""
    columns = (
        Column(_("First day"), 14), Column(_("Last day"), 14), Column(_("What"), 60, wrap=True),
        Column(_("Ring"), 22), Column(_("Responsible"), 30), Column(_("Note"), 40, wrap=True),
        Column(pgettext("entry of the wheel", "Done"), 10),
    )
    found = sorted(_events(page), key=lambda event: (event.starts, event.text))
    return ListExport(
        _("Annual wheel %(year)s") % {"year": page.year},
        [Sheet(_("Annual wheel"), columns, [_event(event) for event in found])], page.scope,
    )


def _events(page: WheelPage) -> Iterator[Event]:
    yield from (*page.spans, *page.coming, *page.earlier)
    for line in page.regular:
        yield from line.times


def _event(event: Event) -> list[Cell]:
    return [
        event.starts, event.last, event.text, str(event.ring.label), event.responsible,
        event.note, _("Yes") if event.is_done else "",
    ]
