"""Where people meet. Each subject has a file of its own."""

from boards.board_models import Board, BoardQuerySet
from boards.live.models import LivePulse
from boards.meetings.models import (
    BoardDecision,
    BoardDecisionQuerySet,
    BoardMeeting,
    BoardMeetingPart,
    BoardMeetingQuerySet,
)
from boards.rlg.decision_models import Decision, DecisionQuerySet
from boards.rlg.meeting_models import (
    Meeting,
    MeetingAttendee,
    MeetingQuerySet,
    MeetingShown,
    MinutesAddition,
)
from boards.rlg.point_models import AgendaPoint, AgendaPointQuerySet
from boards.rlg.series_models import MeetingSeries, MeetingSeriesQuerySet
from boards.wall.models import WallAddress, WallAddressQuerySet
from boards.wheel.models import WheelEntry, WheelEntryQuerySet, WheelTick

__all__ = [
    "AgendaPoint", "AgendaPointQuerySet", "Board", "BoardDecision", "BoardDecisionQuerySet",
    "BoardMeeting", "BoardMeetingPart", "BoardMeetingQuerySet", "BoardQuerySet", "Decision",
    "DecisionQuerySet", "LivePulse", "Meeting", "MeetingAttendee", "MeetingQuerySet",
    "MeetingSeries", "MeetingSeriesQuerySet", "MeetingShown", "MinutesAddition", "WallAddress",
    "WallAddressQuerySet", "WheelEntry", "WheelEntryQuerySet", "WheelTick",
]
