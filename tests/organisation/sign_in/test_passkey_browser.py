"""Passkeys in the browser, with a device that Chromium plays: kept, used alone, used as second."""

import pytest
from django.urls import reverse

from tests.organisation.sign_in.codes import PASSWORD
from tests.test_accessibility import look


@pytest.fixture
def fingerprint(page, context, live_server):
    """A device with a fingerprint reader, whose owner always says yes."""
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }})

    def finger(yes):
        session.send("WebAuthn.setUserVerified", {
            "authenticatorId": made["authenticatorId"], "isUserVerified": yes,
        })

    return finger


def home(live_server):
    """By name: a passkey belongs to a host name, and an address of numbers is none."""
    return live_server.url.replace("127.0.0.1", "localhost")


def sign_in(page, live_server, user):
    page.goto(home(live_server) + "/konto/login/")
    page.fill("[name=login]", user.email)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_load_state("load")


def add_passkey(page, live_server):
    page.goto(home(live_server) + reverse("mfa_add_webauthn"))
    page.fill("[name=name]", "Bærbar PC")
    page.click("[data-passkey=create]")
    page.wait_for_url("**" + reverse("mfa_view_recovery_codes"))


def sign_out(page, live_server):
    page.goto(home(live_server) + "/konto/logout/")
    page.click("main button[type=submit]")
    page.wait_for_load_state("load")


@pytest.fixture
def errors(page):
    """What the browser says in its console, such as a script that the policy blocks."""
    said = []
    page.on("console", lambda message: said.append(message.text)
            if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def test_passkey_signs_in_without_a_password(page, live_server, cast, plan, fingerprint, errors):
    sign_in(page, live_server, cast.tol)
    add_passkey(page, live_server)
    assert cast.tol.authenticator_set.filter(type="webauthn").count() == 1
    assert page.locator(".codes li").count() == 10
    sign_out(page, live_server)
    page.goto(home(live_server) + "/konto/login/")
    page.click("[data-passkey=get]")
    page.wait_for_selector(".site-user")
    assert "Kari Nordmo" in page.inner_text(".site-header")
    assert errors == []


def test_passkey_is_the_second_step_after_a_password(page, live_server, cast, plan, fingerprint):
    sign_in(page, live_server, cast.tol)
    add_passkey(page, live_server)
    sign_out(page, live_server)
    sign_in(page, live_server, cast.tol)
    assert page.url.endswith(reverse("mfa_authenticate"))
    page.click("[data-passkey=get]")
    page.wait_for_selector(".site-user")


def test_passkey_that_is_refused_says_so(page, live_server, cast, fingerprint):
    sign_in(page, live_server, cast.tol)
    add_passkey(page, live_server)
    sign_out(page, live_server)
    fingerprint(False)
    page.goto(home(live_server) + "/konto/login/")
    page.click("[data-passkey=get]")
    page.wait_for_selector("[data-passkey-failed]", state="visible")
    assert "Passnøkkelen ble ikke brukt" in page.inner_text("main")
    assert page.url.endswith("/konto/login/")


def test_passkey_is_renamed_and_removed(page, live_server, cast, fingerprint):
    sign_in(page, live_server, cast.tol)
    add_passkey(page, live_server)
    page.goto(home(live_server) + reverse("mfa_list_webauthn"))
    page.click("text=Endre navn")
    page.fill("[name=name]", "Telefonen")
    page.click("main button[type=submit]")
    page.wait_for_selector("text=Telefonen")
    page.click("main a:has-text('Fjern')")
    page.click("main button[type=submit]")
    page.wait_for_selector("text=Du har ingen passnøkkel")
    assert not cast.tol.authenticator_set.exists()


def test_administrator_sets_up_a_passkey_before_anything_else(page, live_server, cast, fingerprint):
    cast.administrator.authenticator_set.all().delete()
    sign_in(page, live_server, cast.administrator)
    assert page.url.endswith(reverse("mfa_index"))
    page.goto(home(live_server) + "/admin/")
    assert page.url.endswith(reverse("mfa_index"))
    add_passkey(page, live_server)
    page.goto(home(live_server) + "/admin/")
    assert page.url.endswith("/admin/")


PAGES = ("mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn",
         "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "account_reauthenticate")


def test_pages_of_the_second_step_have_no_fault(page, live_server, cast, fingerprint):
    sign_in(page, live_server, cast.tol)
    add_passkey(page, live_server)
    faults = {name: look(page, home(live_server) + reverse(name)) for name in PAGES}
    assert {name: found for name, found in faults.items() if found} == {}
    sign_out(page, live_server)
    sign_in(page, live_server, cast.tol)
    assert look(page, home(live_server) + reverse("mfa_authenticate")) == {}
