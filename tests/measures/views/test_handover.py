from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leanplan.versioning import save_changes
from measures.actions.measures import measure_create
from organisation.actions import Leaving, Successor, leader_leave
from organisation.models import Appointment
from tests.measures.views.test_plan import text_of

LAST = date(2018, 11, 30)


def leave(cast, part="drel", successor=None, last=LAST):
    held = Appointment.objects.get(person=cast[part].person)
    ending = Leaving(held, held.version, Successor(successor) if successor else None)
    leader_leave(by=cast.administrator, endings=[ending], last_day=last)


def url_of(user):
    return f"/overlevering/{user.person.pk}/"


@pytest.fixture
def named(cast, plan):
    """T2 of the plan and T5 of Solsiden stand by name with the DREL."""
    rows = {code: plan.measures.get(code=code) for code in ("T2", "T5")}
    for row in rows.values():
        save_changes(row, {"executor": cast.drel.person}, version=row.version, by=cast.chief)
    return rows


def typed(rows, do="set", executor="Lise Vik"):
    data = {"do": do, "executor": executor}
    for row in rows:
        data |= {f"pick-{row.pk}": "on", f"seen-{row.pk}": row.version}
    return data


def test_handover_says_what_goes_to_whom(cast, plan, sign_in):
    leave(cast, successor=cast.second_drel.person)
    text = text_of(sign_in(cast.tol).get(url_of(cast.drel)))
    assert "DREL Solsiden" in text
    assert "siste dag 30.11.2018" in text
    assert "Lise Vik fra 01.12.2018" in text
    assert "Tavlemøte på kveldsvakt" in text
    assert "skal ikke godkjenne noe" in text


def test_handover_of_a_vacancy_says_who_is_told(cast, plan, sign_in):
    leave(cast)
    text = text_of(sign_in(cast.tol).get(url_of(cast.drel)))
    assert "Kari Nordmo, lederen over, får varslene." in text
    assert "Sett en stedfortreder i mellomtiden" in text


def test_handover_shows_what_is_shared_and_what_is_hidden(cast, plan, sign_in):
    measure_create(
        by=cast.chief, row=plan.rows.first(), unit=cast.units.school, text="Utenfor enhetene",
        owner=cast.positions.tol,
    )
    leave(cast, "tol")
    text = text_of(sign_in(cast.tol).get(url_of(cast.tol)))
    assert "som Alle TOL: 1 åpent tiltak" in text
    assert "Og 1 tiltak i enheter du ikke leser" in text
    assert "Utenfor enhetene" not in text
    assert "Utenfor enhetene" in text_of(sign_in(cast.chief).get(url_of(cast.tol)))


def test_handover_gives_on_what_stands_by_name(cast, plan, named, sign_in):
    client = sign_in(cast.tol)
    response = client.post(url_of(cast.drel), typed(named.values()), follow=True)
    assert "2 tiltak er overlevert" in text_of(response)
    assert "Ingenting åpent står på denne personens navn" in text_of(response)
    for row in named.values():
        row.refresh_from_db()
        assert row.executor == cast.second_drel.person


def test_handover_removes_what_is_chosen_only(cast, named, sign_in):
    data = typed(named.values(), do="remove", executor="")
    del data[f"pick-{named['T5'].pk}"]
    assert sign_in(cast.tol).post(url_of(cast.drel), data).status_code == 302
    for row in named.values():
        row.refresh_from_db()
    assert (named["T2"].executor, named["T5"].executor) == (None, cast.drel.person)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"executor": ""}, "Skriv hvem som utfører det"),
        ({"executor": "Anne Bråten"}, "Det står på denne personen fra før"),
        ({"executor": "Ukjent Navn"}, "Ukjent Navn"),
    ],
)
def test_handover_refused(cast, named, sign_in, changes, said):
    response = sign_in(cast.tol).post(url_of(cast.drel), typed(named.values()) | changes)
    assert response.status_code == 422
    assert said in text_of(response)
    named["T2"].refresh_from_db()
    assert named["T2"].executor == cast.drel.person


def test_handover_of_nothing_chosen(cast, named, sign_in):
    response = sign_in(cast.tol).post(url_of(cast.drel), typed([]))
    assert response.status_code == 422
    assert "Velg minst ett tiltak" in text_of(response)


def test_handover_tells_who_was_first(cast, named, sign_in):
    data = typed(named.values())
    row = named["T5"]
    save_changes(row, {"executor": cast.coach.person}, version=row.version, by=cast.chief)
    save_changes(row, {"executor": cast.drel.person}, version=row.version, by=cast.chief)
    client = sign_in(cast.tol)
    response = client.post(url_of(cast.drel), data)
    assert response.status_code == 409
    assert "Endret av noen andre" in text_of(response)
    assert f'value="{row.version}"' in response.content.decode()
    named["T2"].refresh_from_db()
    assert named["T2"].executor == cast.drel.person
    assert client.post(url_of(cast.drel), typed(named.values())).status_code == 302


def test_handover_without_the_version_is_refused(cast, named, sign_in):
    data = typed(named.values())
    del data[f"seen-{named['T2'].pk}"]
    assert sign_in(cast.tol).post(url_of(cast.drel), data).status_code == 422


def test_handover_is_read_by_the_leaver_without_buttons(cast, named, sign_in):
    response = sign_in(cast.drel).get(url_of(cast.drel))
    assert "Sett ny utfører" not in text_of(response)
    assert "Tavlemøte på kveldsvakt" in text_of(response)


def test_position_follows_is_the_successors_from_the_first_day(cast, plan, sign_in, settings):
    leave(cast, successor=cast.second_drel.person)
    client = sign_in(cast.second_drel)
    before = text_of(client.get("/mine-tiltak/folger-med/"))
    assert "din fra 01.12.2018" in before
    assert "Og 1 tiltak i enheter du ikke leser" in before
    settings.LEANPLAN_TODAY = "2018-12-01"
    text = text_of(client.get("/mine-tiltak/folger-med/"))
    assert "Tavlemøte på kveldsvakt" in text
    assert "Før deg: Anne Bråten." in text
    assert "T5" in text_of(client.get("/mine-tiltak/"))


def test_handovers_are_those_of_ones_units(cast, plan, sign_in):
    leave(cast)
    leave(cast, "other_drel", successor=cast.second_drel.person)
    text = text_of(sign_in(cast.tol).get("/overlevering/"))
    assert "Anne Bråten" in text
    assert "Ingen er satt inn etterpå" in text
    assert "Åse Moen" not in text
    text = text_of(sign_in(cast.chief).get("/overlevering/"))
    assert "Overtar: Lise Vik" in text


def test_handover_same_queries_for_any_number(cast, plan, named, sign_in):
    client = sign_in(cast.chief)
    leave(cast)
    client.get(url_of(cast.drel))
    with CaptureQueriesContext(connection) as few:
        client.get(url_of(cast.drel))
    for number in range(12):
        measure_create(
            by=cast.chief, row=plan.rows.first(), unit=cast.units.home, text=f"Nytt {number}",
            owner=cast.positions.drel, executor=cast.drel.person,
        )
    with CaptureQueriesContext(connection) as many:
        client.get(url_of(cast.drel))
    assert len(many) == len(few)
