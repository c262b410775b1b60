"""What was read out of a document: plain values, the same before and after editing.

Everything here is frozen and goes to JSON and back without loss, since it crosses a process
border (the reader runs in a child) and lies in the database as a draft while somebody looks it
over. Judgements (is this deadline a date, whom does this text name) are not stored: they are
derived from the text when they are shown, so that a retyped line is judged anew.
"""

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

FORMAT = 1


class Part(StrEnum):
    """Where in the document a line stands."""

    BODY = "body"
    TABLE = "table"
    HEADER = "header"
    FOOTER = "footer"
    NOTE = "note"
    TEXT_BOX = "text_box"


class LineKind(StrEnum):
    """What a line of a plan row is."""

    CHALLENGE = "challenge"
    OPEN_QUESTION = "open_question"
    LEAD = "lead"
    MEASURE = "measure"
    HEADING = "heading"
    FOOTNOTE = "footnote"


CHALLENGE_KINDS = frozenset({LineKind.CHALLENGE, LineKind.OPEN_QUESTION})
MEASURE_KINDS = frozenset({LineKind.LEAD, LineKind.MEASURE})


@dataclass(frozen=True)
class Place:
    """A place in the document, as a reader would point at it. All numbers count from 1.

    `table` in the body is the last table before the line (0: before the first). `row` leaves out
    the rows with column headings. `line` counts the paragraphs of the cell, or of the body.
    """

    part: Part
    table: int = 0
    row: int = 0
    column: str = ""
    line: int = 0


@dataclass(frozen=True)
class Written:
    """An owner or a deadline as the document has it.

    `shared` is true where it stands beside several measures: then it is shown for the row and
    only suggested for each of them. Beside one measure it is adopted text.
    """

    text: str
    place: Place
    shared: bool = False


@dataclass(frozen=True)
class Line:
    """One line of a plan row. `as_read` keeps the document's text when `text` is retyped."""

    key: str
    kind: LineKind
    text: str
    place: Place
    as_read: str = ""
    mark: str = ""
    notes: tuple[str, ...] = ()
    owner: Written | None = None
    deadline: Written | None = None
    due_chosen: date | None = None
    looked_over: bool = False


@dataclass(frozen=True)
class Row:
    """A plan row: its challenges on the left, its lines on the right, in document order."""

    key: str
    challenges: tuple[Line, ...]
    lines: tuple[Line, ...]
    section: str = ""
    owners: tuple[Written, ...] = ()
    deadlines: tuple[Written, ...] = ()

    @property
    def measures(self) -> tuple[Line, ...]:
        """The lines that become measures: bullets and lead lines."""
        return tuple(line for line in self.lines if line.kind in MEASURE_KINDS)


