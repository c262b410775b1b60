"""The register of follow-up areas and the pages of one."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from measures.models import Measure
from measures.registries import news
from reviews.actions import follow_ups as actions
from reviews.models import FollowUp
from tests.reviews.follow_ups import follow_up, review_of, visit_of
from tests.world import TODAY

pytestmark = pytest.mark.django_db
LIST = "/oppfolging/"


def go(route, one):
    return reverse(f"reviews:follow_up_{route}", args=[one.pk])


@pytest.fixture
def register(cast):
    """Six of them: two of Solsiden open, one late, one done, one closed, one of Åsen skole."""
    old = {"on": date(2018, 6, 1)}
    made = {
        "late": follow_up(cast, text="Forslag får svar innen en uke", due_date=date(2018, 11, 1),
                          **old),
        "open": follow_up(cast, text="Møteleder til tavla", visit=visit_of(cast)),
        "nobody": follow_up(cast, text="Tavla henger synlig", owner=None, due_date=None,
                            unit="clinic"),
        "done": follow_up(cast, text="Mål på tavla", owner="coach", **old),
        "closed": follow_up(cast, text="Korte møter", **old),
        "school": follow_up(cast, text="Elevråd på tavla", unit="school", by="other_drel",
                            owner="other_drel"),
    }
    done, closed = made["done"], made["closed"]
    actions.follow_up_done(by=cast.drel, follow_up=done, version=done.version, done_on=TODAY)
    actions.follow_up_close(by=cast.tol, follow_up=closed, version=closed.version, note="Holdt")
    return made


def numbers(response):
    return [row.number for row in response.context["page"].rows]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["late", "open", "done", "nobody"]),
        ("?vis=over", ["late"]),
        ("?vis=uavklart", ["nobody"]),
        ("?vis=sjekk", ["done"]),
        ("?vis=lukket", ["closed"]),
        ("?vis=mine", []),
        ("?vis=alle&sorter=nummer", ["late", "open", "nobody", "done", "closed"]),
        ("?vis=alle&sorter=nummer&synkende=1", ["closed", "done", "nobody", "open", "late"]),
        ("?sorter=enhet", ["nobody", "late", "open", "done"]),
        ("?sorter=status", ["late", "open", "nobody", "done"]),
        ("?sok=TAVLA+solsiden", ["open", "done"]),
        ("?sok=18-003", ["nobody"]),
        ("?sok=3", ["nobody"]),
        ("?sok=elevråd", []),
        ("?vis=tull&side=99&enhet=x", ["late", "open", "done", "nobody"]),
    ],
)
def test_follow_up_list_for_an_area_manager(register, cast, sign_in, query, expected):
    response = sign_in(cast.tol).get(LIST + query)
    assert numbers(response) == [register[name].number for name in expected]
    assert response.context["page"].scope == f"Viser {len(expected)}, dine enheter"


def test_follow_up_list_by_unit_area_and_owner(register, cast, sign_in):
    client, units, positions = sign_in(cast.chief), cast.units, cast.positions
    assert len(numbers(client.get(f"{LIST}?omrade={units.health.pk}"))) == 4
    assert numbers(client.get(f"{LIST}?omrade={units.schools.pk}")) == ["18-006"]
    assert numbers(client.get(f"{LIST}?enhet={units.clinic.pk}")) == ["18-003"]
    assert numbers(client.get(f"{LIST}?ansvarlig={positions.coach.pk}")) == ["18-004"]
    page = client.get(LIST).context["page"]
    assert [option.label for option in page.areas] == ["Helse og omsorg", "Oppvekst"]
    assert [option.label for option in page.units] == ["Psykisk helse", "Solsiden", "Åsen skole"]
    assert page.scope == "Viser 5, alle enheter"


def test_follow_up_list_shows_who_answers_for_another_units_own(register, cast, sign_in):
    """Whoever answers for one in a unit they do not lead finds it among theirs."""
    foreign = follow_up(cast, unit="school", by="other_drel", owner="drel", text="Felles forslag")
    assert numbers(sign_in(cast.drel).get(f"{LIST}?vis=mine")) == ["18-001", "18-002",
                                                                   foreign.number]
    assert sign_in(cast.second_drel).get(go("detail", foreign)).status_code == 404


def test_follow_up_list_fragment_brings_rows_and_numbers(register, cast, sign_in):
    text = sign_in(cast.tol).get(
        f"{LIST}?vis=over", headers={"HX-Request": "true"}
    ).content.decode()
    assert "<h1" not in text
    assert 'id="follow-up-rows"' in text
    assert text.count("hx-swap-oob") == 8


def test_follow_up_list_asks_the_same_for_two_and_for_sixty(cast, sign_in):
    client = sign_in(cast.tol)
    follow_up(cast, unit="clinic")
    follow_up(cast, unit="home", owner="tol")
    client.get(LIST)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for number in range(60):
        follow_up(cast, text=f"Område {number}", unit=("home", "clinic")[number % 2])
    with CaptureQueriesContext(connection) as many:
        page = client.get(LIST).context["page"]
    assert (len(page.rows), page.pages, page.hits) == (50, 2, 62)
    assert len(many) <= len(few)
    assert len(client.get(f"{LIST}?side=2").context["page"].rows) == 12


def test_follow_up_list_without_person_shows_nothing_of_theirs(cast, sign_in, register):
    cast.administrator.person.appointments.all().delete()
    assert sign_in(cast.administrator).get(LIST).status_code == 403


def test_follow_ups_export_honours_filter_and_rights(register, cast, sign_in):
    response = sign_in(cast.tol).get("/oppfolging/excel/?vis=alle&sok=tavla&sorter=nummer")
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    rows = list(book.worksheets[0].values)
    assert rows[0][:3] == ("Nummer", "Oppfølgingsområde", "Enhet")
    assert [row[0] for row in rows[1:]] == ["18-002", "18-003", "18-004"]
    assert rows[1][3] == "fra Gemba-besøket 13. november"
    about = dict(row[:2] for row in book.worksheets[1].values)
    assert about["Viser"] == "Viser 3, dine enheter"
    assert "Elevråd" not in str(rows)


def test_follow_up_detail_tells_the_story(register, cast, sign_in):
    one, review = register["open"], review_of(cast)
    actions.follow_up_carry(
        by=cast.tol, follow_up=one, review=review, version=one.version, note="Tre av fem",
        due_date=date(2019, 1, 31),
    )
    actions.follow_up_close(by=cast.tol, follow_up=one, version=one.version, note="Alle møter")
    page = sign_in(cast.drel).get(go("detail", one)).context["page"]
    assert [link.text for link in page.chain] == [
        "Gemba-besøk", "Oppfølgingsområde 18-002", "Ført videre på revisjonen", "Effekt bekreftet",
    ]
    told = [(entry.what, entry.lines, entry.text) for entry in page.happened]
    assert ("Effekt bekreftet", [], "Alle møter") in told
    assert ("Ført videre på revisjonen i 2. halvår 2018", [], "Tre av fem") in told
    assert ("Registrert", [], "") in told
    assert any("Frist: 15.12.2018 → 31.01.2019" in lines for _what, lines, _text in told)
    assert page.may.reopen
    assert not page.may.change


def test_follow_up_detail_says_that_another_confirms(cast, sign_in):
    one = follow_up(cast)
    response = sign_in(cast.drel).get(go("detail", one))
    assert response.context["page"].may.checks_own
    assert not response.context["page"].may.close
    assert "avvik" in response.content.decode()
    assert sign_in(cast.tol).get(go("detail", one)).context["page"].may.close


@pytest.mark.parametrize("route", ["edit", "done", "close", "drop", "measure"])
def test_pages_of_one_without_the_word_deviation(cast, plan, sign_in, route):
    text = sign_in(cast.tol).get(go(route, follow_up(cast))).content.decode()
    assert "avvik" not in text.lower()


def test_follow_up_create_registers(cast, sign_in):
    data = {
        "unit": cast.units.home.pk, "text": "Tavla er synlig", "cause": "", "on": "2018-11-12",
        "owner": "DREL Solsiden", "due_date": "",
    }
    response = sign_in(cast.tol).post("/oppfolging/ny/", data)
    one = FollowUp.objects.get()
    assert response.url == go("detail", one)
    assert (one.owner, one.made_on, one.due_date) == (cast.positions.drel, date(2018, 11, 12), None)
    data["unit"] = cast.units.school.pk
    assert sign_in(cast.tol).post("/oppfolging/ny/", data).status_code == 422


def test_follow_up_edit_keeps_all_and_shows_both_sides(cast, sign_in):
    one, client = follow_up(cast), sign_in(cast.drel)
    data = {
        "version": 1, "text": one.text, "cause": "Permisjon", "owner": "DREL Solsiden",
        "due_date": "2018-12-15", "state": "in_progress", "reason": "Startet",
    }
    assert client.post(go("edit", one), data).url == go("detail", one)
    one.refresh_from_db()
    assert (one.cause, one.state, one.version) == ("Permisjon", "in_progress", 2)
    both = client.post(go("edit", one), data | {"cause": "Noe annet"})
    assert both.status_code == 409
    assert "Noe annet" in both.content.decode()


def test_follow_up_edit_opens_in_a_dialog(cast, sign_in):
    response = sign_in(cast.drel).get(
        go("edit", follow_up(cast)), headers={"HX-Request": "true"}
    ).content.decode()
    assert "hx-post" in response
    assert "<h1" not in response


def test_follow_up_done_then_closed_by_another(cast, sign_in):
    one = follow_up(cast, on=date(2018, 11, 1))
    client = sign_in(cast.drel)
    client.post(go("done", one), {"version": 1, "done_on": "2018-11-09", "note": "Liste henger"})
    own = client.post(go("close", one), {"version": 2, "note": "Bra", "on": "2018-11-13"})
    assert own.status_code == 422
    assert "selv" in own.content.decode()
    sign_in(cast.tol).post(go("close", one), {"version": 2, "note": "Bra", "on": "2018-11-13"})
    one.refresh_from_db()
    assert (one.state, one.checked_by, one.done_on) == (
        "closed", cast.tol.person, date(2018, 11, 9)
    )


def test_follow_up_drop_and_reopen(cast, sign_in):
    one, client = follow_up(cast), sign_in(cast.tol)
    client.post(go("drop", one), {"version": 1, "reason": "Dekket"})
    assert FollowUp.objects.get().state == "dropped"
    client.post(go("reopen", one), {"version": 2, "reason": "Kom igjen"})
    assert FollowUp.objects.get().state == "open"


def test_follow_up_measure_makes_the_units_own(cast, plan, sign_in):
    one, row = follow_up(cast), plan.rows.last()
    data = {
        "version": 1, "plan_row": row.pk, "text": "Møteleder etter tur", "owner": "DREL Solsiden",
        "due_date": "2018-12-20",
    }
    assert sign_in(cast.drel).post(go("measure", one), data).status_code == 302
    measure = Measure.objects.get(text="Møteleder etter tur")
    one.refresh_from_db()
    assert (one.measure, one.state) == (measure, "in_progress")
    assert (measure.unit, measure.due_date) == (cast.units.home, date(2018, 12, 20))
    again = sign_in(cast.drel).post(go("measure", one), data | {"version": one.version})
    assert again.status_code == 422
    stale = follow_up(cast, text="Annet")
    conflict = sign_in(cast.drel).post(go("measure", stale), data | {"version": 9, "text": "Ny"})
    assert conflict.status_code == 409
    assert not Measure.objects.filter(text="Ny").exists()


def test_my_page_has_what_is_due_and_what_waits(register, cast, sign_in):
    response = sign_in(cast.drel).get("/")
    due = [row.text for part in response.context["page"].parts for row in part.rows]
    assert "18-001 Forslag får svar innen en uke" in due
    assert not any("Mål på tavla" in text for text in due)
    assert "1 er utført: se om det hjalp" in response.content.decode()
    assert "uten ansvarlig eller frist" in sign_in(cast.tol).get("/").content.decode()


def test_news_are_what_others_did_within_reach(register, cast):
    since = register["late"].made_at - timedelta(minutes=1)
    told = {item.text.split()[0]: item.note for item in news(cast.drel, since=since, number=20)}
    assert told == {
        "18-001": "Nytt oppfølgingsområde", "18-002": "Nytt oppfølgingsområde",
        "18-005": "Oppfølgingsområde: effekt bekreftet",
        "18-004": "Nytt oppfølgingsområde",
    }
    assert "18-006" not in {
        item.text.split()[0] for item in news(cast.tol, since=since, number=20)
    }
