"""What the page of an annual wheel shows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from boards.rlg.sources import meetings_on
from boards.wheel.actions import to_copy
from boards.wheel.choices import Ring
from boards.wheel.events import RINGS, Event, Regular
from boards.wheel.models import WheelEntry, WheelTick
from boards.wheel.picture import picture
from boards.wheel.rules import REGULAR, occurrences, ring_of, year_span
from boards.wheel.sources import sum_of
from leanplan.together import listed, together
from measures.registries import WheelItem, wheel_sources
from organisation.models import OrgUnit, Position
from organisation.reach import Reach, reach_of
from organisation.roles import UnitKind
from organisation.tree import unit_ids_below

# Of these kinds, where a wheel has more than MOST, a month with more than TOGETHER is one line.
JOINED, MOST, TOGETHER = frozenset({"visit", "review"}), 60, 4
# Lines of the list that stand beside the wheel; with more the wheel is full.
BESIDE = 36


@dataclass(frozen=True)
class WheelPage:
    """The page. drawing: the wheel itself. owners: other wheels the reader may want."""

    owner: OrgUnit
    scope: str
    year: int
    drawing: SafeString
    spans: list[Event]
    coming: list[Event]
    earlier: list[Event]
    regular: list[Regular]
    owners: list[OrgUnit]
    rings: list[Ring]
    copies: int

    @property
    def is_full(self) -> bool:
        """So much stands in it that it needs a screen or a sheet to itself."""
        return len(self.spans) + len(self.coming) + len(self.earlier) > BESIDE

    @property
    def before(self) -> int:
        """The year before."""
        return self.year - 1

    @property
    def after(self) -> int:
        """The year after."""
        return self.year + 1


def wheel_page(owner: OrgUnit, year: int, *, user: Any, today: date, may_edit: bool) -> WheelPage:
    """Assemble the wheel of a unit for a year; the same queries for any number of events."""
    reach = reach_of(user)
    events = [*_own(owner, year), *_drawn_from_data(owner, year, user=user, today=today)]
    events.sort(key=lambda event: (event.starts, RINGS.index(event.ring), event.key))
    drawing, numbers = picture(events, year, today=today)
    marked = [
        replace(event, number=numbers.get(event.key, 0)) for event in events
        if not event.is_span and not event.is_regular
    ]
    return WheelPage(
        owner=owner, scope=_scope(owner, reach), year=year, drawing=drawing,
        spans=[event for event in events if event.is_span],
        coming=[event for event in marked if event.last >= today],
        earlier=[event for event in reversed(marked) if event.last < today],
        regular=_regular(events), owners=wheels_of(reach, but=owner),
        rings=[ring for ring in RINGS if any(event.ring == ring for event in events)],
        copies=len(to_copy(owner, year)) if may_edit else 0,
    )


def wheel_drawing(owner: OrgUnit, year: int, *, user: Any, today: date) -> SafeString:
    """The wheel alone, as it hangs on a wall."""
    events = [*_own(owner, year), *_drawn_from_data(owner, year, user=user, today=today)]
    return picture(events, year, today=today)[0]


# Whose wheels


def main_owner() -> OrgUnit | None:
    """The unit whose wheel is the municipality's: the management group, else the municipality."""
    kinds = (UnitKind.MANAGEMENT_GROUP, UnitKind.MUNICIPALITY)
    found = {unit.kind: unit for unit in OrgUnit.objects.filter(kind__in=kinds).order_by("-pk")}
    return next((found[kind] for kind in kinds if kind in found), None)


def is_main(owner: OrgUnit) -> bool:
    """The wheel of the whole municipality."""
    return owner.kind in (UnitKind.MANAGEMENT_GROUP, UnitKind.MUNICIPALITY)


def wheels_of(reach: Reach, *, but: OrgUnit) -> list[OrgUnit]:
    """The municipality's wheel and those of the units where one holds a position; one query."""
    held = {held.unit_id for held in reach.shown}
    kinds = (UnitKind.MANAGEMENT_GROUP,)
    rows = OrgUnit.objects.filter(kind__in=kinds) | OrgUnit.objects.filter(pk__in=held)
    return [unit for unit in rows.order_by("kind", "name") if unit.pk != but.pk]


