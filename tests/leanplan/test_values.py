from datetime import date

import pytest

from leanplan.values import UNKNOWN, in_words, same
from measures.choices import Status


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        (None, "", True),
        ("a\r\nb ", "a\nb", True),
        (3, "3", True),
        (["1", "2"], ["2", "1"], True),
        (["1"], [], False),
        ("a", "b", False),
        (UNKNOWN, "", False),
        (date(2018, 1, 2), date(2018, 1, 2), True),
    ],
)
def test_same(one, other, equal):
    assert same(one, other) is equal


def test_same_of_rows_and_their_keys(cast):
    assert same(cast.positions.tol, cast.positions.tol.pk)
    assert not same(cast.positions.tol, cast.positions.drel)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""), ("", ""), (UNKNOWN, ""), (True, "Ja"), (False, "Nei"),
        (date(2018, 11, 27), "27.11.2018"), (["a", "b"], "a, b"), ("a\r\nb", "a\nb"),
    ],
)
def test_in_words(value, words):
    assert in_words(value) == words


def test_in_words_of_a_choice_and_a_row(cast):
    assert in_words("in_progress", choices=Status.choices) == "Pågår"
    assert in_words("x", choices=[("Gruppe", [("x", "Innerst")])]) == "Innerst"
    assert in_words(cast.positions.tol) == "TOL Helse og omsorg"
