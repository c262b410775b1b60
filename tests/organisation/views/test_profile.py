"""Min profil: one's own account, and signing out everywhere else."""

import re

from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from tests.organisation.sign_in.codes import by_password

PROFILE = reverse("organisation:profile")


def test_profile_shows_who_and_how(client, cast):
    by_password(client, cast.tol)
    page = client.get(PROFILE).content.decode()
    assert "Kari Nordmo" in page
    assert "tol@vikdal.example" in page
    assert "Ikke satt opp. Du logger inn bare med passordet." in page
    assert "Der du er logget inn" in page
    assert "12 timer" in page


def test_profile_offers_the_languages_with_the_one_in_use_chosen(sign_in, cast):
    page = sign_in(cast.tol).get(PROFILE).content.decode()
    assert "Språket på sidene" in page
    for code, name in (("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")):
        assert f'<span lang="{code}">{name}</span>' in page
    assert page.count("checked") == 1
    assert re.search(r'value="nb"[^>]*checked', page)


def test_profile_saves_a_language_and_speaks_it_at_once(sign_in, cast):
    client = sign_in(cast.tol)
    page = client.post(PROFILE, {"language": "en"}, follow=True).content.decode()
    cast.tol.refresh_from_db()
    assert cast.tol.language == "en"
    assert '<html lang="en"' in page
    assert "The language is saved." in page
    assert "My profile" in page


def test_profile_refuses_an_unknown_language(sign_in, cast):
    assert sign_in(cast.tol).post(PROFILE, {"language": "tlh"}).status_code == 422
    cast.tol.refresh_from_db()
    assert cast.tol.language == ""


def test_profile_without_a_password_offers_none_to_change(sign_in, cast):
    cast.tol.set_unusable_password()
    cast.tol.save()
    page = sign_in(cast.tol).get(PROFILE).content.decode()
    assert reverse("account_change_password") not in page


def test_sessions_end_signs_out_the_others_and_keeps_this_one(client, cast):
    other, stranger = Client(), Client()
    by_password(client, cast.tol)
    by_password(other, cast.tol)
    by_password(stranger, cast.drel)
    answer = client.post(reverse("organisation:sessions_end"))
    assert answer.url == PROFILE
    assert [str(m) for m in get_messages(answer.wsgi_request)] == [
        "Du er logget ut alle andre steder."
    ]
    assert client.get(PROFILE).status_code == 200
    assert other.get(PROFILE).status_code == 302
    assert stranger.get(PROFILE).status_code == 200


def test_sessions_end_needs_a_post(sign_in, cast):
    assert sign_in(cast.tol).get(reverse("organisation:sessions_end")).status_code == 405
