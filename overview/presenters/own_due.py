"""What is due for a person: from every source, as the person's positions and name make it so."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import chain

from django.utils.translation import gettext as _

from leanplan.together import listed, together
from measures.models import Measure
from measures.presenters.deadline import near_days, near_title
from measures.presenters.measure import address_of
from measures.registries import DueItem, DueSource, due_sources
from organisation.own_leaders import OwnLeaders
from organisation.reach import Held, Reach
from overview.presenters.leaders import end_of_grace
from overview.presenters.rows import DueRow, Part, cut, due_row
from overview.rules import LATE, LATER, NEAR, part_of

# So many rows of each list to begin with.
ROWS, LATER_ROWS = 12, 20


@dataclass(frozen=True)
class Due:
    """What is due for the person, by day; and what is long overdue for the leaders below."""

    late: list[DueRow] = field(default_factory=list)
    today: list[DueRow] = field(default_factory=list)
    near: list[DueRow] = field(default_factory=list)
    later: list[DueRow] = field(default_factory=list)
    theirs: list[DueItem] = field(default_factory=list)

    @property
    def waiting(self) -> int:
        """How many are late or near, those of today among them."""
        return len(self.late) + len(self.today) + len(self.near)


def due_of(
    reach: Reach, items: Iterable[DueItem], measures: Iterable[Measure], *, today: date
) -> Due:
    """Everything open that the person may read. In: what is due, as `due_around` has it, and
    measures the person may be named for."""
    found, held = Due(), {position.position_id: position for position in reach.shown}
    days = near_days()
    for item in _all(reach, items, measures):
        by = held.get(item.position_id)
        if by is None and item.person_id != reach.person_id:
            found.theirs.append(item)
            continue
        row = due_row(item, today=today, under=_why(by))
        if item.due == today:
            found.today.append(row)
        else:
            part = part_of(item.due, today=today, near_days=days)
            {LATE: found.late, NEAR: found.near, LATER: found.later}[part].append(row)
    return found


def due_around(reach: Reach, around: OwnLeaders, *, today: date) -> list[DueItem]:
    """Due for the person's positions, what the person is named for, and long overdue for those of
    leaders below."""
    person, before = reach.person_id, end_of_grace(today=today)
    asked: list[Callable[[], list[DueItem]]] = [
        partial(_with_late, source, reach.position_ids, around.posts.keys(), before, today)
        for source in due_sources
    ]
    named = [source.named for source in due_sources if source.named is not None]
    if person is not None:
        asked += [listed(of, person) for of in named]
    return list(chain.from_iterable(together(*asked)))


def _all(
    reach: Reach, found: Iterable[DueItem], measures: Iterable[Measure]
) -> list[DueItem]:
    """What is due and what the person carries out, the earliest first; each once, and only what
    the person may read."""
    items = {
        item.key: item for item in found
        if item.unit_id is None or reach.reads(item.unit_id)
        or (item.person_id is not None and item.person_id == reach.person_id)
    }
    address = address_of("measures:measure_detail")
    for measure in measures:
        key = f"measure:{measure.pk}"
        if measure.executor_id == reach.person_id and measure.due_date and key not in items:
            items[key] = DueItem(
                key, measure.owner_id or 0, measure.due_date, str(measure), address % measure.pk,
                measure.unit_id, "measure", measure.executor_id,
            )
    return sorted(items.values(), key=lambda item: (item.due, item.key))


def _with_late(
    source: DueSource, own: Collection[int], others: Collection[int], before: date, today: date
) -> list[DueItem]:
    """All that is open for one's own positions; for those of others, what was due before a day."""
    if source.with_late is not None:
        return list(source.with_late(own, others, before, today))
    return [
        item for item in source.items({*own, *others}, today)
        if item.position_id in own or item.due < before
    ]


def _why(by: Held | None) -> str:
    if by is None:
        return _("you carry it out")
    if by.each:
        return _("%(position)s, each for own units") % {"position": by.label}
    return by.label


def own_parts(due: Due, today: list[DueRow], *, whole: bool) -> list[Part]:
    """Late and near, those that have something. In: what of today stands among the near."""
    limit = None if whole else ROWS
    parts = [
        Part(LATE, _("Overdue"), *cut(due.late, limit), color="danger"),
        Part(NEAR, near_title(), *cut([*today, *due.near], limit)),
    ]
    return [part for part in parts if part.total]


def later_part(due: Due, *, whole: bool) -> Part | None:
    """What lies further ahead; None for nothing."""
    rows, total = cut(due.later, None if whole else LATER_ROWS)
    return Part(LATER, _("Later"), rows, total) if total else None
