"""Writes a generation of the plan as a draft, the way somebody would who prepares it."""

from datetime import date, timedelta
from typing import Any

from challenges.models import (
    ActionPlan,
    BasisEntry,
    Challenge,
    FocusArea,
    FocusStatement,
    Footnote,
    PlanRow,
    PlanSeries,
    RowHeading,
)
from demo.places import Places
from demo.plan_text import SERIES, Focus, Line, Row, Text
from leanplan.versioning import create
from measures.actions.measures import measure_create


def write_draft(places: Places, text: Text, *, by: Any, adoption: date) -> ActionPlan:
    """Write a generation into the series as a draft, without owners and deadlines.

    adoption: the day it is to be adopted, from which the dates of the basis are counted.
    """
    series = PlanSeries.objects.filter(name=SERIES).first() or create(
        PlanSeries(name=SERIES, owner_unit=places.units["Fjellvik kommune"]), by=by
    )
    plan = create(
        ActionPlan(
            series=series, generation=text.generation, title=text.title,
            owner=places.position("development"),
        ),
        by=by,
    )
    for order, (entry, days) in enumerate(text.basis, start=1):
        made = adoption - timedelta(days=days) if days else None
        create(BasisEntry(plan=plan, order=order, text=entry, dated_on=made), by=by)
    focuses = [
        _write_focus(plan, focus, order, by) for order, focus in enumerate(text.focuses, start=1)
    ]
    for order, row in enumerate(text.rows, start=1):
        focus = focuses[row.focus - 1] if row.focus else None
        made_row = create(
            PlanRow(plan=plan, order=order, title=row.title, focus_area=focus), by=by
        )
        _write_row(places, made_row, row, by)
    return plan


def _write_focus(plan: ActionPlan, focus: Focus, order: int, by: Any) -> FocusArea:
    made = create(
        FocusArea(plan=plan, order=order, name=focus.name, objective=focus.objective), by=by
    )
    for number, statement in enumerate(focus.statements, start=1):
        create(
            FocusStatement(
                focus_area=made, order=number, level=statement.level, text=statement.text
            ),
            by=by,
        )
    return made


def _write_row(places: Places, row: PlanRow, text: Row, by: Any) -> None:
    """The challenges, numbered through the plan, and the lines beside them."""
    start = row.plan.challenges.count()
    challenges = []
    for number, challenge in enumerate(text.challenges, start=1):
        question = number == text.question
        challenges.append(
            create(
                Challenge(
                    plan=row.plan, row=row, order=number, code=f"U{start + number}", text=challenge,
                    kind=Challenge.Kind.OPEN_QUESTION if question else Challenge.Kind.CHALLENGE,
                    decided_by=places.position("group") if question else None,
                ),
                by=by,
            )
        )
    headings: dict[str, RowHeading] = {}
    for number, line in enumerate(text.lines, start=1):
        if line.heading and line.heading not in headings:
            headings[line.heading] = create(
                RowHeading(row=row, order=number * 10, text=line.heading), by=by
            )
        _write_line(places, row, line, headings.get(line.heading), challenges, by)


def _write_line(
    places: Places, row: PlanRow, line: Line, heading: RowHeading | None,
    challenges: list[Challenge], by: Any,
) -> None:
    footnote = None
    if line.footnote:
        footnote = create(Footnote(row=row, order=1, text=line.footnote), by=by)
    measure = measure_create(
        by=by, row=row, unit=None, text=line.text, is_lead=line.lead, heading=heading,
        footnote=footnote, suggested_owner=places.position(line.suggested),
    )
    measure.challenges.set(challenges[number - 1] for number in line.answers)
