"""Addresses nobody is led to: a number that no row has, and choices that mean nothing."""

import pytest
from django.urls import reverse

from tests.routes import own_places

pytestmark = pytest.mark.django_db

NUMBERS = (0, 2**63 - 1, 2**63, 10**20)
# What somebody may write behind the question mark, by any name that a page knows.
ODD = ("\x00", "9" * 20, "-1", "٣", "' --", "<b>", "å" * 3000, "2026-13", "2026-H3", "2026-02-30")
NAMES = (
    "alle", "ansvarlig", "dag", "enhet", "etter", "forslag", "fra", "halvar", "lean", "mote",
    "omrade", "rad", "side", "sok", "sorter", "status", "stor", "synkende", "tid", "til", "vis",
)


def test_a_number_that_no_row_has_is_not_found(cast, plan, sign_in):
    client = sign_in(cast.chief)
    routes = {
        name: places for name, places in own_places().items()
        if set(places.values()) == {"int"} and set(places) != {"year"}
    }
    assert len(routes) > 150
    for name, keys in routes.items():
        for number in NUMBERS:
            url = reverse(name, kwargs=dict.fromkeys(keys, number))
            assert client.get(url).status_code in (403, 404, 405), url


def test_choices_that_mean_nothing_are_no_choices(cast, plan, sign_in):
    client = sign_in(cast.chief)
    pages = [name for name, places in own_places().items() if not places]
    assert len(pages) > 30
    for name in pages:
        for odd in ODD:
            answer = client.get(reverse(name), dict.fromkeys(NAMES, odd))
            assert answer.status_code < 500, (name, odd)
