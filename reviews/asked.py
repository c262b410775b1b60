"""Which units visits and reviews are asked of in a half-year, and who answers for it.

Operating units; a municipality asks all of them, or those alone that work by Lean. The leader
groups of area managers are no such units: the plan says they should be Lean units (M16), so nobody
owes a review of them and none is ever late.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from leanplan.periods import half_year_span
from leanplan.questions import question
from organisation.lean import LeanPeriod
from organisation.models import OrgUnit
from organisation.municipality_settings import TextSetting, text
from organisation.roles import UnitKind
from organisation.tree import parents_on
from reviews.leading import Leaders, all_leaders
from reviews.rules import Period, covers, is_exempt

SCOPE = TextSetting(
    "reviews.units", _("Gemba and half-yearly reviews are asked of"), default="all",
    choices=(("all", _("All units")), ("lean", _("Lean units only"))),
    help=_("A Lean unit is one whose rollout has begun, and that is neither paused nor ended."),
)
_Status = LeanPeriod.Status
# A unit works by Lean from when its rollout begins.
LEAN_NOW = (
    _Status.ROLLOUT, _Status.ROLLED_OUT, _Status.ANALYSIS_HELD, _Status.SELF_RELIANT,
)
ASKED_KINDS = (UnitKind.OPERATING_UNIT,)


@dataclass(frozen=True)
class AskedUnit:
    """A unit as the rules read it. there: its first and last day. leader: the position nearest
    above that leads. lean: the periods in which it works by Lean, None where that is not asked."""

    pk: int
    there: Period
    leader: int | None
    lean: list[Period] | None = field(default=None)

    def is_asked(self, half_year: str, *, today: date) -> bool:
        """The unit owes a visit and a review in that half-year."""
        first, last = half_year_span(half_year)
        if is_exempt(self.there, first, last):
            return False
        return self.lean is None or covers(self.lean, first, min(last, max(today, first)))


@dataclass(frozen=True)
class Tree:
    """Which unit belongs to which, and who leads where, on a day."""

    parents: dict[int, int]
    leaders: Leaders


# For who does not ask who leads.
NO_TREE = Tree({}, Leaders({}, {}))


def read_tree(*, today: date) -> Tree:
    """Of the whole municipality; two queries."""
    return Tree(parents_on(today), all_leaders())


def asked_units(
    *, today: date, unit_ids: Collection[int] | None = None, tree: Tree | None = None
) -> list[AskedUnit]:
    """The units that may be asked in some half-year, with who leads above them today.

    In: those that are looked at, None for all; the tree where it is read already. A query, one more
    where Lean units alone are asked, and two for the tree.
    """
    rows = OrgUnit.objects.filter(kind__in=ASKED_KINDS)
    if unit_ids is not None:
        rows = rows.filter(pk__in=unit_ids)
    tree = tree or read_tree(today=today)
    lean = lean_periods(unit_ids) if text(SCOPE.key) == "lean" else None
    return [
        AskedUnit(
            pk, (starts_on, ends_on), tree.leaders.above(pk, kind, tree.parents),
            None if lean is None else lean.get(pk, []),
        )
        for pk, kind, starts_on, ends_on in rows.order_by("pk").values_list(
            "pk", "kind", "starts_on", "ends_on"
        )
    ]


def lean_periods(unit_ids: Collection[int] | None = None) -> dict[int, list[Period]]:
    """{unit: the periods in which it works by Lean}, of some units or all; one query."""
    found: dict[int, list[Period]] = defaultdict(list)
    rows = _lean() if unit_ids is None else _lean_of(set(unit_ids))
    for unit, starts_on, ends_on in rows:
        found[unit].append((starts_on, ends_on))
    return dict(found)


def _lean() -> QuerySet[Any]:
    rows = LeanPeriod.objects.filter(status__in=LEAN_NOW).order_by("starts_on", "pk")
    return rows.values_list("unit_id", "starts_on", "ends_on")


@question
def _lean_of(units: Collection[int]) -> QuerySet[Any]:
    return _lean().filter(unit__in=units)


def leader_groups(*, today: date, tree: Tree | None = None) -> list[AskedUnit]:
    """The leader groups of area managers that are Lean units: their reviews can be planned, led by
    the chief executive, and nobody owes them. Two queries, and two for the tree."""
    tree, group = tree or read_tree(today=today), UnitKind.MANAGEMENT_GROUP
    rows = OrgUnit.objects.filter(kind__in=(group, UnitKind.SERVICE_AREA)).order_by("pk")
    found = list(rows.values_list("pk", "kind", "starts_on", "ends_on"))
    areas = {pk for pk, kind, *_days in found if kind == UnitKind.SERVICE_AREA}
    lean = lean_periods([pk for pk, kind, *_days in found if kind == group])
    return [
        AskedUnit(
            pk, (starts_on, ends_on), tree.leaders.above(pk, group, tree.parents), lean[pk]
        )
        for pk, kind, starts_on, ends_on in found
        if kind == group and pk in lean and tree.parents.get(pk) in areas
    ]
