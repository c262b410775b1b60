"""The page on which a reading is looked over, put together from the draft."""

from collections import Counter
from dataclasses import dataclass, field

from documents.actions.build import adopted_deadline
from documents.forms import LineForm, PlaceForm
from documents.messages import notice_text, place_text, reason_text
from documents.models import ImportDraft
from documents.parsed import Counts, ParsedPlan, Unplaced, count
from documents.presenters.checks import Check, checks_of
from documents.presenters.line import (
    DeadlineView,
    LineView,
    codes_of,
    editor_of,
    line_view,
    row_deadlines,
)
from documents.suggestions import Vocabulary


@dataclass(frozen=True)
class RowView:
    """One plan row."""

    key: str
    number: int
    challenges: list[LineView]
    lines: list[LineView]
    section: str = ""
    owners: list[str] = field(default_factory=list)
    deadlines: list[DeadlineView] = field(default_factory=list)


@dataclass(frozen=True)
class UnplacedView:
    """A text without a place in the plan, and the form that gives it one."""

    key: str
    text: str
    place: str
    reason: str
    form: PlaceForm | None = None
    column: str = ""


@dataclass(frozen=True)
class NoticeView:
    """Something to look at, where it is, and the line that it is about."""

    text: str
    place: str
    quote: str
    line: str


@dataclass(frozen=True)
class ReviewPage:
    """All of the page."""

    draft: ImportDraft
    plan: ParsedPlan
    counts: Counts
    rows: list[RowView]
    unplaced: list[UnplacedView]
    left_out: list[UnplacedView]
    columns: list[tuple[str, int]]
    notices: list[NoticeView]
    checks: list[Check]
    without_owner: int
    without_date: int


def review_page(
    draft: ImportDraft,
    *,
    vocabulary: Vocabulary,
    opened: str = "",
    form: LineForm | PlaceForm | None = None,
    failed: str = "",
) -> ReviewPage:
    """The page for a draft.

    opened: the key of the line whose editor is open, with `form` where one was refused. failed:
    the key of the unplaced text whose form was refused.
    """
    plan = draft.parsed
    waiting = [entry for entry in plan.unplaced if not entry.left_out]
    columns = Counter(entry.place.column for entry in waiting if entry.reason == "other_column")
    measures = [line for row in plan.rows for line in row.measures]
    rows = _rows(draft, plan, opened, form if isinstance(form, LineForm) else None)
    place_form = form if isinstance(form, PlaceForm) else None
    return ReviewPage(
        draft=draft,
        plan=plan,
        counts=count(plan),
        rows=rows,
        unplaced=[
            _unplaced(entry, plan, draft, place_form if entry.key == failed else None)
            for entry in waiting
        ],
        left_out=[_unplaced(entry, plan, draft) for entry in plan.unplaced if entry.left_out],
        columns=[(column, number) for column, number in columns.items() if number > 1],
        notices=_notices(plan),
        checks=checks_of(plan, vocabulary),
        without_owner=sum(line.owner is None or line.owner.shared for line in measures),
        without_date=sum(adopted_deadline(line) is None for line in measures),
    )


def _rows(
    draft: ImportDraft, plan: ParsedPlan, opened: str, form: LineForm | None
) -> list[RowView]:
    codes = codes_of(plan)
    editor = editor_of(draft, plan, opened, form)
    return [
        RowView(
            key=row.key,
            number=number,
            challenges=[line_view(line, row, codes, editor) for line in row.challenges],
            lines=[line_view(line, row, codes, editor) for line in row.lines],
            section=row.section,
            owners=[each.text for each in row.owners],
            deadlines=row_deadlines(row),
        )
        for number, row in enumerate(plan.rows, start=1)
    ]


def _unplaced(
    entry: Unplaced, plan: ParsedPlan, draft: ImportDraft, form: PlaceForm | None = None
) -> UnplacedView:
    blank = PlaceForm(plan=plan, key=entry.key, initial={"version": draft.version})
    return UnplacedView(
        key=entry.key,
        text=entry.text,
        place=place_text(entry.place),
        reason=reason_text(entry.reason),
        form=form or blank,
        column=entry.place.column if entry.reason == "other_column" else "",
    )


def _notices(plan: ParsedPlan) -> list[NoticeView]:
    there = {line.key for line in plan.lines()}
    return [
        NoticeView(
            text=notice_text(notice),
            place="" if notice.count > 1 else place_text(notice.place),
            quote="" if notice.code == "no_column" else notice.text,
            line=notice.line if notice.line in there else "",
        )
        for notice in plan.notices
    ]
