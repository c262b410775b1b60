"""What boards bring to Min oversikt, reminders and the calendar: answers that are wanted, and
suggestions under way; and what one has lifted and waits for."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from boards.lift.models import Lift
from boards.suggestions.models import Suggestion
from leanplan.questions import question
from measures.presenters.deadline import distance
from measures.presenters.measure import address_of
from measures.registries import DueItem, DueSource, Panel, due_sources, own_panels
from organisation.reach import reach_of
from organisation.roles import LEADERS


def answers_due(positions: Collection[int] | None, today: date) -> Iterator[DueItem]:
    """Lifted points that wait for an answer; one query."""
    address = address_of("boards:lift_detail")
    rows = _answers() if positions is None else _answers_of(set(positions))
    for pk, answerer, due, text, unit, place in rows:
        said = _("Answer %(place)s: %(text)s") % {"place": place, "text": text}
        yield DueItem(f"lift:{pk}", answerer, due, said, address % pk, unit, "lift")


def _answers() -> QuerySet[Any]:
    return Lift.objects.open().order_by("answer_by", "pk").values_list(
        "pk", "answerer_id", "answer_by", "text", "to_board__owner_id", "from_board__owner__name"
    )


@question
def _answers_of(positions: Collection[int]) -> QuerySet[Any]:
    return _answers().filter(answerer__in=positions)


def suggestions_due(positions: Collection[int] | None, today: date) -> Iterator[DueItem]:
    """Suggestions under way; one query."""
    yield from _suggestions(_running() if positions is None else _running_of(set(positions)))


def suggestions_named(person: int) -> Iterator[DueItem]:
    """Suggestions under way that the person carries out; one query."""
    yield from _suggestions(_running_by(person))


def _suggestions(rows: Iterable[tuple[Any, ...]]) -> Iterator[DueItem]:
    address = address_of("boards:suggestion_detail")
    for pk, responsible, due, title, unit, executor in rows:
        yield DueItem(
            f"suggestion:{pk}", responsible, due, title, address % pk, unit, "suggestion", executor
        )


def _running() -> QuerySet[Any]:
    found = Suggestion.objects.running().filter(board__is_closed=False)
    return found.order_by("due_date", "pk").values_list(
        "pk", "responsible_id", "due_date", "title", "board__owner_id", "executor_id"
    )


@question
def _running_of(positions: Collection[int]) -> QuerySet[Any]:
    return _running().filter(responsible__in=positions)


@question
def _running_by(person: int) -> QuerySet[Any]:
    return _running().filter(executor=person)


def lifted(user: Any, _same: Any, today: date) -> Mapping[str, Any] | None:
    """What the units one leads oneself have lifted and wait for; None for nothing. One query."""
    own = {
        held.unit_id for held in reach_of(user).shown if held.role in LEADERS and not held.each
    }
    if not own:
        return None
    address = address_of("boards:lift_detail")
    rows = [
        {
            "url": address % pk, "text": text, "place": short or name, "answer_by": answer_by,
            "late": distance((answer_by - today).days) if answer_by < today else "",
        }
        for pk, text, answer_by, short, name in _lifted_from(own)
    ]
    return {"lifts": rows} if rows else None


@question
def _lifted_from(units: Collection[int]) -> QuerySet[Any]:
    found = Lift.objects.open().filter(from_board__owner__in=units)
    return found.order_by("answer_by", "pk").values_list(
        "pk", "text", "answer_by", "to_board__owner__short_name", "to_board__owner__name"
    )


def register() -> None:
    """Put them into the registries; called once when the app is ready."""
    due_sources.register(DueSource("lifted_answers", answers_due))
    due_sources.register(DueSource("suggestions", suggestions_due, named=suggestions_named))
    own_panels.register(Panel("lifted", "boards/lift/_own.html", lifted, order=45))

