"""Checks of Django's `check --database default`: does the database keep what it was given?"""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import connections

# What has to be on, so that a power cut takes nothing back that was acknowledged.
EXPECTED = {
    "sqlite": {
        "PRAGMA journal_mode": "wal",
        "PRAGMA synchronous": "2",
        "PRAGMA foreign_keys": "1",
    },
    "postgresql": {
        "SHOW fsync": "on",
        "SHOW synchronous_commit": "on",
        "SHOW full_page_writes": "on",
    },
}


@register(Tags.database)
def durability(
    app_configs: Any = None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Read the database's own settings back; a warning for each that can lose what was saved."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        with connection.cursor() as cursor:
            for question, expected in EXPECTED.get(connection.vendor, {}).items():
                cursor.execute(question)
                answer = str(cursor.fetchone()[0])
                if answer != expected:
                    found.append(
                        Warning(
                            f"{question} answers {answer}, and should answer {expected}.",
                            hint="What was saved can be lost when the power goes. See the manual "
                            "of your database.",
                            id="leanplan.W001",
                        )
                    )
    return found
