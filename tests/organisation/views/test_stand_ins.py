from datetime import date

import pytest
from django.urls import reverse

from leanplan.versioning import save_changes
from organisation.models import Appointment
from organisation.stand_in.actions import stand_in_appoint

LIST = "/stedfortreder/"
TYPED = {"person": "Even Aas", "starts_on": "20.11.2018", "ends_on": "2018-11-30"}


def address(cast, part="drel"):
    return reverse("organisation:stand_in", args=[getattr(cast.positions, part).pk])


@pytest.fixture
def row(cast):
    return stand_in_appoint(
        by=cast.tol, position=cast.positions.drel, person=cast.employee.person,
        starts_on=date(2018, 11, 20), ends_on=date(2018, 11, 30),
    )


@pytest.mark.parametrize("part", ["drel", "tol", "chief"])
def test_stand_in_is_appointed_by_the_leader_or_above(cast, sign_in, part):
    response = sign_in(cast[part]).post(address(cast), TYPED, follow=True)
    assert "Even Aas</strong> fra 20.11.2018 til og med 30.11.2018" in response.content.decode()
    assert Appointment.objects.get(person=cast.employee.person, acting=True)


def test_stand_in_refused_keeps_what_was_typed(cast, sign_in):
    response = sign_in(cast.drel).post(address(cast), {**TYPED, "ends_on": "2018-11-01"})
    assert response.status_code == 422
    assert "Even Aas" in response.content.decode()
    assert not Appointment.objects.filter(acting=True).exists()


def test_stand_ins_shows_it_to_both(cast, sign_in, row):
    for part, words in (
        ("employee", "Du er stedfortreder"), ("drel", "Stillingene dine"),
        ("tol", "Andre med stedfortreder"),
    ):
        text = sign_in(cast[part]).get(LIST).content.decode()
        assert words in text, part
        assert "Even Aas" in text, part
    assert "Even Aas" not in sign_in(cast.other_tol).get(LIST).content.decode()


def test_stand_ins_finds_the_position_of_another_leader(cast, sign_in):
    tol = sign_in(cast.tol)
    label = cast.positions.drel.label
    assert tol.get(LIST, {"position": label}).url == address(cast)
    assert tol.get(LIST, {"position": "Ukjent"}).status_code == 422
    assert sign_in(cast.employee).get(LIST, {"position": label}).status_code == 200


def test_stand_ins_same_queries_for_any_number(cast, sign_in, row):
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    client = sign_in(cast.chief)
    client.get(LIST)
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    for month in (1, 2, 3):
        for position in (cast.positions.drel, cast.positions.other_drel, cast.positions.tol):
            stand_in_appoint(
                by=cast.chief, position=position, person=cast.coach.person,
                starts_on=date(2019, month, 1), ends_on=date(2019, month, 10),
            )
    with CaptureQueriesContext(connection) as many:
        client.get(LIST)
    assert len(many) == len(one)


def test_stand_in_edit_saves_and_shows_a_conflict(cast, sign_in, row):
    client = sign_in(cast.drel)
    url = reverse("organisation:stand_in_edit", args=[row.pk])
    seen = row.version
    assert client.post(url, {"version": seen, "ends_on": "2018-12-05"}).status_code == 302
    row.refresh_from_db()
    assert row.ends_on == date(2018, 12, 5)
    save_changes(row, {"ends_on": date(2018, 12, 6)}, version=row.version, by=cast.tol)
    response = client.post(url, {"version": seen, "ends_on": "2018-12-24"})
    assert response.status_code == 409
    assert "Kari Nordmo" in response.content.decode()
    row.refresh_from_db()
    assert row.ends_on == date(2018, 12, 6)


def test_stand_in_withdraw_takes_it_back_once(cast, sign_in, row):
    client = sign_in(cast.tol)
    url = reverse("organisation:stand_in_withdraw", args=[row.pk])
    save_changes(row, {"ends_on": date(2018, 12, 6)}, version=row.version, by=cast.drel)
    assert client.post(url, {"version": row.version - 1}).status_code == 409
    assert client.post(url, {}).status_code == 422
    assert Appointment.objects.filter(pk=row.pk).exists()
    assert client.post(url, {"version": row.version}).status_code == 302
    assert client.post(url, {"version": row.version}).status_code == 404


def test_stand_in_acts_as_the_leader_while_it_lasts(cast, plan, sign_in, row, settings):
    """Rights follow: T5 of Solsiden is theirs from the first day and no longer after the last."""
    client = sign_in(cast.employee)
    url = reverse("measures:status_change", args=[plan.measures.get(code="T5").pk])
    for day, status in (("2018-11-19", 403), ("2018-11-20", 200), ("2018-12-01", 403)):
        settings.LEANPLAN_TODAY = day
        assert client.get(url).status_code == status, day
