"""The page of one board meeting."""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from boards.meetings.models import BoardMeeting
from boards.meetings.shown import (
    STEP_NAMES,
    DecisionShown,
    decisions_shown,
    meeting_title,
    state_word,
    told,
)


@dataclass(frozen=True)
class MeetingPage:
    """One meeting. parts: (section, minutes) it went through. key: for a decision written now."""

    title: str
    state: str
    said: str
    parts: list[tuple[str, int]]
    decisions: list[DecisionShown]
    may_meet: bool
    key: str


def meeting_page(meeting: BoardMeeting, *, may_meet: bool, today: date) -> MeetingPage:
    """Assemble it; three queries."""
    rows = meeting.decisions.select_related("responsible__unit")
    return MeetingPage(
        meeting_title(meeting), state_word(meeting),
        told(meeting.suggested, meeting.moved, meeting.minutes),
        [
            (str(STEP_NAMES.get(part.section, part.section)), max(1, round(part.seconds / 60)))
            for part in meeting.parts.all() if part.seconds >= 30
        ],
        decisions_shown(rows, today=today), may_meet, str(uuid4()),
    )
