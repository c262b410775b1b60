"""The rows of a reading written as the rows of a plan, in the order of the document."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from challenges.models import (
    ActionPlan,
    BasisEntry,
    Challenge,
    FocusArea,
    FocusStatement,
    Footnote,
    PlanRow,
    RowHeading,
)
from documents.actors import Actors
from documents.deadlines import DeadlineKind as Read
from documents.deadlines import DeadlineReading, read_deadline
from documents.parsed import MEASURE_KINDS, Line, LineKind, ParsedPlan, Row, Written, bare_title
from documents.rhythms import Per, read_rhythm
from documents.rhythms import Rhythm as ReadRhythm
from documents.suggestions import suggest_limit
from leanplan.versioning import create
from measures.actions.measures import measure_create
from measures.choices import DeadlineKind, Precision, Rhythm
from measures.rules import Deadline

LONGEST = 300
STEP = 10
# How often, in the words that a measure's rhythm has. Anything else stays open.
RHYTHMS = {
    (1, Per.MONTH): Rhythm.MONTH,
    (12, Per.YEAR): Rhythm.MONTH,
    (1, Per.QUARTER): Rhythm.QUARTER,
    (4, Per.YEAR): Rhythm.QUARTER,
    (1, Per.HALF_YEAR): Rhythm.HALF_YEAR,
    (2, Per.YEAR): Rhythm.HALF_YEAR,
    (1, Per.YEAR): Rhythm.YEAR,
}


@dataclass(frozen=True)
class Retyped:
    """A line whose text a person changed, as it was written into the plan first."""

    kind: LineKind
    code: str
    row: int
    as_read: str
    text: str


class PlanBuilder:
    """Writes a reading into an empty plan.

    as_read: write the document's own words even where a line was retyped (they will be frozen),
    and remember those lines in `retyped`.
    """

    def __init__(self, *, by: Any, plan: ActionPlan, actors: Actors, as_read: bool) -> None:
        self.by = by
        self.plan = plan
        self.actors = actors
        self.as_read = as_read
        self.retyped: list[Retyped] = []
        self._challenges = 0
        self._measures = 0

    def build(self, parsed: ParsedPlan) -> None:
        """Write all of it. Errors: ValidationError where something does not fit."""
        areas = self._front(parsed)
        for number, row in enumerate(parsed.rows, start=1):
            self._row(number, row, areas.get(bare_title(row.section)))

    def _front(self, parsed: ParsedPlan) -> dict[str, FocusArea]:
        areas: dict[str, FocusArea] = {}
        for order, area in enumerate(parsed.focus_areas, start=1):
            made = FocusArea(plan=self.plan, order=order, name=area.title, objective=area.objective)
            areas[bare_title(area.title)] = self._make(made)
            for place, statement in enumerate(area.statements, start=1):
                self._make(
                    FocusStatement(
                        focus_area=made, order=place, level=statement.level, text=statement.text
                    )
                )
        for order, text in enumerate(parsed.basis, start=1):
            self._make(BasisEntry(plan=self.plan, order=order, text=text))
        return areas

    def _row(self, number: int, row: Row, area: FocusArea | None) -> None:
        made = self._make(
            PlanRow(
                plan=self.plan,
                order=number,
                focus_area=area,
                owner_as_read=_as_read(row.owners),
                deadline_as_read=_as_read(row.deadlines),
            )
        )
        for order, line in enumerate(row.challenges, start=1):
            self._challenges += 1
            code = f"U{self._challenges}"
            text = self._text(line, code, number)
            self._make(
                Challenge(
                    plan=self.plan, row=made, order=order, code=code, kind=line.kind, text=text
                )
            )
        self._right_side(made, number, row)

    def _right_side(self, made: PlanRow, number: int, row: Row) -> None:
        notes: dict[str, Footnote] = {}
        for line in row.lines:
            if line.kind is LineKind.FOOTNOTE:
                text = self._text(line, line.mark, number)
                note = Footnote(row=made, order=len(notes) + 1, mark=line.mark, text=text)
                notes[line.key] = self._make(note)
        heading: RowHeading | None = None
        for place, line in enumerate(row.lines, start=1):
            if line.kind is LineKind.HEADING:
                text = self._text(line, "", number)
                heading = self._make(RowHeading(row=made, order=place * STEP, text=text))
            elif line.kind in MEASURE_KINDS:
                note_key = next(iter(line.notes), None)
                self._measure(
                    made,
                    number,
                    line,
                    order=place * STEP,
                    heading=heading,
                    footnote=notes.get(note_key) if note_key else None,
                )

    def _measure(self, made: PlanRow, number: int, line: Line, **fields: Any) -> None:
        self._measures += 1
        code = f"T{self._measures}"
        measure_create(
            by=self.by,
            row=made,
            unit=None,
            text=self._text(line, code, number),
            code=code,
            is_lead=line.kind is LineKind.LEAD,
            deadline=adopted_deadline(line),
            **self._suggested(line),
            **fields,
        )

    def _suggested(self, line: Line) -> dict[str, Any]:
        """What the text names, and what stands beside the line. Nothing here is a decision."""
        owner = line.owner
        found = self.actors.in_owner_text(owner.text, by=self.by) if owner else None
        if found is None:
            found = self.actors.in_text(line.text, by=self.by)
        return {
            "suggested_owner": found,
            "owner_as_read": _as_read([owner] if owner else []),
            "deadline_as_read": _as_read([line.deadline] if line.deadline else []),
            "suggested_by": self.by if line.due_chosen else None,
            **suggested_deadline(line),
        }

    def _text(self, line: Line, code: str, row: int) -> str:
        if not self.as_read or line.as_read == line.text:
            return line.text
        self.retyped.append(Retyped(line.kind, code, row, line.as_read, line.text))
        return line.as_read

    def _make(self, instance: Any) -> Any:
        return create(instance, by=self.by)


def adopted_deadline(line: Line) -> Deadline | None:
    """The deadline that the adopted text itself sets: a certain date beside this one measure."""
    if line.deadline is None or line.deadline.shared:
        return None
    reading = read_deadline(line.deadline.text)
    if reading.kind is not Read.DATE or reading.due is None or reading.precision is None:
        return None
    return Deadline.on(reading.due, Precision(reading.precision))


def suggested_deadline(line: Line) -> dict[str, Any]:
    """The suggested_… fields of a measure's deadline; empty where it has one or none is named."""
    if line.due_chosen is not None:
        return _date(line.due_chosen, Precision.DAY)
    if adopted_deadline(line) is not None:
        return {}
    if line.deadline is not None:
        return _from_reading(read_deadline(line.deadline.text))
    rhythm = read_rhythm(line.text)
    if rhythm is not None:
        return _recurring(rhythm)
    if suggest_limit(line.text) is not None:
        return {"suggested_kind": DeadlineKind.RECURRING, "suggested_rhythm": Rhythm.ON_EVENT}
    return {}


def _from_reading(reading: DeadlineReading) -> dict[str, Any]:
    if reading.kind is Read.DATE and reading.due and reading.precision:
        return _date(reading.due, Precision(reading.precision))
    if reading.kind is Read.ONGOING:
        return {"suggested_kind": DeadlineKind.ONGOING}
    if reading.kind is Read.RECURRING and reading.rhythm:
        return _recurring(reading.rhythm)
    return {}


def _date(day: date, precision: str) -> dict[str, Any]:
    return {
        "suggested_kind": DeadlineKind.DATE,
        "suggested_due_date": day,
        "suggested_precision": precision,
    }


def _recurring(rhythm: ReadRhythm) -> dict[str, Any]:
    known = RHYTHMS.get((rhythm.times, rhythm.per)) if rhythm.every == 1 else None
    return {"suggested_kind": DeadlineKind.RECURRING, "suggested_rhythm": known or ""}


def _as_read(written: Iterable[Written]) -> str:
    """The words as read on one line; what is longer than the field ends with "…"."""
    text = " / ".join(part for each in written for part in each.text.split("\n"))
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
