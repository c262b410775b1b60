"""Which language a page, a mail and the record are in."""

import json
import re
from datetime import date
from pathlib import Path

import django
import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, gettext, override

from leanplan.dates import long_date, short_date, text_date
from organisation import language
from organisation.actions import setting_change
from organisation.models import User
from organisation.municipality_settings import LANGUAGE

SIGN_IN = reverse("account_login")
COOKIE = settings.LANGUAGE_COOKIE_NAME


def speaks(user, code):
    User.objects.filter(pk=user.pk).update(language=code)
    user.refresh_from_db()
    return user


@pytest.mark.parametrize(
    ("own", "kept", "expected"),
    [
        ("en", "nn", "en"), ("", "nn", "nn"), ("", "", "nb"), ("tlh", "tlh", "nb"),
        ("xx", "en", "en"),
    ],
)
def test_language_of_takes_the_nearest_choice(own, kept, expected, db):
    assert language.language_of(User(language=own), kept=kept) == expected


def test_language_of_nobody_is_the_municipalitys(db):
    assert language.language_of(None) == "nb"
    setting_change(by=None, key=LANGUAGE, value="nn", version=0)
    assert language.language_of(None) == "nn"
    assert language.language_of(AnonymousUser(), kept="en") == "en"


def test_language_of_the_municipality_holds_at_the_door_and_inside(client, cast):
    setting_change(by=None, key=LANGUAGE, value="nn", version=0)
    assert client.get(SIGN_IN).headers["Content-Language"] == "nn"
    client.force_login(cast.tol)
    assert client.get("/min-profil/").headers["Content-Language"] == "nn"


def test_in_language_of_speaks_to_the_receiver_and_gives_the_language_back():
    with override("nn"):
        with language.in_language_of(User(language="en")):
            assert (get_language(), gettext("Sign in")) == ("en", "Sign in")
        assert get_language() == "nn"


def test_in_language_of_municipality_is_the_same_whoever_reads(db):
    with override("en"), language.in_language_of_municipality():
        assert gettext("Sign in") == "Logg inn"


@pytest.mark.parametrize("code", ["nb", "nn", "en"])
def test_middleware_answers_in_the_language_of_the_person(code, cast, sign_in):
    answer = sign_in(speaks(cast.tol, code)).get(reverse("organisation:profile"))
    assert answer.headers["Content-Language"] == code
    assert "Cookie" in answer.headers["Vary"]
    assert f'<html lang="{code}"' in answer.content.decode()
    assert get_language() == "nb"


def test_middleware_does_not_ask_the_browsers_wish(cast, client, sign_in):
    header = {"headers": {"accept-language": "en"}}
    assert client.get(SIGN_IN, **header).headers["Content-Language"] == "nb"
    mine = sign_in(cast.tol).get(reverse("organisation:profile"), **header)
    assert mine.headers["Content-Language"] == "nb"


def test_middleware_speaks_on_the_error_page_too(cast, sign_in):
    answer = sign_in(speaks(cast.tol, "en")).get("/nowhere/")
    assert answer.status_code == 404
    assert '<html lang="en"' in answer.content.decode()


def test_middleware_asks_nothing_of_the_database_for_the_health_of_the_service(client):
    """Without the db fixture a query raises."""
    assert client.get("/healthz").status_code == 200


def test_middleware_lets_no_choice_reach_the_next_request():
    def view(request):
        return HttpResponse(get_language())

    request = RequestFactory().get("/")
    request.user = User(language="en")
    assert language.LanguageMiddleware(view)(request).content == b"en"
    assert get_language() == "nb"


def test_language_keep_is_kept_in_the_browser_until_somebody_signs_in(client, cast):
    address = reverse("organisation:language_keep")
    answer = client.post(address, {"language": "en", "next": f"{SIGN_IN}?next=/x/"})
    assert answer.url == f"{SIGN_IN}?next=/x/"
    cookie = answer.cookies[COOKIE]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("en", True, "Lax")
    page = client.get(SIGN_IN).content.decode()
    assert '<html lang="en"' in page
    assert 'value="en" lang="en" aria-current="true"' in page
    # One without a choice of her own goes on in it; one with, does not.
    client.force_login(cast.tol)
    assert client.get("/min-profil/").headers["Content-Language"] == "en"
    speaks(cast.tol, "nn")
    assert client.get("/min-profil/").headers["Content-Language"] == "nn"


