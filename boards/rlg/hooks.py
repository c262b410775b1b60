"""What the agenda takes from neighbours of this package, each typed: how a row of the plan stands
as people have judged it, and how an answer goes back to where something was lifted from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class RowStatus:
    """How a row stands, as it was last judged. light: "" where nobody has. trend: "up", "down" or
    "same" against the meeting before, "" for none. set_on: the day it was judged."""

    light: str = ""
    word: str = ""
    note: str = ""
    trend: str = ""
    before: str = ""
    set_on: date | None = None


@dataclass(frozen=True)
class Answer:
    """What the meeting answers to something that was lifted to it. source: as the point has it."""

    source: str
    text: str
    owner_id: int
    due_date: date | None
    url: str


RowStatuses = Callable[[int, date], Mapping[int, RowStatus]]
Answering = Callable[[Answer, Any], None]

_row_statuses: list[RowStatuses] = []
_answering: dict[str, Answering] = {}


def provide_row_statuses(statuses: RowStatuses) -> None:
    """Say who knows how rows stand: {row: status} for a plan, as it was on the day; one query."""
    _row_statuses[:] = [statuses]


def row_statuses(plan_id: int, on: date) -> Mapping[int, RowStatus]:
    """How the rows of a plan stand; empty until somebody has judged one."""
    return _row_statuses[0](plan_id, on) if _row_statuses else {}


def provide_answering(kind: str, answer: Answering) -> None:
    """Say who takes answers to what was lifted as `kind` ("lift" of "lift:12")."""
    _answering[kind] = answer


def can_answer(source: str) -> bool:
    """Somebody takes an answer to it."""
    return source.partition(":")[0] in _answering


def give_answer(answer: Answer, *, by: Any) -> None:
    """Let the answer go back. Errors: KeyError where nobody takes it."""
    _answering[answer.source.partition(":")[0]](answer, by)
