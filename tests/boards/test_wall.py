"""Screens on the wall: nothing about anybody, no session, ended for good."""

from datetime import date

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from boards.board.actions import board_close
from boards.meetings.actions.run import (
    board_decision_add,
    board_meeting_start,
    board_meeting_step,
)
from boards.models import WallAddress
from boards.suggestions.actions import MoveSaid, suggestion_move
from boards.wall import addresses
from leanplan.clock import now, today
from leanplan.secret_address import digest_of
from reviews.models import FollowUp
from tests.boards import boards as made
from tests.boards.board_world import held
from tests.world import START, TODAY


@pytest.fixture
def board(cast):
    return made.board(cast, purpose="Trygge dager")


def _address(cast, board, **values):
    secret, _pk = addresses.wall_address_make(
        by=cast.drel, board=board,
        **{"place": "Vaktrommet", "expires_on": date(2019, 1, 31), **values},
    )
    return secret


@pytest.fixture
def secret(cast, board):
    return _address(cast, board)


def _wall(secret, name="wall", **query):
    return Client().get(reverse(f"boards:{name}", args=[secret]), query)


def _full(cast, board, plan):
    """A board with all that must not hang on a wall."""
    made.suggestion(
        cast, title="Merke hyller", problem="Skjult problem", proposer=cast.employee.person,
        proposed_by="Even fra natt",
    )
    made.figure(cast)
    made.lift(cast, text="Løftet punkt om vikarer")
    running = made.running(cast, "do", executor=cast.second_drel.person)
    declined = made.suggestion(cast, title="Avvist forslag")
    suggestion_move(
        by=cast.drel, suggestion=declined, version=declined.version, to="declined",
        said=MoveSaid(decision="Fordi Even maser"),
    )
    FollowUp.objects.create(
        year=2018, serial=1, unit=cast.units.home, text="Privat oppfølging", due_date=TODAY,
        made_on=START, owner=cast.positions.drel,
    )
    held(cast, board, date(2018, 11, 5))
    meeting = board_meeting_start(by=cast.drel, board=board)
    board_decision_add(
        by=cast.drel, meeting=meeting, text="Hemmelig avtale", key="k", who="Per Lunde",
        responsible=cast.positions.drel,
    )
    board_meeting_step(by=cast.drel, meeting=meeting, step="end")
    return running


def test_wall_shows_nothing_about_anybody(cast, board, secret, plan):
    running = _full(cast, board, plan)
    for name in ("wall", "wall_news"):
        html = _wall(secret, name).content.decode()
        assert "Merke hyller" in html
        assert running.title in html
        people = [user.person for user in vars(cast).values() if hasattr(user, "person")]
        assert len(people) > 8
        for private in (
            *(person.given_name for person in people), *(person.family_name for person in people),
            "Per Lunde", "Hemmelig avtale", "Privat oppfølging", "Skjult problem", "Avvist",
            "Løftet punkt", "maser", "DREL", "T5", "@vikdal", "csrf", "<form", "<button",
        ):
            assert private not in html, private
        for address in ("/forslag/", "/profil", "/konto/", "/mote/"):
            assert address not in html, address


def test_wall_needs_no_session_and_makes_none(cast, board, secret):
    answer = _wall(secret)
    assert answer.status_code == 200
    assert not answer.cookies
    assert not Session.objects.exists()
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]


def test_wall_is_the_same_whoever_is_signed_in(client, cast, board, secret):
    client.force_login(cast.drel)
    url = reverse("boards:wall", args=[secret])
    assert cast.drel.person.given_name not in client.get(url).content.decode()
    assert client.post(url).status_code == 405


def test_wall_news_is_empty_until_something_changes(cast, board, secret):
    state = _wall(secret).context["page"].live.state
    assert _wall(secret, "wall_news", etter=state).status_code == 204
    made.suggestion(cast, title="Helt nytt")
    assert "Helt nytt" in _wall(secret, "wall_news", etter=state).content.decode()


def test_wall_asks_often_while_a_meeting_runs(cast, board, secret):
    assert _wall(secret).context["page"].live.every == 20
    board_meeting_start(by=cast.drel, board=board)
    assert _wall(secret).context["page"].live.every == 2


def test_wall_is_gone_once_it_is_ended(client, cast, board, secret):
    client.force_login(cast.drel)
    client.post(reverse("boards:wall_end", args=[WallAddress.objects.get().pk]))
    row = WallAddress.objects.get()
    assert (row.ended_by, bool(row.ended_at)) == (cast.drel, True)
    for name in ("wall", "wall_news"):
        assert _wall(secret, name).status_code == 404
    addresses.wall_address_end(by=cast.tol, address=row)
    row.refresh_from_db()
    assert row.ended_by == cast.drel


def test_wall_is_gone_after_its_last_day_and_with_its_board(cast, board, secret, settings):
    settings.LEANPLAN_TODAY = "2019-01-31"
    assert _wall(secret).status_code == 200
    settings.LEANPLAN_TODAY = "2019-02-01"
    gone = _wall(secret)
    assert gone.status_code == 404
    assert "Denne adressen viser ingen tavle" in gone.content.decode()
    assert _wall("aldri-laget").templates[0].name == gone.templates[0].name
    settings.LEANPLAN_TODAY = TODAY.isoformat()
    board_close(by=cast.drel, board=board, version=board.version, closed=True)
    assert _wall(secret).status_code == 404


def test_only_a_digest_is_kept(cast, board, secret):
    row = WallAddress.objects.get()
    assert row.digest == digest_of(secret)
    assert secret not in "".join(str(value) for value in vars(row).values())


def test_wall_address_is_shown_once(client, cast, board):
    url = reverse("boards:wall_list", args=[board.pk])
    client.force_login(cast.drel)
    page = client.post(url, {"place": "Gangen", "expires_on": "2019-01-31"})
    secret = page.context["made"].rstrip("/").rpartition("/")[2]
    assert _wall(secret).status_code == 200
    again = client.get(url).content.decode()
    assert "Gangen" in again
    assert secret not in again


@pytest.mark.parametrize("day", [date(2018, 11, 12), date(2019, 11, 14)])
def test_wall_address_make_refuses_a_day_past_or_far_off(cast, board, day):
    with pytest.raises(ValidationError) as refused:
        _address(cast, board, expires_on=day)
    assert "expires_on" in refused.value.message_dict


def test_wall_is_asked_so_often_and_no_more(cast, board, secret, monkeypatch):
    at = now()  # within one minute, however long it takes
    monkeypatch.setattr(addresses, "now", lambda: at)
    monkeypatch.setattr(addresses, "A_MINUTE", 3)
    codes = [_wall(secret).status_code for _each in range(5)]
    assert codes == [200, 200, 200, 429, 429]
    other = _address(cast, board, place="Gangen")
    assert _wall(other).status_code == 200
    WallAddress.objects.filter(place="Vaktrommet").update(minute=None)
    assert _wall(secret).status_code == 200


def test_wall_news_asks_little(cast, board, secret, django_assert_max_num_queries):
    state = _wall(secret).context["page"].live.state
    with django_assert_max_num_queries(5):
        assert _wall(secret, "wall_news", etter=state).status_code == 204


def test_usual_end_is_half_a_year_on():
    assert addresses.usual_end(today()) == date(2019, 5, 13)
