"""The lists of visits and of reviews in Excel."""

import io
from datetime import date

import openpyxl
import pytest

from reviews.presenters import review_list, visit_list
from tests.overview.units import many_units
from tests.reviews.follow_ups import review_of, visit_of

pytestmark = pytest.mark.django_db


def rows_of(response):
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).worksheets[0]
    return list(sheet.iter_rows(values_only=True))


def test_visits_export_has_the_rows_of_the_page(cast, sign_in):
    visit_of(cast, day=date(2018, 10, 22))
    visit_of(cast, unit="school", visitor="other_tol", day=date(2018, 9, 3))
    head, *rows = rows_of(sign_in(cast.tol).get("/gemba/2018/excel/"))
    assert head[:5] == ("Tjenesteområde", "Enhet", "Leder", "1. halvår 2018", "Dag")
    found = {row[1]: row for row in rows}
    assert set(found) == {"Psykisk helse", "Solsiden"}
    assert (found["Solsiden"][5], found["Solsiden"][6].date(), found["Solsiden"][7]) == (
        "Gjennomført", date(2018, 10, 22), 1
    )


def test_reviews_export_has_the_rows_of_the_page(cast, sign_in):
    review_of(cast, state="locked", day=date(2018, 11, 8), alone_reason="Veilederen var syk")
    _head, *rows = rows_of(sign_in(cast.member).get("/revisjoner/excel/?halvar=2018-H2"))
    found = {row[0]: row for row in rows}
    assert set(found) == {"Psykisk helse", "Solsiden", "Åsen skole"}
    assert found["Solsiden"][2].date() == date(2018, 11, 8)
    assert "Jevnt" in found["Solsiden"]
    assert "Veilederen var syk" in found["Solsiden"]
    assert found["Åsen skole"][3] == "Ikke planlagt"
    assert {row[0] for row in rows_of(sign_in(cast.tol).get("/revisjoner/excel/"))[1:]} == {
        "Psykisk helse", "Solsiden"
    }


def test_long_lists_stand_on_several_pages_and_whole_in_excel(cast, sign_in, monkeypatch):
    monkeypatch.setattr(visit_list, "ON_PAGE", 4)
    monkeypatch.setattr(review_list, "ON_PAGE", 4)
    many_units(cast.units.health, 7)
    client = sign_in(cast.tol)
    for url in ("/gemba/2018/", "/revisjoner/"):
        first, last = (client.get(url, {"side": side}).content.decode() for side in (1, 9))
        assert "Side 1 av 3" in first
        assert "Solsiden" not in first
        assert "Side 3 av 3" in last
        assert "Solsiden" in last
    assert len(rows_of(client.get("/gemba/2018/excel/"))) == 10
    assert len(rows_of(client.get("/revisjoner/excel/"))) == 10
