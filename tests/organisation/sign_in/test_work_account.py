"""Signing in with the municipality's own account: there and back, with right and wrong answers."""

import time
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from organisation.sign_in.linking import invitation_make
from tests.organisation.sign_in.codes import by_password
from tests.organisation.sign_in.service import CLIENT, ISSUER, Service, token
from tests.organisation.sign_in.test_tokens import WRONG

START, BACK = reverse("organisation:oidc_start"), reverse("organisation:oidc_callback")
OBJECT = "0f5c-11"


@pytest.fixture(autouse=True)
def configured(settings):
    settings.OIDC = {
        "server_url": ISSUER, "client_id": CLIENT, "client_secret": "hemmelig",
        "name": "jobbkonto", "scopes": ["openid", "profile", "email"], "groups_claim": "",
        "id_claim": "oid", "origins": ["https://innlogging.example"],
    }


@pytest.fixture
def service(monkeypatch):
    made = Service()
    monkeypatch.setattr(requests.Session, "request", lambda self, *a, **k: made.answer(*a, **k))
    return made


@pytest.fixture
def known(cast):
    """The area manager, whose object id has been entered."""
    person = cast.tol.person
    person.external_id = OBJECT
    person.save()
    return cast.tol


@pytest.mark.parametrize(("tied", "password", "links"), [
    (True, False, 0), (True, True, 1), (False, False, 1),
])
def test_forgotten_password_makes_none_for_a_work_account(
    client, cast, mailoutbox, tied, password, links
):
    if tied:
        SocialAccount.objects.create(user=cast.tol, provider=ISSUER, uid="s1")
    if not password:
        cast.tol.set_unusable_password()
        cast.tol.save()
    client.post(reverse("account_reset_password"), {"email": cast.tol.email})
    assert mailoutbox[0].body.count("/konto/password/reset/key/") == links
    assert ("jobbkontoen din" in mailoutbox[0].body) is not bool(links)


def go(client, service, **data):
    """Press the button; give what the service was asked in the browser's address."""
    answer = client.post(START, data)
    asked = parse_qs(urlsplit(answer.url).query)
    service.nonce = asked["nonce"][0]
    return {name: values[0] for name, values in asked.items()}


def come_back(client, asked, **more):
    return client.get(BACK, {"code": "c", "state": asked["state"], **more})


def sign_in(client, service, make=None, **data):
    service.made = make or (lambda nonce: token(nonce=nonce, oid=OBJECT))
    return come_back(client, go(client, service, **data))


def signed_in(client):
    return client.session.get("_auth_user_id")


def test_start_asks_for_what_it_will_check(client, db, service):
    asked = go(client, service)
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["nonce"]) >= 32
    assert len(asked["state"]) >= 16
    assert asked["redirect_uri"] == "http://testserver" + BACK
    assert set(asked["scope"].split()) == {"openid", "profile", "email"}


def test_start_is_not_changed_by_the_address(client, db, service):
    forged = "scope=admin&auth_params=prompt%3Dnone%26nonce%3Dx&process=connect"
    answer = client.post(f"{START}?{forged}")
    asked = parse_qs(urlsplit(answer.url).query)
    assert "admin" not in asked["scope"][0]
    assert "prompt" not in asked
    assert asked["nonce"] != ["x"]


def test_start_needs_a_post_and_a_service(client, db, settings):
    assert client.get(START).status_code == 405
    settings.OIDC = {}
    assert client.post(START).status_code == 404
    assert client.get(BACK).status_code == 404


def test_first_time_by_object_id_ties_the_account(client, known, service):
    answer = sign_in(client, service, next="/min-profil/")
    assert (answer.status_code, answer.url) == (302, "/min-profil/")
    assert signed_in(client) == str(known.pk)
    tied = SocialAccount.objects.get()
    assert (tied.provider, tied.uid, tied.user) == (ISSUER, "s-1", known)
    assert tied.extra_data == {}


def test_second_time_by_issuer_and_subject_alone(client, known, service):
    sign_in(client, service)
    known.person.external_id = ""
    known.person.save()
    again = Client()
    sign_in(again, service, lambda nonce: token(nonce=nonce))
    assert signed_in(again) == str(known.pk)


