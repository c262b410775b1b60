"""Gemba visits: planned, announced, moved, cancelled, handed in, followed up."""

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from leanplan.clock import now, today
from leanplan.periods import add_months, half_year_key
from leanplan.said import said
from leanplan.versioning import create, save_changes
from organisation.models import OrgUnit, Person, Position
from reviews.actions.handed_in import visit_hand_in
from reviews.actions.settled import visit_settle
from reviews.choices import VISIT_COMES, VisitState
from reviews.kept import units_changed
from reviews.models import GembaVisit, HalfYearReview, VisitMove, VisitQuestion
from reviews.places import leader_made, leaders_above
from reviews.visit_letters import Told, tell_of_visit

# A visit further ahead than this is a slip of the pen.
AHEAD_MONTHS = 18
QUESTIONS = 12


@transaction.atomic
def visit_plan(
    *, by: Any, unit: OrgUnit, day: date, starts_at: time | None = None, minutes: int = 60,
    place: str = "", theme: str = "", purpose: str = "", questions: Iterable[str] = (),
    visitor: Position | None = None, host: Position | None = None,
    review: HalfYearReview | None = None,
) -> GembaVisit:
    """Plan a visit to a unit; the same form sent twice makes one.

    visitor: who goes there, the nearest leader above where it is not said. host: who receives,
    the unit's own leader. review: the one it belongs to; by itself that of its half-year. A day
    that has been is for a visit that is written down afterwards. Errors: ValidationError.
    """
    _refuse_day(unit, day)
    # One at a time in a unit, or two forms sent at once would both find none.
    OrgUnit.objects.select_for_update().get(pk=unit.pk)
    visitor = visitor or _nearest(unit, day)
    twin = GembaVisit.objects.filter(
        unit=unit, day=day, starts_at=starts_at, visitor=visitor, state__in=VISIT_COMES
    ).first()
    if twin is not None:
        return twin
    review = review or review_of(unit, day)
    _refuse_review(unit, review)
    visit: GembaVisit = create(
        GembaVisit(
            unit=unit, review=review, visitor=visitor, host=host or leader_made(unit), day=day,
            starts_at=starts_at, minutes_planned=minutes, place=place.strip(),
            theme=theme.strip(), purpose=purpose.strip(),
        ),
        by=by,
    )
    questions_set(visit, questions)
    _changed(visit)
    return visit


def _nearest(unit: OrgUnit, day: date) -> Position:
    above = leaders_above(unit, on=day)
    if not above:
        raise ValidationError(
            _("Nobody leads above %(unit)s, so nobody can visit it.") % {"unit": unit.name}
        )
    return above[0]


def _refuse_day(unit: OrgUnit, day: date) -> None:
    if day > add_months(today(), AHEAD_MONTHS):
        raise ValidationError(
            {"day": _("Choose a day within the next %(months)s months.") % {"months": AHEAD_MONTHS}}
        )
    if not OrgUnit.objects.existing(on=day).filter(pk=unit.pk).exists():
        raise ValidationError({"day": _("The unit does not exist on that day.")})


def review_of(unit: OrgUnit, day: date) -> HalfYearReview | None:
    """The unit's review in the half-year of the day, where there is one."""
    reviews = HalfYearReview.objects.filter(unit=unit, half_year=half_year_key(day))
    return reviews.exclude(state="cancelled").first()


def _refuse_review(unit: OrgUnit, review: HalfYearReview | None) -> None:
    if review is not None and review.unit_id != unit.pk:
        raise ValidationError({"review": _("The review is of another unit.")})


def questions_set(visit: GembaVisit, texts: Iterable[str]) -> None:
    """What to look for on the visit, in order; what was ticked stays ticked.

    Errors: ValidationError for too many, or one too long.
    """
    wanted = list(dict.fromkeys(text.strip() for text in texts if text.strip()))
    if len(wanted) > QUESTIONS:
        raise ValidationError(
            {"questions": _("Write %(most)s questions at most.") % {"most": QUESTIONS}}
        )
    if any(len(text) > 160 for text in wanted):
        raise ValidationError({"questions": _("A question has 160 characters at most.")})
    standing = {row.text: row.is_asked for row in visit.questions.all()}
    if list(standing) == wanted:
        return
    visit.questions.all().delete()
    VisitQuestion.objects.bulk_create(
        VisitQuestion(visit=visit, order=order, text=text, is_asked=standing.get(text, False))
        for order, text in enumerate(wanted, 1)
    )


@transaction.atomic
def visit_edit(
    *, by: Any, visit: GembaVisit, version: int, values: Mapping[str, Any],
    questions: Iterable[str] | None = None,
) -> None:
    """Change what was planned, or put right what was handed in.

    A held visit may get another day: where that lies in another half-year, the visit leaves the
    review it belonged to unless another is chosen. Errors: Conflict, ValidationError.
    """
    values = dict(values)
    if visit.state == VisitState.CANCELLED:
        raise ValidationError(_("The visit is cancelled."))
    if "day" in values and values["day"] != visit.day:
        if visit.is_coming:
            raise ValidationError({"day": _("A coming visit is moved with a reason.")})
        if values["day"] > today():
            raise ValidationError({"day": _("The visit has been held. The day cannot be to come.")})
        _refuse_day(visit.unit, values["day"])
        _follow_day(visit, values)
    _refuse_review(visit.unit, values.get("review"))
    save_changes(visit, values, version=version, by=by)
    if questions is not None:
        questions_set(visit, questions)
    _changed(visit)


