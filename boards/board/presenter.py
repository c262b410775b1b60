"""The board: all that its page shows, in as many queries for a full one as for an empty one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from boards.board import work
from boards.board.coming import Coming, coming_on
from boards.board.scope import keeps, works_at
from boards.board_models import Board
from boards.choices import Section
from boards.lift.shown import LiftShown, lifts_on, said_of
from boards.live import live_state
from boards.measuring.shown import FigureShown, figures_of
from boards.meetings.keys import board_key
from boards.meetings.shown import MeetingPart, meeting_part
from boards.suggestions import cards
from boards.suggestions.cards import Card
from boards.suggestions.choices import RUNNING, SuggestionState
from boards.suggestions.rules import Dot, dots
from leanplan.live import ELSEWHERE, IN_MEETING, Live
from leanplan.together import together
from organisation.holders import holders_of
from organisation.unit_page import unit_url

# So many cards stand on the board; the rest is on the list of suggestions.
MOST_WAITING, MOST_WORK, MOST_ADOPTED, MOST_LIFTED = 4, 4, 1, 3


@dataclass(frozen=True)
class BoardPage:
    """Everything on a board. may_edit: the reader looks after it; may_propose: works there.

    waiting, running, adopted: the cards. works: measures and follow-up areas. under_way: how many
    count against the limit. more_…: how many there are besides those shown.
    """

    board: Board
    live: Live
    may_edit: bool
    may_propose: bool
    figures: list[FigureShown]
    works: list[work.WorkLine]
    more_works: int
    unit_url: str
    coming: list[Coming]
    waiting: list[Card]
    more_waiting: int
    dots: list[Dot]
    running: list[Card]
    under_way: int
    adopted: list[Card]
    adopted_count: int
    lifted: list[LiftShown]
    to_answer: list[LiftShown]
    meeting: MeetingPart

    @property
    def shows(self) -> dict[str, bool]:
        """{section: it is shown}."""
        return {section: section in self.board.sections for section in Section.values}

    @property
    def has_results(self) -> bool:
        """Something was adopted or lifted, and is shown; what is to be answered is so always."""
        shown = Section.RESULTS in self.board.sections and bool(self.adopted or self.lifted)
        return shown or bool(self.to_answer)

    @property
    def waiting_count(self) -> int:
        """How many wait, shown or not."""
        return len(self.waiting) + self.more_waiting

    @property
    def is_full(self) -> bool:
        """As many are under way as the board allows, or more."""
        return self.under_way >= self.board.wip_limit

    @property
    def is_over(self) -> bool:
        """More are under way than the board allows."""
        return self.under_way > self.board.wip_limit


def board_page(board: Board, *, user: Any, today: date, state: str = "") -> BoardPage:
    """Assemble the board. In: the board with its owner; user: who reads, None for a wall without
    a person, which shows neither names of people nor follow-up areas; state: where it is known."""
    # Before what is shown, so that what changes meanwhile is asked for again.
    state = state or live_state(board_key(board.pk))
    raw = work.read(board, user=user)
    may_work = user is not None and works_at(user, board.owner)
    found, lifts, figures, coming, meeting = together(
        lambda: cards.on_board(board, today=today), lambda: lifts_on(board, today=today),
        lambda: figures_of(board),
        lambda: coming_on(board, today=today) if Section.WHEEL in board.sections else [],
        lambda: meeting_part(board, user=user, may_meet=may_work, today=today),
    )
    positions = raw.positions | {one.responsible_id for one in found if one.responsible_id}
    holders = holders_of(positions, on=today)
    under_way = sum(one.state in RUNNING for one in found)
    may_edit = user is not None and keeps(user, board.owner)
    every = cards.cards_of(found, cards.Beside(
        holders, _lifted(lifts), board.wip_limit, under_way, today, user, may_edit
    ))
    works = work.lines(raw, holders, user=user, today=today)
    waiting = _prioritised_first(every)
    adopted = [one for one in every if one.state == SuggestionState.ADOPTED]
    shown = waiting[:MOST_WAITING]
    every_so = IN_MEETING if meeting.is_running else ELSEWHERE
    return BoardPage(
        board=board, live=Live(reverse("boards:board_live", args=[board.pk]), state, every_so),
        may_edit=may_edit, may_propose=may_work, meeting=meeting,
        figures=figures, works=works[:MOST_WORK], more_works=len(works[MOST_WORK:]),
        unit_url=unit_url(board.owner_id, user=user) if user is not None else "",
        coming=coming,
        waiting=shown, more_waiting=len(waiting) - len(shown),
        dots=dots([
            (one.number, one.effort, one.effect) for one in shown if one.effort and one.effect
        ]),
        running=_by_step(every), under_way=under_way,
        adopted=sorted(adopted, key=lambda one: one.state_on, reverse=True)[:MOST_ADOPTED],
        adopted_count=len(adopted),
        lifted=_open_first(lifts)[:MOST_LIFTED],
        to_answer=[lift for lift in lifts if lift.is_here and lift.is_open],
    )


def _lifted(lifts: list[LiftShown]) -> dict[int, str]:
    return {
        lift.suggestion_id: said_of(lift) for lift in lifts
        if lift.suggestion_id is not None and not lift.is_here
    }


def _open_first(lifts: list[LiftShown]) -> list[LiftShown]:
    """Those lifted from here: what waits, the longest first, then what was answered lately."""
    own = [lift for lift in lifts if not lift.is_here]
    return sorted(own, key=lambda lift: not lift.is_open)


def _prioritised_first(every: list[Card]) -> list[Card]:
    first = [one for one in every if one.state == SuggestionState.PRIORITISED]
    new = [one for one in every if one.state == SuggestionState.NEW]
    return cards.numbered([*first, *new])


def _by_step(every: list[Card]) -> list[Card]:
    """By how far they have come, the nearest deadline first."""
    order = {state: place for place, state in enumerate(RUNNING)}
    running = [one for one in every if one.state in RUNNING]
    return sorted(
        running, key=lambda one: (order[SuggestionState(one.state)],
                                  one.due.day if one.due and one.due.day else date.max),
    )
