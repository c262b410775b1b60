import io
import re
from datetime import date

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organisation.actions import appoint
from organisation.roles import Role
from overview.presenters import unit_part, units_page
from tests.measures.views.test_plan import text_of
from tests.overview.units import (
    REVIEW,
    asked,
    busy,
    leader_group,
    many_units,
    open_areas,
    review,
    visit,
)
from tests.world import START, TODAY

URL = "/enheter/"
BOTH = ["Psykisk helse", "Solsiden"]


def units_of(response):
    """Names of the units in the matrix, in order."""
    return re.findall(r'<th role="rowheader" scope="row"><a href="/enheter/\d+/">([^<]+)',
                      response.content.decode())


def cells_of(response, unit):
    """{label: (state, text)} of the marks in a unit's row."""
    row = response.content.decode().split(f">{unit}</a>", 1)[1].split("</tr>", 1)[0]
    cell = r'class="mx m-[ck] is-(\w+)" data-label="([^"]+)">(.*?)</td>'
    found = re.findall(cell, row, re.DOTALL)
    return {
        label: (state, re.sub(r"<[^>]+>", " ", html).strip()) for state, label, html in found
    }


@pytest.mark.parametrize(
    ("part", "units", "scope"),
    [
        ("chief", [*BOTH, "Åsen skole", "Utviklingsenheten"], "viser 3 av 3, alle enheter"),
        ("member", [*BOTH, "Åsen skole", "Utviklingsenheten"], "viser 3 av 3, alle enheter"),
        ("administrator", [*BOTH, "Åsen skole", "Utviklingsenheten"],
         "viser 3 av 3, alle enheter"),
        ("tol", BOTH, "viser 2 av 3, dine enheter"),
        ("other_tol", ["Åsen skole"], "viser 1 av 3, dine enheter"),
        ("drel", ["Solsiden"], "viser 1 av 3, dine enheter"),
        ("other_drel", ["Åsen skole"], "viser 1 av 3, dine enheter"),
        ("coach", ["Solsiden"], "viser 1 av 3, dine enheter"),
        ("employee", [], "viser 0 av 3, dine enheter"),
        ("reader", [], "viser 0 av 3, dine enheter"),
        ("secretary", [], "viser 0 av 3, dine enheter"),
    ],
)
def test_unit_list_shows_the_units_in_reach(part, units, scope, sign_in, cast):
    answer = sign_in(cast[part]).get(URL)
    assert units_of(answer) == units
    assert scope in text_of(answer)


def test_unit_list_gives_others_the_figures_of_areas_only(sign_in, cast):
    asked(cast.units.school, state="met", met_on=date(2018, 9, 1))
    open_areas(cast.units.school, date(2018, 11, 1))
    text = text_of(sign_in(cast.tol).get(URL))
    assert "Resten av kommunen 1 enhet" in text
    assert "Oppvekst Tor Haugen, TOL 1 Ikke aktuelt 1 av 1 Ikke aktuelt Ikke aktuelt 1" in text
    assert "Åsen" not in text


def test_unit_list_gives_the_figures_of_an_area_that_is_read_in_part(sign_in, cast):
    text = text_of(sign_in(cast.drel).get(URL))
    assert "Tjenesteområder 3 enheter, tall per tjenesteområde" in text
    assert "Helse og omsorg Kari Nordmo, TOL 2 " in text
    assert "Psykisk helse" not in text


def test_unit_list_draws_what_is_held_arranged_and_lacking(sign_in, cast):
    home, clinic = cast.units.home, cast.units.clinic
    visit(cast, home, date(2018, 3, 12))
    visit(cast, home, TODAY, state="planned")
    asked(clinic, period="2018-H1")
    asked(clinic)
    asked(clinic, REVIEW)
    review(cast, clinic, date(2018, 12, 4))
    answer = sign_in(cast.tol).get(URL)
    assert cells_of(answer, "Solsiden") == {
        "Gemba 1. halvår": ("done", "12.03."), "Gemba 2. halvår": ("plan", "I dag"),
        "Revisjon 1. halvår": ("na", "Ikke aktuelt"), "Revisjon 2. halvår": ("na", "Ikke aktuelt"),
        "Analyse": ("na", "Ikke aktuelt"), "Tavlemøte": ("na", "Ikke aktuelt"),
    }
    assert cells_of(answer, "Psykisk helse") == {
        "Gemba 1. halvår": ("late", "Over fristen"), "Gemba 2. halvår": ("miss", "Ikke avtalt"),
        "Revisjon 1. halvår": ("na", "Ikke aktuelt"), "Revisjon 2. halvår": ("plan", "04.12."),
        "Analyse": ("na", "Ikke aktuelt"), "Tavlemøte": ("na", "Ikke aktuelt"),
    }
    assert 'aria-label="Gjennomført"' in answer.content.decode()


