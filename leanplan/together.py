"""Several questions to the database asked at once: one query, one way there and back.

A page that gathers from many places waits for the database once for each. Where each of them asks
questions (leanplan/questions.py), they can be asked together:

    due, news = together(lambda: list(due_of(user)), lambda: list(news_of(user)))

Each call runs until it asks its first question, and is put off there. When all have been, their
questions go to the database as one, and the calls run again from the start, this time with the
answer; a call that then asks a second question waits for the next round. So there are as many
queries as the call that asks most has questions, however many calls there are.

- A call does nothing but read, since it is run again, and asks the same questions in the same
  order each time.
- It gives something finished: a list, not a generator that would ask later.
- What asks the database past `question` does so at once, and again in the next round: keep it out.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

from django.db import connections

from leanplan import questions
from leanplan.prepared import executed, keeps_plans

T = TypeVar("T")
# Numbers with a point are exact on PostgreSQL; on SQLite they are what its driver gives.
_EXACT, _PLAIN = json.JSONDecoder(parse_float=Decimal), json.JSONDecoder()
# A question as it is written (questions.py), and the values it is asked with.
Asked = tuple[Any, list[Any]]


def together(*calls: Callable[[], Any]) -> list[Any]:
    """What each call gives, in their order, with their questions asked at once; within another
    together the outer one asks for all. Errors: RuntimeError for a call that asks other questions
    when it is run again."""
    outer = _current.get()
    if outer is not None:
        return outer.within(calls)
    found: list[Any] = with_answers(lambda: together(*calls), ask)
    return found


def with_answers(call: Callable[[], T], answered: Callable[[list[Asked]], list[list[Any]]]) -> T:
    """What a call gives whose questions are put off and answered round by round.

    In: the call; what gives the rows of each question of a round.
    """
    whole = _Run(call)
    token = questions.answering.set(_answer)
    try:
        while whole.goes_on():
            waiting = list(whole.waiting())
            asked = [run.wanted for run in waiting]
            for run, (written, _values), found in zip(waiting, asked, answered(asked), strict=True):
                run.answered.append((written, found))
    finally:
        questions.answering.reset(token)
    result: T = whole.result
    return result


def is_within() -> bool:
    """Whether this runs within a together, whose outer one answers."""
    return _current.get() is not None


def listed(items: Callable[..., Iterable[T]], *args: Any) -> Callable[[], list[T]]:
    """A call that gives all items at once, to be put together with others."""
    return lambda: list(items(*args))


class _PutOff(BaseException):
    """A question has been noted and its answer is not there yet."""


@dataclass
class _Run:
    """One call: the questions it has asked with their answers, and the one it waits for.

    parts: the calls that it has put together itself, each time it did.
    """

    call: Callable[[], Any]
    answered: list[tuple[Any, list[Any]]] = field(default_factory=list)
    parts: list[list["_Run"]] = field(default_factory=list)
    at: int = 0
    part_at: int = 0
    wanted: Any = None
    result: Any = None
    is_done: bool = False

    def goes_on(self) -> bool:
        """Run the call as far as it comes; whether it waits for an answer."""
        if self.is_done:
            return False
        self.at, self.part_at, self.wanted = 0, 0, None
        token = _current.set(self)
        try:
            self.result = self.call()
        except _PutOff:
            return True
        finally:
            _current.reset(token)
        self.is_done = True
        return False

    def within(self, calls: Sequence[Callable[[], Any]]) -> list[Any]:
        """What calls that this one has put together give."""
        if self.part_at == len(self.parts):
            self.parts.append([_Run(call) for call in calls])
        runs = self.parts[self.part_at]
        self.part_at += 1
        if [run for run in runs if run.goes_on()]:
            raise _PutOff
        return [run.result for run in runs]

    def waiting(self) -> Iterator["_Run"]:
        """Those that wait for an answer: this one, or those within it."""
        if self.wanted is not None:
            yield self
        for runs in self.parts:
            for run in runs:
                if not run.is_done:
                    yield from run.waiting()


_current: ContextVar[_Run | None] = ContextVar("together", default=None)


def _answer(written: Any, values: list[Any]) -> list[Any]:
    """The answer to the question of a call, where it has come; else the call is put off."""
    run = _current.get()
    if run is None or not written.finds:
        at_once: list[Any] = written.ask(values)
        return at_once
    if run.at == len(run.answered):
        run.wanted = (written, values)
        raise _PutOff
    asked, found = run.answered[run.at]
    if asked.asks != written.asks:
        raise RuntimeError(f"{run.call} asks another question than it did")
    run.at += 1
    return found


def ask(asked: list[Asked]) -> list[list[Any]]:
    """The rows of each question: asked in one query where that can be, each by itself where not."""
    joined = [one for one in asked if one[0].can_join]
    if len(joined) < 2:
        return [written.ask(values) for written, values in asked]
    found = iter(rows(joined, answers(joined)))
    return [
        next(found) if written.can_join else written.ask(values) for written, values in asked
    ]


def answers(asked: list[Asked]) -> list[str]:
    """What the database answers to each question, as one text of JSON, from one query."""
    connection = connections[asked[0][0].alias]
    found = [""] * len(asked)
    with connection.cursor() as cursor:
        cursor.execute(*_one_query(connection, asked))
        for at, text in cursor.fetchall():
            found[at] = text or "[]"
    return found


def rows(asked: list[Asked], told: list[str]) -> list[list[Any]]:
    """What becomes of such answers: the rows of each question, as it gives them."""
    is_postgres = connections[asked[0][0].alias].vendor == "postgresql"
    decode = (_EXACT if is_postgres else _PLAIN).decode
    found: list[list[Any]] = []
    for (written, _values), text in zip(asked, told, strict=True):
        readers = _readers(written.columns) if is_postgres else {}
        found.append(written.read([_read(row, readers) for row in decode(text)]))
    return found


def are_same(some: list[Asked], others: list[Asked]) -> bool:
    """Whether the same is asked, with the same values."""
    return len(some) == len(others) and all(
        one[0].asks == other[0].asks and one[1] == other[1]
        for one, other in zip(some, others, strict=True)
    )


def _one_query(connection: Any, asked: list[Asked]) -> tuple[str, list[Any] | None]:
    """The SQL that asks all, and its parameters."""
    is_postgres = connection.vendor == "postgresql"
    array = "json_group_array(json_array({}))"
    if is_postgres:
        array = "json_agg(json_build_array({}))::text"

    def put(texts: Sequence[str]) -> str:
        named: list[str] = []
        gathered: list[str] = []
        for at, ((written, _values), sql) in enumerate(zip(asked, texts, strict=True)):
            columns = ", ".join(f"c{number}" for number in range(len(written.columns)))
            named.append(f"q{at}({columns}) AS ({sql})")
            gathered.append(f"SELECT {at}, {array.format(columns)} FROM q{at}")
        return f"WITH {', '.join(named)} {' UNION ALL '.join(gathered)}"

    if keeps_plans(connection):
        prepared = [written.to_prepare(values) for written, values in asked]
        if None not in prepared:
            return executed(connection, prepared, put), None
    texts, params = zip(*(written.asked(values) for written, values in asked), strict=True)
    return put(texts), [param for several in params for param in several]


def _read(row: list[Any], readers: dict[int, Callable[[Any], Any]]) -> tuple[Any, ...]:
    for at, reader in readers.items():
        if row[at] is not None:
            row[at] = reader(row[at])
    return tuple(row)


# What PostgreSQL's driver gives by itself and JSON has no sort for; on SQLite Django reads texts.
_READERS: dict[str, Callable[[Any], Any]] = {
    "DateField": date.fromisoformat,
    "DateTimeField": datetime.fromisoformat,
    "TimeField": time.fromisoformat,
    "DecimalField": lambda value: Decimal(str(value)),
    "FloatField": float,
    "UUIDField": UUID,
    "JSONField": json.dumps,
}


def _readers(columns: Iterable[str]) -> dict[int, Callable[[Any], Any]]:
    return {at: _READERS[name] for at, name in enumerate(columns) if name in _READERS}
