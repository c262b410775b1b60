"""The door: one for all, the same to a known and an unknown address, and not to be guessed open."""

import pytest
from django.contrib.auth import get_user
from django.test import Client
from django.urls import reverse

from tests.organisation.sign_in.codes import PASSWORD, by_password, code

WRONG = "ikke dette passordet"


def signed_in(client):
    return "_auth_user_id" in client.session


def test_password_signs_in(client, cast):
    assert by_password(client, cast.tol).url == "/"
    assert signed_in(client)


def test_address_may_be_written_in_any_case(client, cast):
    client.post("/konto/login/", {"login": cast.tol.email.upper(), "password": PASSWORD})
    assert signed_in(client)


def test_known_and_unknown_address_get_the_same_answer(client, cast):
    answers = [
        client.post("/konto/login/", {"login": login, "password": WRONG}).content.decode()
        for login in (cast.tol.email, "ingen@vikdal.example")
    ]
    known, unknown = (
        answer.replace(cast.tol.email, "X").replace("ingen@vikdal.example", "X")
        for answer in answers
    )
    assert blind(known) == blind(unknown)
    assert not signed_in(client)


def blind(page):
    """A page without what is new on every page."""
    import re  # noqa: PLC0415

    return re.sub(r'(value|nonce|content)="[^"]{20,}"', "", page)


@pytest.mark.parametrize("login", ["{known}", "ingen@vikdal.example"])
def test_as_much_work_for_known_and_unknown(client, cast, login, monkeypatch):
    """Hashing takes nearly all the time; it is done as often for both."""
    from django.contrib.auth.hashers import MD5PasswordHasher  # noqa: PLC0415

    done = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda *args: done.append(1) or encode(*args)
    )
    client.post("/konto/login/", {"login": login.format(known=cast.tol.email), "password": WRONG})
    assert len(done) == 1


def test_forgotten_password_answers_alike(client, cast, mailoutbox):
    answers = [
        client.post(reverse("account_reset_password"), {"email": email}, follow=True)
        for email in (cast.tol.email, "ingen@vikdal.example")
    ]
    assert [answer.redirect_chain for answer in answers] == [
        [(reverse("account_reset_password_done"), 302)]
    ] * 2
    assert len(mailoutbox) == 2


def test_account_is_closed_after_five_wrong_ones_for_right_ones_too(client, cast):
    for _ in range(5):
        by_password(client, cast.tol, WRONG)
    answer = by_password(client, cast.tol)
    assert not signed_in(client)
    assert "For mange" in answer.content.decode()


def test_limit_is_shared_by_all_processes(client, cast):
    """It stands in the database: nothing of it is kept in the process."""
    from django.db import connection  # noqa: PLC0415

    by_password(client, cast.tol, WRONG)
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM leanplan_cache")
        assert cursor.fetchone()[0] > 0


@pytest.mark.parametrize("proxies", [0, 1])
def test_forged_forwarded_for_does_not_help(client, cast, settings, proxies):
    """One address tries ten accounts; whatever it says of itself, the eleventh try is refused."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    for number in range(10):
        forwarded = f"10.0.0.{number}" + (", 198.51.100.7" if proxies else "")
        client.post(
            "/konto/login/", {"login": f"nr{number}@vikdal.example", "password": WRONG},
            headers={"X-Forwarded-For": forwarded},
        )
    forwarded = "10.0.0.99" + (", 198.51.100.7" if proxies else "")
    by_password(client, cast.tol, headers={"X-Forwarded-For": forwarded})
    assert not signed_in(client)


def test_another_visitor_behind_the_proxy_is_let_in(client, cast, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(10):
        client.post(
            "/konto/login/", {"login": f"nr{number}@vikdal.example", "password": WRONG},
            headers={"X-Forwarded-For": "198.51.100.7"},
        )
    by_password(client, cast.tol, headers={"X-Forwarded-For": "198.51.100.8"})
    assert signed_in(client)


def test_administration_has_no_door_of_its_own(client, cast):
    for path in ("/admin/", "/admin/login/", "/admin/login/?next=/admin/"):
        ways = client.get(path, follow=True).redirect_chain
        assert ways[-1][0].startswith("/konto/login/")
    posted = client.post("/admin/login/", {"username": cast.administrator.email,
                                           "password": PASSWORD})
    assert posted.status_code == 302
    assert not signed_in(client)


def test_administration_refuses_the_password_without_the_second_step(client, cast):
    by_password(client, cast.administrator)
    assert client.get("/admin/").status_code == 302
    client.post(reverse("mfa_authenticate"), {"code": code()})
    assert client.get("/admin/").status_code == 200


def test_deactivated_person_is_out_at_the_next_request(client, cast):
    by_password(client, cast.tol)
    assert client.get(reverse("organisation:profile")).status_code == 200
    cast.tol.is_active = False
    cast.tol.save()
    assert client.get(reverse("organisation:profile")).url.startswith("/konto/login/")
    stranger = Client()
    by_password(stranger, cast.tol)
    assert not signed_in(stranger)


@pytest.mark.parametrize(
    "path", ["/konto/email/", "/konto/signup/", "/konto/confirm-email/",
             "/konto/confirm-email/abc/", "/konto/social/", "/konto/"],
)
@pytest.mark.parametrize("part", ["", "tol"])
def test_no_sign_up_and_no_change_of_address(client, cast, path, part):
    if part:
        by_password(client, cast[part])
    assert client.get(path).status_code in (404, 302)
    assert client.post(path, {"email": "ny@vikdal.example"}).status_code in (404, 302)
    cast.tol.refresh_from_db()
    assert cast.tol.email == "tol@vikdal.example"


def test_session_lasts_as_long_as_the_setting_says(client, cast, settings):
    assert settings.SESSION_COOKIE_AGE == settings.SESSION_HOURS * 3600
    by_password(client, cast.tol)
    left = client.session.get_expiry_age()
    assert left == settings.SESSION_COOKIE_AGE


def test_new_password_ends_other_sessions(client, cast):
    by_password(client, cast.tol)
    cast.tol.set_password("et annet langt passord")
    cast.tol.save()
    request = client.get("/").wsgi_request
    assert get_user(request).is_anonymous
