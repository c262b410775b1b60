"""Lets half-yearly reviews be held in the demo: last half-year's are locked, this one's are in all
states there are."""

from datetime import date, time, timedelta
from typing import Any

from demo import review_text as text
from demo.calendar import at, on_workday
from demo.life_text import DEV
from demo.places import Places
from leanplan.clock import pinned
from leanplan.history import bulk_update_tracked
from leanplan.periods import half_year_key, half_year_span
from organisation.actions import position_get
from organisation.roles import Role
from reviews.actions.points import point_raise
from reviews.actions.preparations import review_prepare
from reviews.actions.review_rows import (
    figure_judge,
    follow_up_decide,
    note_write,
    participant_add,
    presence_set,
    review_follow_up_add,
)
from reviews.actions.reviews import (
    review_begin,
    review_cancel,
    review_confirm,
    review_hold,
    review_lock,
    review_plan,
)
from reviews.actions.templates import template_start, template_use
from reviews.choices import Decision, Part
from reviews.models import HalfYearReview, ReviewAnswer

_NOTES = (("progress", "progress"), ("expectation", "expectation"), ("help", "help"))


def make_reviews(places: Places) -> None:
    """The questions, last half-year's reviews, and those of this half-year until today."""
    today = places.calendar.today
    first, _last = half_year_span(half_year_key(today))
    before = first - timedelta(days=1)
    _take_questions_into_use(places)
    for held in text.BEFORE:
        _lock(places, held, on_workday(before - timedelta(days=held.ago)))
    for held in text.NOW:
        _lock(places, held, _day(places, first, held.ago))
    _hold(places, text.WAITING, _day(places, first, text.WAITING.ago))
    _begin(places, _day(places, first, text.RUNNING[2]))
    _prepare_today(places)
    _plan_ahead(places)


def _day(places: Places, first: date, ago: int) -> date:
    """A working day so many days back, within the half-year that began on the first day."""
    return max(places.calendar.ago(ago), first)


def _take_questions_into_use(places: Places) -> None:
    by = places.user(DEV)
    with pinned(at(places.calendar.ago(400), 9)):
        draft = template_start(by=by)
        template_use(by=by, template=draft, version=draft.version)


def _planned(
    places: Places, unit: str, manager: str, day: date, *, hour: int = 9, ahead: int = 40
) -> HalfYearReview:
    with pinned(at(on_workday(min(day, places.calendar.today) - timedelta(days=ahead)), 14)):
        return review_plan(
            by=places.user(manager), unit=places.units[unit], half_year=half_year_key(day),
            day=day, starts_at=time(hour), place="Møterommet ved tavla",
        )


def _hold(places: Places, held: text.Held, day: date) -> HalfYearReview:
    """Everything of a review up to its end."""
    by = places.user(held.manager)
    review = _planned(places, held.unit, held.manager, day)
    with pinned(at(day, 9, 5)):
        review_begin(by=by, review=review, version=review.version)
        _attend(places, review, held, by)
        _answer(review, held, by)
        _deal_with(review, by)
        _agree(places, review, held, by, day)
        review = HalfYearReview.objects.get(pk=review.pk)
    with pinned(at(day, 11)):
        review_hold(
            by=by, review=review, version=review.version, values={
                "unit_status": held.status, "status_note": held.note,
                "minutes_held": held.minutes, "enough_time": held.minutes > 100,
                "alone_reason": held.alone_reason,
            },
        )
    return review


def _lock(places: Places, held: text.Held, day: date) -> None:
    review = _hold(places, held, day)
    with pinned(at(day, 11, 20)):
        review_lock(by=places.user(held.manager), review=review, version=review.version)
    if held.confirmed is None:
        return
    later = min(day + timedelta(days=held.confirmed), places.calendar.today)
    for participant in review.participants.filter(part=Part.HOST).select_related("person__user"):
        if participant.person.user is not None:
            with pinned(at(later, 12)):
                review_confirm(
                    by=participant.person.user, participant=participant,
                    version=participant.version,
                )


