"""What has happened and what is arranged in a unit: visits, reviews, closed follow-up areas."""

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse

from leanplan.questions import question
from measures.models import Obligation
from overview.columns.gemba import visit_address
from overview.columns.reviews import review_address
from reviews.choices import REVIEW_HAS_BEEN, VISIT_HAS_BEEN, ReviewState, VisitState
from reviews.models import FollowUp, GembaVisit, HalfYearReview
from reviews.obligations import DevelopmentUnitAtReview, FollowUpInTime
from reviews.rules import half_year_of
from reviews.visit_models import OF_REVIEW

VISIT, REVIEW, FOLLOW_UP, DUTY = "visit", "review", "follow_up", "duty"


class Event(NamedTuple):
    """A visit, a review or a closed follow-up area. day: None for a review without one.

    key: the half-year it counts for, or the number of the follow-up area. text: the theme, the
    status of the unit, or what was to be better; note: why the status was set.
    """

    what: str
    pk: int
    state: str
    day: date | None
    key: str
    text: str
    note: str

    @property
    def has_been(self) -> bool:
        """It is held, or closed."""
        return self.state in (*VISIT_HAS_BEEN, *REVIEW_HAS_BEEN) or self.what == FOLLOW_UP

    @property
    def url(self) -> str:
        """Where it is read."""
        if self.what == VISIT:
            return visit_address() % self.pk
        if self.what == REVIEW:
            return review_address() % self.pk
        return reverse("reviews:follow_up_detail", args=[self.pk])


class Duty(NamedTuple):
    """What a rule asks of the unit. day: when it was kept, or is due."""

    pk: int
    rule: str
    period: str
    state: str
    day: date


def happened_in(unit_id: int, *, since: date | None) -> tuple[list[Event], list[Duty]]:
    """(everything of the unit, the oldest first and what has no day last; what rules ask of it,
    the earliest first). One question. since: see `_duties`; None for none of these."""
    rows = _happened_asked(unit_id, since) if since else _happened(unit_id)
    events = sorted((_event(row) for row in rows if row[0] != DUTY), key=_order)
    duties = [
        Duty(pk, rule, period, state, day)
        for what, pk, state, day, period, rule, _none in rows if what == DUTY
    ]
    return events, sorted(duties, key=lambda duty: (duty.day, duty.pk))


@question
def _happened(unit_id: int) -> QuerySet[Any, tuple[Any, ...]]:
    reviews, *others = _parts(unit_id)
    return reviews.union(*others, all=True)


@question
def _happened_asked(unit_id: int, since: date) -> QuerySet[Any, tuple[Any, ...]]:
    reviews, *others = _parts(unit_id)
    return reviews.union(*others, _duties(unit_id, since), all=True)


def _parts(unit_id: int) -> list[Any]:
    # The first of them gives the columns their types.
    reviews = (
        HalfYearReview.objects.filter(unit=unit_id).exclude(state=ReviewState.CANCELLED)
        .order_by()
        .values_list(Value(REVIEW), "pk", "state", "day", "half_year", "unit_status", "status_note")
    )
    visits = (
        GembaVisit.objects.filter(unit=unit_id).exclude(state=VisitState.CANCELLED).order_by()
        .values_list(
            Value(VISIT), "pk", "state", "day", OF_REVIEW, "theme",
            Value(""),
        )
    )
    closed = (
        FollowUp.objects.filter(unit=unit_id, closed_on__isnull=False).order_by()
        .values_list(
            Value(FOLLOW_UP), "pk", "state", "closed_on", Cast("serial", CharField()), "text",
            Value(""),
        )
    )
    return [reviews, visits, closed]


def _event(row: tuple[Any, ...]) -> Event:
    event = Event(*row)
    if event.what == VISIT and event.day is not None:
        return event._replace(key=half_year_of(event.day, event.key))
    return event


def _order(event: Event) -> tuple[date, int]:
    return event.day or date.max, event.pk


def _duties(unit_id: int, since: date) -> QuerySet[Any, tuple[Any, ...]]:
    """What is open, and all that was due since the day.

    Not what stands on the page by itself: each follow-up area, and who takes part in a review. A
    half-year that is over cannot be made good, so an older one than the day is left to the matrix.
    """
    return (
        Obligation.objects.filter(unit=unit_id).exclude(state=Obligation.State.LAPSED)
        .exclude(rule_key__in=(FollowUpInTime.key, DevelopmentUnitAtReview.key))
        .filter(
            Q(due_date__gte=since)
            | Q(state=Obligation.State.OPEN) & ~Q(period_key__contains="-H")
        )
        .order_by()
        .values_list(
            Value(DUTY), "pk", "state", Coalesce("met_on", "due_date"), "period_key", "rule_key",
            Value(""),
        )
    )


def coming_in(unit_ids: Collection[int], *, today: date) -> list[tuple[int, Event]]:
    """(unit, what is arranged there) from today on, the earliest first. One question."""
    found = [
        (unit, Event(what, pk, state, day, text, text, ""))
        for unit, what, pk, state, day, text in _coming(sorted(unit_ids), today)
    ]
    return sorted(found, key=lambda one: _order(one[1]))


@question
def _coming(unit_ids: Collection[int], today: date) -> QuerySet[Any, tuple[Any, ...]]:
    visits = (
        GembaVisit.objects.coming(today=today).filter(unit__in=unit_ids).order_by()
        .values_list("unit_id", Value(VISIT), "pk", "state", "day", "theme")
    )
    reviews = (
        HalfYearReview.objects.coming(today=today).filter(unit__in=unit_ids).order_by()
        .values_list("unit_id", Value(REVIEW), "pk", "state", "day", "half_year")
    )
    return visits.union(reviews, all=True)