@pytest.mark.parametrize("language", ["", "de", "nb'"])
def test_language_keep_refuses_what_is_no_language(client, language, db):
    answer = client.post(reverse("organisation:language_keep"), {"language": language})
    assert answer.status_code == 400
    assert COOKIE not in answer.cookies


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", ""])
def test_language_keep_leads_nowhere_else(client, back, db):
    answer = client.post(
        reverse("organisation:language_keep"), {"language": "nn", "next": back}
    )
    assert answer.url == SIGN_IN


def test_sign_in_offers_each_language_in_its_own_words(client, db):
    page = client.get(SIGN_IN).content.decode()
    for code, name in settings.LANGUAGES:
        assert f'value="{code}" lang="{code}"' in page
        assert f">{name}</button>" in page


@pytest.mark.parametrize(
    ("code", "subject"),
    [("nb", "Velg nytt passord"), ("en", "Choose a new password")],
)
def test_mail_is_in_the_language_of_the_account_and_not_of_the_browser(
    client, cast, code, subject
):
    speaks(cast.tol, code)
    client.cookies[COOKIE] = "nn"
    client.post(reverse("account_reset_password"), {"email": cast.tol.email})
    assert mail.outbox[0].subject.endswith(subject)


def test_mail_to_an_unknown_address_is_in_the_language_of_the_page(client, db):
    client.cookies[COOKIE] = "en"
    client.post(reverse("account_reset_password"), {"email": "nobody@vikdal.example"})
    assert mail.outbox[0].subject.endswith("in Leanplan")
    assert mail.outbox[0].body.startswith("Hello,")


# The scripts of Django's administration, which have a catalogue of their own

TEXT = r"""('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"\b(n?p?gettext(?:_noop)?)\(\s*{TEXT}(?:\s*,\s*{TEXT})?")


def texts_of_scripts():
    """The keys, as the catalogue sent to the browser has them, of what the scripts say."""
    found = set()
    scripts = Path(django.__file__).parent / "contrib/admin/static/admin/js"
    for path in scripts.rglob("*.js"):
        if "vendor" not in path.parts:
            for name, first, second in CALL.findall(path.read_text()):
                context = name == "pgettext"
                found.add(f"{first[1:-1]}\x04{second[1:-1]}" if context else first[1:-1])
    assert len(found) > 60
    return found


@pytest.mark.parametrize("code", ["nb", "nn"])
def test_scripts_of_the_administration_lack_no_text(code, cast, sign_in):
    page = sign_in(speaks(cast.administrator, code)).get(reverse("admin:jsi18n")).content.decode()
    catalogue = json.loads(re.search(r"newcatalog = (\{.*?\n  \});", page, re.DOTALL)[1])
    assert texts_of_scripts() - set(catalogue) == set()
    assert catalogue["Wednesday"] == "onsdag"
    assert catalogue["abbrev. day Saturday\x04Sat"] == {"nb": "lør.", "nn": "lau."}[code]
    assert '"FIRST_DAY_OF_WEEK": 1' in page


def test_formats_of_english_read_in_one_way(cast, sign_in):
    page = sign_in(speaks(cast.administrator, "en")).get(reverse("admin:jsi18n")).content.decode()
    assert '"FIRST_DAY_OF_WEEK": 1' in page
    assert "%m/%d" not in page
    day = date(2018, 11, 7)
    with override("en"):
        assert [short_date(day), text_date(day), long_date(day)] == [
            "7 Nov 2018", "7 November", "7 November 2018"
        ]
        assert date_format(day, "SHORT_DATE_FORMAT") == "7 Nov 2018"
        assert number_format(1234.5, force_grouping=True) == "1,234.5"
    with override("nn"):
        assert [short_date(day), long_date(day)] == ["07.11.2018", "7. november 2018"]
        assert number_format(1234.5, force_grouping=True) == "1\xa0234,5"
