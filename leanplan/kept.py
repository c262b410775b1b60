"""A part of a page is worked out anew only where the database answers otherwise than last time.

A page that a person opens again says mostly the same. What it says follows from what the person may
see, from the day, and from what the database answers to the page's questions. So a part of a page
that asks nothing but questions (leanplan/questions.py) is kept with the questions it asked; the
next time these are asked again as they were, with as few queries as ever, and where each answer is
what it was, the text is too:

    text = kept(("home", user.pk, reach.facts), lambda: render_to_string("…/_main.html", {…}))

Nothing is ever made invalid, and nothing can be out of date, as for the drawings
(leanplan/drawn.py), whose rules hold here too:

- The facts are plain, and hold all that the part depends on besides the answers: rights, choices
  of the address, the hour. Language, day, and the municipality's words and numbers are in each.
- What is asked differs by the day, not by the moment: no `now()` in a question.
- No request, no csrf token, no message in it.
- Who asks the database past the questions is answered, and then nothing is kept.
"""

import sys
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from django.db import connections
from django.utils.safestring import SafeString

from leanplan import together
from leanplan.drawn import Drawings, surroundings

MOST = 4 * 1024 * 1024


@dataclass(frozen=True)
class Kept:
    """What was worked out, and what it came from: the questions of each round, and what came of
    them in short."""

    text: SafeString
    rounds: list[tuple[list[together.Asked], bytes]]


texts = Drawings(MOST)


def kept(facts: Hashable, make: Callable[[], SafeString]) -> SafeString:
    """What `make` gives: as last time where nothing differs, else worked out now.

    In: all that it depends on besides its questions, plain; what works it out.
    Errors: TypeError for facts that are not plain.
    """
    if together.is_within():
        return make()
    key = surroundings(), facts
    run = _Run()
    before = texts.get(key)
    if before is not None and run.finds_the_same(before.rounds):
        return before.text
    with connections["default"].execute_wrapper(run.watch):
        text = together.with_answers(make, run.ask)
    if run.is_whole:
        texts.keep(key, Kept(text, run.rounds), sys.getsizeof(text) + _size(run.rounds))
    return text


class _Run:
    """What is asked and answered in one working out.

    rounds: as it will be kept. is_whole: all was asked through questions.
    """

    def __init__(self) -> None:
        self.rounds: list[tuple[list[together.Asked], bytes]] = []
        self.is_whole = True
        self._ahead: list[tuple[list[together.Asked], list[str]]] = []
        self._asks = False

    def finds_the_same(self, rounds: list[tuple[list[together.Asked], bytes]]) -> bool:
        """Ask what was asked before, round by round, as long as the answers are what they were."""
        for asked, digest in rounds:
            answers = together.answers(asked)
            self._ahead.append((asked, answers))
            if _digest(answers) != digest:
                return False
        return True

    def ask(self, asked: list[together.Asked]) -> list[list[Any]]:
        """The rows of each question of a round: asked ahead, or asked now."""
        if not all(written.can_join for written, _values in asked):
            self.is_whole = False
            return self._now(lambda: together.ask(asked))
        ahead = self._ahead.pop(0) if self._ahead else None
        if ahead is not None and together.are_same(ahead[0], asked):
            answers = ahead[1]
        else:
            self._ahead.clear()
            answers = self._now(lambda: together.answers(asked))
        self.rounds.append((asked, _digest(answers)))
        return together.rows(asked, answers)

    def watch(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Notice what is asked past the questions; see Django's execute_wrapper."""
        if not self._asks:
            self.is_whole = False
        return execute(sql, params, many, context)

    def _now(self, ask: Callable[[], Any]) -> Any:
        self._asks = True
        try:
            return ask()
        finally:
            self._asks = False


def _digest(answers: list[str]) -> bytes:
    digest = blake2b(digest_size=16)
    for answer in answers:
        digest.update(f"{len(answer)}:{answer}".encode())
    return digest.digest()


def _size(rounds: list[tuple[list[together.Asked], bytes]]) -> int:
    return sum(
        400 + 8 * sum(len(value) for value in values if isinstance(value, list))
        for asked, _told in rounds for _written, values in asked
    )
