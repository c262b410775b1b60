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
from organisation.models import OrgUnit, Position
from organisation.municipality_settings import TextSetting, text
from organisation.roles import Role, UnitKind
from organisation.tree import parents_on
from reviews.rules import Period, covers, is_exempt, nearest_leader

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
LEADING = (Role.SERVICE_AREA_MANAGER, Role.CHIEF_EXECUTIVE)


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


def asked_units(*, today: date, unit_ids: Collection[int] | None = None) -> list[AskedUnit]:
    """The units that may be asked in some half-year, with who leads above them today.

    In: those that are looked at, None for all. Four queries, three where all units are asked.
    """
    rows = OrgUnit.objects.filter(kind__in=ASKED_KINDS)
    if unit_ids is not None:
        rows = rows.filter(pk__in=unit_ids)
    parents, leaders = parents_on(today), _leaders()
    lean = lean_periods(unit_ids) if text(SCOPE.key) == "lean" else None
    return [
        AskedUnit(
            pk, (starts_on, ends_on), nearest_leader(pk, parents, leaders),
            None if lean is None else lean.get(pk, []),
        )
        for pk, starts_on, ends_on in rows.order_by("pk").values_list("pk", "starts_on", "ends_on")
    ]


def _leaders() -> dict[int, int]:
    held = Position.objects.filter(role__in=LEADING, each=False).order_by("-pk")
    return dict(held.values_list("unit_id", "pk"))


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


def leader_groups(*, today: date) -> list[AskedUnit]:
    """The leader groups of area managers that are Lean units: their reviews can be planned, led by
    the chief executive, and nobody owes them. Three queries."""
    parents, lean = parents_on(today), lean_periods()
    areas = set(
        OrgUnit.objects.filter(kind=UnitKind.SERVICE_AREA).values_list("pk", flat=True)
    )
    chief = Position.objects.filter(role=Role.CHIEF_EXECUTIVE, each=False).order_by("pk").first()
    groups = OrgUnit.objects.filter(kind=UnitKind.MANAGEMENT_GROUP, pk__in=lean).order_by("pk")
    return [
        AskedUnit(pk, (starts_on, ends_on), chief.pk if chief else None, lean[pk])
        for pk, starts_on, ends_on in groups.values_list("pk", "starts_on", "ends_on")
        if parents.get(pk) in areas
    ]
