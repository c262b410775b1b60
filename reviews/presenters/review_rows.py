"""The rows of a review as they are shown: what they say now, or said when it was locked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse

from leanplan.together import together
from organisation.holders import Register, owner_shown
from organisation.models import Position
from reviews.choices import Decision, NoteKind
from reviews.figures import FigureShown, figures_of
from reviews.last_time import Before, LastAnswer, before
from reviews.leading import read_around
from reviews.models import (
    FollowUp,
    HalfYearReview,
    ReviewAnswer,
    ReviewFigure,
    ReviewFollowUp,
    ReviewNote,
)
from reviews.parts_read import (
    answers_of,
    dealt_with_of,
    figures_of_review,
    notes_of,
    participants_of,
    read_parts,
)
from reviews.presenters.follow_ups import origin_of
from reviews.presenters.lights import DECISIONS, JUDGEMENTS, MARKS, Shown
from reviews.review_rules import is_changed


@dataclass(frozen=True)
class AnswerShown:
    """An answer with the last one beside it, and what the leader of the unit wrote beforehand.

    wants_comment: it differs from last time, so it says what has changed.
    """

    pk: int
    version: int
    url: str
    heading: str
    text: str
    help_text: str
    mark: Shown | None
    comment: str
    last: Shown | None
    last_comment: str
    own: Shown | None
    own_comment: str
    wants_comment: bool
    choices: tuple[Shown, ...] = tuple(MARKS.values())


def answers_shown(
    review: HalfYearReview, *, only: int | None = None
) -> list[AnswerShown]:
    """The answers in the order of the questions; only: the key of one of them."""
    rows = [row for row in answers_of(review) if only in (None, row.pk)]
    known = before(review)
    return [_answer(row, review, known, known.prepared.get(row.question_id)) for row in rows]


def _answer(
    row: ReviewAnswer, review: HalfYearReview, known: Before, own: LastAnswer | None
) -> AnswerShown:
    last = known.answers.get(row.question.key)
    last_mark = row.shown_last if review.is_locked else (last.mark if last else "")
    comment = row.shown_last_comment if review.is_locked else (last.comment if last else "")
    return AnswerShown(
        pk=row.pk, version=row.version,
        url=reverse("reviews:answer_set", args=[review.pk, row.pk]),
        heading=row.shown_heading or row.question.heading,
        text=row.shown_text or row.question.text,
        help_text="" if review.is_locked else row.question.help_text,
        mark=MARKS.get(row.mark), comment=row.comment, last=MARKS.get(last_mark),
        last_comment=comment, own=MARKS.get(own.mark) if own else None,
        own_comment=own.comment if own else "",
        wants_comment=is_changed(row.mark, last_mark),
    )


@dataclass(frozen=True)
class FigureRow:
    """A figure and what is made of it."""

    pk: int
    version: int
    url: str
    label: str
    expected: str
    before: str
    now: str
    judgement: Shown | None
    note: str
    choices: tuple[Shown, ...] = tuple(JUDGEMENTS.values())


def figures_shown(
    review: HalfYearReview, *, today: date, only: int | None = None,
    live: Iterable[FigureShown] | None = None,
) -> list[FigureRow]:
    """The measuring points; worked out until the review is locked, copied after. live: as they
    stand today, where the page has read them."""
    rows = [row for row in figures_of_review(review) if only in (None, row.pk)]
    if review.is_locked:
        return [
            _figure(row, FigureShown(row.key, row.shown_label, row.shown_expected,
                                     row.shown_before, row.shown_now))
            for row in rows if row.shown_label
        ]
    if live is None:
        live = figures_of(review.unit_id, review.half_year, today=today)
    known = {one.key: one for one in live}
    return [_figure(row, known[row.key]) for row in rows if row.key in known]


def _figure(row: ReviewFigure, figure: FigureShown) -> FigureRow:
    return FigureRow(
        pk=row.pk, version=row.version,
        url=reverse("reviews:figure_judge", args=[row.review_id, row.pk]),
        label=figure.label, expected=figure.expected, before=figure.before, now=figure.now,
        judgement=JUDGEMENTS.get(row.judgement), note=row.note,
    )


@dataclass(frozen=True)
class DealtWith:
    """A follow-up area at the review. over: somebody has closed it meanwhile."""

    pk: int
    version: int
    url: str
    number: str
    text: str
    origin: str
    owner: str
    due: date | None
    late: bool
    link: str
    decision: Shown | None
    note: str
    over: bool
    wants_note: bool
    choices: tuple[Shown, ...] = tuple(DECISIONS.values())


def follow_ups_shown(
    review: HalfYearReview, *, is_new: bool, today: date, only: int | None = None,
    register: Register | None = None,
) -> list[DealtWith]:
    """Those that were open before, or the new ones (is_new). register: who holds what, where the
    page has read it."""
    rows = dealt_with_of(review)
    found = [row for row in rows if row.is_new == is_new and only in (None, row.pk)]
    if register is None:
        register = register_of(review, [row.follow_up.owner_id for row in found])
    owners = _owners([row.follow_up for row in found], register, today)
    return [_dealt_with(row, review, owners, today) for row in found]


def read_page(
    review: HalfYearReview, *, today: date
) -> tuple[Register | None, list[FigureShown] | None]:
    """Read at once what the page shows and keep it with the review as it was loaded: its rows, what
    was written before, who is around the unit. Gives who holds what, and the figures of today."""
    if review.begun_at is None:
        together(lambda: before(review), lambda: read_around(review.unit, on=today))
        return None, None

    def people() -> Register:
        read_parts(review)
        return register_of(review, [row.follow_up.owner_id for row in dealt_with_of(review)])

    register, live, _before, _around = together(
        people,
        lambda: None if review.is_locked
        else figures_of(review.unit_id, review.half_year, today=today),
        lambda: before(review), lambda: read_around(review.unit, on=today),
    )
    return register, live


def register_of(review: HalfYearReview, positions: Iterable[int | None]) -> Register:
    """Who holds the positions, and what the participants hold; one query."""
    people = () if review.is_locked else (row.person_id for row in participants_of(review))
    return Register.of({pk for pk in positions if pk}, people)


def _owners(
    follow_ups: Iterable[FollowUp], register: Register, today: date
) -> dict[int, str]:
    """{position: how its holder and role are written}."""
    positions: dict[int, Position] = {
        one.owner.pk: one.owner for one in follow_ups if one.owner is not None
    }
    holders = register.holders(on=today)
    shown = {pk: owner_shown(position, holders) for pk, position in positions.items()}
    return {
        pk: f"{one.name} ({one.under})" if one.kind == "person" else one.name
        for pk, one in shown.items()
    }


def _dealt_with(
    row: ReviewFollowUp, review: HalfYearReview, owners: Mapping[int, str], today: date
) -> DealtWith:
    area, locked = row.follow_up, review.is_locked
    owner = row.shown_owner if locked else owners.get(area.owner_id or 0, "")
    due = row.shown_due if locked else area.due_date
    return DealtWith(
        pk=row.pk, version=row.version,
        url=reverse("reviews:follow_up_decide", args=[review.pk, row.pk]),
        number=row.shown_number or area.number, text=row.shown_text or area.text,
        origin=origin_of(area), owner=owner, due=due,
        late=not locked and not area.is_over and bool(due and due < today),
        link=area.get_absolute_url(), decision=DECISIONS.get(row.decision), note=row.note,
        over=not locked and area.is_over, wants_note=row.decision == Decision.CLOSED,
    )


@dataclass(frozen=True)
class NoteShown:
    """One of the texts; last: what the same text, or the one before it, said last time."""

    pk: int
    version: int
    url: str
    kind: str
    label: str
    text: str
    last: str = ""
    last_label: str = ""


# What stands beside each text: the text of the last review that it answers.
_ANSWERS = {NoteKind.PROGRESS: NoteKind.EXPECTATION, NoteKind.HELP: NoteKind.HELP}


def notes_shown(review: HalfYearReview, *, only: int | None = None) -> list[NoteShown]:
    """The texts in their order."""
    rows = [row for row in notes_of(review) if only in (None, row.pk)]
    found = {row.kind: row for row in rows}
    last = before(review).notes
    return [_note(found[kind], review, last) for kind in NoteKind.values if kind in found]


def _note(row: ReviewNote, review: HalfYearReview, last: Mapping[str, str]) -> NoteShown:
    kind = NoteKind(row.kind)
    source = _ANSWERS.get(kind)
    return NoteShown(
        pk=row.pk, version=row.version,
        url=reverse("reviews:note_write", args=[review.pk, row.pk]),
        kind=row.kind, label=str(kind.label), text=row.text,
        last=last.get(source, "") if source else "",
        last_label=str(source.label) if source else "",
    )


@dataclass(frozen=True)
class Preparation:
    """What the leader of the unit handed in beforehand."""

    by: str
    on: date
    texts: list[tuple[str, str]] = field(default_factory=list)


def preparation_shown(review: HalfYearReview) -> Preparation | None:
    """What was handed in; a draft is its writer's own."""
    row: Any = getattr(review, "preparation", None)
    if row is None or row.handed_in_on is None:
        return None
    texts = [
        (str(row._meta.get_field(name).verbose_name), getattr(row, name))
        for name in ("proud_of", "hard", "to_raise", "help_wanted")
    ]
    return Preparation(
        by=row.written_by.name if row.written_by else "", on=row.handed_in_on,
        texts=[(label, text) for label, text in texts if text],
    )
