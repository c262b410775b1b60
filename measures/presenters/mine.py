"""What is mine: by how much it presses, with the position that makes it mine."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from leanplan.collation import norwegian_key
from measures.models import Measure
from measures.presenters.deadline import near_title
from measures.presenters.measure import MeasureShown, measures_shown
from measures.staleness import with_touch
from organisation.models import Position
from organisation.reach import reach_of


@dataclass(frozen=True)
class MineItem:
    """One measure of mine. by: the position that makes it mine, "" where I carry it out."""

    measure: MeasureShown
    row: str
    by: str


@dataclass(frozen=True)
class Part:
    """One part of the list: late, near, the rest, not settled."""

    key: str
    title: str | Promise
    color: str
    items: list[MineItem]


@dataclass(frozen=True)
class MinePage:
    """Everything that is mine today. positions: those I hold, as they are written."""

    parts: list[Part]
    total: int
    late: int
    positions: list[str]
    has_person: bool


_TITLES = (
    ("late", _("Overdue"), "danger"),
    ("near", "", ""),
    ("rest", _("Later and ongoing"), ""),
    ("undated", _("Deadline not settled"), "warning"),
)


def mine_page(user: Any, *, today: date) -> MinePage:
    """What is mine through the positions I hold today; the same queries for any number."""
    reach = reach_of(user)
    mine = Measure.objects.visible_to(user).mine(user).open().live()
    measures = list(with_touch(mine).for_list())
    shown = measures_shown(measures, user=user, today=today)
    items = [_item(*pair) for pair in zip(measures, shown, strict=True)]
    parts = _parts(items)
    return MinePage(
        parts=parts,
        total=len(items),
        late=sum(len(part.items) for part in parts if part.key == "late"),
        positions=_positions(reach.position_ids),
        has_person=reach.person_id is not None,
    )


def _item(measure: Measure, shown: MeasureShown) -> MineItem:
    row = measure.row.title if measure.row else ""
    return MineItem(shown, row, _by(measure.owner))


def _by(owner: Position | None) -> str:
    if owner is None:
        return ""
    if owner.each:
        return gettext("%(position)s, each for own units") % {"position": owner.label}
    return owner.label


def _parts(items: Iterable[MineItem]) -> list[Part]:
    """The parts that have something in them, each in order of the deadline, then of the plan."""
    sorted_in: dict[str, list[MineItem]] = {key: [] for key, _title, _color in _TITLES}
    for item in items:
        sorted_in[part_of(item.measure)].append(item)
    for part in sorted_in.values():
        part.sort(key=_when)
    return [
        Part(key, title or near_title(), color, sorted_in[key])
        for key, title, color in _TITLES
        if sorted_in[key]
    ]


def part_of(measure: MeasureShown) -> str:
    """Which part of the list a measure stands in."""
    if measure.due is None:
        return "undated"
    if measure.due.is_over:
        return "late"
    return "near" if measure.due.is_near else "rest"


def _when(item: MineItem) -> date:
    """The day to sort by; what has no day comes after what has."""
    due = item.measure.due
    return due.day if due and due.day else date.max


def _positions(keys: Iterable[int]) -> list[str]:
    """The positions one holds, in Norwegian order; «every» ones follow from those."""
    positions = Position.objects.filter(pk__in=set(keys), each=False).select_related("unit")
    return sorted((position.label for position in positions), key=norwegian_key)
