from dataclasses import dataclass
from typing import ClassVar

import pytest
from django.http import QueryDict

from leanplan.list_choices import LONGEST_SEARCH, ListChoices, known_in, number_in, words_in


@dataclass(frozen=True)
class Chosen(ListChoices):
    NAMES: ClassVar[dict[str, str]] = {"view": "vis", "page": "side"}

    view: str = ""
    page: int = 1


def test_given_is_the_text_of_the_address():
    assert Chosen.given(QueryDict("vis=mine&annet=1")) == {"view": "mine", "page": ""}


@pytest.mark.parametrize(("changes", "said"), [
    ({}, "?vis=mine&side=2"), ({"page": 1}, "?vis=mine"), ({"view": "", "page": 1}, ""),
    ({"view": "å&b"}, "?vis=%C3%A5%26b&side=2"),
])
def test_query_has_what_is_chosen_alone(changes, said):
    assert Chosen("mine", 2).query(**changes) == said


@pytest.mark.parametrize(("text", "number"), [
    ("7", 7), ("", 0), ("-1", 0), ("1.5", 0), ("٣", 0), ("1" * 10, 0), ("007", 7),
])
def test_number_in_is_0_where_there_is_none(text, number):
    assert number_in(text) == number


def test_known_in_is_empty_for_what_nobody_knows():
    assert (known_in("a", ("a", "b")), known_in("c", ("a", "b"))) == ("a", "")


def test_words_in_are_cut_and_without_what_no_database_takes():
    assert words_in("  to \x00 ord\n") == "to ord"
    assert len(words_in("x" * 200)) == LONGEST_SEARCH