def _scope(owner: OrgUnit, reach: Reach) -> str:
    if not is_main(owner):
        return owner.name
    if reach.all_units:
        return _("%(owner)s, with all units") % {"owner": owner.name}
    if reach.led_unit_ids:
        return _("%(owner)s, with your units") % {"owner": owner.name}
    return owner.name


# Events


def _own(owner: OrgUnit, year: int) -> Iterator[Event]:
    """The owner's own entries, with their ticks; two queries."""
    first, last = year_span(year)
    entries = list(
        WheelEntry.objects.filter(owner=owner).within(first, last)
        .select_related("responsible__unit")
    )
    ticks = set(
        WheelTick.objects.filter(entry__in=entries).values_list("entry_id", "on")
    ) if entries else set()
    for entry in entries:
        length = timedelta(days=entry.days)
        for day in occurrences(
            entry.starts_on, entry.recurrence, until=entry.until, first=first - length, last=last
        ):
            yield Event(
                key=f"entry:{entry.pk}:{day}", starts=day, ends=day + length, text=entry.title,
                ring=Ring(entry.kind), note=entry.note, entry=entry.pk,
                responsible=entry.responsible.label if entry.responsible else "",
                is_done=(entry.pk, day) in ticks,
                is_regular=entry.recurrence in REGULAR and not entry.days,
            )


def _drawn_from_data(
    owner: OrgUnit, year: int, *, user: Any, today: date
) -> Iterator[Event]:
    """What the apps bring, of the municipality and of the units that belong in this wheel."""
    first, last = year_span(year)
    reach = reach_of(user)
    units = _units(owner, reach, today)
    meetings, *found = together(
        listed(meetings_on, first, last, reach.position_ids),
        *(listed(source.items, first, last, units) for source in wheel_sources),
    )
    items = _joined(chain.from_iterable(found))
    opens = {needs: user.has_perm(needs) for needs in {item.needs for item in items} if needs}
    urls = dict(meetings)
    names = _positions({item.position_id for item in items if item.position_id})
    for item in items:
        yield Event(
            key=item.key, starts=item.starts, ends=item.ends, text=item.text,
            ring=ring_of(item.kind), note=item.note, is_done=item.is_done,
            url=urls.get(item.key) or (item.url if opens.get(item.needs, True) else ""),
            responsible=names.get(item.position_id or 0, ""), is_regular=item.is_regular,
            is_month=item.is_month,
        )


def _units(owner: OrgUnit, reach: Reach, today: date) -> frozenset[int] | None:
    """The units whose events belong in the wheel; None for every one, as sums."""
    if is_main(owner):
        return None if reach.all_units else reach.led_unit_ids
    below = unit_ids_below([owner.pk], on=today)
    return below if reach.all_units else below & reach.read_unit_ids


def _joined(items: Iterable[WheelItem]) -> list[WheelItem]:
    """Units' visits and reviews: each by itself, or where there are many, one a month."""
    kept: list[WheelItem] = []
    months: dict[tuple[str, date], list[WheelItem]] = defaultdict(list)
    for item in items:
        kind = item.key.partition(":")[0]
        if item.unit_id is not None and kind in JOINED:
            months[kind, item.starts.replace(day=15)].append(item)
        else:
            kept.append(item)
    many = sum(map(len, months.values())) > MOST
    for (kind, day), group in months.items():
        if many and len(group) > TOGETHER:
            done = sum(item.is_done for item in group)
            kept.append(sum_of(kind, day, total=len(group), done=done))
        else:
            kept += group
    return kept


def _positions(ids: set[int]) -> Mapping[int, str]:
    """{position: as it is written}; one query."""
    rows = Position.objects.filter(pk__in=ids).select_related("unit") if ids else ()
    return {row.pk: row.label for row in rows}


def _regular(events: Iterable[Event]) -> list[Regular]:
    """What comes back often, one line each."""
    times: dict[tuple[str, Ring, int | None], list[Event]] = defaultdict(list)
    for event in events:
        if event.is_regular:
            times[event.text, event.ring, event.entry].append(event)
    return [
        Regular(text, ring, tuple(found), entry) for (text, ring, entry), found in times.items()
    ]
