"""The fixed vocabularies of a leader group's meetings."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MeetingState(models.TextChoices):
    """How far a meeting has come. After its end the minutes are a draft, then for approval."""

    PLANNED = "planned", _("Planned")
    SENT = "sent", _("Agenda sent")
    RUNNING = "running", _("Under way")
    ENDED = "ended", _("Minutes in draft")
    PROPOSED = "proposed", _("Minutes for approval")
    APPROVED = "approved", _("Minutes approved")
    CANCELLED = "cancelled", _("Cancelled")


# Has not begun; is over; takes corrections in the record itself.
COMES = (MeetingState.PLANNED, MeetingState.SENT)
OVER = (MeetingState.ENDED, MeetingState.PROPOSED, MeetingState.APPROVED)
UNLOCKED = (*COMES, MeetingState.RUNNING, MeetingState.ENDED, MeetingState.PROPOSED)


class PointKind(models.TextChoices):
    """What a point of the agenda is. Those of the board make themselves from the data."""

    STATUS = "status", _("Status in the plan")
    OVERDUE = "overdue", _("Over the deadline")
    UNITS = "units", _("The units")
    CHANGES = "changes", _("Since last time")
    DECISIONS = "decisions", _("Decisions due")
    OWN = "own", _("Own point")
    LIFTED = "lifted", _("Lifted to us")
    WHEEL = "wheel", _("Annual wheel")


# Points that each meeting has, in the order they are gone through; own points come between.
BOARD_POINTS = (
    PointKind.STATUS, PointKind.OVERDUE, PointKind.UNITS, PointKind.CHANGES, PointKind.DECISIONS,
)
LAST_POINTS = (PointKind.WHEEL,)
RAISED = (PointKind.OWN, PointKind.LIFTED)


class Goal(models.TextChoices):
    """What a point is for."""

    INFORM = "inform", _("Inform")
    DISCUSS = "discuss", _("Discuss")
    DECIDE = "decide", _("Decide")


class PointState(models.TextChoices):
    """What became of a point. One that is open at a meeting's end goes on, or back to the backlog.
    """

    OPEN = "open", _("Not dealt with yet")
    TREATED = "treated", _("Dealt with")
    MOVED = "moved", _("Moved to another meeting")
    SHELVED = "shelved", _("Put back among points that wait")
    DROPPED = "dropped", _("Taken out")


class DecisionState(models.TextChoices):
    """How a decision stands."""

    OPEN = "open", _("To be carried out")
    DONE = "done", _("Carried out")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Moment(models.TextChoices):
    """When something was shown that is kept as it was."""

    AGENDA = "agenda", _("The agenda as it was sent")
    START = "start", _("The board at the start")
    END = "end", _("The board at the end")
    MINUTES = "minutes", _("The minutes as they were approved")


class Attendance(models.TextChoices):
    """Whether somebody who is invited was there."""

    UNKNOWN = "", _("Not said")
    PRESENT = "present", _("Present")
    ABSENT = "absent", _("Absent")
