from leanplan.text_width import text_width, wrapped


def test_text_width_knows_wide_from_narrow():
    assert text_width("iiii", 15) < text_width("nnnn", 15) < text_width("WWWW", 15)
    assert text_width("nnnn", 15) < text_width("nnnn", 15, semibold=True)
    assert text_width("nnnn", 30) == 2 * text_width("nnnn", 15)


def test_text_width_takes_unknown_letters_as_wide():
    assert text_width("漢", 10) > text_width("n", 10)


def test_wrapped_keeps_words_and_order():
    text = "Mange små stillinger, få til stede samtidig"
    lines = wrapped(text, 15, 150)
    assert len(lines) > 1
    assert " ".join(lines) == text
    assert all(text_width(line, 15) <= 150 for line in lines)


def test_wrapped_divides_a_word_wider_than_the_line():
    lines = wrapped("Å" * 200, 15, 100)
    assert all(text_width(line, 15) <= 100 for line in lines)
    assert "".join(line.removesuffix("-") for line in lines) == "Å" * 200


def test_wrapped_of_nothing_is_no_line():
    assert wrapped("  ", 15, 100) == []
