"""A question to the database whose SQL is written once a process, and asked with other values.

Django writes the SQL of a queryset anew each time it is asked, and for a question with ten joins
that takes longer than the database's answer. A page that asks the same each time keeps it:

    @question
    def _line(measure: int, units: Collection[int], *, drafts: bool) -> QuerySet[Measure]:
        return Measure.objects.within(units, drafts=drafts).filter(pk=measure).for_list()

    _line(12, reach.read_unit_ids, drafts=False)      # a list of measures, one query

The queryset says what is asked, as everywhere; models and `values_list` come back as they would.

- What stands by position is a value: a whole number, a text, a day, a moment, or several of one
  sort. It may be another each time, and is put where the queryset put it. It decides nothing: no
  `if` on it, no sum with it.
- What stands by name is the shape: yes and no, the name of a field, how many rows. For each shape
  the SQL is written once; keep them few.
- The function depends on its arguments alone: not on the day, the language, the user, a setting.
- Several values belong in `__in`. Several whole numbers are put into the SQL as they are, so that a
  city's 2 000 units are as quick as two. Several of another sort are filled up to 1, 2, 4, 8 … of
  them with the last, so that SQL is written for few lengths.
- No `prefetch_related`, and no None among the values: what may be missing is a shape.
"""

import re
from array import array
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterable
from contextvars import ContextVar
from copy import copy
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, update_wrapper
from itertools import count
from threading import Lock
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet

from leanplan.prepared import Asking, Constant, Place, executed, keeps_plans

# So many shapes of one question are kept; those asked least lately go.
MOST = 64
# PostgreSQL takes so many values in one array that is made of them; and what JSON cannot hold.
_WIDEST = 100
_NOT_TOLD = {"BinaryField", "DurationField"}
_SEVERAL = (tuple, list, set, frozenset)
# What answers instead of the database, where several are asked at once (leanplan/together.py).
answering: ContextVar[Callable[["_Written", list[Any]], list[Any]] | None] = ContextVar(
    "answering", default=None
)


def question(build: Callable[..., QuerySet[Any]]) -> "Question":
    """Keep the SQL of what the function asks; see above."""
    return Question(build)


class Question:
    """A function that gives a queryset, asked without building it again."""

    def __init__(self, build: Callable[..., QuerySet[Any]]) -> None:
        self._build = build
        self._written: OrderedDict[Hashable, _Written] = OrderedDict()
        self._lock = Lock()
        update_wrapper(self, build)

    def __call__(self, *values: Any, **shape: Hashable) -> list[Any]:
        """The rows. Errors: TypeError for a value that is none; ValueError where the queryset does
        not hold each value as it is."""
        full = [_filled(value) if isinstance(value, _SEVERAL) else value for value in values]
        key = (tuple(map(_sort, full)), tuple(sorted(shape.items())))
        with self._lock:
            written = self._written.get(key)
            if written is not None:
                self._written.move_to_end(key)
        if written is None:
            written = _Written(self._build, full, shape, (self, key))
            with self._lock:
                self._written[key] = written
                if len(self._written) > MOST:
                    self._written.popitem(last=False)
        answer = answering.get()
        return written.ask(full) if answer is None else answer(written, full)


def _filled(values: Collection[Any]) -> list[Any]:
    """The values; those that are no numbers filled up with the last to the next power of two."""
    found, room = list(values), 1
    if _are_numbers(found):
        return found
    while room < len(found):
        room *= 2
    return [*found, *found[-1:] * (room - len(found))]