@dataclass(frozen=True)
class Statement:
    """A statement under a focus area; `level` 1 is the outermost bullet."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class FocusArea:
    """A focus area as printed before the tables."""

    title: str
    objective: str = ""
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True)
class Adoption:
    """The adoption as printed: which body (its own words), and the day if it could be read."""

    text: str
    body: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Unplaced:
    """Text that is not part of the plan as read. `left_out` once somebody decided so."""

    key: str
    text: str
    place: Place
    reason: str
    left_out: bool = False


@dataclass(frozen=True)
class Notice:
    """Something a person should know about how the document was read."""

    code: str
    place: Place
    text: str = ""
    line: str = ""
    count: int = 1


@dataclass(frozen=True)
class ParsedPlan:
    """A whole document as read."""

    title: str = ""
    title_as_read: str = ""
    generation: int | None = None
    adoption: Adoption | None = None
    focus_areas: tuple[FocusArea, ...] = ()
    basis: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    notices: tuple[Notice, ...] = ()
    tables: int = 0
    tables_read: int = 0
    format: int = FORMAT

    def lines(self) -> Iterator[Line]:
        """Every line of every row: challenges first, then the right-hand side."""
        for row in self.rows:
            yield from row.challenges
            yield from row.lines


@dataclass(frozen=True)
class Counts:
    """The numbers that are read out after a reading."""

    rows: int
    challenges: int
    open_questions: int
    measures: int
    leads: int
    headings: int
    footnotes: int
    owners: int
    deadlines: int
    unplaced: int


def count(plan: ParsedPlan) -> Counts:
    """Count what was read. Open questions are among the challenges, leads among the measures.

    `owners` and `deadlines` are the measures that have one written beside them, also a shared one.
    """
    kinds = [line.kind for line in plan.lines()]
    measures = [line for row in plan.rows for line in row.measures]
    return Counts(
        rows=len(plan.rows),
        challenges=sum(kind in CHALLENGE_KINDS for kind in kinds),
        open_questions=kinds.count(LineKind.OPEN_QUESTION),
        measures=len(measures),
        leads=kinds.count(LineKind.LEAD),
        headings=kinds.count(LineKind.HEADING),
        footnotes=kinds.count(LineKind.FOOTNOTE),
        owners=sum(line.owner is not None for line in measures),
        deadlines=sum(line.deadline is not None for line in measures),
        unplaced=sum(not entry.left_out for entry in plan.unplaced),
    )


def content(plan: ParsedPlan) -> dict[str, Any]:
    """The plan's own content without places and traces: two readings of one text are equal."""
    return {
        "title": plan.title,
        "generation": plan.generation,
        "adoption": plan.adoption and [plan.adoption.body, _plain(plan.adoption.on)],
        "focus": [_plain(area) for area in plan.focus_areas],
        "basis": list(plan.basis),
        "rows": [
            [[line.kind, line.text, _text(line.owner), _text(line.deadline)] for line in lines]
            for row in plan.rows
            for lines in (row.challenges, row.lines)
        ],
    }


def bare_title(title: str) -> str:
    """Without a number, "Fokusområde" and punctuation, in lower case: for comparing."""
    lead = r"^((fokus|satsings|innsats)område\s*)?(\d+[.:)]?)?\s*[:–—-]?\s*"
    return re.sub(lead, "", title.lower()).strip(" .:")


def to_json(plan: ParsedPlan) -> dict[str, Any]:
    """Values that `json.dumps` takes; `from_json` gives the same plan back."""
    return dict(_plain(plan))


def from_json(data: dict[str, Any]) -> ParsedPlan:
    """The plan that `to_json` wrote.

    Raises ValueError when the data is of another format or does not fit, so that a draft of an
    older version is refused instead of half understood.
    """
    if data.get("format") != FORMAT:
        raise ValueError(f"not a plan of format {FORMAT}: {data.get('format')!r}")
    try:
        plan = _typed(ParsedPlan, data)
    except (TypeError, KeyError) as error:
        raise ValueError(f"not a plan: {error}") from error
    assert isinstance(plan, ParsedPlan)
    return plan


def _text(written: Written | None) -> str:
    return written.text if written else ""


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum) else value


def _typed(wanted: Any, value: Any) -> Any:
    """Build `wanted` (a dataclass, tuple, optional, enum, date or plain type) from JSON values."""
    origin = get_origin(wanted)
    if origin in (Union, UnionType):
        inner = next(arg for arg in get_args(wanted) if arg is not type(None))
        return None if value is None else _typed(inner, value)
    if origin is tuple:
        return tuple(_typed(get_args(wanted)[0], item) for item in value)
    if dataclasses.is_dataclass(wanted) and isinstance(wanted, type):
        hints = get_type_hints(wanted)
        return wanted(**{name: _typed(hints[name], item) for name, item in value.items()})
    if wanted is date:
        return date.fromisoformat(value)
    if issubclass(wanted, StrEnum):
        return wanted(value)
    if type(value) is not wanted:
        raise TypeError(f"{value!r} is not {wanted.__name__}")
    return value
