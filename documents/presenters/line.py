"""One line of a reading as the page shows it, with its editor where that is open."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from documents.deadlines import DeadlineKind, DeadlineReading, read_deadline
from documents.forms import KINDS, DraftLine, LineForm
from documents.messages import DEADLINES, place_text
from documents.models import ImportDraft
from documents.parsed import CHALLENGE_KINDS, MEASURE_KINDS, Line, LineKind, ParsedPlan, Row
from documents.plan_shape import Found, find
from leanplan.templatetags.ui import short_date

KIND_NAMES = dict(KINDS)
TAGGED = (LineKind.HEADING, LineKind.FOOTNOTE, LineKind.LEAD, LineKind.OPEN_QUESTION)


@dataclass(frozen=True)
class DeadlineView:
    """A deadline beside one measure, as read and what was made of it."""

    text: str
    said: str
    is_open: bool
    hint: date | None
    chosen: date | None


@dataclass(frozen=True)
class LineView:
    """One line as the page shows it; with `form` where its editor is open."""

    key: str
    code: str
    kind: LineKind
    text: str
    mark: str
    place: str
    marks: str = ""
    owner: str = ""
    as_read: str = ""
    deadline: DeadlineView | None = None
    form: LineForm | None = None
    join_with: str = ""
    can_up: bool = False
    can_down: bool = False

    @property
    def name(self) -> str:
        """The line's code, or its kind where it has none."""
        return self.code or str(KIND_NAMES[self.kind])

    @property
    def tag(self) -> str:
        """The kind in words where the code does not say it."""
        return str(KIND_NAMES[self.kind]) if self.kind in TAGGED else ""


def codes_of(plan: ParsedPlan) -> dict[str, str]:
    """The codes that challenges and measures get, by their keys, in the order of the plan."""
    codes: dict[str, str] = {}
    challenges = measures = 0
    for line in plan.lines():
        if line.kind in CHALLENGE_KINDS:
            challenges += 1
            codes[line.key] = f"U{challenges}"
        elif line.kind in MEASURE_KINDS:
            measures += 1
            codes[line.key] = f"T{measures}"
    return codes


def editor_of(
    draft: ImportDraft, plan: ParsedPlan, opened: str, form: LineForm | None
) -> tuple[Found, LineForm] | None:
    """The line whose editor is open, and its form; None where none is."""
    if not opened or opened not in {line.key for line in plan.lines()}:
        return None
    return find(plan, opened), form or LineForm(row=DraftLine.of(draft, opened), plan=plan)


def line_view(
    line: Line, row: Row, codes: dict[str, str], editor: tuple[Found, LineForm] | None
) -> LineView:
    """One line of a row. In: the codes of all lines, and the editor that is open somewhere."""
    marks = [each.mark for each in row.lines if each.key in line.notes]
    open_here = editor is not None and editor[0].line.key == line.key
    view = LineView(
        key=line.key,
        code=codes.get(line.key, ""),
        kind=line.kind,
        text=line.text,
        mark=line.mark,
        place=place_text(line.place),
        # An asterisk stands in the text already; the number of one of Word's notes does not.
        marks=", ".join(mark for mark in marks if not mark.startswith("*")),
        owner=line.owner.text if line.owner and not line.owner.shared else "",
        as_read=line.as_read if line.as_read != line.text else "",
        deadline=deadline_view(line) if line.kind in MEASURE_KINDS else None,
    )
    if not open_here or editor is None:
        return view
    found, form = editor
    before = found.before
    return replace(
        view,
        form=form,
        join_with=_name(before, codes) if found.can_join and before else "",
        can_up=found.before is not None,
        can_down=found.after is not None,
    )


def _name(line: Line, codes: dict[str, str]) -> str:
    return codes.get(line.key) or str(KIND_NAMES[line.kind]).lower()


def deadline_view(line: Line) -> DeadlineView | None:
    """What is said of the deadline beside a measure; None where there is nothing to say."""
    if line.deadline is None or line.deadline.shared:
        return None
    return _deadline(line, line.deadline.text)


def row_deadlines(row: Row) -> list[DeadlineView]:
    """What is said of deadlines that stand beside several measures, once for the row."""
    views = []
    for written in row.deadlines:
        sharing = [m for m in row.measures if m.deadline is not None and m.deadline.shared]
        if sharing:
            views.append(_deadline(sharing[0], written.text))
    return views


def _deadline(line: Line, text: str) -> DeadlineView:
    reading = read_deadline(text)
    unclear = reading.kind is DeadlineKind.UNCLEAR
    said = str(DEADLINES[reading.reason]) if reading.reason else _understood(reading)
    return DeadlineView(
        text=text,
        said=said,
        is_open=unclear and not line.looked_over,
        hint=reading.hint if unclear else None,
        chosen=line.due_chosen,
    )


def _understood(reading: DeadlineReading) -> str:
    if reading.kind is DeadlineKind.DATE:
        return _("Read as %(day)s.") % {"day": short_date(reading.due)}
    if reading.kind is DeadlineKind.ONGOING:
        return _("Read as ongoing.")
    return _("Read as recurring.")
