"""SQLite knows upper and lower case only of a–z; teach it the rest, so that «ål» finds «Ål»."""

import re
from functools import lru_cache
from typing import Any


@lru_cache(maxsize=256)
def _pattern(like: str, escape: str | None) -> re.Pattern[str]:
    out, chars = [], iter(like)
    for char in chars:
        if escape and char == escape:
            out.append(re.escape(next(chars, "")))
        elif char == "%":
            out.append(".*")
        elif char == "_":
            out.append(".")
        else:
            out.append(re.escape(char))
    return re.compile("".join(out), re.IGNORECASE | re.DOTALL)


def _like(pattern: str | None, text: Any, escape: str | None = None) -> bool | None:
    if pattern is None or text is None:
        return None
    return _pattern(str(pattern), escape).fullmatch(str(text)) is not None


def _upper(text: Any) -> Any:
    return text.upper() if isinstance(text, str) else text


def _lower(text: Any) -> Any:
    return text.lower() if isinstance(text, str) else text


def teach(sender: Any, connection: Any, **kwargs: Any) -> None:
    """Register LIKE, UPPER and LOWER on a new SQLite connection."""
    if connection.vendor != "sqlite":
        return
    make = connection.connection.create_function
    make("LIKE", 2, _like, deterministic=True)
    make("LIKE", 3, _like, deterministic=True)
    make("UPPER", 1, _upper, deterministic=True)
    make("LOWER", 1, _lower, deterministic=True)
