"""The same person in each language: every page speaks it, and says nothing in another.

A text of a page is looked up in the catalogues, those of Django and allauth among them: one that
is known as a text of another language, and not as one of this, has slipped through.
"""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.translation import trans_real

from tests.test_crawl import links_in, route_of

CODES = [code for code, _name in settings.LANGUAGES]
SPOKEN = ("aria-label", "alt", "title", "placeholder", "data-label", "data-print")
# Routes whose pages have a text of their own for each language, as h1.
HEADINGS = {
    "measures:plan_detail": {"nb": "Handlingsplan", "nn": "Handlingsplan", "en": "Action plan"},
    "measures:measure_mine": {"nb": "Mine tiltak", "nn": "Mine tiltak", "en": "My measures"},
    "measures:allocation_plan": {"nb": "Fordeling", "nn": "Fordeling", "en": "Allocation"},
    "organisation:profile": {"nb": "Min profil", "nn": "Min profil", "en": "My profile"},
}
ADMIN = ("index", "organisation_person_changelist", "organisation_person_add",
         "organisation_orgunit_changelist", "organisation_label_add", "organisation_user_add",
         "challenges_actionplan_changelist")  # fmt: skip
# Names, and words that a language shares with another's word for something else.
# The last is what the unit is called in the world of the tests, whatever the language.
SHARED = {"english", "nynorsk", "bokmål", "leanplan", "lean", "utviklingsenheten"}


def plain(text):
    """For comparing: as one line, in lower case, since Django begins names of models with a
    capital letter, and without what may follow."""
    return " ".join(text.split()).strip(" :.").lower()


class Texts(HTMLParser):
    """What a page says: texts and the attributes that are read out or seen."""

    def __init__(self):
        super().__init__()
        self.found, self.silent = set(), 0

    def handle_starttag(self, tag, attrs):
        self.silent += tag in ("script", "style")
        given = dict(attrs)
        button = given.get("type") in ("submit", "button")
        spoken = (*SPOKEN, "value") if tag == "input" and button else SPOKEN
        self.found |= {plain(given[name]) for name in spoken if given.get(name)}

    def handle_endtag(self, tag):
        self.silent -= tag in ("script", "style")

    def handle_data(self, data):
        if not self.silent:
            self.found.add(plain(data))


def texts_of(page):
    parser = Texts()
    parser.feed(page)
    return {text for text in parser.found if re.search(r"[^\W\d_]{4,}", text)}


@pytest.fixture(scope="module")
def catalogues():
    """{language: every text there is in it}; English is the ids of all."""
    found = {code: set() for code in CODES}
    for code in ("nb", "nn"):
        for key, text in trans_real.translation(code)._catalog.items():
            message = key[0] if isinstance(key, tuple) else key
            found["en"].add(plain(message.split("\x04")[-1]))
            found[code].add(plain(str(text)))
    assert all(len(texts) > 1500 for texts in found.values())
    return found


def strangers(page, code, catalogues):
    """Texts of the page that are known in another language and not in this."""
    others = set().union(*(catalogues[other] for other in CODES if other != code))
    return (texts_of(page) & others) - catalogues[code] - SHARED


def pages(client, start):
    """(route, page) of one address of each route that can be reached from the start."""
    queue, seen, routes = [start], set(), set()
    while queue:
        address = queue.pop(0)
        route = route_of(address)
        if address in seen or route in routes or (route or "admin:").startswith("admin:"):
            continue
        seen.add(address)
        response = client.get(address, follow=True)
        if "html" not in response.get("Content-Type", ""):
            continue
        if not response.redirect_chain:
            routes.add(route)
        page = response.content.decode()
        yield route, page
        queue += links_in(page)


def speak(user, code):
    user.language = code
    user.save(update_fields=["language"])
    return user


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("role", ["development", "tol"])
def test_every_page_speaks_the_language_of_the_person(
    role, code, cast, plan, sign_in, catalogues
):
    visited, wrong = set(), {}
    for route, page in pages(sign_in(speak(cast[role], code)), "/"):
        visited.add(route)
        if "<html" in page and f'<html lang="{code}"' not in page:
            wrong[route] = "html lang"
        if "<html" in page and route in HEADINGS:
            heading = unescape(re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)[1])
            if HEADINGS[route][code] not in heading:
                wrong[route] = heading
        left = strangers(page, code, catalogues)
        if left:
            wrong[route] = left
    assert len(visited) > 12
    assert "measures:measure_detail" in visited
    assert wrong == {}


@pytest.mark.parametrize("code", CODES)
def test_every_page_of_the_administration_speaks_it(code, cast, plan, sign_in, catalogues):
    client = sign_in(speak(cast.administrator, code))
    wrong = {}
    for name in ADMIN:
        page = client.get(reverse(f"admin:{name}")).content.decode()
        assert f'<html lang="{code}"' in page
        left = strangers(page, code, catalogues)
        if left:
            wrong[name] = left
    assert wrong == {}


@pytest.mark.parametrize("code", CODES)
def test_every_page_at_the_door_speaks_it(code, client, db, catalogues):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = code
    wrong = {}
    for name in ("account_login", "account_reset_password", "account_inactive"):
        for response in (
            client.get(reverse(name)), client.post(reverse(name), {"login": "x", "email": "x"})
        ):
            page = response.content.decode()
            if page and strangers(page, code, catalogues):
                wrong[name] = strangers(page, code, catalogues)
    assert wrong == {}


def test_strangers_finds_a_text_of_another_language(catalogues):
    assert strangers("<p>Mine tiltak</p>", "en", catalogues) == {"mine tiltak"}
    assert strangers("<p>My measures</p>", "nb", catalogues) == {"my measures"}
    assert strangers("<button aria-label='Ikke startet'>x</button>", "nn", catalogues)
    assert strangers("<p>My measures</p>", "en", catalogues) == set()


def test_text_of_the_plan_is_marked_as_norwegian_on_an_english_page(cast, plan, sign_in):
    measure = plan.measures.get(code="T2")
    for code, mark in (("en", ' lang="no"'), ("nb", ""), ("nn", "")):
        client = sign_in(speak(cast.chief, code))
        page = client.get(measure.get_absolute_url()).content.decode()
        assert re.search(rf'<h1 [^>]*?data-size="lg"{mark}>{re.escape(measure.text)}', page)
        page = client.get(plan.get_absolute_url()).content.decode()
        assert f'"{mark}>{measure.text}</a>' in page
