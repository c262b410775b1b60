import pytest

from boards.rlg.status_rules import in_a_row, may_be, trend


@pytest.mark.parametrize(
    ("light", "unassigned", "may"),
    [("good", 0, True), ("good", 1, False), ("watch", 3, True), ("act", 3, True)],
)
def test_may_be_on_track_only_where_somebody_answers_for_all(light, unassigned, may):
    assert may_be(light, unassigned=unassigned) is may


@pytest.mark.parametrize(
    ("light", "before", "said"),
    [("good", "watch", "up"), ("act", "watch", "down"), ("watch", "watch", "same"),
     ("watch", None, ""), ("again", "good", ""), ("", "good", "")],
)
def test_trend_compares_with_the_last_meeting(light, before, said):
    assert trend(light, before) == said


@pytest.mark.parametrize(
    ("words", "text"),
    [([], ""), (["T5"], "T5"), (["T5", "T11"], "T5 og T11"),
     (["T5", "T11", "T22"], "T5, T11 og T22")],
)
def test_in_a_row_joins_as_one_says_it(words, text):
    assert in_a_row(words, "og") == text
