from datetime import date

from leanplan.versioning import create
from organisation.actions import appoint, appointment_end
from organisation.holders import holders_of, owner_shown, title_of
from organisation.models import Appointment, Person
from organisation.roles import Role
from tests.world import TODAY


def test_holders_of_puts_the_acting_one_first(cast):
    person = create(Person(given_name="Vik", family_name="Ar"), by=None)
    appoint(
        by=None, person=person, role=Role.SERVICE_AREA_MANAGER, unit=cast.units.health,
        starts_on=date(2018, 11, 1), acting=True,
    )
    holders = holders_of([cast.positions.tol.pk], on=TODAY)[cast.positions.tol.pk]
    assert [(holder.name, holder.acting) for holder in holders] == [
        ("Vik Ar", True), ("Kari Nordmo", False)
    ]


def test_holders_of_vacant_position_has_no_entry(cast):
    appointment = Appointment.objects.get(person__user=cast.tol)
    appointment_end(by=None, appointment=appointment, ends_on=date(2018, 10, 1), version=1)
    assert holders_of([cast.positions.tol.pk], on=TODAY) == {}


def test_holders_of_many_is_one_query(cast, django_assert_num_queries):
    ids = [cast.positions.tol.pk, cast.positions.drel.pk, cast.positions.chief.pk]
    with django_assert_num_queries(1):
        assert len(holders_of(ids, on=TODAY)) == 3


def test_owner_shown_kinds(cast):
    holders = holders_of([cast.positions.tol.pk], on=TODAY)
    assert owner_shown(cast.positions.tol, holders).name == "Kari Nordmo"
    assert owner_shown(cast.positions.tol, {}).kind == "vacant"
    assert owner_shown(cast.positions.every_tol, {}).kind == "each"
    assert owner_shown(cast.positions.group, {}).kind == "body"


def test_title_of_gives_the_foremost_position(cast):
    appoint(
        by=None, person=cast.tol.person, role=Role.MANAGEMENT_GROUP_MEMBER, unit=cast.units.group,
        starts_on=TODAY,
    )
    assert title_of(cast.tol, on=TODAY) == cast.positions.tol.label
