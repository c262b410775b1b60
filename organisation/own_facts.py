"""What the municipality says of itself: its name, its words, its settings. One query a request.

Every page needs the name and the words, and most the settings, so they are read together.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from asgiref.local import Local
from django.core.signals import request_started
from django.db import connection

from leanplan.clock import today
from organisation.roles import UnitKind

_QUERY = """
SELECT 'word', key, language, short, name, plural FROM organisation_label
UNION ALL
SELECT 'setting', key, '', '', value, '' FROM organisation_setting
UNION ALL
SELECT * FROM (
    SELECT 'name', '', '', '', name, '' FROM organisation_orgunit
    WHERE kind = %s AND starts_on <= %s AND (ends_on IS NULL OR ends_on >= %s)
    ORDER BY id LIMIT 1
) AS municipality
"""


@dataclass(frozen=True)
class OwnFacts:
    """name: the municipality's, "" before its unit is entered. words: {(key, language): (short,
    name, plural)}. settings: {key: value}.
    """

    name: str = ""
    words: dict[tuple[str, str], tuple[str, str, str]] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)


_local = Local()


def _forget(**kwargs: object) -> None:
    if hasattr(_local, "facts"):
        del _local.facts


request_started.connect(_forget, dispatch_uid="organisation.own_facts")
forget: Callable[..., None] = _forget


def own_facts() -> OwnFacts:
    """The facts as they were when this request, or this command, first asked for them."""
    day = today()
    if getattr(_local, "facts", (None,))[0] != day:
        _local.facts = (day, _read(day))
    facts: OwnFacts = _local.facts[1]
    return facts


def _read(day: date) -> OwnFacts:
    with connection.cursor() as cursor:
        cursor.execute(_QUERY, [UnitKind.MUNICIPALITY.value, day, day])
        rows = cursor.fetchall()
    return OwnFacts(
        name=next((name for what, _, _, _, name, _ in rows if what == "name"), ""),
        words={
            (key, language): (short, name, plural)
            for what, key, language, short, name, plural in rows if what == "word"
        },
        settings={key: value for what, key, _, _, value, _ in rows if what == "setting"},
    )
