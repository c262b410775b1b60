"""Freezing the text of a plan: what stands in it now, copied line by line into a version."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from challenges.models import ActionPlan, PlanRow, PlanVersion, PlanVersionLine
from measures.models import Measure

Kind = PlanVersionLine.Kind


@dataclass(frozen=True)
class TextLine:
    """One line of the plan as it stands now. `row` is the row's number from the top, 0 above the
    rows; `code` is that of a challenge or measure, or the mark of a footnote."""

    kind: str
    text: str
    code: str = ""
    row: int = 0


def text_of(plan: ActionPlan) -> list[TextLine]:
    """The lines of a plan in the order of the document.

    Measures made later for a unit are no part of it, nor is what an amendment took out.
    """
    return [*_above(plan), *_rows(plan)]


def _above(plan: ActionPlan) -> Iterator[TextLine]:
    for area in plan.focus_areas.prefetch_related("statements"):
        yield TextLine(Kind.FOCUS_AREA, area.name)
        if area.objective:
            yield TextLine(Kind.STATEMENT, area.objective)
        for statement in area.statements.all():
            yield TextLine(Kind.STATEMENT, statement.text)
    for basis in plan.basis_entries.all():
        yield TextLine(Kind.BASIS, basis.text)


def _rows(plan: ActionPlan) -> Iterator[TextLine]:
    measures: dict[int, list[Measure]] = {}
    lines = Measure.objects.of_plan(plan).in_text().select_related("heading")
    for measure in lines.order_by("order", "pk"):
        measures.setdefault(measure.row_id, []).append(measure)  # type: ignore[arg-type]
    rows = plan.rows.prefetch_related("challenges", "headings", "footnotes")
    for number, row in enumerate(rows, start=1):
        yield TextLine(Kind.ROW, row.title, row=number)
        yield from _one_row(row, number, measures.get(row.pk, []))


def _one_row(row: PlanRow, number: int, measures: list[Measure]) -> Iterator[TextLine]:
    for challenge in row.challenges.all():
        kind = Kind.OPEN_QUESTION if challenge.is_question else Kind.CHALLENGE
        yield TextLine(kind, challenge.text, challenge.code, number)
    shown: set[int] = set()
    for measure in measures:
        if measure.heading and measure.heading.pk not in shown:
            shown.add(measure.heading.pk)
            yield TextLine(Kind.HEADING, measure.heading.text, row=number)
        kind = Kind.LEAD if measure.is_lead else Kind.MEASURE
        yield TextLine(kind, measure.text, measure.code, number)
    for heading in row.headings.all():
        if heading.pk not in shown:
            yield TextLine(Kind.HEADING, heading.text, row=number)
    for note in row.footnotes.all():
        yield TextLine(Kind.FOOTNOTE, note.text, note.mark, number)


def freeze(
    *, by: Any, plan: ActionPlan, adopted_on: date, adopted_by: str, reason: str = ""
) -> PlanVersion:
    """Copy the text as it stands into the plan's next version. Call inside a transaction.

    In: the day and the body of the adoption. Out: the version, which never changes afterwards.
    """
    last = plan.versions.order_by("-number").values_list("number", flat=True).first()
    version = PlanVersion.objects.create(
        plan=plan, number=(last or 0) + 1, adopted_on=adopted_on, adopted_by=adopted_by,
        reason=reason, recorded_by=by,
    )
    PlanVersionLine.objects.bulk_create(
        PlanVersionLine(
            version=version, order=order, kind=line.kind, code=line.code, row=line.row,
            text=line.text,
        )
        for order, line in enumerate(text_of(plan), start=1)
    )
    return version
