"""The child process that reads a Word file; `leanplan/child.py` says how. No Django here."""

from typing import Any

from leanplan.child import run

from .parsed import to_json
from .word import read_plan


def read(data: bytes) -> dict[str, Any]:
    """The plan in a .docx, as JSON holds it. Raises Unreadable."""
    return to_json(read_plan(data))


if __name__ == "__main__":
    run(read)
