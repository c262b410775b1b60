"""The lines of a plan as the allocation reads them: columns of one query, no models."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import Max, QuerySet
from django.utils import timezone

from challenges.models import ActionPlan
from leanplan.questions import question
from measures.models import Measure
from measures.rules import Deadline
from organisation.named import Named, columns

# What the history is asked for: what those who decide save, and those who prepare.
_DECIDED = ("owner_id", "deadline_kind", "due_date", "rhythm", "next_review_on")
_SUGGESTED = (
    "suggested_owner_id", "suggested_kind", "suggested_due_date", "suggested_rhythm",
)
_OWN = (
    "pk", "code", "version", "text", "is_lead", "status", "row_id", "deadline_kind", "due_date",
    "precision", "rhythm", "next_review_on", "suggested_kind", "suggested_due_date",
    "suggested_precision", "suggested_rhythm", "owner_id", "suggested_owner_id",
)
_BESIDE = (
    "heading_id", "heading__text", "suggested_by__email", "suggested_by__person__given_name",
    "suggested_by__person__family_name",
)


class Line(NamedTuple):
    """One line of the plan: columns of a Measure by their names, and what hangs on it.

    heading: key and text of the sub-heading it stands under. suggested_by: the name of who
    suggests, "" where the suggestion was read from the text.
    """

    pk: int
    code: str
    version: int
    text: str
    is_lead: bool
    status: str
    row_id: int
    deadline_kind: str
    due_date: date | None
    precision: str
    rhythm: str
    next_review_on: date | None
    suggested_kind: str
    suggested_due_date: date | None
    suggested_precision: str
    suggested_rhythm: str
    owner_id: int | None
    suggested_owner_id: int | None
    owner: Named | None
    suggested_owner: Named | None
    heading: tuple[int, str] | None
    suggested_by: str

    @property
    def deadline(self) -> Deadline:
        """The deadline it has."""
        return Deadline.of(self)


def has_suggestion(measure: Any) -> bool:
    """Something is suggested for what nobody has set. In: a line, or a whole measure."""
    owner = measure.owner_id is None and measure.suggested_owner_id is not None
    return owner or (not Deadline.of(measure).is_settled and bool(measure.suggested_kind))


def plan_lines(plan: ActionPlan, *, user: Any) -> list[Line]:
    """The lines of the plan that are allocated, in its order; one query."""
    return [_line(row) for row in _rows(plan.pk, drafts=user.has_perm("challenges.prepare_plan"))]


@question
def _rows(plan: int, *, drafts: bool) -> QuerySet[Any]:
    measures = Measure.objects.within((), every=True, drafts=drafts).filter(plan=plan).in_text()
    return measures.order_by("row__order", "row", "order", "pk").values_list(
        *_OWN, *columns("owner"), *columns("suggested_owner"), *_BESIDE
    )


def _line(row: tuple[Any, ...]) -> Line:
    own, owner, suggested = row[:18], row[18:24], row[24:30]
    heading, heading_text, email, given, family = row[30:]
    return Line._make((
        *own, Named(*owner) if owner[0] else None, Named(*suggested) if suggested[0] else None,
        (heading, heading_text) if heading else None,
        (f"{given} {family}" if given is not None else email) or "",
    ))


def saved_today(lines: list[Line], *, decides: bool, today: date) -> dict[int, datetime]:
    """{measure: when it was last allocated today}, or for those who prepare last suggested.

    One query where nothing was saved today, else two.
    """
    names = _DECIDED if decides else _SUGGESTED
    midnight = timezone.make_aware(datetime.combine(today, time.min))
    records = _since(
        [line.pk for line in lines], midnight, midnight + timedelta(days=1), names=names
    )
    if not records:
        return {}
    earlier = Measure.history.filter(
        id__in={record[0] for record in records}, history_date__lt=midnight
    ).order_by()
    last = earlier.values("id").annotate(last=Max("history_id")).values("last")
    before = {
        pk: values for pk, *values in
        Measure.history.filter(history_id__in=last).order_by().values_list("id", *names)
    }
    times: dict[int, datetime] = {}
    for pk, at, kind, *values in records:
        if kind != "+" and before.get(pk) != values:
            times[pk] = timezone.localtime(at)
        before[pk] = values
    return times


@question
def _since(
    measures: Collection[int], start: datetime, end: datetime, *, names: tuple[str, ...]
) -> QuerySet[Any]:
    records = Measure.history.filter(
        id__in=measures, history_date__gte=start, history_date__lt=end
    ).order_by("history_date", "history_id")
    return records.values_list("id", "history_date", "history_type", *names)
