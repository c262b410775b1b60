"""How suggestions are shown as cards on a board and as lines in lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from boards.board_models import Board
from boards.suggestions import rules
from boards.suggestions.choices import OVER, RUNNING, WAITING, SuggestionState
from boards.suggestions.models import PdcaRound, Suggestion, SuggestionQuerySet
from leanplan.dates import text_date
from leanplan.questions import question
from measures.presenters.deadline import DueShown, distance
from measures.presenters.measure import address_of
from measures.presenters.metrics import with_unit
from organisation.holders import Holder, owner_shown
from organisation.reach import reach_of

# What was adopted so many days back still stands on the board.
RECENT = 183

# What the button and the menu say a suggestion is moved to.
PLACES = {
    SuggestionState.NEW: pgettext_lazy("move to", "New"),
    SuggestionState.PRIORITISED: pgettext_lazy("move to", "Prioritised"),
    SuggestionState.PARKED: pgettext_lazy("move to", "Parked"),
    SuggestionState.DECLINED: pgettext_lazy("move to", "Declined, with the reason"),
    SuggestionState.PLAN: pgettext_lazy("move to", "Being planned"),
    SuggestionState.DO: pgettext_lazy("move to", "Being tried"),
    SuggestionState.CHECK: pgettext_lazy("move to", "Being evaluated"),
    SuggestionState.ADOPTED: pgettext_lazy("move to", "Adopted"),
    SuggestionState.DROPPED: pgettext_lazy("move to", "Dropped, with the reason"),
    rules.AGAIN: pgettext_lazy("move to", "Another round"),
}
UNDER_WAY = pgettext_lazy("move to", "Under way")
BACK = gettext_lazy("Back to being planned")


@dataclass(frozen=True)
class MoveShown:
    """One place a card can go to. asks: something is to be written first, on a form of its own."""

    to: str
    label: str
    asks: bool


@dataclass(frozen=True)
class Card:
    """A suggestion as a card. who: "" where the reader is not to see a name."""

    pk: int
    version: int
    title: str
    url: str
    state: str
    state_word: str
    who: str
    proposed_on: date
    effort: int | None
    effect: int | None
    number: int
    quarters: tuple[rules.Quarter, ...]
    letter: str
    round: int
    responsible: str
    due: DueShown | None
    result: str
    standard: str
    state_on: date
    lifted: str
    moves: tuple[MoveShown, ...]
    may_work: bool

    @property
    def anchor(self) -> str:
        """Its id on the page."""
        return f"forslag-{self.pk}"

    @property
    def next(self) -> MoveShown | None:
        """The next step, as the button says it; None where the reader moves nothing."""
        return self.moves[0] if self.moves else None

    @property
    def others(self) -> tuple[MoveShown, ...]:
        """The other places."""
        return self.moves[1:]

    @property
    def is_scored(self) -> bool:
        """Effort and effect are set."""
        return bool(self.effort and self.effect)


def on_board(board: Board, *, today: date) -> list[Any]:
    """What stands on a board, in order and loaded `for_cards`: what waits, what is under way, what
    was adopted lately; one query."""
    found: list[Any] = _on_board(board.pk, today - timedelta(days=RECENT))
    return found


@question
def _on_board(board: int, since: date) -> QuerySet[Suggestion]:
    adopted = Q(state=SuggestionState.ADOPTED, state_on__gte=since)
    shown = Suggestion.objects.filter(
        Q(state__in=(*WAITING, *RUNNING)) | adopted, board=board
    )
    return in_order(for_cards(shown))


def for_cards(suggestions: SuggestionQuerySet) -> SuggestionQuerySet:
    """Loaded with all that a card shows, in one query."""
    rounds = PdcaRound.objects.filter(suggestion=OuterRef("pk")).order_by("-number")
    last = {
        f"round_{name}": Subquery(rounds.values(name)[:1])
        for name in ("number", "result", "result_number", "result_unit", "standard")
    }
    return suggestions.select_related("responsible__unit", "executor", "proposer").annotate(**last)


def in_order(suggestions: SuggestionQuerySet) -> SuggestionQuerySet:
    """What is prioritised first, what gives much for little before the rest, then the oldest."""
    return suggestions.order_by(
        F("effect").desc(nulls_last=True), F("effort").asc(nulls_last=True), "proposed_on", "pk"
    )


@dataclass(frozen=True)
class Beside:
    """What cards are drawn with: who holds which position, what is lifted, how full the board is.

    lifted: {suggestion: what is said of its open lift}. user: None on a wall without a person.
    """

    holders: dict[int, list[Holder]]
    lifted: dict[int, str]
    limit: int
    under_way: int
    today: date
    user: Any = None
    keeps: bool = False

    def may_work(self, suggestion: Suggestion) -> bool:
        """The reader moves it: keeps the board, or answers for it."""
        if self.user is None:
            return False
        if self.keeps:
            return True
        reach = reach_of(self.user)
        carries_out = suggestion.executor_id is not None
        return suggestion.responsible_id in reach.position_ids or (
            carries_out and suggestion.executor_id == reach.person_id
        )


def cards_of(suggestions: Iterable[Any], beside: Beside) -> list[Card]:
    """Cards of suggestions that were loaded `for_cards`, numbered in their order; no query."""
    address = address_of("boards:suggestion_detail")
    return [
        _card(one, number, address % one.pk, beside)
        for number, one in enumerate(suggestions, start=1)
    ]


def _card(one: Any, number: int, url: str, beside: Beside) -> Card:
    may_work = beside.may_work(one)
    return Card(
        pk=one.pk, version=one.version, title=one.title, url=url, state=one.state,
        state_word=str(SuggestionState(one.state).label),
        who=who_proposed(one) if beside.user is not None else "", proposed_on=one.proposed_on,
        effort=one.effort, effect=one.effect, number=number, quarters=rules.circle(one.state),
        letter=rules.LETTER.get(one.state, ""), round=one.round_number or 0,
        responsible=_responsible(one, beside), due=due_of(one, today=beside.today),
        result=result_text(one.round_result, one.round_result_number, one.round_result_unit),
        standard=one.round_standard or "", state_on=one.state_on,
        lifted=beside.lifted.get(one.pk, ""), may_work=may_work,
        moves=moves_of(one, beside) if may_work else (),
    )


def who_proposed(suggestion: Suggestion) -> str:
    """The proposer as it is shown to those who read the board."""
    if suggestion.proposer is not None:
        return suggestion.proposer.name
    return suggestion.proposed_by or _("Without a name")


def _responsible(one: Suggestion, beside: Beside) -> str:
    """Who carries it out, or who answers for it today with the position; "" for nobody yet."""
    if one.executor is not None and beside.user is not None:
        return one.executor.name
    if one.responsible is None:
        return ""
    owner = owner_shown(one.responsible, beside.holders)
    if owner.kind != "person" or beside.user is None:
        return one.responsible.label
    return f"{owner.name}, {owner.under}"


def due_of(suggestion: Suggestion, *, today: date) -> DueShown | None:
    """The deadline of one that is not over; None for none."""
    if suggestion.due_date is None or suggestion.state in OVER:
        return None
    days = (suggestion.due_date - today).days
    return DueShown(
        text_date(suggestion.due_date), distance(days) if days < 0 else "", suggestion.due_date,
        days_over=max(-days, 0), is_near=0 <= days <= 7,
    )


def result_text(result: str | None, number: Any, unit: str | None) -> str:
    """The result in one line: the number with what it is of, and the words."""
    figure = with_unit(number, unit or "") if number is not None else ""
    return ". ".join(part for part in (figure, (result or "").strip()) if part)


def moves_of(one: Any, beside: Beside) -> tuple[MoveShown, ...]:
    """Where the suggestion can go, the next step first; no query."""
    running = one.state in RUNNING
    facts = rules.Facts(
        state=one.state, has_responsible=one.responsible_id is not None,
        has_deadline=one.due_date is not None,
        has_result=bool(one.round_result) or one.round_result_number is not None,
        under_way=beside.under_way - (1 if running else 0), limit=beside.limit,
    )
    return tuple(
        MoveShown(to, _label(one.state, to), rules.asks(facts, to).any or to == rules.AGAIN)
        for to in rules.MOVES[SuggestionState(one.state)]
    )


def _label(state: str, to: str) -> str:
    if to == SuggestionState.PLAN:
        return str(BACK if state in RUNNING else UNDER_WAY)
    return str(PLACES[to])


def numbered(cards: Iterable[Card]) -> list[Card]:
    """The cards, numbered from 1 in their order."""
    return [replace(card, number=number) for number, card in enumerate(cards, start=1)]
