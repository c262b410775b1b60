"""What was shown or signed at a meeting is stored as data, and read back as it was."""

from dataclasses import asdict
from typing import Any

from boards.rlg import board_lines as lines_of
from boards.rlg.agenda import board_shown
from boards.rlg.board_lines import BoardShown
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
    """The board as it was stored; what a newer form has and this one lacks is left at its default.
    """
    data = shown.data
    parts: dict[str, type[Any]] = {
        "rows": lines_of.RowLine, "areas": lines_of.AreaLine, "changes": lines_of.ChangeLine,
    }
    lists: dict[str, list[Any]] = {
        name: [kind(**row) for row in data[name]] for name, kind in parts.items()
    }
    for name in ("overdue", "unassigned"):
        lists[name] = [
            lines_of.MeasureLine(**{**row, "who": lines_of.Who(**row["who"])}) for row in data[name]
        ]
    lists["decisions"] = [
        lines_of.DecisionLine(**{**row, "who": lines_of.Who(**row["who"])})
        for row in data["decisions"]
    ]
    lists["months"] = [
        lines_of.MonthLines(**{
            **row, "lines": [lines_of.WheelLine(**line) for line in row["lines"]],
        })
        for row in data["months"]
    ]
    plain: dict[str, Any] = {
        name: value for name, value in data.items() if name not in lists and name != "form"
    }
    return BoardShown(**{**plain, **lists})
