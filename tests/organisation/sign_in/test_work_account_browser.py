"""The whole way in the browser, against a provider of OpenID Connect that the test starts."""

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from django.urls import reverse

from organisation.roles import Role
from organisation.sign_in.linking import invitation_make
from organisation.sign_in.models import GroupMapping
from tests.test_accessibility import look

PEOPLE = [
    {"sub": "kari", "oid": "11-22", "email": "kari@innlogging.example", "groups": ["g-coach"]},
    {"sub": "ukjent", "oid": "99-99", "email": "tol@vikdal.example", "email_verified": True},
]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def provider():
    """Its address; it ends with the tests of this module."""
    port = free_port()
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "-p", str(port), "-n",
               "true"]
    for person in PEOPLE:
        command += ["--user-claims", json.dumps(person)]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(f"{address}/.well-known/openid-configuration").close()
                break
            except urllib.error.URLError:
                time.sleep(0.1)
        else:
            pytest.fail("the provider did not start")
        yield address
    finally:
        running.terminate()
        running.wait()


@pytest.fixture
def configured(settings, provider):
    settings.OIDC = {
        "server_url": provider, "client_id": "leanplan", "client_secret": "hemmelig",
        "name": "jobbkonto", "scopes": ["openid", "profile", "email"], "groups_claim": "groups",
        "id_claim": "oid", "origins": [provider],
    }
    return settings.OIDC


def through(page, who):
    page.click("form[action*=jobbkonto] button")
    page.click(f"button:has-text('{who}')")
    page.wait_for_load_state("load")


@pytest.fixture
def faults(page):
    """What the policy blocks would be said in the console."""
    said = []
    page.on("console", lambda message: said.append(message.text)
            if "Content Security Policy" in message.text else None)
    return said


def test_the_whole_way(page, live_server, cast, plan, configured, faults):
    person = cast.tol.person
    person.external_id = "11-22"
    person.save()
    GroupMapping.objects.create(value="g-coach", role=Role.COACH, unit=cast.units.school)
    page.goto(live_server.url + "/min-profil/")
    through(page, "kari")
    page.wait_for_url("**/min-profil/")
    assert "Kari Nordmo" in page.inner_text("main")
    assert person.appointments.filter(position__role=Role.COACH).count() == 1
    page.goto(live_server.url + "/konto/logout/")
    page.click("main button[type=submit]")
    page.goto(live_server.url + "/konto/login/")
    through(page, "kari")
    page.wait_for_selector(".site-user")
    assert faults == []


def test_unknown_account_with_a_known_address_stays_outside(page, live_server, cast, configured):
    page.goto(live_server.url + "/konto/login/")
    through(page, "ukjent")
    assert "Jobbkontoen din er ikke knyttet til noen" in page.inner_text("main")
    page.goto(live_server.url + "/min-profil/")
    assert "/konto/login/" in page.url


def test_invitation_in_the_browser(page, live_server, cast, configured):
    _made, secret = invitation_make(by=cast.administrator, person=cast.drel.person)
    page.goto(live_server.url + reverse("organisation:invitation", args=[secret]))
    assert "Velkommen, Anne Bråten" in page.inner_text("main")
    through(page, "ukjent")
    page.wait_for_selector(".site-user")
    assert "Anne Bråten" in page.inner_text(".site-header")


def test_provider_that_is_down_says_so_in_time(page, live_server, cast, configured):
    """Nobody listens there; one who is inside goes on."""
    configured["server_url"] = f"http://127.0.0.1:{free_port()}"
    page.goto(live_server.url + "/konto/login/")
    started = time.monotonic()
    page.click("form[action*=jobbkonto] button")
    page.wait_for_selector("text=svarer ikke som den skal")
    assert time.monotonic() - started < 5


def test_pages_have_no_fault(page, live_server, cast, configured):
    _made, secret = invitation_make(by=cast.administrator, person=cast.drel.person)
    addresses = ["/konto/login/", reverse("organisation:invitation", args=[secret]),
                 reverse("organisation:invitation", args=["used"]),
                 reverse("organisation:oidc_callback")]
    found = {path: look(page, live_server.url + path) for path in addresses}
    assert {path: faults for path, faults in found.items() if faults} == {}