def _follow_day(visit: GembaVisit, values: dict[str, Any]) -> None:
    """A visit that moves to another half-year goes with that one's review."""
    kept = values.get("review", visit.review) == visit.review
    if kept and half_year_key(values["day"]) != half_year_key(visit.day):
        values["review"] = review_of(visit.unit, values["day"])


@transaction.atomic
def visit_announce(*, by: Any, visit: GembaVisit, version: int) -> list[Person]:
    """Tell the host that the visit comes, with an entry for the calendar.

    Out: those who were told; nobody where the host's position is vacant or is one's own. Announced
    already: nothing is sent again. Errors: Conflict, ValidationError.
    """
    if visit.state == VisitState.ANNOUNCED:
        return []
    _refuse_over(visit)
    if visit.day < today():
        raise ValidationError(_("The day has been. Move the visit, or write it down as held."))
    values = {"state": VisitState.ANNOUNCED, "announced_at": now()}
    save_changes(visit, values, version=version, by=by, reason=said(gettext_noop("Announced")))
    return tell_of_visit(visit, Told.ANNOUNCED, by=by)


@transaction.atomic
def visit_postpone(
    *, by: Any, visit: GembaVisit, version: int, day: date, starts_at: time | None, reason: str
) -> list[Person]:
    """Move a coming visit to another time; from when, to when and why stay with it.

    Who was told of the first time is told of the new one. Errors: Conflict, ValidationError.
    """
    if _was_moved(visit, day, starts_at, reason):
        return []
    _refuse_over(visit)
    if version == visit.version:
        _refuse_move(visit, day, starts_at, reason)
    values: dict[str, Any] = {"day": day, "starts_at": starts_at}
    _follow_day(visit, values)
    move = VisitMove(
        visit=visit, old_day=visit.day, old_starts_at=visit.starts_at, new_day=day,
        new_starts_at=starts_at, reason=reason.strip(), by=by, moved_at=now(),
    )
    save_changes(visit, values, version=version, by=by, reason=reason.strip())
    move.full_clean()
    move.save()
    _changed(visit)
    if visit.state == VisitState.ANNOUNCED:
        return tell_of_visit(visit, Told.MOVED, by=by, reason=move.reason)
    return []


def _was_moved(visit: GembaVisit, day: date, starts_at: time | None, reason: str) -> bool:
    """The same form was sent twice."""
    last = visit.moves.last()
    return last is not None and (last.new_day, last.new_starts_at, last.reason) == (
        day, starts_at, reason.strip()
    ) and (visit.day, visit.starts_at) == (day, starts_at)


def _refuse_move(visit: GembaVisit, day: date, starts_at: time | None, reason: str) -> None:
    if (day, starts_at) == (visit.day, visit.starts_at):
        raise ValidationError({"day": _("Choose another day, or another time of the day.")})
    if day < today():
        raise ValidationError({"day": _("Choose today or a day to come.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Write why the visit is moved.")})
    _refuse_day(visit.unit, day)


@transaction.atomic
def visit_cancel(*, by: Any, visit: GembaVisit, version: int, reason: str) -> list[Person]:
    """Cancel a coming visit, with why. Who was told that it comes is told that it does not.

    Errors: Conflict, ValidationError.
    """
    if visit.state == VisitState.CANCELLED:
        return []
    _refuse_over(visit)
    if not reason.strip():
        raise ValidationError({"reason": _("Write why the visit is cancelled.")})
    was_announced = visit.state == VisitState.ANNOUNCED
    values = {"state": VisitState.CANCELLED, "cancel_reason": reason.strip()}
    save_changes(visit, values, version=version, by=by, reason=reason.strip())
    _changed(visit)
    return tell_of_visit(visit, Told.CANCELLED, by=by, reason=reason) if was_announced else []


def _refuse_over(visit: GembaVisit) -> None:
    if visit.has_been:
        raise ValidationError(_("The visit has been held."))
    if visit.state == VisitState.CANCELLED:
        raise ValidationError(_("The visit is cancelled."))


@transaction.atomic
def visit_hold(*, by: Any, visit: GembaVisit, version: int, minutes: int) -> GembaVisit:
    """Hand in a visit as held: what was seen stands from now on, what was agreed becomes follow-up
    areas, and the unit's leader reads it. Handed in already: nothing changes.

    minutes: how long it took. Errors: Conflict, ValidationError (a day to come, an observation
    without text).
    """
    # One at a time: the second of two presses finds what the first has made.
    if GembaVisit.objects.select_for_update().get(pk=visit.pk).has_been:
        return visit
    _refuse_over(visit)
    if visit.day > today():
        raise ValidationError(_("The visit is planned for a day to come. Move it to today first."))
    values = {"state": VisitState.HELD, "minutes_held": minutes, "held_at": now()}
    save_changes(visit, values, version=version, by=by, reason=said(gettext_noop("Held")))
    visit_hand_in(by=by, visit=visit)
    visit_settle(by=by, visit=visit)
    tell_of_visit(visit, Told.HELD, by=by)
    _changed(visit)
    return visit


def _changed(visit: GembaVisit) -> None:
    """What the rules ask of the unit may be met now, or no longer."""
    units_changed([visit.unit_id])
