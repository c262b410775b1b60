"""The choices of a list, which live in its address: filters, words, order, page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.http import QueryDict

# So many characters of what is searched for are read.
LONGEST_SEARCH = 100


@dataclass(frozen=True)
class ListChoices:
    """What is chosen; each field has what it holds where nothing is.

    NAMES: {field: its name in the address}.
    """

    NAMES: ClassVar[Mapping[str, str]] = {}

    @classmethod
    def given(cls, query: QueryDict) -> dict[str, str]:
        """{field: the text that the address has for it, "" for none}."""
        return {name: query.get(key, "") for name, key in cls.NAMES.items()}

    def query(self, **changes: Any) -> str:
        """The choices as a query string, with some of them changed; "" where nothing is chosen."""
        wanted = replace(self, **changes)
        chosen = {
            self.NAMES[field.name]: value for field in fields(wanted)
            if (value := getattr(wanted, field.name)) != field.default
        }
        return f"?{urlencode(chosen)}" if chosen else ""


def number_in(text: str) -> int:
    """A key or a page of the address; 0 where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def known_in(text: str, known: Iterable[str]) -> str:
    """The text where it is one of those known; else ""."""
    return text if text in tuple(known) else ""


def words_in(text: str) -> str:
    """What is searched for, with one space between words."""
    return " ".join(text.replace("\x00", "").split())[:LONGEST_SEARCH]