def test_unit_list_counts_a_visit_for_its_reviews_half_year(sign_in, cast):
    home = cast.units.home
    late = visit(cast, home, date(2018, 6, 28))
    visit(cast, home, date(2018, 2, 5))
    assert cells_of(sign_in(cast.tol).get(URL), "Solsiden")["Gemba 2. halvår"][0] == "na"
    late.review = review(cast, home, date(2018, 7, 3))
    late.save()
    cells = cells_of(sign_in(cast.tol).get(URL), "Solsiden")
    assert cells["Gemba 1. halvår"] == ("done", "05.02.")
    assert cells["Gemba 2. halvår"] == ("done", "28.06.")


def test_unit_list_shows_the_status_of_the_last_review(sign_in, cast):
    home = cast.units.home
    review(cast, home, date(2018, 6, 19), "2018-H1", "locked", unit_status="act")
    review(cast, home, date(2018, 11, 2), "2018-H2", "locked", unit_status="good")
    text = text_of(sign_in(cast.tol).get(URL))
    assert "I rute 02.11." in text
    assert "Krever tiltak 19.06." not in text
    assert "Krever tiltak 19.06." in text_of(sign_in(cast.tol).get(URL, {"tid": "2018-H1"}))


def test_unit_list_says_when_a_status_will_be_set(sign_in, cast):
    review(cast, cast.units.home, date(2018, 12, 4))
    assert "Settes 04.12." in text_of(sign_in(cast.tol).get(URL))


def test_unit_list_counts_open_follow_up_and_what_is_overdue(sign_in, cast):
    open_areas(cast.units.home, date(2018, 11, 1), TODAY, None)
    assert "Solsiden Anne Bråten, DREL Ikke begynt" in (text := text_of(sign_in(cast.tol).get(URL)))
    assert "3 1 over fristen" in text


def test_unit_list_has_leader_groups_apart_and_never_late(sign_in, cast):
    leader_group(cast)
    answer = sign_in(cast.tol).get(URL)
    assert units_of(answer)[-1] == "Ledergruppe Helse og omsorg"
    text = text_of(answer)
    assert "Bør være Lean-enhet, har ingen frist" in text
    assert "Ledergruppe Helse og omsorg Kari Nordmo, TOL" in text
    assert "viser 2 av 3, dine enheter" in text


def test_unit_list_names_a_vacant_position_and_who_acts(sign_in, cast):
    appointment = cast.positions.second_drel.appointments.get()
    appointment.ends_on = date(2018, 11, 1)
    appointment.save()
    appoint(by=None, person=cast.second_drel.person, role=Role.UNIT_MANAGER, unit=cast.units.home,
            starts_on=date(2018, 11, 1), acting=True)
    text = text_of(sign_in(cast.tol).get(URL))
    assert "Psykisk helse Ledig nå" in text
    assert "Solsiden Lise Vik, konstituert DREL" in text


@pytest.mark.parametrize(
    ("query", "units"),
    [
        ({"sok": "sol"}, ["Solsiden"]), ({"sok": "VIK lise"}, ["Psykisk helse"]),
        ({"lean": "rolled_out"}, ["Solsiden"]), ({"lean": "ingen"}, ["Psykisk helse"]),
        ({"vis": "over"}, ["Psykisk helse"]), ({"vis": "mangler"}, BOTH),
        ({"vis": "krever"}, ["Solsiden"]), ({"vis": "folg"}, []),
        ({"sorter": "over"}, BOTH), ({"sorter": "neste"}, ["Solsiden", "Psykisk helse"]),
        ({"omrade": "999999"}, []), ({"lean": "tull", "vis": "tull", "omrade": "x"}, BOTH),
    ],
)
def test_unit_list_filters_and_orders(query, units, sign_in, cast):
    cast.units.home.lean_periods.create(status="rolled_out", starts_on=START)
    open_areas(cast.units.clinic, date(2018, 11, 1))
    asked(cast.units.clinic)
    asked(cast.units.home)
    visit(cast, cast.units.home, date(2018, 12, 1), state="planned")
    asked(cast.units.home, REVIEW)
    review(cast, cast.units.home, date(2018, 6, 19), "2018-H1", "locked", unit_status="act")
    assert units_of(sign_in(cast.tol).get(URL, query)) == units


def test_unit_list_sorts_by_overdue(sign_in, cast):
    open_areas(cast.units.home, date(2018, 11, 1))
    assert units_of(sign_in(cast.tol).get(URL, {"sorter": "over"})) == BOTH[::-1]


def test_unit_list_answers_htmx_with_the_rows(sign_in, cast):
    answer = sign_in(cast.tol).get(URL, headers={"HX-Request": "true"})
    assert answer.content.decode().strip().startswith('<div id="unit-rows">')


@pytest.mark.parametrize(
    ("part", "label", "url"),
    [("tol", "Enheter", "/enheter/"), ("chief", "Enheter", "/enheter/"),
     ("coach", "Enheter", "/enheter/"), ("drel", "Min enhet", "/min-enhet/"),
     ("employee", "Min enhet", "/min-enhet/")],
)
def test_menu_leads_to_the_units_or_to_ones_own(part, label, url, sign_in, cast):
    html = sign_in(cast[part]).get("/").content.decode()
    found = re.findall(r'<li><a href="(/enheter/|/min-enhet/)"[^>]*>([^<]+)</a>', html)
    assert found == [(url, label)]


