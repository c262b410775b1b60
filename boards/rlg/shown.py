"""What was shown or signed at a meeting is stored as data, and read back as it was."""

from dataclasses import asdict
from typing import Any

from boards.rlg import board_lines as lines_of
from boards.rlg.agenda import board_shown
from boards.rlg.board_lines import BoardShown, Who, made
from boards.rlg.choices import Moment
from boards.rlg.meeting_models import Meeting, MeetingShown
from boards.rlg.minutes_text import minutes_text
from leanplan.clock import now, today
from organisation.language import in_language_of_municipality

# Raised when the stored form changes; what is older is still read.
FORM = 1


def keep_shown(meeting: Meeting, moment: Moment) -> MeetingShown:
    """Store what the board, or for MINUTES the minutes, say now; in the municipality's language."""
    with in_language_of_municipality():
        if moment == Moment.MINUTES:
            data = asdict(minutes_text(meeting))
        else:
            data = asdict(board_shown(meeting, today=today()))
    if moment != Moment.AGENDA:
        MeetingShown.objects.filter(meeting=meeting, moment=moment).delete()
    return MeetingShown.objects.create(
        meeting=meeting, moment=moment, data={"form": FORM, **data}, made_at=now()
    )


def board_of(shown: MeetingShown) -> BoardShown:
    """The board as it was stored."""
    data = shown.data
    return made(
        BoardShown, data,
        rows=[made(lines_of.RowLine, row) for row in data["rows"]],
        areas=[made(lines_of.AreaLine, row) for row in data["areas"]],
        changes=[made(lines_of.ChangeLine, row) for row in data["changes"]],
        overdue=[_with_who(lines_of.MeasureLine, row) for row in data["overdue"]],
        unassigned=[_with_who(lines_of.MeasureLine, row) for row in data["unassigned"]],
        decisions=[_with_who(lines_of.DecisionLine, row) for row in data["decisions"]],
        months=[
            made(
                lines_of.MonthLines, row,
                lines=[made(lines_of.WheelLine, line) for line in row["lines"]],
            )
            for row in data["months"]
        ],
    )


def _with_who(kind: Any, row: dict[str, Any]) -> Any:
    return made(kind, row, who=made(Who, row["who"]))
