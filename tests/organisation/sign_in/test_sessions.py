"""Where one is signed in: seen by oneself alone, ended one by one or all the others."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from organisation.sign_in.sessions import device_name
from tests.organisation.sign_in.codes import by_password

PROFILE = reverse("organisation:profile")
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
    "Gecko) Version/19.0 Mobile/15E148 Safari/604.1"
)
OFFICE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0"
)


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (PHONE, "Safari, iPhone"),
        (OFFICE, "Edge, Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
         "Firefox, Linux"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/150.0 Mobile Safari/537.36",
         "Chrome, Android"),
        ("curl/8", "Ukjent nettleser"),
        ("", "Ukjent nettleser"),
    ],
)
def test_device_name(agent, name):
    assert device_name(agent) == name


@pytest.fixture
def phone(cast):
    client = Client(headers={"User-Agent": PHONE})
    by_password(client, cast.tol)
    return client


@pytest.fixture
def office(client, cast):
    by_password(client, cast.tol, headers={"User-Agent": OFFICE})
    return client


def noted(client):
    return UserSession.objects.get(session_key=client.session.session_key)


def test_open_sessions_stand_on_the_profile(office, phone):
    page = office.get(PROFILE).content.decode()
    assert "<strong>Edge, Windows</strong>, her" in page
    assert page.index("Edge, Windows") < page.index("Safari, iPhone")
    assert reverse("organisation:session_end", args=[noted(phone).pk]) in page
    assert reverse("organisation:session_end", args=[noted(office).pk]) not in page


def test_session_end_signs_out_there_and_nowhere_else(office, phone):
    answer = office.post(reverse("organisation:session_end", args=[noted(phone).pk]))
    assert answer.url == PROFILE
    assert phone.get(PROFILE).status_code == 302
    page = office.get(PROFILE).content.decode()
    assert "Safari, iPhone" not in page


def test_session_end_of_another_person_is_not_there(office, phone, cast):
    stranger = Client()
    by_password(stranger, cast.drel)
    answer = stranger.post(reverse("organisation:session_end", args=[noted(phone).pk]))
    assert answer.status_code == 404
    assert phone.get(PROFILE).status_code == 200


def test_sessions_end_leaves_the_one_here_on_the_list(office, phone):
    office.post(reverse("organisation:sessions_end"))
    page = office.get(PROFILE).content.decode()
    assert "Edge, Windows" in page
    assert "Safari, iPhone" not in page


def test_new_password_takes_the_others_off_the_list(office, phone, cast):
    cast.tol.set_password("noe helt annet enn før")
    cast.tol.save()
    renewed = Client()
    by_password(renewed, cast.tol, "noe helt annet enn før", headers={"User-Agent": OFFICE})
    assert "Safari, iPhone" not in renewed.get(PROFILE).content.decode()


def test_open_sessions_need_few_queries(office, cast, django_assert_max_num_queries):
    for _ in range(6):
        by_password(Client(headers={"User-Agent": PHONE}), cast.tol)
    with django_assert_max_num_queries(14):
        page = office.get(PROFILE).content.decode()
    assert page.count("Safari, iPhone</strong>") == 6


def test_end_sessions_forgets_where_ended_ones_came_from(office, phone):
    key = phone.session.session_key
    Session.objects.get(session_key=key).delete()
    call_command("end_sessions")
    assert [row.session_key for row in UserSession.objects.all()] == [office.session.session_key]