def test_subject_of_another_issuer_is_somebody_else(client, known, service, settings):
    sign_in(client, service)
    SocialAccount.objects.update(provider="https://annen.example")
    known.person.external_id = ""
    known.person.save()
    again = Client()
    assert sign_in(again, service, lambda nonce: token(nonce=nonce)).status_code == 403
    assert not signed_in(again)


def test_never_by_e_mail(client, cast, service):
    answer = sign_in(client, service, lambda nonce: token(
        nonce=nonce, email=cast.chief.email, email_verified=True,
        preferred_username=cast.chief.email,
    ))
    assert answer.status_code == 403
    assert "ikke knyttet til noen i Leanplan" in answer.content.decode()
    assert not signed_in(client)
    assert not SocialAccount.objects.exists()


def test_person_without_an_account_gets_one(client, known, service):
    person = known.person
    person.user = None
    person.save()
    written = {"oid": OBJECT, "email": "Ny@Vikdal.example"}
    sign_in(client, service, lambda nonce: token(nonce=nonce, **written))
    person.refresh_from_db()
    assert person.user.email == "ny@vikdal.example"
    assert not person.user.has_usable_password()
    assert signed_in(client) == str(person.user.pk)


@pytest.mark.parametrize("email", ["", "ikke en adresse", "chief@vikdal.example"])
def test_person_without_an_account_needs_an_address_of_her_own(client, known, service, email):
    person = known.person
    person.user = None
    person.save()
    answer = sign_in(client, service, lambda nonce: token(nonce=nonce, oid=OBJECT, email=email))
    assert answer.status_code == 403
    assert not signed_in(client)
    person.refresh_from_db()
    assert person.user is None


def test_invitation_ties_once(client, cast, service):
    invitation, secret = invitation_make(by=cast.administrator, person=cast.drel.person)
    assert secret not in str(vars(invitation))
    page = client.get(reverse("organisation:invitation", args=[secret])).content.decode()
    assert "Velkommen, Anne Bråten" in page
    sign_in(client, service, lambda nonce: token(nonce=nonce), invitation=secret)
    assert signed_in(client) == str(cast.drel.pk)
    thief = Client()
    answer = sign_in(thief, service, lambda nonce: token(nonce=nonce, sub="s-2"), invitation=secret)
    assert answer.status_code == 403
    assert "Invitasjonen er brukt" in answer.content.decode()
    assert not signed_in(thief)
    assert client.get(reverse("organisation:invitation", args=[secret])).status_code == 404


def test_invitation_is_not_used_up_by_a_refusal(client, cast, service):
    _invitation, secret = invitation_make(by=cast.administrator, person=cast.drel.person)
    sign_in(client, service, lambda nonce: token(nonce="x"), invitation=secret)
    assert not signed_in(client)
    sign_in(client, service, lambda nonce: token(nonce=nonce), invitation=secret)
    assert signed_in(client) == str(cast.drel.pk)


def test_invitation_grows_old_and_a_new_one_replaces_it(client, cast, service, settings):
    _first, old = invitation_make(by=cast.administrator, person=cast.drel.person)
    _second, new = invitation_make(by=cast.administrator, person=cast.drel.person)
    assert client.get(reverse("organisation:invitation", args=[old])).status_code == 404
    assert client.get(reverse("organisation:invitation", args=[new])).status_code == 200
    settings.LEANPLAN_TODAY = "2018-11-21"
    assert client.get(reverse("organisation:invitation", args=[new])).status_code == 404
    assert sign_in(client, service, lambda nonce: token(nonce=nonce),
                   invitation=new).status_code == 403


@pytest.mark.parametrize(("make", "told"), WRONG.values(), ids=WRONG)
def test_wrong_token_is_refused(client, known, service, make, told):
    asked = go(client, service)
    service.made = lambda nonce: make()
    answer = come_back(client, asked)
    assert answer.status_code == 401
    page = answer.content.decode()
    assert "Du ble ikke logget inn" in page
    assert "ble ikke godtatt" in page
    assert not signed_in(client)
    assert not SocialAccount.objects.exists()


def test_answer_is_taken_once(client, known, service):
    service.made = lambda nonce: token(nonce=nonce, oid=OBJECT)
    asked = go(client, service)
    come_back(client, asked)
    client.post("/konto/logout/")
    answer = come_back(client, asked)
    assert answer.status_code == 401
    assert not signed_in(client)


