from unittest import mock

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import Client
from django.views import defaults
from django.views.csrf import csrf_failure

HOME = '<a class="ds-button" href="/">Gå til forsiden</a>'


def words(response):
    text = response.content.decode()
    assert text.count("<h1") == 1
    assert HOME in text
    assert "style=" not in text
    return text


def test_400_says_what_to_do(rf, db):
    response = defaults.bad_request(rf.get("/"), SuspiciousOperation())
    assert response.status_code == 400
    assert "Leanplan forsto ikke forespørselen" in words(response)


def test_403_says_what_to_do(rf, db):
    response = defaults.permission_denied(rf.get("/"), PermissionDenied())
    assert response.status_code == 403
    assert "Du har ikke tilgang til dette" in words(response)


def test_404_says_what_to_do(rf, db):
    response = Client().get("/finnes-ikke/")
    assert response.status_code == 404
    assert "Siden finnes ikke" in words(response)


def test_500_needs_no_database(rf):
    """Nothing here asks for the database, and a query without that raises."""
    response = defaults.server_error(rf.get("/"))
    assert response.status_code == 500
    assert "Noe gikk galt i Leanplan" in words(response)


def test_csrf_failure_tells_the_page_in_the_browser_apart_from_missing_rights(rf, db):
    response = csrf_failure(rf.post("/"), "CSRF token missing")
    assert response.status_code == 403
    assert 'data-failure="expired"' in words(response)


def test_429_is_answered_after_too_many_attempts(db):
    client = Client()
    with mock.patch("allauth.core.ratelimit.consume", return_value=False), mock.patch(
        "allauth.core.internal.ratelimit.consume", return_value=False
    ):
        response = client.post("/konto/password/reset/", {"email": "a@example.no"})
    assert response.status_code == 429
    assert "For mange forsøk" in words(response)


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/konto/login/", "Logg inn"),
        ("/konto/password/reset/", "Glemt passordet?"),
        ("/konto/password/reset/done/", "Se i e-posten din"),
        ("/konto/password/reset/key/1-abc/", "Lenken virker ikke lenger"),
        ("/konto/password/reset/key/done/", "Passordet er byttet"),
        ("/konto/inactive/", "Kontoen er stengt"),
    ],
)
def test_account_page_is_in_our_words(path, heading, db):
    text = Client().get(path).content.decode()
    assert text.count("<h1") == 1
    assert f'<h1 class="ds-heading" data-size="lg">{heading}</h1>' in text
    assert 'href="/konto/signup/"' not in text


def test_sign_in_refused_says_so_first(db):
    text = Client().post("/konto/login/", {"login": "", "password": ""}).content.decode()
    assert "Du ble ikke logget inn" in text
    assert 'href="#id_login"' in text
    assert 'href="#id_password"' in text


def test_password_mail_is_in_our_words(cast, mailoutbox):
    Client().post("/konto/password/reset/", {"email": cast.tol.email})
    Client().post("/konto/password/reset/", {"email": "ukjent@example.no"})
    known, unknown = mailoutbox
    assert "Velg nytt passord" in known.subject
    assert "/konto/password/reset/key/" in known.body
    assert "Ingen konto med passord har denne adressen" in unknown.body
    assert "signup" not in unknown.body
