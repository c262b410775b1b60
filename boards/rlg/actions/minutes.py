"""Minutes: proposed, sent back, approved and locked, put right beside."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from boards.rlg.actions.turns import take_turn
from boards.rlg.choices import MeetingState, Moment
from boards.rlg.letters import Told, tell_invited
from boards.rlg.meeting_models import Meeting, MinutesAddition
from boards.rlg.shown import keep_shown
from leanplan.clock import now, today
from leanplan.versioning import create, save_changes
from organisation.holders import title_kept


@transaction.atomic
def minutes_propose(*, by: Any, meeting: Meeting, version: int) -> None:
    """Put the minutes to whoever leads the meetings. Errors: Conflict, ValidationError."""
    take_turn(meeting)
    _refuse_unless(meeting, MeetingState.ENDED)
    save_changes(
        meeting, {"state": MeetingState.PROPOSED, "proposed_at": now()}, version=version, by=by
    )
    tell_invited(meeting, Told.PROPOSED, by=by)


@transaction.atomic
def minutes_return(*, by: Any, meeting: Meeting, version: int, reason: str) -> None:
    """Send the minutes back as a draft, with what is to be put right.

    Errors: Conflict, ValidationError (not for approval, no reason).
    """
    take_turn(meeting)
    _refuse_unless(meeting, MeetingState.PROPOSED)
    if not reason.strip():
        raise ValidationError({"reason": _("Write what is to be put right.")})
    save_changes(
        meeting, {"state": MeetingState.ENDED, "proposed_at": None}, version=version, by=by,
        reason=reason.strip(),
    )
    tell_invited(meeting, Told.RETURNED, by=by, reason=reason.strip())


@transaction.atomic
def minutes_approve(*, by: Any, meeting: Meeting, version: int) -> None:
    """Approve the minutes and lock them as they are read now; all who were asked get them.

    Also straight from the draft. Errors: Conflict, ValidationError.
    """
    take_turn(meeting)
    _refuse_unless(meeting, MeetingState.ENDED, MeetingState.PROPOSED)
    save_changes(
        meeting,
        {
            "state": MeetingState.APPROVED, "approved_at": now(), "approved_by": by,
            "approved_label": title_kept(by, on=today()),
        },
        version=version, by=by,
    )
    keep_shown(meeting, Moment.MINUTES)
    tell_invited(meeting, Told.MINUTES, by=by)


@transaction.atomic
def minutes_add(*, by: Any, meeting: Meeting, text: str) -> MinutesAddition:
    """Put something right beside approved minutes; all who were asked are told.

    Errors: ValidationError (not approved, no text).
    """
    take_turn(meeting)
    _refuse_unless(meeting, MeetingState.APPROVED)
    made: MinutesAddition = create(
        MinutesAddition(
            meeting=meeting, text=text.strip(), made_at=now(), by=by,
            by_label=title_kept(by, on=today()),
        ),
        by=by,
    )
    tell_invited(meeting, Told.CORRECTED, by=by, reason=made.text)
    return made


def _refuse_unless(meeting: Meeting, *states: str) -> None:
    if meeting.state not in states:
        if meeting.state == MeetingState.APPROVED:
            raise ValidationError(_("The minutes are approved already, and locked."))
        raise ValidationError(
            _("That cannot be done now: %(state)s.") % {"state": meeting.get_state_display()}
        )
