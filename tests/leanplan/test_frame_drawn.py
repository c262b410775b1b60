"""The menus are drawn once for many, and are still each person's and each page's own."""

import re

import pytest

from leanplan.drawn import drawings
from organisation.models import Notice
from tests.drawn import cold_page_of, page_of

ROLES = ("chief", "tol", "drel", "reader", "administrator", "secretary")
PAGES = ("/enheter/", "/profil/")


def header(text):
    return re.search(r"<header.*?</header>.*?</nav>|<header.*?</header>", text, re.S)[0]


@pytest.mark.parametrize("turn", [1, -1])
def test_menus_are_those_of_the_person_and_the_page(turn, cast, plan, client):
    asked = [(role, path) for role in ROLES for path in PAGES][::turn]
    cold = {}
    for role, path in asked:
        client.force_login(cast[role])
        drawings.forget()
        cold[role, path] = client.get(path, follow=True).content.decode()
    for role, path in asked:
        client.force_login(cast[role])
        warm = client.get(path, follow=True).content.decode()
        assert header(bare(warm)) == header(bare(cold[role, path])), (role, path)
    assert header(bare(cold["chief", PAGES[0]])) != header(bare(cold["reader", PAGES[0]]))


def bare(text):
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)


def test_number_of_new_notices_follows(cast, plan, client):
    client.force_login(cast.tol)
    before = page_of(client, "/")
    Notice.objects.create(person=cast.tol.person, key="x", kind="x", url="/")
    after = page_of(client, "/")
    assert after == cold_page_of(client, "/")
    assert 'data-count="1"' in header(after)
    assert 'data-count="1"' not in header(before)