def test_token_of_an_earlier_sign_in_is_refused(client, known, service):
    first = go(client, service)
    replayed = token(nonce=first["nonce"], oid=OBJECT)
    second = go(client, service)
    service.made = lambda nonce: replayed
    assert come_back(client, second).status_code == 401
    assert not signed_in(client)


def test_answer_of_another_browser_is_refused(client, known, service):
    service.made = lambda nonce: token(nonce=nonce, oid=OBJECT)
    asked = go(Client(), service)
    assert come_back(client, asked).status_code == 401
    assert not signed_in(client)


def test_answer_that_names_another_issuer_is_refused(client, known, service):
    asked = go(client, service)
    assert come_back(client, asked, iss="https://evil.example").status_code == 401
    assert not any(url.endswith("/token") for _method, url, _data in service.asked)


def test_verifier_of_the_challenge_is_sent(client, known, service):
    sign_in(client, service)
    (sent,) = [data for _method, url, data in service.asked if url.endswith("/token")]
    assert len(sent["code_verifier"]) >= 43


def test_cancelled_at_the_service(client, db, service):
    answer = client.get(BACK, {"error": "access_denied", "state": "x"})
    assert answer.status_code == 401
    assert "Innloggingen ble avbrutt" in answer.content.decode()


def test_service_that_is_down_is_said(client, cast, plan, service):
    inside = Client()
    by_password(inside, cast.drel)
    service.down = True
    answer = client.post(START)
    assert answer.status_code == 503
    assert "svarer ikke som den skal" in answer.content.decode()
    assert inside.get("/", follow=True).status_code == 200


def test_service_that_goes_down_on_the_way_is_said(client, known, service):
    asked = go(client, service)
    service.down = True
    assert come_back(client, asked).status_code == 503


@pytest.mark.parametrize(
    ("name", "value"),
    [("issuer", "https://evil.example"), ("token_endpoint", ""), ("jwks_uri", None),
     ("authorization_endpoint", "https://evil.example/authorize")],
)
def test_service_that_says_something_else_of_itself_is_not_used(
    client, db, service, name, value
):
    service.config[name] = value
    assert client.post(START).status_code == 503


def test_service_that_never_answers_is_given_up_within_five_seconds(client, db, monkeypatch):
    monkeypatch.setattr(requests.Session, "request", lambda *a, **k: time.sleep(7))
    started = time.monotonic()
    answer = client.post(START)
    assert time.monotonic() - started < 5
    assert answer.status_code == 503


def test_deactivated_person_is_not_let_in(client, known, service):
    known.is_active = False
    known.save()
    sign_in(client, service)
    assert not signed_in(client)


def test_administrator_is_asked_for_the_second_step_here_too(client, cast, service):
    person = cast.administrator.person
    person.external_id = OBJECT
    person.save()
    assert sign_in(client, service).url == reverse("mfa_authenticate")
    assert not signed_in(client)


def test_groups_come_from_userinfo_of_the_same_subject_only(client, known, service, settings):
    settings.OIDC["groups_claim"] = "groups"
    service.userinfo = {"sub": "somebody-else", "groups": ["g"]}
    assert sign_in(client, service).status_code == 401
    service.userinfo = {"sub": "s-1", "groups": ["g"]}
    sign_in(client, service)
    assert signed_in(client) == str(known.pk)


def test_sign_in_page_offers_it_first_and_e_mail_under_it(client, db):
    answer = client.get("/konto/login/")
    page = answer.content.decode()
    assert page.index("Fortsett med jobbkonto") < page.index("Logg inn med e-post")
    assert "form-action 'self' https://innlogging.example" in answer["Content-Security-Policy"]


def test_policy_is_open_on_the_sign_in_page_alone(client, cast, settings):
    by_password(client, cast.tol)
    page = client.get("/min-profil/")
    assert "innlogging.example" not in page["Content-Security-Policy"]
    settings.OIDC = {}
    page = Client().get("/konto/login/")
    assert "innlogging.example" not in page["Content-Security-Policy"]
    assert "jobbkonto" not in page.content.decode()


