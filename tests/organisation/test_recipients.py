from datetime import date

import pytest

from organisation.actions import appoint, appointment_end, position_get
from organisation.models import Appointment
from organisation.recipients import Recipients, Why
from organisation.roles import Role

DAY = date(2018, 11, 13)


def end(user, day=date(2018, 11, 1)):
    appointment = Appointment.objects.get(person=user.person)
    appointment_end(by=None, appointment=appointment, ends_on=day, version=appointment.version)


def told(position, *, on=DAY, fallback=()):
    return [
        (one.person.name, one.above.name if one.above else "", one.why)
        for one in Recipients(on=on, fallback=fallback).of(position.pk)
    ]


def test_of_the_holder_and_who_leads_above(cast):
    where = cast.positions
    assert told(where.drel) == [("Anne Bråten", "Kari Nordmo", Why.HOLDS)]
    assert told(where.tol) == [("Kari Nordmo", "Ingrid Solbakken", Why.HOLDS)]
    assert told(where.chief) == [("Ingrid Solbakken", "", Why.HOLDS)]
    assert told(where.coach) == [("Jonas Fjeld", "Anne Bråten", Why.HOLDS)]


def test_of_every_such_role_and_of_a_body(cast):
    assert told(cast.positions.every_tol) == [
        ("Kari Nordmo", "Ingrid Solbakken", Why.HOLDS),
        ("Tor Haugen", "Ingrid Solbakken", Why.HOLDS),
    ]
    assert told(cast.positions.group) == [("Ola Brekke", "Ingrid Solbakken", Why.HOLDS)]


def test_of_the_day_that_is_asked_for(cast):
    end(cast.drel, date(2018, 11, 10))
    assert told(cast.positions.drel, on=date(2018, 11, 10))[0][0] == "Anne Bråten"
    assert told(cast.positions.drel) == [("Kari Nordmo", "Ingrid Solbakken", Why.VACANT)]


def test_of_an_acting_holder_who_leads_above_as_well(cast):
    """The area manager acts for the unit: nobody is told twice, and above is somebody else."""
    appoint(by=None, person=cast.tol.person, role=Role.UNIT_MANAGER, unit=cast.units.home,
            starts_on=date(2018, 10, 1), acting=True)
    assert told(cast.positions.drel) == [("Kari Nordmo", "Ingrid Solbakken", Why.HOLDS)]


@pytest.mark.parametrize(
    ("gone", "expected"),
    [
        (("drel",), "Kari Nordmo"), (("drel", "tol"), "Ingrid Solbakken"),
        (("drel", "tol", "chief"), "Hanne Lie"),
    ],
)
def test_of_a_vacancy_climbs_to_the_plans_owner(cast, gone, expected):
    for part in gone:
        end(cast[part])
    owner = cast.positions.development.pk
    assert [name for name, _, _ in told(cast.positions.drel, fallback=[owner])] == [expected]


def test_of_nobody_at_all(cast):
    for part in ("drel", "tol", "chief"):
        end(cast[part])
    assert told(cast.positions.drel) == []


def test_of_a_holder_without_an_active_account(cast):
    cast.drel.is_active = False
    cast.drel.save()
    assert told(cast.positions.drel) == [("Kari Nordmo", "Ingrid Solbakken", Why.NO_ACCOUNT)]
    leader = cast.tol.person
    leader.user = None
    leader.save()
    assert told(cast.positions.drel)[0][0] == "Ingrid Solbakken"


def test_concerning_is_what_one_is_told_of_first_or_next(cast):
    found = Recipients(on=DAY).concerning(cast.tol.person.pk)
    where = cast.positions
    assert {where.tol.pk, where.every_tol.pk, where.drel.pk, where.second_drel.pk} <= found
    assert not {where.chief.pk, where.other_drel.pk, where.other_tol.pk} & found


def test_named_needs_an_account(cast):
    people = Recipients(on=DAY)
    found = people.named(cast.employee.person.pk)
    assert (found.person.name, found.above, found.why) == ("Even Aas", None, Why.NAMED)
    cast.employee.is_active = False
    cast.employee.save()
    assert Recipients(on=DAY).named(cast.employee.person.pk) is None


def test_asks_the_same_of_the_database_for_any_number(cast, django_assert_num_queries):
    position_get(by=None, role=Role.COACH, unit=cast.units.clinic)
    people = Recipients(on=DAY)
    with django_assert_num_queries(3):
        for position in list(people._positions):
            people.of(position)
