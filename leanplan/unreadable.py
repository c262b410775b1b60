"""Why a file could not be read: a code and its parameters.

The reader runs in a child process without Django, so it names the reason and leaves the words
to `messages.py`.
"""

from typing import Any


class Unreadable(Exception):
    """The file was refused as a whole; nothing of it was read in."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        return f"{self.code} {self.params}" if self.params else self.code
