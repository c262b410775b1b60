"""The list of a board's suggestions, and the same in Excel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from boards.board.scope import keeps, works_at
from boards.board_models import Board
from boards.suggestions import cards
from boards.suggestions.choices import OVER, RUNNING, WAITING, SuggestionState
from leanplan.list_export import ListExport
from leanplan.xlsx import Cell, Column, Sheet
from organisation.holders import holders_of

# What is shown: all, or those in some states.
CHOICES = (
    ("", gettext_lazy("All"), tuple(SuggestionState.values)),
    ("venter", gettext_lazy("Waiting"), WAITING),
    ("pagar", pgettext_lazy("board", "Under way"), RUNNING),
    ("parkert", gettext_lazy("Parked"), (SuggestionState.PARKED,)),
    ("ferdig", gettext_lazy("Over"), OVER),
)


@dataclass(frozen=True)
class Chip:
    """A quick choice, with how many there are."""

    value: str
    label: Any
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class SuggestionList:
    """The page."""

    board: Board
    cards: list[cards.Card]
    decisions: dict[int, str]
    chips: list[Chip]
    chosen: str
    may_propose: bool


def suggestion_list_page(
    board: Board, *, user: Any, today: date, chosen: str
) -> SuggestionList:
    """All suggestions of a board, or some; as many queries for none as for hundreds."""
    found = _found(board)
    states = _states(chosen)
    counted = [
        Chip(value, label, sum(one.state in some for one in found), value == chosen)
        for value, label, some in CHOICES
    ]
    left = [one for one in found if one.state in states]
    return SuggestionList(
        board, _cards(board, left, found, user=user, today=today),
        {one.pk: one.decision for one in left}, counted, chosen,
        works_at(user, board.owner) and not board.is_closed,
    )


def _states(chosen: str) -> tuple[str, ...]:
    return next((states for value, _label, states in CHOICES if value == chosen), CHOICES[0][2])


def _found(board: Board) -> list[Any]:
    rows: Any = board.suggestions.all()
    order = {state: place for place, state in enumerate(SuggestionState.values)}
    return sorted(
        cards.in_order(cards.for_cards(rows)), key=lambda one: order[one.state]
    )


def _cards(
    board: Board, left: list[Any], every: list[Any], *, user: Any, today: date
) -> list[cards.Card]:
    holders = holders_of((one.responsible_id for one in left if one.responsible_id), on=today)
    under_way = sum(one.state in RUNNING for one in every)
    beside = cards.Beside(
        holders, {}, board.wip_limit, under_way, today, user, keeps(user, board.owner)
    )
    return cards.cards_of(left, beside)


def suggestion_export(board: Board, *, user: Any, today: date, chosen: str) -> ListExport:
    """The list as a workbook, with all that is written of each."""
    every = _found(board)
    left = [one for one in every if one.state in _states(chosen)]
    shown = _cards(board, left, every, user=user, today=today)
    columns = (
        Column(_("Suggestion"), 40, wrap=True), Column(_("Problem"), 40, wrap=True),
        Column(_("Proposed by"), 24), Column(_("Proposed on"), 14), Column(_("Effort"), 8),
        Column(_("Effect"), 8), Column(_("State"), 20), Column(_("Since"), 14),
        Column(_("Round"), 8), Column(_("Responsible"), 30), Column(_("Deadline"), 14),
        Column(_("Decision"), 40, wrap=True), Column(_("Result"), 40, wrap=True),
        Column(_("Standard that is changed"), 40, wrap=True),
        Column(_("Others it touches"), 24),
    )
    rows = [_row(one, card) for one, card in zip(left, shown, strict=True)]
    label = next((label for value, label, _states in CHOICES if value == chosen), CHOICES[0][1])
    return ListExport(
        _("Suggestions"), [Sheet(_("Suggestions"), columns, rows)], str(board),
        [(_("Choice"), str(label))],
    )


def _row(one: Any, card: cards.Card) -> list[Cell]:
    return [
        one.title, one.problem, card.who, one.proposed_on, one.effort, one.effect,
        card.state_word, one.state_on, card.round or None, card.responsible, one.due_date,
        one.decision, card.result, card.standard, one.touches,
    ]