def _attend(places: Places, review: HalfYearReview, held: text.Held, by: Any) -> None:
    for participant in review.participants.exclude(present=True):
        there = participant.part != Part.DEVELOPMENT or not held.alone_reason
        if there:
            presence_set(
                by=by, participant=participant, version=participant.version, present=True
            )
    there = review.participants.filter(part=Part.DEVELOPMENT, present=True).exists()
    if held.coach and not there:
        participant_add(
            by=by, review=review, person=places.people[held.coach], part=Part.DEVELOPMENT
        )


def _answer(review: HalfYearReview, held: text.Held, by: Any) -> None:
    """The answers in bulk; one that differs from last time says what has changed."""
    rows = list(review.answers.select_related("question"))
    for row in rows:
        row.mark, row.comment = held.marks.get(row.question.key, ("good", "Går godt."))
    bulk_update_tracked(ReviewAnswer, rows, ["mark", "comment"], by=by)
    for figure in review.figures.all():
        figure_judge(by=by, figure=figure, version=figure.version, judgement="fine")
    for note in review.notes.all():
        for kind, name in _NOTES:
            if note.kind == kind and getattr(held, name):
                note_write(by=by, note=note, version=note.version, text=getattr(held, name))


def _deal_with(review: HalfYearReview, by: Any) -> None:
    """The oldest of what was open is closed, the rest carried on; visits of later days were told
    before, so what they found is carried on too."""
    rows = review.dealt_with.filter(is_new=False).select_related("follow_up")
    for number, row in enumerate(rows):
        found = row.follow_up
        known = review.day is not None and found.made_on <= review.day
        closes = number == 0 and found.owner_id is not None and known
        follow_up_decide(
            by=by, row=row, version=row.version,
            decision=Decision.CLOSED if closes else Decision.CARRIED,
            note="Sett på tavla, og i bruk siden." if closes else "",
        )


def _agree(
    places: Places, review: HalfYearReview, held: text.Held, by: Any, day: date
) -> None:
    if not held.found:
        return
    owner = position_get(by=places.admin, role=Role.UNIT_MANAGER, unit=places.units[held.unit])
    for found in held.found:
        review_follow_up_add(
            by=by, review=review, text=found.text, cause=found.cause, owner=owner,
            due_date=day + timedelta(days=found.due_in),
        )


def _begin(places: Places, day: date) -> None:
    unit, manager, _ago = text.RUNNING
    by = places.user(manager)
    review = _planned(places, unit, manager, day)
    with pinned(at(day, 9, 10)):
        review_begin(by=by, review=review, version=review.version)
        rows = list(review.answers.all()[:6])
        for number, row in enumerate(rows):
            row.mark, row.comment = ("watch", "Ujevnt.") if number == 3 else ("good", "")
        bulk_update_tracked(ReviewAnswer, rows, ["mark", "comment"], by=by)


def _prepare_today(places: Places) -> None:
    """Solsiden's review is today: the leader has prepared it, and the coach has raised a point."""
    today = places.calendar.today
    review = _planned(places, "Solsiden sykehjem", text.KARI, today)
    with pinned(at(places.calendar.ago(20), 15)):
        point_raise(
            by=places.user(text.JONAS), unit=places.units["Solsiden sykehjem"], text=text.POINT
        )
    with pinned(at(places.calendar.ago(6), 10, 42)):
        review_prepare(
            by=places.user("Anne Bråten"), review=review, version=0, texts=text.PREPARED,
            answers=text.PREPARED_MARKS,
        )


def _plan_ahead(places: Places) -> None:
    today = places.calendar.today
    for unit, manager, days, hour in text.AHEAD:
        day = places.calendar.ahead(days)
        if half_year_key(day) == half_year_key(today):
            _planned(places, unit, manager, day, hour=hour, ahead=12)
    unit, manager, reason = text.MOVED
    review = _planned(places, unit, manager, today + timedelta(days=3), ahead=30)
    with pinned(at(places.calendar.ago(9), 9)):
        review_cancel(
            by=places.user(manager), review=review, version=review.version, reason=reason
        )
