"""Measures of units that support one of the plan: the first of them, and how many there are."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from leanplan.questions import question
from measures.models import Measure
from measures.presenters.deadline import DueShown, due_shown
from measures.presenters.measure import OwnerShown, address_of, owner_line
from measures.presenters.status import StatusShown, status_shown
from measures.rules import is_closed
from measures.scope import Scope
from organisation.holders import Holder, owner_shown
from organisation.named import Named, columns

# So many are shown; the plan page has the others.
SUPPORTING = 20
_COLUMNS = (
    "pk", "code", "text", "status", "closed_on", "deadline_kind", "due_date", "precision",
    "rhythm", "next_review_on", "unit__name", "unit__short_name", "owner_id",
)


class Supporter(NamedTuple):
    """A measure that supports another: columns of it, of its unit and of its owner."""

    pk: int
    code: str
    text: str
    status: str
    closed_on: date | None
    deadline_kind: str
    due_date: date | None
    precision: str
    rhythm: str
    next_review_on: date | None
    unit_name: str | None
    unit_short: str | None
    owner_id: int | None
    owner: Named | None


@dataclass(frozen=True)
class SupporterShown:
    """The same as its row shows it. no_owner: what stands where nobody is responsible."""

    code: str
    text: str
    url: str
    unit: str
    owner: OwnerShown | None
    no_owner: str
    due: DueShown | None
    status: StatusShown


@dataclass(frozen=True)
class Supporting:
    """Measures of units that support this one: those in the reader's reach, and how many in all."""

    measures: list[SupporterShown]
    in_reach: int
    total: int

    @classmethod
    def of(
        cls, measure: Any, supporters: list[Supporter], holders: dict[int, list[Holder]], *,
        today: date,
    ) -> "Supporting":
        """In: one of `whole_measure`, and who holds the positions of those that support it."""
        address = address_of("measures:measure_detail")
        shown = [_shown(one, holders, address % one.pk, today=today) for one in supporters]
        return cls(shown, measure.supporting_seen, measure.supporting_total)

    @property
    def sees_all(self) -> bool:
        """The reader may see every one of them."""
        return self.in_reach == self.total

    @property
    def rest(self) -> int:
        """How many in reach are not shown here."""
        return self.in_reach - len(self.measures)


def supporters_of(measure: Any, *, user: Any) -> list[Supporter]:
    """The first of those that support it within the reader's reach; one query, none for none."""
    if not measure.supporting_seen:
        return []
    scope = Scope.of(user)
    rows = _first(measure.pk, scope.units, every=scope.every, drafts=scope.drafts)
    wide = len(_COLUMNS)
    return [
        Supporter._make((*row[:wide], Named(*row[wide:]) if row[wide] else None)) for row in rows
    ]


@question
def _first(measure: int, units: Collection[int], *, every: bool, drafts: bool) -> QuerySet[Any]:
    found = Measure.objects.within(units, every=every, drafts=drafts).filter(supports=measure)
    first = found.order_by(F("due_date").asc(nulls_last=True), "pk")
    return first.values_list(*_COLUMNS, *columns("owner"))[:SUPPORTING]


def _shown(
    one: Supporter, holders: dict[int, list[Holder]], url: str, *, today: date
) -> SupporterShown:
    return SupporterShown(
        one.code, one.text, url, one.unit_short or one.unit_name or "",
        owner_line(owner_shown(one.owner, holders)) if one.owner else None,
        _("Nobody") if is_closed(one) else _("Unassigned"),
        due_shown(one, today=today), status_shown(one),
    )
