"""What half-yearly reviews bring to Min oversikt, reminders and the calendar: what is due, what is
on at an hour, what is new. Points to a review bring nothing anywhere."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any, cast

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leanplan import thresholds
from leanplan.questions import question
from leanplan.together import together
from measures.registries import (
    DueItem,
    DueSource,
    NewsItem,
    NewsSource,
    TimedItem,
    TimedSource,
    due_sources,
    news_sources,
    timed_sources,
)
from organisation.models import Appointment, Position
from organisation.reach import reach_of
from organisation.roles import Role
from reviews.choices import Part, ReviewState
from reviews.models import HalfYearReview, ReviewParticipant
from reviews.review_rules import confirm_by
from reviews.scope import readable_units
from reviews.thresholds import CONFIRM_DAYS, PREPARE_DAYS
from reviews.words import half_year_text

# A review that is held is locked within so many days; a finished one waits for nothing else.
LOCK_WITHIN = timedelta(days=7)
_HOSTS = (Role.UNIT_MANAGER, Role.DEVELOPMENT_UNIT_LEADER)
_COMING = (ReviewState.PLANNED, ReviewState.PREPARED)


def _host_of(unit: str) -> Subquery:
    """The position that answers for the unit."""
    found = Position.objects.filter(unit=OuterRef(unit), role__in=_HOSTS, each=False)
    return Subquery(found.order_by("pk").values("pk")[:1])


def _open() -> QuerySet[Any]:
    """Reviews that are planned, prepared or held, each with its host."""
    found = HalfYearReview.objects.filter(
        state__in=(*_COMING, ReviewState.HELD), day__isnull=False
    )
    return found.select_related("unit").annotate(host=_host_of("unit"))


def _unconfirmed() -> QuerySet[Any]:
    found = ReviewParticipant.objects.filter(
        part=Part.HOST, present=True, confirmed_on=None, review__state=ReviewState.LOCKED
    )
    return found.select_related("review__unit").annotate(host=_host_of("review__unit"))


@question
def _open_of(positions: Collection[int]) -> QuerySet[Any]:
    return _open().filter(_near(positions))


@question
def _open_with_late(
    own: Collection[int], others: Collection[int], before: date
) -> QuerySet[Any]:
    # The first thing a review asks for is its preparation, so many days ahead.
    return _open().filter(_near(own) | Q(_near(others), day__lt=before))


def _near(positions: Collection[int]) -> Q:
    hosted = Position.objects.filter(pk__in=positions, role__in=_HOSTS, each=False)
    return Q(led_by__in=positions) | Q(unit__in=hosted.values("unit"))


@question
def _unconfirmed_of(positions: Collection[int]) -> QuerySet[Any]:
    hosted = Position.objects.filter(pk__in=positions, role__in=_HOSTS, each=False)
    return _unconfirmed().filter(review__unit__in=hosted.values("unit"))


def reviews_due(positions: Collection[int] | None, today: date) -> Iterator[DueItem]:
    """To be prepared, to be held where no hour is set, to be locked, to be confirmed; one query
    for any number of positions, two for all."""
    wanted = None if positions is None else set(positions)
    if wanted is None:
        open_ones, locked = list(_open()), list(_unconfirmed())
    else:
        open_ones, locked = together(lambda: _open_of(wanted), lambda: _unconfirmed_of(wanted))
    for item in (*_of_open(open_ones), *_of_locked(locked)):
        if wanted is None or item.position_id in wanted:
            yield item


def reviews_with_late(
    own: Collection[int], others: Collection[int], before: date, today: date
) -> Iterator[DueItem]:
    """The same of one's own positions, and of others' what was due before a day; one query."""
    mine, theirs = {*own, 0}, {*others, 0}
    ahead = timedelta(days=thresholds.value(PREPARE_DAYS.key))
    open_ones, locked = together(
        lambda: _open_with_late(mine, theirs, before + ahead),
        lambda: _unconfirmed_of(mine | theirs),
    )
    for item in (*_of_open(open_ones), *_of_locked(locked)):
        if item.position_id in mine or (item.position_id in theirs and item.due < before):
            yield item


def _of_open(reviews: Iterable[Any]) -> Iterator[DueItem]:
    ahead = timedelta(days=thresholds.value(PREPARE_DAYS.key))
    for review in reviews:
        day: Any = review.day
        name = {"unit": review.unit.short}
        own = review.get_absolute_url()
        if review.state == ReviewState.HELD:
            yield _due(review, review.led_by_id, "lock", day + LOCK_WITHIN,
                       _("Approve and lock the review of %(unit)s") % name, own)
        elif review.begun_at is not None or review.starts_at is None:
            yield _due(review, review.led_by_id, "hold", day,
                       _("Half-yearly review of %(unit)s") % name, own)
        host = review.host
        if host and review.state == ReviewState.PLANNED and review.begun_at is None:
            yield _due(review, host, "prepare", day - ahead,
                       _("Prepare the half-yearly review of %(unit)s") % name,
                       reverse("reviews:review_prepare", args=[review.pk]))


def _of_locked(rows: Iterable[Any]) -> Iterator[DueItem]:
    days = thresholds.value(CONFIRM_DAYS.key)
    for row in rows:
        review, host = row.review, row.host
        if host and review.locked_on:
            yield DueItem(
                f"review:{review.pk}:confirm", host, confirm_by(review.locked_on, days),
                _("Confirm the review of %(unit)s") % {"unit": review.unit.short},
                reverse("reviews:review_confirm", args=[review.pk]), review.unit_id, "review",
                row.person_id,
            )


def _due(
    review: HalfYearReview, position: int, what: str, day: date, text: str, url: str
) -> DueItem:
    return DueItem(f"review:{review.pk}:{what}", position, day, text, url, review.unit_id, "review")


def reviews_timed(person_id: int, first: date, last: date) -> Iterator[TimedItem]:
    """The reviews with an hour that the person leads, answers for or coaches; one query."""
    for review in _timed(person_id, first, last):
        day: Any = review.day
        start = timezone.make_aware(datetime.combine(day, review.starts_at))
        yield TimedItem(
            f"review:{review.pk}", start, start + timedelta(minutes=review.minutes_planned),
            _("Half-yearly review of %(unit)s") % {"unit": review.unit.short},
            review.get_absolute_url(), place=review.place, sequence=review.version,
            cancelled=review.state == ReviewState.CANCELLED,
            action=gettext_lazy("Open the review"),
        )


@question
def _timed(person: int, first: date, last: date) -> QuerySet[HalfYearReview]:
    held = Position.objects.filter(pk__in=Appointment.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=first), person=person, starts_on__lte=last
    ).values("position"))
    answers = held.filter(role__in=(*_HOSTS, Role.COACH)).values("unit")
    takes_part = ReviewParticipant.objects.filter(person=person).values("review")
    return HalfYearReview.objects.filter(
        Q(led_by__in=held.values("pk")) | Q(unit__in=answers) | Q(pk__in=takes_part),
        day__range=(first, last), starts_at__isnull=False,
    ).select_related("unit").order_by("pk")


def review_news(user: Any, since: datetime, number: int) -> Iterator[NewsItem]:
    """Reviews of the user's own units that others have prepared or locked; one query."""
    reach, readable = reach_of(user), readable_units(user)
    told = {
        ReviewState.PREPARED: _("The preparation is handed in"),
        ReviewState.LOCKED: _("The review is locked"),
    }
    near = reach.led_unit_ids | reach.read_unit_ids
    units = near if readable is None else near & readable
    every = Role.CHIEF_EXECUTIVE in reach.roles
    newest = _news(user.pk, since, () if every else {*units, 0}, every=every, number=5 * number)
    once: set[tuple[int, str]] = set()
    for record in newest:
        if (record.id, record.state) not in once and len(once) < number:
            once.add((record.id, record.state))
            yield NewsItem(
                record.history_date,
                f"{record.unit.short}, {half_year_text(record.half_year)}",
                told[record.state], reverse("reviews:review_detail", args=[record.id]),
            )


@question
def _news(
    user: int, since: datetime, units: Collection[int], *, every: bool, number: int
) -> QuerySet[Any]:
    # Who leads the municipality leads every unit: a city's 2 000 keys say nothing more.
    records: Any = HalfYearReview.history.model.objects
    there = HalfYearReview.objects.filter(pk=OuterRef("id"))
    if not every:
        records, there = records.filter(unit__in=units), there.filter(unit__in=units)
    newest = records.filter(
        Exists(there), history_date__gt=since,
        state__in=(ReviewState.PREPARED, ReviewState.LOCKED),
    ).exclude(history_user=user).select_related("unit").order_by("-history_date", "-history_id")
    return cast("QuerySet[Any]", newest[:number])


def register() -> None:
    """Put them into the registries; called once when the app is ready."""
    due_sources.register(DueSource("reviews", reviews_due, reviews_with_late))
    timed_sources.register(TimedSource("reviews", reviews_timed))
    news_sources.register(NewsSource("reviews", review_news))
