"""What rollouts and coaching bring to the annual wheels: when a unit starts and is rolled out, by
when the analysis is held, and when coaching ends."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leaders.actions.handover import counted_from
from leaders.choices import ContractState
from leaders.models import CoachingContract, ProgressHandover, Rollout
from leaders.news import in_units
from leaders.rules import analysis_due
from leaders.settings import analysis_months
from leanplan.periods import add_months
from leanplan.questions import question
from measures.registries import WheelItem, WheelSource, wheel_sources
from organisation import unit_page

RING = "analysis"
Units = Collection[int] | None


def rollouts(first: date, last: date, units: Units) -> Iterator[WheelItem]:
    """Starts, completions and the days by which analyses are held; one query. For all units only
    the last, as sums by month."""
    since = add_months(first, -analysis_months())
    rows = _rollouts(since, last, {0} if units is None else {*units, 0}, every=units is None)
    items = [item for row in rows for item in _of(row, first, last, steps=units is not None)]
    return iter(items) if units is not None else _by_month(
        "analyses", items, _analyses, "leaders:rollout_list"
    )


@question
def _rollouts(
    since: date, last: date, units: Collection[int], *, every: bool
) -> QuerySet[Rollout]:
    """Those with a step, or with what a deadline counts from, in the span."""
    held = ProgressHandover.objects.filter(rollout=OuterRef("pk"), undone_on=None)
    rows = Rollout.objects.alive().annotate(
        starts=Coalesce("started_on", "planned_start"),
        ends=Coalesce("completed_on", "planned_end"), is_held=Exists(held),
    )
    return rows.filter(
        in_units(units, every=every), starts__lte=last, ends__gte=since
    ).select_related("unit").order_by("pk")


def _of(rollout: Any, first: date, last: date, *, steps: bool) -> Iterator[WheelItem]:
    address = _page(rollout.unit_id)
    due = analysis_due(counted_from(rollout), months=analysis_months())
    found: list[tuple[str, date, str, bool]] = []
    if due:
        said = _("Deadline of the analysis, %(unit)s")
        found.append(("analysis", due, said, rollout.is_held))
    if steps:
        starts = rollout.started_on or rollout.planned_start
        ends = rollout.completed_on or rollout.planned_end
        found += [
            ("start", starts, _("Rollout starts, %(unit)s"), bool(rollout.started_on)),
            ("rolled_out", ends, _("Rolled out, %(unit)s"), bool(rollout.completed_on)),
        ]
    for key, day, text, done in found:
        if first <= day <= last:
            yield WheelItem(
                f"{key}:{rollout.pk}", day, day, text % {"unit": rollout.unit.short}, address,
                kind=RING, unit_id=rollout.unit_id, is_done=done,
            )


def contracts(first: date, last: date, units: Units) -> Iterator[WheelItem]:
    """The last days of coaching that is agreed; one query. For all units as sums by month."""
    rows = _contracts(first, last, {0} if units is None else {*units, 0}, every=units is None)
    items = [
        WheelItem(
            f"contract:{row.pk}", row.last_day, row.last_day,
            _("Coaching ends, %(unit)s") % {"unit": row.unit.short}, _page(row.unit_id), kind=RING,
            unit_id=row.unit_id, is_done=row.state == ContractState.ENDED,
        )
        for row in rows
    ]
    return iter(items) if units is not None else _by_month(
        "endings", items, _endings, "leaders:contract_list"
    )


@question
def _contracts(
    first: date, last: date, units: Collection[int], *, every: bool
) -> QuerySet[CoachingContract]:
    rows = CoachingContract.objects.exclude(state=ContractState.DRAFT).annotate(
        until=Coalesce("ended_on", "ends_on")
    )
    return rows.filter(
        in_units(units, every=every), until__gte=first, until__lte=last, starts_on__lte=F("until")
    ).select_related("unit").order_by("pk")


def _page(unit_id: int) -> str:
    """The unit's page: whoever reads the wheel reads it, and it has what they may see of this."""
    address = unit_page.pattern()
    return address % unit_id if address else ""


def _by_month(
    key: str, items: Iterable[WheelItem], said: Callable[[int], str], route: str
) -> Iterator[WheelItem]:
    """One a month: how many there are, and how many have been."""
    total: Counter[date] = Counter()
    done: Counter[date] = Counter()
    for item in items:
        month = item.starts.replace(day=15)
        total[month] += 1
        done[month] += item.is_done
    for month, number in sorted(total.items()):
        yield WheelItem(
            f"{key}:{month:%Y-%m}", month, month, said(number), reverse(route), kind=RING,
            note=_("%(done)s of %(total)s done") % {"done": done[month], "total": number},
            is_done=done[month] == number, is_month=True,
        )


def _analyses(number: int) -> str:
    return ngettext(
        "%(number)s analysis after a rollout", "%(number)s analyses after rollouts", number
    ) % {"number": number}


def _endings(number: int) -> str:
    return ngettext(
        "Coaching of %(number)s unit ends", "Coaching of %(number)s units ends", number
    ) % {"number": number}


def register() -> None:
    """Put them into the registry; called once when the app is ready."""
    wheel_sources.register(WheelSource("rollouts", rollouts))
    wheel_sources.register(WheelSource("contracts", contracts))
