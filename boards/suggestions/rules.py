"""How suggestions move: from where to where, and what a move asks for. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from boards.suggestions.choices import RUNNING
from boards.suggestions.choices import SuggestionState as State

# Another round of plan, do, check, act; not a state of its own.
AGAIN = "again"

# The first of each is the next step; C back to P is an ordinary move.
MOVES: dict[str, tuple[str, ...]] = {
    State.NEW: (State.PRIORITISED, State.PLAN, State.PARKED, State.DECLINED),
    State.PRIORITISED: (State.PLAN, State.PARKED, State.DECLINED, State.NEW),
    State.PARKED: (State.PRIORITISED, State.PLAN, State.DECLINED),
    State.DECLINED: (State.PRIORITISED,),
    State.PLAN: (State.DO, State.PRIORITISED, State.PARKED, State.DROPPED),
    State.DO: (State.CHECK, State.PLAN, State.PARKED, State.DROPPED),
    State.CHECK: (State.ADOPTED, AGAIN, State.PLAN, State.DO, State.PARKED, State.DROPPED),
    State.ADOPTED: (AGAIN,),
    State.DROPPED: (State.PRIORITISED,),
}
# Which of the four letters stands for a state.
LETTER = {State.PLAN: "P", State.DO: "D", State.CHECK: "C", State.ADOPTED: "A"}


@dataclass(frozen=True)
class Facts:
    """What a move is judged by. under_way: how many are running on the board, this one not
    counted; has_result: of the round that stands open."""

    state: str
    has_responsible: bool
    has_deadline: bool
    has_result: bool
    under_way: int
    limit: int


@dataclass(frozen=True)
class Asks:
    """What a move needs from a person first.

    over_limit: it would be one more than the board's limit, and that is to be meant.
    """

    owner: bool = False
    deadline: bool = False
    reason: bool = False
    result: bool = False
    standard: bool = False
    over_limit: bool = False

    @property
    def any(self) -> bool:
        """Something has to be written or said first."""
        return any(
            (self.owner, self.deadline, self.reason, self.result, self.standard, self.over_limit)
        )


def may_move(state: str, to: str) -> bool:
    """There is such a move."""
    return to in MOVES[State(state)]


def asks(facts: Facts, to: str) -> Asks:
    """What moving there asks for."""
    starts = to in (State.PLAN, AGAIN) and facts.state not in RUNNING
    passes_check = facts.state == State.CHECK and to in (State.ADOPTED, AGAIN, State.DROPPED)
    needs_owner = to in (*RUNNING, AGAIN)
    return Asks(
        owner=needs_owner and not facts.has_responsible,
        deadline=needs_owner and not facts.has_deadline,
        reason=to in (State.DECLINED, State.DROPPED),
        result=passes_check and not facts.has_result,
        standard=to == State.ADOPTED,
        over_limit=starts and facts.under_way >= facts.limit,
    )


@dataclass(frozen=True)
class Quarter:
    """A quarter of the circle. css: is-done, is-now or nothing."""

    letter: str
    css: str
    path: str
    x: str
    y: str


# The four quarters of a ring with the radii 6 and 19 in a square of 40, a little apart.
_RING = (
    ("P", "M20.31 14.01L20.99 1.03A19 19 0 0 1 38.97 19.01L25.99 19.69A6 6 0 0 0 20.31 14.01Z",
     "28.8", "14.6"),
    ("D", "M25.99 20.31L38.97 20.99A19 19 0 0 1 20.99 38.97L20.31 25.99A6 6 0 0 0 25.99 20.31Z",
     "28.8", "32.2"),
    ("C", "M19.69 25.99L19.01 38.97A19 19 0 0 1 1.03 20.99L14.01 20.31A6 6 0 0 0 19.69 25.99Z",
     "11.2", "32.2"),
    ("A", "M14.01 19.69L1.03 19.01A19 19 0 0 1 19.01 1.03L19.69 14.01A6 6 0 0 0 14.01 19.69Z",
     "11.2", "14.6"),
)


def circle(state: str) -> tuple[Quarter, ...]:
    """The circle of plan, do, check, act, filled up to the state; all empty before P."""
    letter = LETTER.get(State(state), "")
    reached = "PDCA".index(letter) if letter else -1
    css = ["is-now" if at == reached else "is-done" if at < reached else "" for at in range(4)]
    return tuple(
        Quarter(name, css[at], path, x, y) for at, (name, path, x, y) in enumerate(_RING)
    )


@dataclass(frozen=True)
class Dot:
    """A suggestion in the square of effort and effect, by its number in the list."""

    number: int
    x: str
    y: str
    text_y: str


def dots(scored: Collection[tuple[int, int, int]]) -> list[Dot]:
    """Where suggestions stand in the square, given (number, effort, effect), each from 1 to 5.

    Several in one place stand beside each other.
    """
    taken: dict[tuple[int, int], int] = {}
    found = []
    for number, effort, effect in scored:
        before = taken.get((effort, effect), 0)
        taken[effort, effect] = before + 1
        x = 60 + 64 * (effort - 0.5) + before % 2 * 22
        y = 4 + 21.6 * (5.5 - effect) + before // 2 * (20 if effect > 2 else -20)
        found.append(Dot(number, f"{x:g}", f"{y:.1f}", f"{y + 5:.1f}"))
    return found
