from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from leanplan.versioning import create
from organisation import own_facts
from organisation.actions import appoint, position_get, unit_create
from organisation.models import Appointment, Label, OrgUnit, Person, Position, User
from organisation.roles import Role
from tests.world import START


def test_user_create_stores_address_in_lower_case(db):
    user = User.objects.create_user("Kari.Nordmo@Vikdal.Example")
    assert user.email == "kari.nordmo@vikdal.example"
    assert User.objects.get_by_natural_key("KARI.nordmo@vikdal.example") == user


def test_user_address_is_unique_whatever_the_case(db):
    User.objects.create_user("kari@vikdal.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        User(email="KARI@vikdal.example", password="x").save()


def test_person_by_name_sorts_norwegian_letters_last(db):
    for name in ("Ås", "Aas", "Østby", "Zorro", "Æsøy"):
        create(Person(given_name="Per", family_name=name), by=None)
    order = [person.family_name for person in Person.objects.by_name()]
    assert order == ["Aas", "Zorro", "Æsøy", "Østby", "Ås"]


def test_search_finds_norwegian_letters_in_any_case(cast):
    assert OrgUnit.objects.filter(name__icontains="åsen").count() == 1
    assert OrgUnit.objects.filter(name__icontains="ÅSEN").count() == 1


def test_appointment_refuses_second_ordinary_holder(cast):
    person = create(Person(given_name="Ny", family_name="Tol"), by=None)
    with pytest.raises(ValidationError, match="Kari Nordmo"):
        appoint(
            by=None, person=person, role=Role.SERVICE_AREA_MANAGER, unit=cast.units.health,
            starts_on=date(2018, 6, 1),
        )


def test_appointment_lets_an_acting_holder_stand_beside(cast):
    person = create(Person(given_name="Ny", family_name="Tol"), by=None)
    appointment = appoint(
        by=None, person=person, role=Role.SERVICE_AREA_MANAGER, unit=cast.units.health,
        starts_on=date(2018, 6, 1), acting=True,
    )
    assert Appointment.objects.current(on=date(2018, 6, 1)).filter(
        position=appointment.position
    ).count() == 2


def test_appointment_refuses_body_and_every_position(cast):
    person = create(Person(given_name="Ny", family_name="Tol"), by=None)
    for position in (cast.positions.group, cast.positions.every_tol):
        with pytest.raises(ValidationError, match="position"):
            create(Appointment(person=person, position=position, starts_on=START), by=None)


def test_development_unit_is_staff_and_only_one(cast):
    with pytest.raises(ValidationError):
        unit_create(
            by=None, name="To", kind="staff", starts_on=START, is_development_unit=True
        )
    with pytest.raises(ValidationError):
        unit_create(
            by=None, name="Skole", kind="operating_unit", starts_on=START,
            is_development_unit=True, ends_on=date(2019, 1, 1),
        )


def test_unit_period_ends_after_it_starts(db):
    with pytest.raises(ValidationError):
        unit_create(
            by=None, name="X", kind="staff", starts_on=START, ends_on=date(2017, 1, 1)
        )


def test_position_is_unique(cast):
    with pytest.raises(ValidationError):
        create(Position(role=Role.SERVICE_AREA_MANAGER, unit=cast.units.health), by=None)


@pytest.mark.parametrize(
    ("part", "label"),
    [
        ("tol", "TOL Helse og omsorg"),
        ("drel", "DREL Solsiden"),
        ("chief", "Rådmann"),
        ("every_tol", "Alle TOL"),
        ("group", "RLG"),
        ("development", "Leder, Utviklingsenheten"),
    ],
)
def test_position_label_in_bokmal(cast, part, label):
    with translation.override("nb"):
        assert getattr(cast.positions, part).label == label


def test_position_label_uses_the_municipalitys_words(cast):
    create(
        Label(
            key="role.service_area_manager", language="nb", short="Kommunalsjef",
            name="Kommunalsjef", plural="Kommunalsjefer",
        ),
        by=None,
    )
    own_facts.forget()
    with translation.override("nb"):
        assert cast.positions.tol.label == "Kommunalsjef Helse og omsorg"


def test_position_label_of_staff_leader_has_its_own_word(cast):
    staff = unit_create(
        by=None, name="HR", kind="staff", starts_on=START, parent=cast.units.municipality
    )
    position = position_get(by=None, role=Role.UNIT_MANAGER, unit=staff)
    with translation.override("nb"):
        assert position.label == "Leder HR"


def test_label_refuses_unknown_key(db):
    with pytest.raises(ValidationError, match="key"):
        Label(key="role.king", short="K", name="K", plural="K").full_clean()
