from datetime import date

from overview.presenters import area_page
from tests.measures.views.test_plan import text_of
from tests.overview.units import asked, busy, many_units, open_areas, review, visit
from tests.overview.views.test_units import asks


def url_of(area):
    return f"/omrader/{area.pk}/"


def test_area_detail_shows_what_needs_attention(sign_in, cast):
    home, clinic = cast.units.home, cast.units.clinic
    asked(home)
    open_areas(home, date(2018, 11, 1))
    review(cast, home, date(2018, 6, 19), "2018-H1", "locked", unit_status="act")
    visit(cast, clinic, date(2018, 11, 20), state="planned")
    asked(clinic)
    text = text_of(sign_in(cast.tol).get(url_of(cast.units.health)))
    for expected in (
        "tall for alle 2 enheter i Helse og omsorg", "Gemba 2. halvår 0 av 2",
        "Trenger oppmerksomhet 1", "Solsiden Anne Bråten, DREL Gemba 2. halvår: ikke avtalt",
        "1 oppfølgingsområde over fristen", "Krever tiltak, satt 19.06.",
        "Ingenting er over fristen eller mangler i 1 enhet.",
        "Avtalt 1 Psykisk helse Gemba-besøk Om 7 dager 20. november",
        "Åpen oppfølging per enhet Solsiden 1 1 over fristen",
        "Ledere Psykisk helse Lise Vik, DREL Solsiden Anne Bråten, DREL",
    ):
        assert expected in text


def test_area_detail_names_a_unit_that_nobody_leads(sign_in, cast):
    appointment = cast.positions.drel.appointments.get()
    appointment.ends_on = date(2018, 11, 1)
    appointment.save()
    text = text_of(sign_in(cast.tol).get(url_of(cast.units.health)))
    assert "Solsiden Ledig nå Ingen leder enheten i dag" in text


def test_area_detail_holds_nothing_of_other_areas(sign_in, cast):
    open_areas(cast.units.school, date(2018, 11, 1))
    visit(cast, cast.units.school, date(2018, 11, 20), state="planned")
    assert "Åsen" not in text_of(sign_in(cast.tol).get(url_of(cast.units.health)))


def test_area_detail_asks_the_same_for_many_units(sign_in, cast):
    client, url = sign_in(cast.tol), url_of(cast.units.health)
    busy(cast, [cast.units.home])
    few = asks(client, url)
    busy(cast, many_units(cast.units.health, 40))
    assert asks(client, url) == few <= 11


def test_area_detail_leads_to_the_planning_for_who_plans(sign_in, cast):
    url = url_of(cast.units.health)
    assert 'href="/planlegg/"' in sign_in(cast.tol).get(url).content.decode()
    assert 'href="/planlegg/"' not in sign_in(cast.member).get(url).content.decode()


def test_area_detail_of_many_units_leads_on_to_all(sign_in, cast, monkeypatch):
    monkeypatch.setattr(area_page, "MOST", 2)
    units = many_units(cast.units.health, 4)
    for unit in units[:3]:
        asked(unit)
    asked(cast.units.home, due_date=date(2018, 10, 1))
    text = text_of(sign_in(cast.tol).get(url_of(cast.units.health)))
    # What is overdue is not left out because of its name.
    assert "Trenger oppmerksomhet 5 Solsiden" in text
    assert "og 4 enheter til" in text


def test_area_detail_shows_what_has_changed_since_it_was_drawn(sign_in, cast):
    client, url = sign_in(cast.tol), url_of(cast.units.health)
    assert "Gemba-besøk" not in text_of(client.get(url))
    visit(cast, cast.units.home, date(2018, 11, 20), state="planned", theme="Tavla")
    assert "Gemba-besøk Om 7 dager" in text_of(client.get(url))
    open_areas(cast.units.home, date(2018, 11, 1))
    assert "1 oppfølgingsområde over fristen" in text_of(client.get(url))
