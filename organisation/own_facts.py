"""What the municipality says of itself: its name, its words, its settings. One query a request.

Every page needs the name and the words, and most the settings, so they are read together: with
the reach of the person signed in, else by themselves.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from asgiref.local import Local
from django.core.signals import request_started
from django.db import connection

from leanplan.clock import today

# Eight columns, so that the query of the reach can fetch the facts along: what it is, two numbers,
# and five texts.
FACTS = """
SELECT 'word', 0, 0, key, language, short, name, plural FROM organisation_label
UNION ALL
SELECT 'setting', 0, 0, key, '', '', value, '' FROM organisation_setting
UNION ALL
SELECT * FROM (
    SELECT 'name', 0, 0, '', '', '', name, '' FROM organisation_orgunit
    WHERE kind = 'municipality' AND starts_on <= %(day)s
      AND (ends_on IS NULL OR ends_on >= %(day)s)
    ORDER BY id LIMIT 1
) AS municipality
"""


@dataclass(frozen=True)
class OwnFacts:
    """name: the municipality's, "" before its unit is entered. words: {(key, language): (short,
    name, plural)}. settings: {key: value}. rows: the same as it was read, to be compared.
    """

    name: str = ""
    words: dict[tuple[str, str], tuple[str, str, str]] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    rows: frozenset[tuple[Any, ...]] = frozenset()
    # What labels.py has made of the words so far; a page names the same roles many times.
    made: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)


_local = Local()
# What was read last in this process. As long as the same is read again, it is this very object:
# kept drawings have it in their keys, and the same is found quicker than something equal.
_last = OwnFacts()


def _forget(**kwargs: object) -> None:
    if hasattr(_local, "facts"):
        del _local.facts


request_started.connect(_forget, dispatch_uid="organisation.own_facts")
forget: Callable[..., None] = _forget


def own_facts() -> OwnFacts:
    """The facts as they were when this request, or this command, first asked for them."""
    day = today()
    known: tuple[date, OwnFacts] | None = getattr(_local, "facts", None)
    if known is None or known[0] != day:
        with connection.cursor() as cursor:
            cursor.execute(FACTS, {"day": day})
            return keep(cursor.fetchall(), day=day)
    return known[1]


def keep(rows: Iterable[tuple[Any, ...]], *, day: date) -> OwnFacts:
    """Keep the facts of a day that were read, for the rest of this request. In: rows of FACTS."""
    rows = [tuple(row) for row in rows if row[0] in ("name", "word", "setting")]
    facts = _last if frozenset(rows) == _last.rows else _facts_of(rows)
    globals()["_last"] = facts
    _local.facts = (day, facts)
    return facts


def _facts_of(rows: list[tuple[Any, ...]]) -> OwnFacts:
    return OwnFacts(
        name=next((row[6] for row in rows if row[0] == "name"), ""),
        words={(row[3], row[4]): (row[5], row[6], row[7]) for row in rows if row[0] == "word"},
        settings={row[3]: row[6] for row in rows if row[0] == "setting"},
        rows=frozenset(rows),
    )
