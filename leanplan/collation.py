"""Norwegian letters the same on SQLite and PostgreSQL: sorting, and search without case.

Bokmål and nynorsk have one alphabet. Pages in English are sorted by it too: what is sorted is
names of people and units in Norway, and Åsen stands last in every list and register of the house.
"""

from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import F, TextField, Value
from django.db.models.functions import Collate, Lower, Replace

_LETTERS = (("æ", "{"), ("ø", "|"), ("å", "}"))
_CAPITALS = "ÆØÅÄÖÉÜ"


def norwegian(field: str) -> Collate:
    """An expression that sorts a text field a–z, æ, ø, å on both databases."""
    expression: Any = Lower(F(field))
    for letter, stand_in in _LETTERS:
        expression = Replace(expression, Value(letter), Value(stand_in))
    return Collate(expression, "C" if connection.vendor == "postgresql" else "BINARY")


def norwegian_sql(expression: str) -> str:
    """The same for a text in a query that is written out."""
    expression = f"LOWER({expression})"
    for letter, stand_in in _LETTERS:
        expression = f"REPLACE({expression}, '{letter}', '{stand_in}')"
    collation = '"C"' if connection.vendor == "postgresql" else "BINARY"
    return f"{expression} COLLATE {collation}"


@lru_cache(maxsize=4096)
def norwegian_key(text: str) -> str:
    """The same order for lists sorted in Python; names are sorted again and again."""
    key = text.lower()
    for letter, stand_in in _LETTERS:
        key = key.replace(letter, stand_in)
    return key


def lowered(field: str) -> Any:
    """An expression for a text field without capital letters, æ, ø and å among them."""
    expression: Any = Lower(F(field))
    for letter in _CAPITALS:
        expression = Replace(
            expression, Value(letter), Value(letter.lower()), output_field=TextField()
        )
    return expression


def lowered_sql(expression: str) -> str:
    """The same for a text in a query that is written out."""
    expression = f"LOWER({expression})"
    for letter in _CAPITALS:
        expression = f"REPLACE({expression}, '{letter}', '{letter.lower()}')"
    return expression


def holds_sql(expression: str, part: str) -> str:
    """That a text holds another, as it is written, in a query that is written out."""
    found = "STRPOS" if connection.vendor == "postgresql" else "INSTR"
    return f"{found}({expression}, {part}) > 0"
