import pytest
from django.utils.translation import override

from overview.words import greeting, number_word, sentence, upper_first


def said(language, *numbers):
    total, late, today = numbers
    with override(language):
        return sentence(total, late=late, today=today).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("language", "total", "late", "today", "text"),
    [
        ("nb", 0, 0, 0, "Ingenting venter på deg."),
        ("nn", 0, 0, 0, "Ingenting ventar på deg."),
        ("en", 0, 0, 0, "Nothing waits for you."),
        ("nb", 1, 0, 0, "Én sak venter på deg."),
        ("nb", 1, 0, 1, "Én sak venter på deg, i dag."),
        ("nb", 1, 1, 0, "Én sak venter på deg, og den er over fristen."),
        ("nn", 1, 1, 0, "Éi sak ventar på deg, og ho er over fristen."),
        ("en", 1, 1, 0, "One matter waits for you, and it is overdue."),
        ("nb", 4, 0, 1, "Fire saker venter på deg, én av dem i dag."),
        ("nn", 4, 0, 1, "Fire saker ventar på deg, éi av dei i dag."),
        ("en", 4, 0, 1, "Four matters wait for you, one of them today."),
        ("nb", 5, 2, 1, "Fem saker venter på deg, to av dem over fristen og én i dag."),
        ("nb", 3, 3, 0, "Tre saker venter på deg, alle over fristen."),
        ("nb", 2, 0, 2, "To saker venter på deg, begge i dag."),
        ("nb", 3, 0, 3, "Tre saker venter på deg, alle i dag."),
        ("nb", 2, 2, 0, "To saker venter på deg, begge over fristen."),
        ("nn", 2, 2, 0, "To saker ventar på deg, begge over fristen."),
        ("nb", 12, 11, 0, "Tolv saker venter på deg, elleve av dem over fristen."),
        ("nb", 13, 0, 0, "13 saker venter på deg."),
        ("en", 200, 13, 0, "200 matters wait for you, 13 of them overdue."),
    ],
)
def test_sentence(language, total, late, today, text):
    assert said(language, total, late, today) == text


def test_number_word_up_to_twelve():
    with override("nb"):
        assert [number_word(number) for number in (1, 7, 12, 13, 0)] == [
            "én", "sju", "tolv", "13", "0"
        ]


def test_upper_first_leaves_names_as_they_are():
    assert upper_first("éin i RLG") == "Éin i RLG"
    assert upper_first("") == ""


@pytest.mark.parametrize(
    ("part", "name", "text"),
    [("morning", "Kari", "God morgen, Kari."), ("day", "Per Ole", "God dag, Per Ole."),
     ("evening", "", "God kveld.")],
)
def test_greeting(part, name, text):
    with override("nb"):
        assert greeting(part, name) == text
