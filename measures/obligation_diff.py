"""What is wanted against what stands: which obligations come, follow, are kept, or fall away.

No database, no clock: the same facts always make the same difference, and applying it leaves none.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from measures.registries import Met, Wanted

OPEN, MET, WAIVED, LAPSED = "open", "met", "waived", "lapsed"


@dataclass(frozen=True)
class Standing:
    """An obligation as it is kept."""

    pk: int
    subject: str
    period: str
    state: str
    unit_id: int | None
    position_id: int | None
    anchor: date
    due: date
    met: Met | None = None

    def follows(self, wanted: Wanted) -> bool:
        """Unit, owner and days are as the rule says."""
        return (self.unit_id, self.position_id, self.anchor, self.due) == (
            wanted.unit_id, wanted.position_id, wanted.anchor, wanted.due,
        )


@dataclass
class Difference:
    """What to do. What is reopened may be moved as well."""

    made: list[Wanted] = field(default_factory=list)
    met: list[tuple[Standing, Met]] = field(default_factory=list)
    reopened: list[Standing] = field(default_factory=list)
    lapsed: list[Standing] = field(default_factory=list)
    moved: list[tuple[Standing, Wanted]] = field(default_factory=list)
    waived: list[tuple[Standing, str]] = field(default_factory=list)


def difference(
    standing: Iterable[Standing], wanted: Iterable[Wanted], *, since: date, by_hand: bool
) -> Difference:
    """Compare what a rule wants with what stands of it.

    since: what counts from a day before is not wanted. by_hand: people say what is kept, so a rule
    that knows of no event opens nothing again. Errors: ValueError where the rule wants one twice.
    """
    asked = _by_key(one for one in wanted if one.anchor >= since)
    found = Difference()
    for row in standing:
        one = asked.pop((row.subject, row.period), None)
        if one is not None:
            _compare(row, one, found, by_hand=by_hand)
        elif row.state == OPEN:
            found.lapsed.append(row)
    found.made.extend(asked.values())
    return found


def _by_key(wanted: Iterable[Wanted]) -> dict[tuple[str, str], Wanted]:
    asked: dict[tuple[str, str], Wanted] = {}
    for one in wanted:
        key = (one.subject, one.period)
        if asked.setdefault(key, one) != one:
            raise ValueError(f"{one.subject} in {one.period} is wanted twice, each time otherwise")
    return asked


def _compare(row: Standing, wanted: Wanted, found: Difference, *, by_hand: bool) -> None:
    """What is kept stays as it was kept; what is waived stays so until it happens after all."""
    if wanted.met is not None:
        if row.state != MET or row.met != wanted.met:
            found.met.append((row, wanted.met))
        return
    if row.state == WAIVED or (row.state == MET and by_hand):
        return
    if wanted.waived:
        found.waived.append((row, wanted.waived))
        return
    if row.state != OPEN:
        found.reopened.append(row)
    if not row.follows(wanted):
        found.moved.append((row, wanted))


@dataclass(frozen=True)
class Figure:
    """How many obligations of one span are kept. late are among the open; earlier are late ones
    from before the span; missed happened too late where that does not keep them. What is waived is
    counted beside. running: of a rule whose obligations are clocks, those open and not late,
    whenever they began; ahead are those of them from before the span; nearest and began: the first
    deadline among them and what it counts from."""

    kept: int = 0
    open: int = 0
    late: int = 0
    waived: int = 0
    earlier: int = 0
    missed: int = 0
    running: int = 0
    nearest: date | None = None
    began: date | None = None
    ahead: int = 0

    @property
    def total(self) -> int:
        """How many are asked for."""
        return self.kept + self.open + self.missed

    @property
    def behind(self) -> int:
        """How many were not there by their day."""
        return self.late + self.missed
