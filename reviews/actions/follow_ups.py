"""What people do with follow-up areas, from being found to being seen to have helped."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from challenges.models import PlanRow
from leanplan.clock import now, today
from leanplan.history import note_in_history
from leanplan.said import said
from leanplan.versioning import create, save_changes, take_row
from measures.actions.measures import measure_create
from measures.models import Measure
from measures.rules import Deadline
from organisation.holders import title_kept
from organisation.models import OrgUnit, Position
from organisation.reach import reach_of
from reviews.actions.settled import visit_settle
from reviews.choices import FollowUpState as State
from reviews.choices import ReviewState, VisitState
from reviews.kept import units_changed
from reviews.models import FollowUp, FollowUpCarry, FollowUpYear, GembaVisit, HalfYearReview

# What a person may change in place; the rest has an action of its own.
CHANGED_IN_PLACE = ("text", "cause", "owner", "due_date", "state")
Changes = dict[str, tuple[Any, Any]]


@transaction.atomic
def follow_up_add(
    *, by: Any, unit: OrgUnit, text: str, on: date, visit: GembaVisit | None = None,
    review: HalfYearReview | None = None, owner: Position | None = None,
    due_date: date | None = None, cause: str = "",
) -> FollowUp:
    """Register a follow-up area of a unit; its number is the next of the day's year.

    In: the day it was found; the visit or the review where, both of the unit, or neither. Owner
    and deadline may wait. Errors: ValidationError (no text, a day to come, a locked review,
    another unit's visit).
    """
    if on > today():
        raise ValidationError({"on": _("The day cannot be to come.")})
    if due_date and due_date < on:
        raise ValidationError({"due_date": _("The deadline cannot be before it was found.")})
    if review is not None and review.state == ReviewState.LOCKED:
        raise ValidationError(_("The review is locked, so nothing can be added to it."))
    made: FollowUp = create(
        FollowUp(
            year=on.year, serial=_next_serial(on.year), unit=unit, visit=visit, review=review,
            text=text.strip(), cause=cause.strip(), owner=owner, due_date=due_date, made_on=on,
            made_at=now(), made_by=by,
        ),
        by=by,
    )
    _told(made, by)
    return made


def _next_serial(year: int) -> int:
    """Take the next number of a year. The row of the year is held until the transaction ends."""
    FollowUpYear.objects.bulk_create([FollowUpYear(year=year)], ignore_conflicts=True)
    FollowUpYear.objects.filter(year=year).update(last=F("last") + 1)
    return FollowUpYear.objects.get(year=year).last


@transaction.atomic
def follow_up_change(
    *, by: Any, follow_up: FollowUp, version: int, values: dict[str, Any], reason: str = ""
) -> Changes:
    """Change text, cause, owner, deadline, or how far an open one has come (open, in progress).

    In: values by field name, of those in CHANGED_IN_PLACE. Out: {field: (old, new)}.
    Errors: Conflict, ValidationError (it is over, a field that has an action of its own).
    """
    _refuse_over(follow_up)
    strange = set(values) - set(CHANGED_IN_PLACE)
    if strange or values.get("state", State.OPEN) not in (State.OPEN, State.IN_PROGRESS):
        raise ValidationError(_("That is changed in another place."))
    if "state" in values:
        values = {**values, "done_on": None}
    due = values.get("due_date")
    if due and due != follow_up.due_date and due < follow_up.made_on:
        raise ValidationError({"due_date": _("The deadline cannot be before it was found.")})
    changes = save_changes(follow_up, values, version=version, by=by, reason=reason)
    if changes:
        _told(follow_up, by)
    return changes


@transaction.atomic
def follow_up_done(
    *, by: Any, follow_up: FollowUp, version: int, done_on: date, note: str = ""
) -> Changes:
    """Say that what was agreed is carried out; whether it helped is for somebody else to see.

    Errors: Conflict, ValidationError (over already, no responsible, a day to come).
    """
    _refuse_over(follow_up)
    _refuse_day(done_on, "done_on", since=follow_up.made_on)
    changes = save_changes(
        follow_up, {"state": State.DONE, "done_on": done_on}, version=version, by=by,
        reason=note.strip(),
    )
    if changes:
        _told(follow_up, by)
    return changes


@transaction.atomic
def follow_up_close(
    *, by: Any, follow_up: FollowUp, version: int, note: str, on: date | None = None
) -> Changes:
    """Close it: the user has seen the effect, and answers not for it themselves.

    In: what came of it; the day, today where None. Errors: Conflict, ValidationError (no note,
    nobody responsible, the user holds the responsible position, a day to come).
    """
    _refuse_over(follow_up)
    day = on or today()
    _refuse_day(day, "closed_on", since=follow_up.made_on)
    if not note.strip():
        raise ValidationError({"note": _("Write what came of it.")})
    _refuse_own_check(by, follow_up)
    values = {
        "state": State.CLOSED, "closing_note": note.strip(), "closed_on": day,
        "done_on": follow_up.done_on or day, "checked_by": by.person,
    }
    changes = save_changes(follow_up, values, version=version, by=by)
    _told(follow_up, by)
    return changes


def checks_own(user: Any, follow_up: FollowUp) -> bool:
    """The user answers for it today, and so cannot be the one who sees whether it helped."""
    return follow_up.owner_id in reach_of(user).position_ids


def _refuse_own_check(by: Any, follow_up: FollowUp) -> None:
    if follow_up.owner_id is None:
        raise ValidationError(_("Give it a responsible position first."))
    if reach_of(by).person_id is None:
        raise ValidationError(_("Your account belongs to no person, so you cannot confirm it."))
    if checks_own(by, follow_up):
        raise ValidationError(
            _("You answer for it yourself. Somebody else must see whether it helped.")
        )


@transaction.atomic
def follow_up_drop(*, by: Any, follow_up: FollowUp, version: int, reason: str) -> Changes:
    """Let it go, with the reason. Errors: Conflict, ValidationError (no reason, over already)."""
    _refuse_over(follow_up)
    if not reason.strip():
        raise ValidationError({"reason": _("Write why it is dropped.")})
    values = {"state": State.DROPPED, "closing_note": reason.strip(), "closed_on": today()}
    changes = save_changes(follow_up, values, version=version, by=by, reason=reason.strip())
    _told(follow_up, by)
    return changes


@transaction.atomic
def follow_up_reopen(*, by: Any, follow_up: FollowUp, version: int, reason: str) -> Changes:
    """Open one that was closed or dropped again; what was written then stays in the history.

    Errors: Conflict, ValidationError (no reason, not over).
    """
    if not follow_up.is_over:
        raise ValidationError(_("It is open already."))
    if not reason.strip():
        raise ValidationError({"reason": _("Write why it is opened again.")})
    values = {
        "state": State.OPEN, "closing_note": "", "closed_on": None, "checked_by": None,
        "done_on": None,
    }
    changes = save_changes(follow_up, values, version=version, by=by, reason=reason.strip())
    _told(follow_up, by)
    return changes


@transaction.atomic
def follow_up_carry(
    *, by: Any, follow_up: FollowUp, review: HalfYearReview, version: int, note: str = "",
    due_date: date | None = None,
) -> FollowUpCarry:
    """Carry an open one on from a review to the next one; a second time changes nothing.

    In: the review that looked at it, of the same unit; a new deadline, None for the one it has.
    Out: the row that keeps the trace. Errors: Conflict, ValidationError (over, another unit, a
    locked review).
    """
    _refuse_over(follow_up)
    if review.unit_id != follow_up.unit_id:
        raise ValidationError(_("That was in another unit."))
    if review.state in (ReviewState.LOCKED, ReviewState.CANCELLED):
        raise ValidationError(_("The review is over, so nothing can be carried on from it."))
    standing = follow_up.carries.filter(review=review).first()
    if standing is not None:
        return standing
    reason = said(gettext_noop("Carried on at the review %(half_year)s."),
                  half_year=review.half_year)
    if due_date is not None and due_date != follow_up.due_date:
        save_changes(follow_up, {"due_date": due_date}, version=version, by=by, reason=reason)
        _told(follow_up, by)
    else:
        take_row(follow_up, version)
        note_in_history(follow_up, by=by, reason=reason)
    made: FollowUpCarry = create(
        FollowUpCarry(
            follow_up=follow_up, review=review, note=note.strip(), carried_on=today(), by=by,
            by_label=title_kept(by, on=today()),
        ),
        by=by,
    )
    return made


@transaction.atomic
def follow_up_uncarry(*, by: Any, follow_up: FollowUp, review: HalfYearReview) -> None:
    """Take back that a review carried it on, while the review is not locked; nothing otherwise.

    Errors: ValidationError where the review is locked.
    """
    if review.state == ReviewState.LOCKED:
        raise ValidationError(_("The review is locked."))
    follow_up.carries.filter(review=review).delete()


@transaction.atomic
def follow_up_measure(
    *, by: Any, follow_up: FollowUp, version: int, row: PlanRow, text: str,
    owner: Position | None = None, due_date: date | None = None,
) -> Measure:
    """Make a measure of the unit from it, in a row of the plan; it is then in progress.

    In: what the measure is to say, who answers for it and by when. Out: the measure.
    Errors: Conflict, ValidationError (over, has one already, refused by the measure itself).
    """
    _refuse_over(follow_up)
    if follow_up.measure_id is not None:
        raise ValidationError(_("A measure has been made from it already."))
    measure = measure_create(
        by=by, row=row, unit=follow_up.unit, text=text, owner=owner,
        deadline=Deadline.on(due_date) if due_date else Deadline(),
    )
    state = State.IN_PROGRESS if follow_up.state == State.OPEN else follow_up.state
    save_changes(follow_up, {"measure": measure, "state": state}, version=version, by=by)
    return measure


def _told(follow_up: FollowUp, by: Any) -> None:
    """What rests on it follows in the same transaction."""
    units_changed([follow_up.unit_id])
    visit = follow_up.visit
    # Only these can change how far the visit has come.
    if visit is not None and (follow_up.is_over or visit.state == VisitState.FOLLOWED_UP):
        visit_settle(by=by, visit=visit)


def _refuse_over(follow_up: FollowUp) -> None:
    if follow_up.is_over:
        raise ValidationError(
            _("%(number)s is over. Open it again first.") % {"number": follow_up.number}
        )


def _refuse_day(day: date, field: str, *, since: date) -> None:
    if day > today():
        raise ValidationError({field: _("The day cannot be to come.")})
    if day < since:
        raise ValidationError({field: _("The day cannot be before it was found.")})
