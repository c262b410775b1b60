"""The six-month clocks beside the list on *Min oversikt*: for those who lead or coach the units."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet

from leaders.models import ProgressHandover, Rollout
from leaders.news import in_units
from leaders.presenters.clock import ClockShown, clock_shown
from leaders.scope import coached_unit_ids
from leaders.settings import counts_from_start
from leanplan.questions import question
from measures.presenters.measure import address_of
from measures.registries import Panel, own_panels
from organisation.reach import reach_of
from organisation.roles import Role

# So many stand there, the most urgent; the others are a click away.
SHOWN = 4
_LEAD = (Role.SERVICE_AREA_MANAGER, Role.UNIT_MANAGER, Role.DEVELOPMENT_UNIT_LEADER)


@dataclass(frozen=True)
class OwnClock:
    """A unit's clock, and where it is read."""

    unit: str
    url: str
    shown: ClockShown


def own_clocks(_row: Any, user: Any, today: date) -> Mapping[str, Any] | None:
    """The clocks that run in the units one leads or coaches, the most urgent first; one query. None
    where none runs, and for the top leader, who sees them as figures."""
    reach = reach_of(user)
    units = coached_unit_ids(user) | (reach.led_unit_ids if reach.has(*_LEAD) else frozenset())
    every = reach.has(Role.DEVELOPMENT_UNIT_LEADER)
    if not (units or every):
        return None
    address = address_of("leaders:rollout_detail")
    rows = _running({*units, 0}, every=every, started=counts_from_start())
    clocks = [
        OwnClock(short or name, address % pk, clock_shown(first, held_on=None, today=today))
        for pk, name, short, first in rows
    ]
    clocks.sort(key=lambda each: (each.shown.clock.due or today, each.unit))
    return {"clocks": clocks[:SHOWN], "more": len(clocks) - SHOWN} if clocks else None


@question
def _running(units: Collection[int], *, every: bool, started: bool) -> QuerySet[Any]:
    first = "started_on" if started else "completed_on"
    held = ProgressHandover.objects.filter(rollout=OuterRef("pk"), undone_on=None)
    rows = Rollout.objects.alive().filter(
        ~Exists(held), in_units(units, every=every), **{f"{first}__isnull": False}
    )
    return rows.order_by(first, "pk").values_list(
        "pk", "unit__name", "unit__short_name", F(first)
    )


def register() -> None:
    """Put it into the slot; called once when the app is ready."""
    own_panels.register(Panel("own_clocks", "leaders/_own_clocks.html", own_clocks, order=30))
