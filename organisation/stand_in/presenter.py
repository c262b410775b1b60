"""What the pages of standing in show."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from organisation.holders import Holder, holders_of
from organisation.models import Appointment, Position
from organisation.reach import reach_of
from organisation.roles import LEADERS


@dataclass(frozen=True)
class Post:
    """A leader's position: who holds it today, and who stands in now or later."""

    position: Position
    holders: list[Holder]
    stand_ins: list[Appointment]


@dataclass(frozen=True)
class StandInsPage:
    """mine: positions I hold. for_others: where I stand in. below: others' where somebody does."""

    mine: list[Post]
    for_others: list[Appointment]
    below: list[Post]
    may_find: bool


def _standing_in(today: date) -> Any:
    """Those who stand in now or later, the next first."""
    rows = Appointment.objects.filter(acting=True, position__role__in=LEADERS)
    rows = rows.filter(Q(ends_on=None) | Q(ends_on__gte=today))
    return rows.select_related("person", "position__unit").order_by("starts_on", "pk")


def stand_ins_page(user: Any, *, today: date) -> StandInsPage:
    """All that concerns a user; the same queries for any number."""
    reach = reach_of(user)
    held = Position.objects.filter(
        pk__in=reach.position_ids, each=False, role__in=LEADERS
    ).for_list()
    all_below = user.has_perm("organisation.appoint_any_stand_in")
    seen = Q(position__in=reach.position_ids) | Q(position__unit__in=reach.led_unit_ids)
    rows = _standing_in(today)
    rows = list(rows if all_below else rows.filter(seen | Q(person=reach.person_id or 0)))
    own = {position.pk: position for position in held}
    others = {
        row.position_id: row.position for row in rows
        if row.position_id not in own
        and (all_below or row.position.unit_id in reach.led_unit_ids)
    }
    holders = holders_of([*own, *others], on=today)
    return StandInsPage(
        mine=[_post(position, holders, rows) for position in own.values()],
        for_others=[row for row in rows if row.person_id == reach.person_id],
        below=[_post(position, holders, rows) for position in others.values()],
        may_find=user.has_perm("organisation.appoint_stand_in"),
    )


def stand_in_post(position: Position, *, today: date) -> Post:
    """One position as its page shows it."""
    holders = holders_of([position.pk], on=today)
    return _post(position, holders, _standing_in(today).filter(position=position))


def _post(position: Position, holders: dict[int, list[Holder]], rows: Any) -> Post:
    return Post(
        position, holders.get(position.pk, []),
        [row for row in rows if row.position_id == position.pk],
    )
