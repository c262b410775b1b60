"""Questions that PostgreSQL plans once for each connection, and not each time they are asked.

PostgreSQL thinks about each query anew, and where a page asks much at once (leanplan/together.py)
that takes several times as long as answering. So a kept question (leanplan/questions.py) is
prepared the first time a connection asks it, with room for its values, and executed from then on.

Prepared is nothing where a connection does not last, or where several clients share one: with
CONN_MAX_AGE 0, and with DISABLE_SERVER_SIDE_CURSORS, which Django wants behind a pooler that hands
out connections by transaction. SQLite plans in no time.
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b
from itertools import count
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connections

_NAME = re.compile(r"%\((\w+)\)s")
# So many statements are kept for a connection; those asked least lately go. What a page gathers
# from all apps takes PostgreSQL about 1 MB, a question of one table 50 KB.
MOST = 64
# What a value is to the database; a text is what it is compared with.
_TYPES: tuple[tuple[type, str], ...] = (
    (datetime, "timestamptz"), (date, "date"), (int, "bigint"), (str, "unknown"),
)


@dataclass(frozen=True)
class Place:
    """Room for a value: which of the question's, and which of several; None for all at once."""

    at: int
    each: int | None = None

    def of(self, values: Sequence[Any]) -> Any:
        """What stands here, of the values of one asking."""
        value = values[self.at]
        if not isinstance(value, list):
            return value
        return value[self.each] if self.each is not None else f"{{{','.join(map(str, value))}}}"

    def type(self, values: Sequence[Any]) -> str:
        """The database's type of what stands here."""
        value = values[self.at]
        if self.each is None and isinstance(value, list):
            return "bigint[]"
        return next(name for sort, name in _TYPES if isinstance(self.of(values), sort))


@dataclass(frozen=True)
class Constant:
    """A parameter that is the same however the question is asked."""

    value: Any


@dataclass(frozen=True)
class Asking:
    """A question as it is asked now.

    asks: which question it is. parts: its SQL with constants and places in it. values: of now.
    """

    asks: Hashable
    parts: Sequence[str | Constant | Place]
    values: Sequence[Any]

    def places(self) -> Iterator[Place]:
        """The places in their order."""
        return (part for part in self.parts if isinstance(part, Place))


def prepared(sql: str, **values: Any) -> tuple[str, Any]:
    """A query written by hand, and its parameters, for `cursor.execute`: executed as prepared
    where plans are kept. In: SQL with %(name)s for each value, and no other percent sign."""
    if not keeps_plans(connections["default"]):
        return sql, values
    names = list(values)
    texts = _NAME.split(sql)
    parts = [Place(names.index(text)) if at % 2 else text for at, text in enumerate(texts)]
    return executed(connections["default"], [Asking(sql, parts, list(values.values()))]), None


def keeps_plans(connection: Any) -> bool:
    """Whether questions are prepared on this connection."""
    told = connection.settings_dict
    return bool(
        connection.vendor == "postgresql" and told.get("CONN_MAX_AGE") != 0
        and not told.get("DISABLE_SERVER_SIDE_CURSORS")
    )


def executed(
    connection: Any, asked: Sequence[Asking], put: Callable[[list[str]], str] | None = None
) -> str:
    """The SQL that asks these questions, as one; prepared now where it was not.

    put: makes one SQL of those of several questions, the same for the same ones; a single one
    that is put so is another statement than as it stands.
    """
    connection.ensure_connection()
    raw = connection.connection
    kept = _kept.setdefault(raw, OrderedDict())
    key = (put is None, *(one.asks for one in asked))
    with connection.wrap_database_errors, raw.cursor() as cursor:
        name = kept.get(key)
        if name is None:
            types, text = _preparation(cursor, asked, put or "".join)
            name = _named(text)
            cursor.execute(f"PREPARE {name}{types} AS {text}")
            kept[key] = name
            if len(kept) > MOST:
                cursor.execute(f"DEALLOCATE {kept.popitem(last=False)[1]}")
        kept.move_to_end(key)
        values = [place.of(one.values) for one in asked for place in one.places()]
        return f"EXECUTE {name}{_literals(cursor, values)}"


_kept: "WeakKeyDictionary[Any, OrderedDict[Hashable, str]]" = WeakKeyDictionary()
_numbers = count(1)


def _named(text: str) -> str:
    """A name that no other statement has, here or in another process: where a pooler mixes up
    connections all the same, an asking fails and never gets the answer to something else."""
    return f"kept_{next(_numbers)}_{blake2b(text.encode(), digest_size=8).hexdigest()}"


def _preparation(
    cursor: Any, asked: Sequence[Asking], put: Callable[[list[str]], str]
) -> tuple[str, str]:
    """The types of the places as PREPARE has them, and the SQL."""
    types: list[str] = []
    texts: list[str] = []
    for one in asked:
        text: list[str] = []
        for part in one.parts:
            if isinstance(part, Place):
                types.append(part.type(one.values))
                text.append(f"${len(types)}")
            elif isinstance(part, Constant):
                text.append(cursor.mogrify("%s", [part.value]).decode())
            else:
                text.append(part)
        texts.append("".join(text))
    return f"({', '.join(types)})" if types else "", put(texts)


def _literals(cursor: Any, values: list[Any]) -> str:
    if not values:
        return ""
    return f"({cursor.mogrify(', '.join(['%s'] * len(values)), values).decode()})"
