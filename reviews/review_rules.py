"""Judgements on half-yearly reviews: what is missing, when a confirmation is late, when a point is
to be deleted. Pure: no database, no clock."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leanplan.periods import half_year_end, half_year_span


@dataclass(frozen=True)
class AnswerFact:
    """An answer, its comment, and what was answered last time ("" for nothing)."""

    mark: str
    comment: str
    last: str


@dataclass(frozen=True)
class FollowUpFact:
    """A follow-up area at the review. over: somebody has closed it meanwhile."""

    number: str
    is_new: bool
    over: bool
    decision: str
    note: str
    has_owner: bool
    has_due: bool


@dataclass(frozen=True)
class ReviewFacts:
    """What is known of a review that is under way."""

    answers: Sequence[AnswerFact] = ()
    follow_ups: Sequence[FollowUpFact] = field(default_factory=list)
    points_waiting: int = 0
    development_present: bool = True
    alone_reason: str = ""
    unit_status: str = ""
    status_note: str = ""
    minutes_held: int | None = None


@dataclass(frozen=True)
class Gap:
    """Something that is missing. place: the part of the page it belongs to."""

    place: str
    text: str


def is_changed(mark: str, last: str) -> bool:
    """The answer differs from last time; the first answer ever does not."""
    return bool(mark) and bool(last) and mark != last


def gaps(facts: ReviewFacts) -> list[Gap]:
    """What is missing before the review can be finished, in the order of the page."""
    return [
        *_gaps_of_follow_ups(facts), *_gaps_of_points(facts), *_gaps_of_answers(facts),
        *_gaps_at_the_end(facts),
    ]


def _gaps_of_follow_ups(facts: ReviewFacts) -> Iterator[Gap]:
    for each in facts.follow_ups:
        number = {"number": each.number}
        if each.over:
            continue
        if each.is_new:
            if not (each.has_owner and each.has_due):
                yield Gap("new", _("%(number)s needs somebody responsible and a deadline.")
                          % number)
        elif not each.decision:
            yield Gap("follow_ups", _("%(number)s: close it or carry it on.") % number)
        elif each.decision == "closed" and not each.note.strip():
            yield Gap("follow_ups", _("%(number)s: write what came of it.") % number)


def _gaps_of_points(facts: ReviewFacts) -> Iterator[Gap]:
    if facts.points_waiting:
        yield Gap("points", ngettext(
            "%(count)s point to this review is not answered.",
            "%(count)s points to this review are not answered.", facts.points_waiting,
        ) % {"count": facts.points_waiting})


def _gaps_of_answers(facts: ReviewFacts) -> Iterator[Gap]:
    blank = sum(1 for each in facts.answers if not each.mark)
    if blank:
        yield Gap("answers", ngettext(
            "%(count)s question is not answered.", "%(count)s questions are not answered.", blank,
        ) % {"count": blank})
    silent = sum(
        1 for each in facts.answers
        if is_changed(each.mark, each.last) and not each.comment.strip()
    )
    if silent:
        yield Gap("answers", ngettext(
            "%(count)s answer differs from last time. Write what has changed.",
            "%(count)s answers differ from last time. Write what has changed.", silent,
        ) % {"count": silent})


def _gaps_at_the_end(facts: ReviewFacts) -> Iterator[Gap]:
    if not facts.unit_status:
        yield Gap("unit_status", _("Set the status of the unit."))
    if not facts.status_note.strip():
        yield Gap("status_note", _("Say why the unit has that status."))
    if not facts.minutes_held:
        yield Gap("minutes_held", _("Write how many minutes it took."))
    if not facts.development_present and not facts.alone_reason.strip():
        yield Gap("alone_reason", _(
            "Nobody from the development unit is marked as present. Say why; the management "
            "group can read it."
        ))


def confirm_by(locked_on: date, days: int) -> date:
    """The last day on which a confirmation is in time."""
    return locked_on + timedelta(days=days)


def confirmation_missing(
    *, locked_on: date, confirmed_on: date | None, days: int, today: date
) -> bool:
    """It was not confirmed in time: noted, whatever comes after."""
    return (confirmed_on or today) > confirm_by(locked_on, days)


def forget_after(half_year: str) -> date:
    """The last day a point raised in that half-year is kept: the end of the following one."""
    begins, ends = half_year_span(half_year)
    return half_year_end(ends.year, 2) if begins.month == 1 else half_year_end(ends.year + 1, 1)
