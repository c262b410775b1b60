"""Measures without a responsible or a deadline, where that is mine to settle or to suggest."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from leanplan.questions import question
from measures.choices import DeadlineKind
from measures.models import Measure
from measures.presenters.measure import Gap, gaps_shown, short_title
from measures.scope import Scope
from organisation.own_leaders import OwnLeaders
from organisation.reach import reach_of
from overview.words import number_word, upper_first

# Who can only suggest gets a few to begin with; the plan has the rest.
TO_SETTLE, TO_SUGGEST = 6, 2


@dataclass(frozen=True)
class GapRow:
    """A measure that lacks something, with the links to set or suggest it."""

    text: str
    url: str
    under: str
    gaps: list[Gap]


@dataclass(frozen=True)
class Gaps:
    """to_settle: how many are mine to settle. total: those I may suggest for included. more_url:
    where the rest is, and the allocation for who makes it."""

    rows: list[GapRow]
    total: int
    to_settle: int
    allocates: bool
    has_lines: bool
    more_url: str

    @property
    def rest(self) -> int:
        """How many more there are than are shown."""
        return self.total - len(self.rows)

    @property
    def rest_word(self) -> str:
        """The same as it begins a line: a word up to twelve."""
        return upper_first(number_word(self.rest))


def lacking() -> Q:
    """Nobody is responsible, or no deadline is settled."""
    return Q(owner=None) | Q(deadline_kind=DeadlineKind.UNSETTLED)


def my_measures(user: Any, around: OwnLeaders) -> list[Measure]:
    """Open measures that lack something a user may see to, and those the user is named to carry
    out; one query."""
    reach, scope = reach_of(user), Scope.of(user)
    return _wanted(
        {*reach.position_ids, 0}, {*around.own_unit_ids, 0}, reach.person_id or 0, scope.units,
        every=scope.every, drafts=scope.drafts, lines=user.has_perm("measures.suggest_measure"),
    )


@question
def _wanted(
    positions: Collection[int], led: Collection[int], person: int, units: Collection[int], *,
    every: bool, drafts: bool, lines: bool,
) -> QuerySet[Measure]:
    # Each choice has an index of its own, which is used only where they stand side by side.
    wanted = Q(owner__in=positions) & lacking()
    wanted |= Q(unit__in=led) & lacking()
    if lines:
        wanted |= Q(unit=None) & lacking()
    wanted |= Q(executor=person)
    seen = Measure.objects.within(units, every=every, drafts=drafts, person=person)
    return seen.open().live().filter(wanted).select_related("unit", "row", "plan").order_by(
        "row__order", "row", "order", "pk"
    )


def gaps_of(
    measures: Iterable[Measure], around: OwnLeaders, *, user: Any, whole: bool
) -> Gaps | None:
    """The list of what lacks something, what is mine to settle first; None for nothing."""
    allocates = user.has_perm("measures.allocate_plan")
    found = [
        measure for measure in measures
        if measure.is_unassigned or measure.deadline_kind == DeadlineKind.UNSETTLED
    ]
    mine = [m for m in found if _is_mine(m, user, around, allocates=allocates)]
    others = [m for m in found if m not in mine]
    shown = [*mine, *others] if whole else [*mine[:TO_SETTLE], *others[:TO_SUGGEST]]
    if not shown:
        return None
    lines = any(measure.unit_id is None and measure.is_unassigned for measure in found)
    return Gaps(
        rows=[_row(*gap) for gap in gaps_shown(shown, user=user)],
        total=len(found),
        to_settle=len(mine),
        allocates=allocates,
        has_lines=lines,
        more_url=reverse("measures:allocation_current" if allocates else "measures:plan_current"),
    )


def _is_mine(
    measure: Measure, user: Any, around: OwnLeaders, *, allocates: bool
) -> bool:
    """Its owner settles a deadline, the unit's leader what the unit lacks, and who prepares or
    decides the allocation what the plan's own lines lack."""
    reach = reach_of(user)
    if measure.owner_id in reach.position_ids or measure.executor_id == reach.person_id:
        return True
    return allocates if measure.unit_id is None else measure.unit_id in around.own_unit_ids


def _row(measure: Measure, owner_gap: Gap | None, due_gap: Gap | None) -> GapRow:
    place = measure.unit.short if measure.unit else measure.row.title if measure.row else ""
    return GapRow(
        text=short_title(measure.text, 140),
        url=measure.get_absolute_url(),
        under=" · ".join(part for part in (measure.code, place) if part),
        gaps=[gap for gap in (owner_gap, due_gap) if gap],
    )
