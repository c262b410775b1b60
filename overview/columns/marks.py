"""What a half-year of a unit looks like in the matrix: held, arranged, not arranged, overdue."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from overview.columns.column import NOTHING, Cell


@dataclass
class Half:
    """What is known of one unit in one half-year.

    held, planned: (day, address) of each, a plan without a day has None. duty: what the rule asks
    ("open", "met", "waived"), "" where it asks nothing; due: by when.
    """

    held: list[tuple[date, str]] = field(default_factory=list)
    planned: list[tuple[date | None, str]] = field(default_factory=list)
    duty: str = ""
    due: date | None = None

    @property
    def is_overdue(self) -> bool:
        """Asked for, not waived and not kept."""
        return self.duty == "open"


def cell_of(half: Half, *, today: date) -> Cell:
    """The cell of a half-year: what was held counts first, then what is arranged, then the duty."""
    if half.held:
        day, url = max(half.held)
        return Cell("done", on=day, url=url)
    late = half.is_overdue and half.due is not None and half.due < today
    dated = sorted((day, url) for day, url in half.planned if day is not None)
    if dated:
        return _planned(dated, late=late, today=today)
    if half.duty == "met":
        return Cell("done", on=half.due)
    if late:
        return Cell("late", late=1, lacks=True)
    if half.is_overdue or half.planned:
        url = half.planned[0][1] if half.planned else ""
        return Cell("missing", lacks=True, url=url, next_on=half.due)
    return Cell("waived") if half.duty == "waived" else NOTHING


def _planned(dated: Collection[tuple[date, str]], *, late: bool, today: date) -> Cell:
    """The next arranged day, today's included; where all have passed, the last of them."""
    coming = [pair for pair in dated if pair[0] >= today]
    day, url = coming[0] if coming else list(dated)[-1]
    if late:
        return Cell("late", late=1, on=day, next_on=day if coming else None, url=url)
    if coming:
        return Cell("planned", on=day, next_on=day, url=url)
    return Cell("passed", lacks=True, on=day, url=url)
