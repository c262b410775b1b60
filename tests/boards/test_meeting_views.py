"""Pages of board meetings: the log, a meeting that runs, its end by two."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from boards.meetings.actions.run import (
    board_decision_add,
    board_meeting_drop,
    board_meeting_end,
    board_meeting_start,
)
from boards.models import BoardDecision, BoardMeeting
from leanplan.clock import today
from tests.boards.board_world import a_board, held
from tests.boards.boards import suggestion
from tests.boards.wheels import entry


@pytest.fixture
def board(cast):
    return a_board(cast, name="Tavle")


def _at(client, user):
    client.force_login(user)
    return client


def _log(board, **values):
    return {
        "version": "1", "day": "2018-11-12", "state": "held", "attendance": "9", "minutes": "15",
        "reason": "", "reason_text": "", **values,
    }


def test_board_meeting_log_in_one_form(client, cast, board):
    page = _at(client, cast.employee).get(
        reverse("boards:board_meeting_log", args=[board.pk]), {"dag": "2018-11-05"}
    )
    assert page.context["form"].initial["day"].isoformat() == "2018-11-05"
    answer = client.post(page.request["PATH_INFO"], _log(board))
    assert answer.url == board.get_absolute_url()
    assert BoardMeeting.objects.get().attendance == 9


def test_board_meeting_log_twice_leads_to_the_one_that_stands(client, cast, board):
    url = reverse("boards:board_meeting_log", args=[board.pk])
    _at(client, cast.drel).post(url, _log(board))
    assert client.post(url, _log(board)).status_code == 302
    other = client.post(url, _log(board, attendance="4"))
    assert other.status_code == 422
    assert BoardMeeting.objects.get().get_absolute_url() in other.content.decode()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"attendance": ""}, "Skriv hvor mange som var til stede."),
        ({"state": "not_held"}, "Velg hvorfor møtet ikke ble holdt."),
        ({"state": "not_held", "reason": "other"}, "Skriv hvorfor møtet ikke ble holdt."),
        ({"day": "2018-11-14"}, "Den dagen er ikke kommet ennå."),
    ],
)
def test_board_meeting_log_says_what_is_missing(client, cast, board, values, said):
    url = reverse("boards:board_meeting_log", args=[board.pk])
    answer = _at(client, cast.drel).post(url, _log(board, **values))
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_whole_meeting(client, cast, board):
    page = _at(client, cast.drel).post(
        reverse("boards:board_meeting_start", args=[board.pk]), follow=True
    )
    running = page.context["page"].meeting.running
    assert [step.key for step in running.steps] == [
        "since", "figures", "work", "suggestions", "running", "end",
    ]
    assert page.context["page"].live.every == 2
    meeting = BoardMeeting.objects.get()
    suggestion(cast, title="Nattlys i gangen")
    step = reverse("boards:board_meeting_step", args=[meeting.pk])
    page = client.post(step, {"step": "end"}, follow=True)
    assert page.context["page"].meeting.running.said == "1 nytt forslag, 0 minutter"
    add = reverse("boards:board_decision_add", args=[meeting.pk])
    for _each in range(2):
        client.post(add, {"key": "k", "text": "Øve", "who": "Anne Bråten"})
    client.post(add, {"key": "l", "text": "Rydde", "who": "Anne"})
    assert list(BoardDecision.objects.values_list("text", "responsible", "who")) == [
        ("Øve", cast.positions.drel.pk, ""), ("Rydde", None, "Anne"),
    ]
    end = reverse("boards:board_meeting_end", args=[meeting.pk])
    refused = client.post(end, {"attendance": ""}, follow=True)
    assert "Skriv hvor mange som var til stede." in refused.content.decode()
    done = client.post(end, {"attendance": "9"}, follow=True)
    shown = done.context["page"].meeting
    assert (shown.is_running, shown.strip.marks[-1].state, shown.strip.held) == (False, "held", 1)
    meeting.refresh_from_db()
    assert (meeting.suggested, meeting.attendance) == (1, 9)
    detail = client.get(meeting.get_absolute_url()).content.decode()
    assert "Øve" in detail
    assert "Holdt, 9 til stede" in detail


def test_a_meeting_somebody_else_ended(client, cast, board):
    meeting = board_meeting_start(by=cast.drel, board=board)
    board_meeting_end(by=cast.tol, meeting=BoardMeeting.objects.get(), attendance=7)
    for name, data in (("step", {"step": "end"}), ("end", {"attendance": "9"}), ("drop", {})):
        url = reverse(f"boards:board_meeting_{name}", args=[meeting.pk])
        answer = _at(client, cast.drel).post(url, data, follow=True)
        assert "avsluttet av en annen, med 7 til stede" in answer.content.decode()
    same = client.post(
        reverse("boards:board_meeting_end", args=[meeting.pk]), {"attendance": "7"}
    )
    assert same.url == board.get_absolute_url()


def test_a_meeting_somebody_else_took_away(client, cast, board):
    meeting = board_meeting_start(by=cast.drel, board=board)
    pk = meeting.pk
    board_meeting_drop(by=cast.tol, meeting=BoardMeeting.objects.get())
    for address, data in (
        ("board_meeting_step", {"step": "end"}), ("board_meeting_end", {"attendance": "9"}),
        ("board_meeting_drop", {}), ("board_decision_add", {"text": "Bestille hyller"}),
    ):
        url = reverse(f"boards:{address}", args=[pk])
        answer = _at(client, cast.drel).post(url, data, follow=True)
        assert answer.redirect_chain == [(board.get_absolute_url(), 302)], address
        text = answer.content.decode()
        assert "tatt bort av en annen" in text
        assert ("«Bestille hyller» er ikke lagret." in text) == ("text" in data)
        assert _at(client, cast.other_drel).post(url, data).status_code == 404
        assert client.post(reverse(f"boards:{address}", args=[pk + 1]), data).status_code == 404


def test_a_decision_is_not_written_in_a_meeting_that_is_gone(cast, board):
    meeting, same = board_meeting_start(by=cast.drel, board=board), BoardMeeting.objects.get()
    board_meeting_drop(by=cast.tol, meeting=same)
    with pytest.raises(BoardMeeting.DoesNotExist):
        board_decision_add(by=cast.drel, meeting=meeting, text="Bestille hyller", key="k")


def test_a_decision_that_cannot_be_saved_is_said_with_its_words(client, cast, board):
    meeting = board_meeting_start(by=cast.drel, board=board)
    url = reverse("boards:board_decision_add", args=[meeting.pk])
    data = {"text": "Bestille hyller", "due_date": "0000-13-45"}
    text = _at(client, cast.drel).post(url, data, follow=True).content.decode()
    assert "Ikke lagret: " in text
    assert "«Bestille hyller» er ikke lagret." in text
    assert not meeting.decisions.exists()


def test_start_after_todays_meeting_leads_to_it(client, cast, board):
    meeting = held(cast, board, today())
    url = reverse("boards:board_meeting_start", args=[board.pk])
    assert _at(client, cast.drel).post(url).url == meeting.get_absolute_url()


def test_start_holds_the_sign_in_from_then_on(client, cast, board, settings):
    answer = _at(client, cast.drel).post(reverse("boards:board_meeting_start", args=[board.pk]))
    assert answer.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == settings.SESSION_COOKIE_AGE


def test_asking_for_news_leaves_the_session_alone(client, cast, board, settings):
    page = _at(client, cast.drel).get(board.get_absolute_url())
    live = page.context["page"].live
    answer = client.get(live.url, {"etter": live.state}, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.content) == (204, b"")
    assert settings.SESSION_COOKIE_NAME not in answer.cookies
    held(cast, board, today())
    news = client.get(live.url, {"etter": live.state}, headers={"HX-Request": "true"})
    body = news.content.decode()
    assert 'id="board-body"' in body
    assert 'id="board-head"' in body


def test_asking_for_news_signed_out_is_told_by_a_header(client, board):
    url = reverse("boards:board_live", args=[board.pk])
    answer = client.get(url, headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"].startswith(reverse("account_login"))


def test_reflection_is_a_step_on_its_day_and_is_ticked_from_the_board(client, cast, board):
    slot = entry(cast, unit="home", by="drel", set_aside="reflection", starts_on=today())
    meeting = board_meeting_start(by=cast.drel, board=board)
    step = reverse("boards:board_meeting_step", args=[meeting.pk])
    page = _at(client, cast.drel).post(step, {"step": "reflection"}, follow=True)
    assert page.context["page"].meeting.running.step == "reflection"
    tick = reverse("boards:board_slot_tick", args=[board.pk, slot.pk])
    client.post(tick, {"on": today().isoformat(), "done": "1", "tavle": "1"})
    page = client.get(reverse("boards:board_meetings", args=[board.pk]))
    assert page.context["page"].share.held == page.context["page"].share.passed == 1


def test_board_meetings_ask_the_same_for_two_and_for_forty(client, cast, board):
    url = reverse("boards:board_meetings", args=[board.pk])
    _at(client, cast.drel).get(url)
    asked_for = []
    for weeks in (2, 40):
        for week in range(weeks):
            day = board.used_from.fromordinal(board.used_from.toordinal() + 7 * week)
            BoardMeeting.objects.get_or_create(
                board=board, day=day, defaults={"state": "held", "attendance": 5}
            )
        with CaptureQueriesContext(connection) as asked:
            page = client.get(url)
        asked_for.append(len(asked))
    assert asked_for[0] == asked_for[1]
    assert page.context["page"].pages == 2
