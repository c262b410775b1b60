from datetime import date

import pytest
from django.urls import reverse

from leanplan.versioning import Refused, save_changes
from organisation import leaving
from organisation.actions import Leaving, Successor, appoint, leader_leave
from organisation.leaving import Owned, Panel
from organisation.models import Appointment, Person
from organisation.roles import Role

LAST = date(2018, 12, 31)


@pytest.fixture
def office(cast, sign_in, settings):
    settings.ZEAL_ALLOWLIST = [{"model": "*", "field": "get()"}]
    return sign_in(cast.administrator)


@pytest.fixture
def held(cast):
    """The appointment of the TOL, who leads Helse og omsorg."""
    return Appointment.objects.get(person=cast.tol.person)


def address(person):
    return reverse("admin:organisation_person_leaving", args=[person.pk])


def typed(*rows, last_day="31.12.2018", **changed):
    data = {"last_day": last_day}
    for row in rows:
        data |= {f"ends-{row.pk}": "on", f"seen-{row.pk}": row.version}
    return {**data, **{name.replace("_", "-"): value for name, value in changed.items()}}


# The action


def test_leader_leave_ends_and_appoints(cast, held):
    successor = Successor(cast.second_drel.person)
    leader_leave(
        by=cast.administrator, endings=[Leaving(held, held.version, successor)], last_day=LAST
    )
    held.refresh_from_db()
    assert held.ends_on == LAST
    record = held.history.latest("history_id")
    assert record.history_user == cast.administrator
    assert "The leader leaves" in record.history_change_reason
    following = held.position.appointments.get(starts_on=date(2019, 1, 1))
    assert (following.person, following.acting) == (cast.second_drel.person, False)


def test_leader_leave_with_an_acting_one(cast, held):
    successor = Successor(cast.drel.person, acting=True)
    leader_leave(by=None, endings=[Leaving(held, held.version, successor)], last_day=LAST)
    assert held.position.appointments.get(starts_on=date(2019, 1, 1)).acting


def test_leader_leave_without_a_successor_leaves_it_vacant(held):
    leader_leave(by=None, endings=[Leaving(held, held.version)], last_day=LAST)
    assert not held.position.appointments.filter(starts_on__gt=LAST).exists()


def test_leader_leave_is_all_or_nothing(cast, held):
    second = appoint(
        by=None, person=held.person, role=Role.MANAGEMENT_GROUP_MEMBER, unit=cast.units.group,
        starts_on=date(2019, 2, 1),
    )
    with pytest.raises(Refused) as refused:
        leader_leave(
            by=None, last_day=LAST,
            endings=[Leaving(held, held.version), Leaving(second, second.version)],
        )
    assert list(refused.value.why) == [second.pk]
    held.refresh_from_db()
    assert held.ends_on is None


def test_leader_leave_refuses_a_successor_where_somebody_is_appointed(cast, held):
    """The position is given to somebody from January already."""
    save_changes(held, {"ends_on": LAST}, version=held.version, by=None)
    appoint(
        by=None, person=cast.drel.person, role=held.position.role, unit=held.position.unit,
        starts_on=date(2019, 1, 1),
    )
    ending = Leaving(held, held.version, Successor(cast.second_drel.person))
    with pytest.raises(Refused):
        leader_leave(by=None, endings=[ending], last_day=LAST)


# The pages


def test_person_page_leads_with_leader_leaves(office, cast):
    person = cast.tol.person
    page = office.get(reverse("admin:organisation_person_change", args=[person.pk]))
    text = page.content.decode()
    assert address(person) in text
    assert text.index("Leder slutter") < text.index("id_given_name")


def test_person_page_of_one_who_holds_nothing(office):
    person = Person.objects.create(given_name="Nils", family_name="Ny")
    page = office.get(reverse("admin:organisation_person_change", args=[person.pk]))
    assert address(person) not in page.content.decode()
    assert "har ingen stilling" in office.get(address(person)).content.decode()


@pytest.mark.parametrize("part", ["chief", "tol", "reader"])
def test_leaving_is_for_the_administrator(cast, sign_in, part):
    assert sign_in(cast[part]).get(address(cast.drel.person), follow=True).status_code == 403


def test_leaving_of_nobody(office):
    assert office.get("/admin/organisation/person/999/slutter/").status_code == 404


def test_leaving_saved(office, cast, held):
    data = typed(held, **{f"next_{held.pk}": cast.second_drel.person.pk})
    response = office.post(address(held.person), data, follow=True)
    assert "Kari Nordmo slutter 31. desember 2018" in response.content.decode()
    held.refresh_from_db()
    assert held.ends_on == LAST
    assert held.position.appointments.filter(person=cast.second_drel.person).exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"last_day": ""}, "Feltet er påkrevet"),
        ({"last_day": "snart"}, "Oppgi en gyldig dato"),
        ({"last_day": "31.12.2017"}, "Denne begynner etter siste dag"),
    ],
)
def test_leaving_refused_keeps_what_was_typed(office, held, changes, said):
    response = office.post(address(held.person), typed(held, **changes))
    assert response.status_code == 422
    assert said in response.content.decode()
    held.refresh_from_db()
    assert held.ends_on is None


def test_leaving_of_no_position_is_refused(office, held):
    data = typed(held)
    del data[f"ends-{held.pk}"]
    response = office.post(address(held.person), data)
    assert response.status_code == 422
    assert "Velg minst én stilling" in response.content.decode()


def test_leaving_without_the_version_is_refused(office, held):
    data = typed(held)
    del data[f"seen-{held.pk}"]
    assert office.post(address(held.person), data).status_code == 422
    held.refresh_from_db()
    assert held.ends_on is None


def test_leaving_tells_who_was_first(office, cast, held):
    data = typed(held)
    save_changes(
        held, {"ends_on": date(2019, 6, 30)}, version=held.version, by=cast.development
    )
    response = office.post(address(held.person), data)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Hanne Lie har endret dette" in page
    assert "30. juni 2019" in page
    held.refresh_from_db()
    assert held.ends_on == date(2019, 6, 30)
    assert office.post(address(held.person), typed(held)).status_code == 302


def test_leaving_shows_what_apps_above_tell(office, held, monkeypatch):
    def teller(positions, person):
        owned = Owned("Tavle 1", positions[0], "ukentlig", "/tavle/1/")
        return Panel("Tavler", 70, [owned], link=("Overfør", "/overfor/"))

    monkeypatch.setattr(leaving, "_tellers", [(2, lambda positions, person: None), (1, teller)])
    page = office.get(address(held.person)).content.decode()
    for words in ("Tavler (70)", 'href="/tavle/1/"', "ukentlig", "1 av 70", 'href="/overfor/"'):
        assert words in page
