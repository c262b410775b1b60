"""What the product says in the history is stored without a language."""

import pytest
from django.utils.translation import gettext_lazy, override

from leanplan.said import message_of, said, spoken


@pytest.mark.parametrize(
    ("language", "expected"),
    [("nb", "Forslaget ble brukt."), ("nn", "Framlegget blei brukt."),
     ("en", "The suggestion was used.")],
)
def test_spoken_is_in_the_language_of_the_page(language, expected):
    stored = said("The suggestion was used.")
    assert stored == "[[The suggestion was used.]]"
    with override(language):
        assert spoken(stored) == expected


def test_said_in_one_language_is_stored_as_in_another():
    stored = set()
    for language in ("nb", "nn", "en"):
        with override(language):
            stored.add(said("Read in from «%(file)s»", file="plan.docx"))
    assert stored == {'[[Read in from «%(file)s»|{"file": "plan.docx"}]]'}
    assert spoken(stored.pop()) == "Lest inn fra «plan.docx»"


@pytest.mark.parametrize("name", ["a [1].docx", "]] |{", 'a "b" \\', "100 %", "%(file)s", "{}"])
def test_said_keeps_whatever_its_values_hold(name):
    assert spoken(said("Read in from «%(file)s»", file=name)) == f"Lest inn fra «{name}»"


def test_said_within_what_is_said_and_beside_what_people_write():
    label = message_of(gettext_lazy("Responsible"))
    note = said("Not chosen: %(field)s «%(value)s»", field=label, value="Kari [1]")
    assert spoken(f"Avklart i møtet. {note}") == "Avklart i møtet. Ikke valgt: Ansvarlig «Kari [1]»"
    with override("en"):
        assert spoken(note) == "Not chosen: Responsible «Kari [1]»"


def test_message_of_leaves_a_plain_word():
    assert message_of("Merknad") == "Merknad"


@pytest.mark.parametrize(
    "text", ["[[", "Se [1] og [[2]]", "[[%(x)s|{}]]", '[[%(x)s|{"y": "1"}]]', "[[a|{b}]]", "", "%s"]
)
def test_spoken_breaks_on_nothing_that_people_write(text):
    assert spoken(text) in (text, text.replace("[[2]]", "2"))
    assert spoken(None) == ""


def test_said_refuses_a_message_that_could_not_be_told_apart():
    with pytest.raises(ValueError, match="bracket"):
        said("a [b]")
