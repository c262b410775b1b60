"""What the page of a measure reads: the measure, what is counted around it, and who is near."""

from collections.abc import Collection
from typing import Any, cast

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from challenges.models import Challenge, PlanRow
from leanplan.questions import question
from measures.amendments import Amendment
from measures.models import Measure, Metric
from measures.scope import Scope
from measures.staleness import with_touch


def for_page(measures: Any) -> Any:
    """Load what the page reads of the measure itself."""
    return measures.for_list().select_related(
        "plan__series", "plan__adopted_by__unit", "heading", "supports__owner__unit",
        "supports__plan", "suggested_by__person", "continued_by__plan", "executor",
    )


def whole_measure(pk: int, *, user: Any) -> Measure | None:
    """The measure with what its own page reads and counts around it; None out of scope."""
    scope = Scope.of(user)
    proposals = user.has_perm("measures.read_proposals")
    found = _whole(
        pk, scope.units, every=scope.every, drafts=scope.drafts, person=scope.person,
        proposals=proposals,
    )
    return found[0] if found else None


@question
def _whole(
    pk: int, units: Collection[int], *, every: bool, drafts: bool, person: int, proposals: bool
) -> QuerySet[Measure]:
    removal = Amendment.objects.filter(
        measure=OuterRef("pk"), kind=Amendment.Kind.REMOVE, state=Amendment.State.ADOPTED
    )
    waiting = Amendment.objects.filter(measure=OuterRef("pk")).waiting()
    supporting = Measure.objects.filter(supports=OuterRef("pk"))
    seen = Measure.objects.within(units, every=every, drafts=drafts, person=person).filter(pk=pk)
    measures = with_touch(seen).annotate(
        row_number=_number(PlanRow.objects.filter(
            Q(order__lt=OuterRef("row__order")) | Q(order=OuterRef("row__order"),
                                                    pk__lte=OuterRef("row")),
            plan=OuterRef("plan"),
        )),
        supporting_total=_number(supporting),
        supporting_seen=_number(supporting.within(units, every=every, drafts=drafts)),
        waiting=_number(waiting if proposals else waiting.none()),
        **{f"removed_{name}": Subquery(removal.values(name)[:1])
           for name in ("decided_on", "decided_by", "reason")},
        has_near=Exists(Measure.objects.filter(
            Q(continued_by=OuterRef("pk")) | Q(pk=OuterRef("continued_by"))
            | Q(row=OuterRef("row"), is_lead=True)
        ).exclude(pk=OuterRef("pk"))),
        is_followed=Exists(Metric.objects.filter(measure=OuterRef("pk"))),
    )
    return cast("QuerySet[Measure]", for_page(measures))


def _number(rows: Any) -> Coalesce:
    """How many rows a subquery finds."""
    counted_rows = rows.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk"))
    return Coalesce(Subquery(counted_rows.values("n")), 0)


def near_of(measure: Measure, *, user: Any) -> list[Measure]:
    """Lead lines above it, those it continues or goes on as, each within the reader's reach; one
    query, none where there are none."""
    if not measure.has_near:  # type: ignore[attr-defined]
        return []
    scope = Scope.of(user)
    # A unit's measure stands in the row, but is no line of its text.
    row = measure.row_id if measure.is_adopted and not measure.is_lead else None
    return _near_to(
        measure.pk, measure.continued_by_id or 0, row or 0, scope.units, every=scope.every,
        drafts=scope.drafts,
    )


@question
def _near_to(
    measure: int, continued_by: int, row: int, units: Collection[int], *, every: bool, drafts: bool
) -> QuerySet[Measure]:
    # One condition over columns that each have an index; keys in two subqueries read every row.
    chain = Q(continued_by=measure) | Q(pk=continued_by)
    taken_out = Amendment.objects.filter(
        measure=OuterRef("pk"), kind=Amendment.Kind.REMOVE, state=Amendment.State.ADOPTED
    )
    leads = Q(row=row, is_lead=True, unit=None) & ~Exists(taken_out)
    seen = Measure.objects.within(units, every=every, drafts=drafts).filter(chain | leads)
    return seen.exclude(pk=measure).select_related("plan").order_by("pk")


@question
def records_of_making(measure: int) -> QuerySet[Any]:
    """The record of a measure's making."""
    made = Measure.history.filter(id=measure, history_type="+")
    return made.select_related("history_user__person")[:1]


@question
def challenges_of(measure: int, row: int) -> QuerySet[Challenge]:
    """The challenges of a row, and those the measure answers; `is_linked` says which."""
    links = Measure.challenges.through.objects.filter(measure=measure, challenge=OuterRef("pk"))
    linked = Exists(links)
    return Challenge.objects.filter(Q(row=row) | linked).annotate(is_linked=linked)