def test_unit_own_leads_home(sign_in, cast):
    assert sign_in(cast.drel).get("/min-enhet/").url == f"/enheter/{cast.units.home.pk}/"
    assert sign_in(cast.tol).get("/min-enhet/").url == "/enheter/"


def sheets_of(response):
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_units_export_has_the_rows_of_the_page(sign_in, cast):
    visit(cast, cast.units.home, date(2018, 3, 12))
    open_areas(cast.units.home, date(2018, 11, 1), TODAY)
    sheets = sheets_of(sign_in(cast.tol).get(f"{URL}excel/", {"sok": "sol"}))
    head, *rows = sheets["Enheter"]
    assert [row[1] for row in rows] == ["Solsiden"]
    row = dict(zip(head, rows[0], strict=True))
    assert row["Leder"] == "Anne Bråten, DREL"
    assert (row["Gemba 1. halvår"], row["Gemba 1. halvår, dato"].date()) == (
        "Gjennomført", date(2018, 3, 12)
    )
    assert (row["Åpen oppfølging"], row["Over fristen"]) == (2, 1)
    about = {line[0]: line[1] for line in sheets["Om lista"]}
    assert about["Viser"] == "viser 1 av 3, dine enheter"
    assert about["Filter i adressen"] == "?sok=sol"


@pytest.mark.parametrize(("part", "units"), [("tol", BOTH), ("drel", ["Solsiden"]),
                                             ("employee", []), ("reader", [])])
def test_units_export_holds_no_unit_out_of_reach(part, units, sign_in, cast):
    sheets = sheets_of(sign_in(cast[part]).get(f"{URL}excel/"))
    assert [row[1] for row in sheets["Enheter"][1:]] == units


def asks(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as caught:
        client.get(url)
    return len([one for one in caught if not one["sql"].startswith("SAVEPOINT")])


def test_unit_list_asks_the_same_for_many_units(sign_in, cast):
    client = sign_in(cast.chief)
    busy(cast, [cast.units.home])
    few = asks(client, URL)
    busy(cast, many_units(cast.units.health, 60))
    assert asks(client, URL) == few <= 9


def test_unit_list_of_a_large_municipality_goes_area_by_area(sign_in, cast, monkeypatch):
    monkeypatch.setattr(units_page, "TOGETHER", 50)
    client = sign_in(cast.chief)
    few = asks(client, URL)
    busy(cast, many_units(cast.units.health, 60)[:3])
    answer = client.get(URL)
    assert units_of(answer) == []
    text = text_of(answer)
    assert "tall for 63 enheter, per tjenesteområde" in text
    assert "Helse og omsorg Kari Nordmo, TOL 62" in text
    health = {"omrade": cast.units.health.pk}
    assert len(units_of(client.get(URL, health))) == 62
    assert "viser 62 av 63, alle enheter" in text_of(client.get(URL, health))
    assert units_of(client.get(URL, {"sok": "åsen"})) == ["Åsen skole"]
    assert asks(client, f"{URL}?omrade={cast.units.health.pk}") <= few
    assert f'href="?omrade={cast.units.health.pk}"' in answer.content.decode()
    # One's own area is shown whole, however large.
    assert len(units_of(sign_in(cast.tol).get(URL))) == 62


def test_unit_list_stands_on_several_pages_with_the_totals_over_all(sign_in, cast, monkeypatch):
    monkeypatch.setattr(unit_part, "ON_PAGE", 5)
    units = many_units(cast.units.health, 10)
    for unit in units[:3]:
        asked(unit)
    client = sign_in(cast.tol)
    first, last = client.get(URL), client.get(URL, {"side": "3"})
    assert units_of(first) == [f"Enhet {number:04}" for number in range(5)]
    assert units_of(last) == ["Psykisk helse", "Solsiden"]
    assert units_of(client.get(URL, {"side": "99"})) == units_of(last)
    assert units_of(client.get(URL, {"side": "x"})) == units_of(first)
    for page in (first, last):
        assert "viser 12 av 13, dine enheter" in text_of(page)
        assert "Hele området, 12 enheter" in text_of(page)
        assert "0 av 3" in text_of(page)
    assert 'href="?side=2" rel="next"' in first.content.decode()
    # What is overdue stands first, whichever page its name would put it on.
    open_areas(cast.units.home, date(2018, 11, 1))
    overdue = client.get(URL, {"sorter": "over", "side": "1"})
    assert units_of(overdue)[0] == "Solsiden"
    # All of them in Excel.
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(f"{URL}excel/").content)).worksheets[0]
    assert sheet.max_row == 13


def test_unit_list_asks_for_the_cells_of_its_page_alone(sign_in, cast, monkeypatch):
    monkeypatch.setattr(unit_part, "ON_PAGE", 5)
    asked_for = []
    plain = unit_part.with_cells

    def counted(found, *args, **kwargs):
        asked_for.append(len(found))
        return plain(found, *args, **kwargs)

    monkeypatch.setattr(unit_part, "with_cells", counted)
    many_units(cast.units.health, 10)
    client = sign_in(cast.tol)
    client.get(URL)
    client.get(URL, {"vis": "over"})
    assert asked_for == [5, 12]
