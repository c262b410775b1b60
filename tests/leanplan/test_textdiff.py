import pytest

from leanplan.textdiff import Piece, differences, marked, merged

BASE = "Tallene står i rapporten. De hentes fra det som alt er ført."


def test_differences_of_words():
    assert differences("Frist i mai.", "Frist i slutten av juni.") == [
        Piece("same", "Frist i "),
        Piece("del", "mai"),
        Piece("ins", "slutten av juni"),
        Piece("same", "."),
    ]


def test_differences_of_equal_texts():
    assert differences("Likt", "Likt") == [Piece("same", "Likt")]
    assert differences("", "") == []


def test_differences_from_nothing():
    assert differences("", "Nytt") == [Piece("ins", "Nytt")]


@pytest.mark.parametrize(
    ("theirs", "mine", "both"),
    [
        (BASE + " Økonomi lager malen.", BASE, BASE + " Økonomi lager malen."),
        (
            BASE.replace("rapporten", "årsrapporten"),
            BASE + " TOL skriver en kommentar.",
            BASE.replace("rapporten", "årsrapporten") + " TOL skriver en kommentar.",
        ),
        (BASE + " Ny.", BASE + " Ny.", BASE + " Ny."),
        ("", BASE, ""),
        (BASE + " Deres.", BASE + " Mitt.", BASE + " Deres. Mitt."),
    ],
)
def test_merged_takes_both_changes(theirs, mine, both):
    assert merged(BASE, theirs, mine) == both


def test_merged_where_both_changed_the_same_word_loses_neither():
    assert merged("Møte i mai", "Møte i juni", "Møte i juli") == "Møte i juni juli"


def test_merged_from_an_empty_text_keeps_both():
    assert merged("", "Deres tekst.", "Min tekst.") == "Deres tekst. Min tekst."


def test_marked_escapes_and_says_what_was_done():
    html = marked(differences("a", "<b>"))
    assert "<del>" in html
    assert "&lt;b&gt;" in html
    assert 'class="ds-sr-only"' in html
