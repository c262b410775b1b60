import pytest

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
