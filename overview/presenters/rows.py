"""How what is due is shown in the lists of My page: one frozen value a row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from leanplan.dates import long_date, text_date
from measures.presenters.deadline import distance
from measures.presenters.measure import OwnerShown, short_title
from measures.registries import DueItem

_ICONS = {
    "measure": "Tasklist", "follow_up": "ArrowForward", "lift": "ArrowUp",
    "suggestion": "LightBulb",
}


@dataclass(frozen=True)
class DueRow:
    """One thing that is due. under: why it is mine, or whose unit. owner: whose it is, where it
    is another's. near: how far away the day is; date: the day in words."""

    text: str
    url: str
    under: str
    icon: str
    due: date
    near: str
    date: str
    owner: OwnerShown | None = None


@dataclass(frozen=True)
class Part:
    """One list of the page: its rows, how many there are in all, and how many are left out."""

    key: str
    title: str | Promise
    rows: Sequence[DueRow]
    total: int
    color: str = ""
    note: str = ""

    @property
    def rest(self) -> int:
        """How many more there are than are shown."""
        return self.total - len(self.rows)


def due_row(
    item: DueItem, *, today: date, under: str = "", owner: OwnerShown | None = None
) -> DueRow:
    """How one thing that is due is shown."""
    late = item.due < today
    return DueRow(
        text=short_title(item.text, 140),
        url=item.url,
        under=under,
        icon="ExclamationmarkTriangleFill" if late else _ICONS.get(item.kind, "Calendar"),
        due=item.due,
        near=distance((item.due - today).days),
        date=day_in_words(item.due, today=today),
        owner=owner,
    )


def day_in_words(day: date, *, today: date) -> str:
    """20. november, with the year where it is another."""
    return text_date(day) if day.year == today.year else long_date(day)


def cut(rows: Iterable[DueRow], limit: int | None) -> tuple[list[DueRow], int]:
    """The first so many rows, all where limit is None; and how many there are."""
    found = list(rows)
    return found[:limit], len(found)
