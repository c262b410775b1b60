"""What follow-up areas bring to Min oversikt, reminders and the calendar: what is due, what is new,
and what still waits for a responsible, a deadline or somebody who sees the effect."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _

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
from reviews.choices import FollowUpState
from reviews.follow_up_filter import TO_CHECK, UNSETTLED, FollowUpFilter, in_view
from reviews.models import FollowUp


def follow_ups_due(positions: Collection[int] | None, today: date) -> Iterator[DueItem]:
    """Open follow-up areas with a responsible and a deadline, not yet carried out; one query.

    What is carried out waits for somebody else, so it is no longer due for who answers for it.
    """
    found = FollowUp.objects.open().exclude(state=FollowUpState.DONE).filter(
        owner__isnull=False, due_date__isnull=False
    )
    if positions is not None:
        found = found.filter(owner__in=positions)
    address = address_of("reviews:follow_up_detail")
    for one in found.order_by("due_date", "pk").only(
        "pk", "owner_id", "due_date", "year", "serial", "text", "unit_id"
    ):
        if one.owner_id and one.due_date:
            yield DueItem(
                f"follow_up:{one.pk}", one.owner_id, one.due_date, f"{one.number} {one.text}",
                address % one.pk, one.unit_id, "follow_up",
            )


def follow_up_news(user: Any, since: datetime, number: int) -> Iterator[NewsItem]:
    """What others did with follow-up areas of the user's own units or positions, each once."""
    reach = reach_of(user)
    records: Any = FollowUp.history.model.objects
    near = Q(owner__in=reach.position_ids) | Q(unit__in=reach.led_unit_ids)
    seen = FollowUp.objects.visible_to(user).filter(pk=OuterRef("id"))
    newest = records.filter(
        near, Exists(seen), history_date__gt=since, history_type__in="+~"
    ).exclude(history_user=user).order_by("-history_date", "-history_id")
    address, told = address_of("reviews:follow_up_detail"), set()
    for record in newest[: 3 * number]:
        if record.id in told:
            continue
        told.add(record.id)
        serial = f"{record.year % 100:02d}-{record.serial:03d}"
        yield NewsItem(
            record.history_date, short_title(f"{serial} {record.text}", 80), _note(record),
            address % record.id,
        )


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
    to_check = in_view(TO_CHECK, user=user, today=today) & ~Q(owner__in=reach.position_ids)
    counted = FollowUp.objects.filter(unit__in=reach.led_unit_ids).aggregate(
        unsettled=Count("pk", filter=in_view(UNSETTLED, user=user, today=today)),
        to_check=Count("pk", filter=to_check),
    )
    if not any(counted.values()):
        return None
    return {
        **counted,
        "unsettled_query": FollowUpFilter(view=UNSETTLED).query(),
        "to_check_query": FollowUpFilter(view=TO_CHECK).query(),
    }


def register() -> None:
    """Put them into the registries; called once when the app is ready."""
    due_sources.register(DueSource("follow_ups", follow_ups_due))
    news_sources.register(NewsSource("follow_ups", follow_up_news))
    own_panels.register(
        Panel("follow_ups_waiting", "reviews/follow_up/_waiting.html", waiting, order=40)
    )
