"""The answer to a page that asks for news."""

from django.http import HttpResponse

from leanplan.live import live_answer


def test_live_answer_is_empty_where_nothing_is_new(rf):
    drawn = []
    answer = live_answer(rf.get("/", {"etter": "4"}), "4", lambda: drawn.append(1))
    assert (answer.status_code, answer.content, drawn) == (204, b"", [])
    assert "no-store" in answer["Cache-Control"]


def test_live_answer_draws_where_the_state_differs(rf):
    for query in ({"etter": "3"}, {}, {"etter": ""}):
        answer = live_answer(rf.get("/", query), "4", lambda: HttpResponse("new"))
        assert (answer.status_code, answer.content) == (200, b"new")
        assert "no-store" in answer["Cache-Control"]
