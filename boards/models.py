"""Where people meet. Each subject has a file of its own."""

from boards.board_models import Board, BoardQuerySet
from boards.lift.models import Lift, LiftQuerySet
from boards.live.models import LivePulse
from boards.measuring.models import BoardFigure, BoardReading
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
from boards.rlg.status_models import RowStatus
from boards.suggestions.models import PdcaRound, Suggestion, SuggestionQuerySet
from boards.wall.models import WallAddress, WallAddressQuerySet
from boards.wheel.models import WheelEntry, WheelEntryQuerySet, WheelTick

__all__ = [
    "AgendaPoint", "AgendaPointQuerySet", "Board", "BoardDecision", "BoardDecisionQuerySet",
    "BoardFigure", "BoardMeeting", "BoardMeetingPart", "BoardMeetingQuerySet", "BoardQuerySet",
    "BoardReading", "Decision", "DecisionQuerySet", "Lift", "LiftQuerySet", "LivePulse",
    "Meeting", "MeetingAttendee", "MeetingQuerySet", "MeetingSeries", "MeetingSeriesQuerySet",
    "MeetingShown", "MinutesAddition", "PdcaRound", "RowStatus", "Suggestion",
    "SuggestionQuerySet",
    "WallAddress", "WallAddressQuerySet", "WheelEntry", "WheelEntryQuerySet", "WheelTick",
]
