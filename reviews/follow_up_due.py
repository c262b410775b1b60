"""What follow-up areas bring to Min oversikt, reminders and the calendar: what is due, what is new,
and what still waits for a responsible, a deadline or somebody who sees the effect."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, cast

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, When
from django.utils.translation import gettext as _

from leanplan.questions import question
from measures.presenters.measure import address_of, short_title
from measures.registries import (
    DueItem,
    DueSource,
    NewsItem,
    NewsSource,
    Panel,
    due_sources,
    news_sources,
    own_panels,
)
from organisation.reach import reach_of
from organisation.roles import Role
from reviews.choices import FollowUpState
from reviews.follow_up_filter import TO_CHECK, UNSETTLED, FollowUpFilter, still_open
from reviews.follow_up_models import number_of
from reviews.models import FollowUp
from reviews.scope import readable_units


def follow_ups_due(positions: Collection[int] | None, today: date) -> Iterator[DueItem]:
    """Open follow-up areas with a responsible and a deadline, not yet carried out; one query.

    What is carried out waits for somebody else, so it is no longer due for who answers for it.
    """
    return _open_ones(_due() if positions is None else _due_of(set(positions)))


def follow_ups_with_late(
    own: Collection[int], others: Collection[int], before: date, today: date
) -> Iterator[DueItem]:
    """The same of one's own positions, and of others' what was due before a day; one query."""
    return _open_ones(_due_with_late({*own, 0}, {*others, 0}, before))


def _open_ones(rows: Iterable[Any]) -> Iterator[DueItem]:
    address = address_of("reviews:follow_up_detail")
    for pk, owner, due, year, serial, text, unit in rows:
        yield DueItem(
            f"follow_up:{pk}", owner, due, f"{number_of(year, serial)} {text}", address % pk, unit,
            "follow_up",
        )


def _due() -> QuerySet[Any]:
    found = FollowUp.objects.open().exclude(state=FollowUpState.DONE)
    return found.filter(owner__isnull=False, due_date__isnull=False).order_by(
        "due_date", "pk"
    ).values_list("pk", "owner_id", "due_date", "year", "serial", "text", "unit_id")


@question
def _due_of(positions: Collection[int]) -> QuerySet[Any]:
    return _due().filter(owner__in=positions)


@question
def _due_with_late(own: Collection[int], others: Collection[int], before: date) -> QuerySet[Any]:
    return _due().filter(Q(owner__in=own) | Q(owner__in=others, due_date__lt=before))


def follow_up_news(user: Any, since: datetime, number: int) -> Iterator[NewsItem]:
    """What others did with follow-up areas of the user's own units or positions, each once."""
    reach, units = reach_of(user), readable_units(user)
    leads_all = Role.CHIEF_EXECUTIVE in reach.roles
    found = _news(
        user.pk, since, *(
            ((), ()) if leads_all else ({*reach.position_ids, 0}, {*reach.led_unit_ids, 0})
        ),
        () if units is None else {*units, 0}, every=units is None, leads_all=leads_all,
        number=3 * number,
    )
    address, told = address_of("reviews:follow_up_detail"), set()
    for record in found:
        if record.id in told:
            continue
        told.add(record.id)
        serial = number_of(record.year, record.serial)
        yield NewsItem(
            record.history_date, short_title(f"{serial} {record.text}", 80), _note(record),
            address % record.id,
        )


@question
def _news(
    user: int, since: datetime, positions: Collection[int], led: Collection[int],
    units: Collection[int], *, every: bool, leads_all: bool, number: int,
) -> QuerySet[Any]:
    # Who leads the municipality leads every unit: a city's 2 000 keys say nothing more.
    near = Q() if leads_all else Q(owner__in=positions) | Q(unit__in=led)
    rows = FollowUp.objects.filter(pk=OuterRef("id"))
    seen = rows if every else rows.filter(Q(unit__in=units) | Q(owner__in=positions))
    records: Any = FollowUp.history.model.objects
    newest = records.filter(
        near, Exists(seen), history_date__gt=since,
        history_type__in="+~",
    ).exclude(history_user=user).order_by("-history_date", "-history_id")
    return cast("QuerySet[Any]", newest[:number])


def _note(record: Any) -> str:
    if record.history_type == "+":
        return _("New follow-up area")
    return _("Follow-up area: %(state)s") % {
        "state": str(FollowUpState(record.state).label).lower()
    }


def waiting(user: Any, _same: Any, today: date) -> Mapping[str, Any] | None:
    """What waits in the units the person leads; None where nothing does. One query."""
    reach = reach_of(user)
    if not reach.led_unit_ids:
        return None
    leads_all = Role.CHIEF_EXECUTIVE in reach.roles
    groups = _waiting(
        () if leads_all else reach.led_unit_ids, {*reach.position_ids, 0}, leads_all=leads_all
    )
    counted = {
        "unsettled": sum(count for unsettled, _check, count in groups if unsettled),
        "to_check": sum(count for _unsettled, check, count in groups if check),
    }
    if not any(counted.values()):
        return None
    return {
        **counted,
        "unsettled_query": FollowUpFilter(view=UNSETTLED).query(),
        "to_check_query": FollowUpFilter(view=TO_CHECK).query(),
    }


@question
def _waiting(
    led: Collection[int], positions: Collection[int], *, leads_all: bool
) -> QuerySet[Any]:
    unsettled = still_open() & (Q(owner=None) | Q(due_date=None))
    to_check = Q(state=FollowUpState.DONE) & (Q(owner=None) | ~Q(owner__in=positions))
    rows = FollowUp.objects.all() if leads_all else FollowUp.objects.filter(unit__in=led)
    found = rows.filter(unsettled | to_check).order_by()
    return found.values(
        unsettled=Case(When(unsettled, then=True), default=False),
        to_check=Case(When(to_check, then=True), default=False),
    ).annotate(count=Count("pk")).values_list("unsettled", "to_check", "count")


def register() -> None:
    """Put them into the registries; called once when the app is ready."""
    due_sources.register(DueSource("follow_ups", follow_ups_due, follow_ups_with_late))
    news_sources.register(NewsSource("follow_ups", follow_up_news))
    own_panels.register(
        Panel("follow_ups_waiting", "reviews/follow_up/_waiting.html", waiting, order=40)
    )