def _are_numbers(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and type(value[0]) is int


def _sort(value: Any) -> tuple[type, int]:
    """What sort of value it is, and how many there are, where that changes the SQL."""
    if not isinstance(value, list):
        return type(value), -1
    if _are_numbers(value):
        return int, -2
    return (type(value[0]), len(value)) if value else (list, 0)


def keep_rows(one: Any, name: str, rows: Iterable[Any]) -> None:
    """Give a loaded row the rows that hang on it, as if prefetch_related had fetched them.

    In: the row, the name of its related manager (`signatures`), what a question found.
    """
    known = getattr(one, name).all()
    known._result_cache = list(rows)
    known._prefetch_done = True
    one.__dict__.setdefault("_prefetched_objects_cache", {})[name] = known


class _Written:
    """The SQL of one shape of a question, and where each value goes in it.

    asks: which question in which shape; the same for two that were written at the same time.
    """

    def __init__(
        self, build: Callable[..., QuerySet[Any]], values: list[Any], shape: dict[str, Hashable],
        asks: Hashable,
    ) -> None:
        self.asks = asks
        numbers = count()
        stand_ins = [
            [_stand_in(one, next(numbers)) for one in (value[:1] if _are_numbers(value) else value)]
            if isinstance(value, list) else _stand_in(value, next(numbers)) for value in values
        ]
        rows = build(*stand_ins, **shape)
        self.alias = rows.db
        self.iterable: Any = rows._iterable_class
        self.compiler = rows.query.get_compiler(self.alias)
        try:
            sql, found = self.compiler.as_sql()
        except EmptyResultSet:
            if [] not in values:
                raise ValueError(f"{build.__name__} finds nothing whatever it is asked") from None
            sql, found = "", ()
        # {stand-in: (which value, which of several)}
        places = {
            self._adapted(one): (at, each)
            for at, several in enumerate(stand_ins)
            for each, one in enumerate(several if isinstance(several, list) else [several])
        }
        where = [places.get(param) if _can_be(param) else None for param in found]
        missing = set(places.values()) - set(where)
        if sql and missing:
            raise ValueError(f"{build.__name__} does not hold value {min(missing)[0]} as it is")
        self._split(sql, where, found, [_are_numbers(value) for value in values])
        # The sort of each column, as Django calls it; none where the rows cannot be told by it.
        self.columns = self._columns() if sql else []

    @property
    def finds(self) -> bool:
        """Whether the database is asked at all; not where nothing can be found."""
        return self.pieces != [""]

    @cached_property
    def can_join(self) -> bool:
        """Whether it can be asked with others, its rows as JSON (leanplan/together.py)."""
        return 0 < len(self.columns) <= _WIDEST and not _NOT_TOLD.intersection(self.columns)

    def _columns(self) -> list[str]:
        if self.compiler.has_extra_select:
            return []
        return [
            column.output_field.get_internal_type()
            for column, _sql, _alias in self.compiler.select
        ]

    def _split(
        self, sql: str, where: list[tuple[int, int] | None], found: Iterable[Any],
        several: list[bool],
    ) -> None:
        """Keep the SQL in pieces, with the numbers of a value between them; and the parameters."""
        texts = _PLACE.split(sql)
        self.pieces: list[str | int] = [texts[0]]
        self.params: list[tuple[int, int] | None] = []
        self.constants: list[Any] = []
        for place, constant, text in zip(where, found, texts[1:], strict=True):
            if place is not None and several[place[0]]:
                self.pieces += [place[0], text]
                continue
            self.params.append(place)
            self.constants.append(constant)
            self.pieces[-1] = f"{self.pieces[-1]}%s{text}"

    def _adapted(self, value: Any) -> Any:
        """A value as the database takes it."""
        operations = connections[self.alias].ops
        if isinstance(value, datetime):
            return operations.adapt_datetimefield_value(value)
        if isinstance(value, date):
            return operations.adapt_datefield_value(value)
        return value

    def ask(self, values: list[Any]) -> list[Any]:
        """The rows for these values."""
        if not self.finds:
            return []
        connection = connections[self.alias]
        asked = self.to_prepare(values) if keeps_plans(connection) else None
        sql, params = self.asked(values) if asked is None else (executed(connection, [asked]), None)
        rows: Any = self.iterable(_Asked(self, sql, params))
        return list(rows)

    def to_prepare(self, values: list[Any]) -> Asking | None:
        """The question with these values as PostgreSQL may keep it; None where it cannot."""
        return None if self._parts is None else Asking(self.asks, self._parts, values)

    @cached_property
    def _parts(self) -> list[str | Constant | Place] | None:
        """The SQL in parts, with whole numbers as one array each."""
        parts: list[str | Constant | Place] = []
        params = iter(zip(self.params, self.constants, strict=True))
        for piece in self.pieces:
            if isinstance(piece, int):
                before = parts.pop()
                if not isinstance(before, str) or not before.endswith(" IN ("):
                    return None
                parts += [f"{before.removesuffix('IN (')}= ANY (", Place(piece)]
                continue
            first, *texts = [text.replace("%%", "%") for text in _PLACE.split(piece)]
            parts.append(first)
            for text, (place, constant) in zip(texts, params, strict=False):
                parts += [Constant(constant) if place is None else Place(*place), text]
        return parts

    def asked(self, values: list[Any]) -> tuple[str, tuple[Any, ...]]:
        """The SQL and its parameters for these values."""
        sql = "".join(
            piece if isinstance(piece, str) else _numbers(values[piece]) for piece in self.pieces
        )
        params = tuple(
            constant if place is None else self._value(values, *place)
            for place, constant in zip(self.params, self.constants, strict=True)
        )
        return sql, params

    def read(self, rows: list[tuple[Any, ...]]) -> list[Any]:
        """What becomes of the database's rows, which somebody else has fetched."""
        if not rows:
            return []
        found: Any = self.iterable(_Asked(self, "", (), fetched=rows))
        return list(found)

    @cached_property
    def converters(self) -> Any:
        """What Django does to the values of each column; the same each time."""
        width = self.compiler.col_count
        return self.compiler.get_converters([column for column, *_ in self.compiler.select[:width]])

    def _value(self, values: list[Any], at: int, each: int) -> Any:
        value = values[at]
        return self._adapted(value[each] if isinstance(value, list) else value)


def _numbers(values: list[int]) -> str:
    """Whole numbers as SQL has them. Errors: TypeError for anything else among them."""
    return str(array("q", values).tolist())[1:-1]


# A place for a parameter; %% is a percent sign that stands in the SQL.
_PLACE = re.compile(r"(?<!%)%s")


class _Asked:
    """What Django's iterables want of a queryset and of its query, with the SQL as it stands."""

    _known_related_objects: dict[Any, Any] = {}

    def __init__(
        self, written: _Written, sql: str, params: tuple[Any, ...] | None,
        fetched: list[tuple[Any, ...]] | None = None,
    ) -> None:
        self._written, self._asked, self._fetched = written, (sql, params), fetched
        self.db, self.query = written.alias, self

    def get_compiler(self, using: str | None = None, **_options: Any) -> Any:
        """A compiler that has compiled already."""
        compiler: Any = copy(self._written.compiler)
        compiler.connection = connections[self.db]
        compiler.as_sql = lambda *_args, **_kwargs: self._asked
        compiler.get_converters = lambda _columns: self._written.converters
        if self._fetched is not None:
            compiler.execute_sql = lambda *_args, **_kwargs: [self._fetched]
        return compiler


_FAR = datetime(9000, 1, 1, tzinfo=UTC)


def _stand_in(value: Any, number: int) -> Any:
    """A value of the same sort that occurs nowhere. Errors: TypeError for another sort."""
    if isinstance(value, datetime):
        return _FAR + timedelta(days=number)
    if isinstance(value, date):
        return (_FAR + timedelta(days=number)).date()
    if isinstance(value, str):
        return f"\N{INVISIBLE SEPARATOR}{number}\N{INVISIBLE SEPARATOR}"
    if isinstance(value, int) and not isinstance(value, bool):
        return 7_000_000_000_000_000_000 + number
    raise TypeError(f"{value!r} is no value of a question: give it by name, as part of its shape.")


def _can_be(param: Any) -> bool:
    return isinstance(param, (int, str, date)) and not isinstance(param, bool)
