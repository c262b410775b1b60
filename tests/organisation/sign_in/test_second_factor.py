"""Second factors: who must have one, what they are let into, how one is set up and used."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from organisation.actions import appoint
from organisation.models import User
from organisation.roles import Role
from organisation.sign_in.second_factor import has_second_factor, must_have_second_factor
from tests.organisation.sign_in.codes import by_password, code
from tests.world import START


def signed_in(client):
    return "_auth_user_id" in client.session


@pytest.mark.parametrize(
    ("part", "expected"),
    [("administrator", True), ("chief", False), ("development", False), ("reader", False)],
)
def test_must_have_second_factor_by_role(cast, part, expected):
    assert must_have_second_factor(cast[part]) is expected


def test_must_have_second_factor_for_staff_and_superusers(db):
    assert must_have_second_factor(User(is_staff=True))
    assert must_have_second_factor(User(is_superuser=True))


def test_spare_codes_alone_are_no_second_factor(cast):
    Authenticator.objects.create(user=cast.chief, type="recovery_codes", data={})
    assert not has_second_factor(cast.chief)
    assert has_second_factor(cast.administrator)


@pytest.mark.parametrize("path", ["/", "/admin/", "/admin/organisation/user/", "/mine-tiltak/"])
def test_administrator_without_one_is_led_to_set_it_up(cast, sign_in, path):
    cast.administrator.authenticator_set.all().delete()
    response = sign_in(cast.administrator).get(path)
    assert (response.status_code, response.url) == (302, reverse("mfa_index"))


def test_role_alone_is_enough_to_need_one(cast, sign_in):
    person = cast.reader.person
    appoint(by=None, person=person, role=Role.ADMINISTRATOR, unit=cast.units.municipality,
            starts_on=START)
    assert sign_in(cast.reader).get("/").url == reverse("mfa_index")


def test_administrator_without_one_reaches_setup_and_the_way_out(cast, sign_in):
    cast.administrator.authenticator_set.all().delete()
    client = sign_in(cast.administrator)
    page = client.get(reverse("mfa_index"))
    assert "Du administrerer Leanplan" in page.content.decode()
    assert client.get("/healthz").status_code == 200
    assert client.post("/konto/logout/").status_code == 302


def test_administrator_with_one_reaches_the_administration(cast, sign_in):
    assert sign_in(cast.administrator).get("/admin/").status_code == 200


def test_everyone_else_goes_on_without(cast, plan, sign_in):
    assert sign_in(cast.reader).get("/", follow=True).status_code == 200


def test_password_alone_does_not_sign_in(client, cast):
    response = by_password(client, cast.administrator)
    assert response.url == reverse("mfa_authenticate")
    assert not signed_in(client)
    assert client.get("/", follow=True).redirect_chain[-1][0].startswith("/konto/")


def test_code_of_the_app_signs_in_and_leads_on(client, cast):
    client.post("/konto/login/?next=/admin/", {
        "login": cast.administrator.email, "password": "hest foran vogna", "next": "/admin/",
    })
    response = client.post(reverse("mfa_authenticate"), {"code": code()})
    assert (response.status_code, response.url) == (302, "/admin/")
    assert signed_in(client)


@pytest.mark.parametrize("wrong", ["000000", "", "abc", "12345678"])
def test_wrong_code_is_refused(client, cast, wrong):
    by_password(client, cast.administrator)
    response = client.post(reverse("mfa_authenticate"), {"code": wrong})
    assert response.status_code == 200
    assert not signed_in(client)


def test_code_works_once(client, cast):
    by_password(client, cast.administrator)
    used = code()
    client.post(reverse("mfa_authenticate"), {"code": used})
    client.post("/konto/logout/")
    by_password(client, cast.administrator)
    client.post(reverse("mfa_authenticate"), {"code": used})
    assert not signed_in(client)


def test_codes_cannot_be_guessed_for_ever(client, cast):
    by_password(client, cast.administrator)
    for number in range(6):
        client.post(reverse("mfa_authenticate"), {"code": f"00000{number}"})
    client.post(reverse("mfa_authenticate"), {"code": code()})
    assert not signed_in(client)


def test_app_is_set_up_just_after_signing_in_and_gives_spare_codes(client, cast):
    by_password(client, cast.chief)
    page = client.get(reverse("mfa_activate_totp"))
    assert "data:image/svg+xml" in page.content.decode()
    secret = page.context["form"].secret
    refused = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert refused.status_code == 200
    answer = client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    assert answer.url == reverse("mfa_view_recovery_codes")
    assert has_second_factor(cast.chief)
    codes = client.get(answer.url).context["unused_codes"]
    assert len(codes) == 10
    client.post("/konto/logout/")
    by_password(client, cast.chief)
    client.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert signed_in(client)
    client.post("/konto/logout/")
    by_password(client, cast.chief)
    client.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert not signed_in(client)


def test_setup_asks_again_when_the_sign_in_is_some_time_ago(client, cast, settings):
    by_password(client, cast.chief)
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = -1
    response = client.get(reverse("mfa_activate_totp"))
    assert response.url.startswith(reverse("account_reauthenticate"))


def test_secret_is_not_readable_in_the_database_in_production(cast, settings):
    from allauth.mfa.totp.internal.auth import TOTP  # noqa: PLC0415

    settings.PRODUCTION = True
    app = TOTP.activate(cast.chief, "GEZDGNBVGY3TQOJQ")
    app.instance.refresh_from_db()
    assert "GEZDGNBVGY3TQOJQ" not in str(app.instance.data)
    assert app.validate_code(code("GEZDGNBVGY3TQOJQ"))


def test_secret_survives_a_new_key_that_names_the_old_one(settings):
    from organisation.sign_in.secrets import close_secret, open_secret  # noqa: PLC0415

    settings.SECRET_KEY = "a" * 50
    closed = close_secret("hemmelig")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "b" * 50, ["a" * 50]
    assert open_secret(closed) == "hemmelig"
    settings.SECRET_KEY_FALLBACKS = []
    assert open_secret(closed) == ""
