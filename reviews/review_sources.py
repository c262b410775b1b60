"""What half-yearly reviews bring to Min oversikt, reminders and the calendar: what is due, what is
on at an hour, what is new. Points to a review bring nothing anywhere."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leanplan import thresholds
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
from reviews.thresholds import CONFIRM_DAYS, PREPARE_DAYS
from reviews.words import half_year_text

# A review that is held is locked within so many days; a finished one waits for nothing else.
LOCK_WITHIN = timedelta(days=7)
_HOSTS = (Role.UNIT_MANAGER, Role.DEVELOPMENT_UNIT_LEADER)
_COMING = (ReviewState.PLANNED, ReviewState.PREPARED)


def _hosts(units: Collection[int]) -> dict[int, int]:
    """{unit: the position that answers for it}."""
    rows = Position.objects.filter(unit__in=units, role__in=_HOSTS, each=False)
    return {row.unit_id: row.pk for row in rows.order_by("-pk")}


def reviews_due(positions: Collection[int] | None, today: date) -> Iterator[DueItem]:
    """To be prepared, to be held where no hour is set, to be locked, to be confirmed; four queries
    for any number of positions."""
    open_ones = list(
        HalfYearReview.objects.filter(state__in=(*_COMING, ReviewState.HELD), day__isnull=False)
        .select_related("unit")
    )
    unconfirmed = list(
        ReviewParticipant.objects.filter(
            part=Part.HOST, present=True, confirmed_on=None, review__state=ReviewState.LOCKED
        ).select_related("review__unit")
    )
    units = {review.unit_id for review in open_ones} | {
        row.review.unit_id for row in unconfirmed
    }
    hosts = _hosts(units)
    wanted = None if positions is None else set(positions)
    for item in (*_of_open(open_ones, hosts), *_of_locked(unconfirmed, hosts)):
        if wanted is None or item.position_id in wanted:
            yield item


def _of_open(reviews: list[HalfYearReview], hosts: dict[int, int]) -> Iterator[DueItem]:
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
        host = hosts.get(review.unit_id)
        if host and review.state == ReviewState.PLANNED and review.begun_at is None:
            yield _due(review, host, "prepare", day - ahead,
                       _("Prepare the half-yearly review of %(unit)s") % name,
                       reverse("reviews:review_prepare", args=[review.pk]))


def _of_locked(rows: list[ReviewParticipant], hosts: dict[int, int]) -> Iterator[DueItem]:
    days = thresholds.value(CONFIRM_DAYS.key)
    for row in rows:
        review, host = row.review, hosts.get(row.review.unit_id)
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
    """The reviews with an hour that the person leads, answers for or coaches; two queries."""
    held = list(
        Appointment.objects.filter(person=person_id, starts_on__lte=last)
        .filter(Q(ends_on=None) | Q(ends_on__gte=first)).select_related("position")
    )
    leads = {row.position_id for row in held}
    units = {
        row.position.unit_id for row in held if row.position.role in (*_HOSTS, Role.COACH)
    }
    reviews = HalfYearReview.objects.filter(
        Q(led_by__in=leads) | Q(unit__in=units) | Q(participants__person=person_id),
        day__range=(first, last), starts_at__isnull=False,
    ).select_related("unit").distinct()
    for review in reviews:
        day: Any = review.day
        start = timezone.make_aware(datetime.combine(day, review.starts_at))  # type: ignore[arg-type]
        yield TimedItem(
            f"review:{review.pk}", start, start + timedelta(minutes=review.minutes_planned),
            _("Half-yearly review of %(unit)s") % {"unit": review.unit.short},
            review.get_absolute_url(), place=review.place, sequence=review.version,
            cancelled=review.state == ReviewState.CANCELLED,
            action=gettext_lazy("Open the review"),
        )


def review_news(user: Any, since: datetime, number: int) -> Iterator[NewsItem]:
    """Reviews of the user's own units that others have prepared or locked; one query."""
    reach = reach_of(user)
    records: Any = HalfYearReview.history.model.objects
    told = {
        ReviewState.PREPARED: _("The preparation is handed in"),
        ReviewState.LOCKED: _("The review is locked"),
    }
    newest = records.filter(
        unit__in=reach.led_unit_ids | reach.read_unit_ids, state__in=told,
        history_date__gt=since,
    ).exclude(history_user=user).select_related("unit").order_by("-history_date", "-history_id")
    seen = set(HalfYearReview.objects.visible_to(user).filter(
        pk__in=newest.values("id")
    ).values_list("pk", flat=True))
    once: set[tuple[int, str]] = set()
    for record in newest[: 5 * number]:
        if record.id in seen and (record.id, record.state) not in once and len(once) < number:
            once.add((record.id, record.state))
            yield NewsItem(
                record.history_date,
                f"{record.unit.short}, {half_year_text(record.half_year)}",
                told[record.state], reverse("reviews:review_detail", args=[record.id]),
            )


def register() -> None:
    """Put them into the registries; called once when the app is ready."""
    due_sources.register(DueSource("reviews", reviews_due))
    timed_sources.register(TimedSource("reviews", reviews_timed))
    news_sources.register(NewsSource("reviews", review_news))
