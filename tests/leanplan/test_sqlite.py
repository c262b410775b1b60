from pathlib import Path

import pytest
from django.db import connection

from leanplan import settings as product
from leanplan.sqlite import _like, _lower, _upper


@pytest.mark.parametrize(
    ("pattern", "text", "escape", "hit"),
    [
        ("%ål%", "Målet", "\\", True),
        ("%ÅL%", "målet", "\\", True),
        ("a_c", "abc", "\\", True),
        ("a\\_c", "abc", "\\", False),
        ("a\\%c", "a%c", "\\", True),
        ("%.%", "abc", None, False),
        ("abc", "abcd", None, False),
    ],
)
def test_like_knows_norwegian_letters_and_escapes(pattern, text, escape, hit):
    assert _like(pattern, text, escape) is hit


def test_like_null_stays_null():
    assert _like("%", None) is None


def test_upper_and_lower():
    assert (_upper("blåbær"), _lower("ØRSTA")) == ("BLÅBÆR", "ørsta")


DURABILITY = {
    "sqlite": {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 20000},
    "postgresql": {"fsync": "on", "full_page_writes": "on"},
}


def test_the_database_keeps_what_it_was_given(db):
    found = {}
    ask = "PRAGMA {}" if connection.vendor == "sqlite" else "SHOW {}"
    with connection.cursor() as cursor:
        for name in DURABILITY[connection.vendor]:
            cursor.execute(ask.format(name))
            found[name] = cursor.fetchone()[0]
    assert found == DURABILITY[connection.vendor]


def test_sqlite_is_asked_to_write_at_every_commit():
    """The tests themselves run without; this is what the product is set to."""
    source = Path(product.__file__).read_text()
    assert "PRAGMA synchronous=FULL" in source
