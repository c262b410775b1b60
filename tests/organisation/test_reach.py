from datetime import date

import pytest

from leanplan.versioning import create
from organisation.actions import (
    appoint,
    appointment_end,
    position_get,
    unit_create,
    unit_place,
)
from organisation.models import Appointment, Person, User
from organisation.reach import reach_of
from organisation.roles import Role


def fresh(user):
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize(
    ("part", "reads", "reads_not"),
    [
        ("tol", ("health", "home", "clinic"), ("school", "schools")),
        ("drel", ("home",), ("clinic", "health", "school")),
        ("other_drel", ("school",), ("home", "schools")),
        ("coach", ("home",), ("clinic", "health")),
        ("employee", ("home",), ("clinic", "health")),
        ("secretary", (), ("home", "school", "health")),
        ("reader", (), ("home", "municipality")),
        ("chief", ("home", "school", "health"), ()),
        ("member", ("home", "school"), ()),
        ("development", ("home", "school"), ()),
        ("administrator", ("home", "school"), ()),
    ],
)
def test_reach_of_reads_units(cast, part, reads, reads_not):
    reach = reach_of(cast[part])
    assert {unit for unit in reads if not reach.reads(getattr(cast.units, unit).pk)} == set()
    assert {unit for unit in reads_not if reach.reads(getattr(cast.units, unit).pk)} == set()


def test_reach_of_coach_and_employee_lead_nothing(cast):
    assert reach_of(cast.coach).led_unit_ids == frozenset()
    assert reach_of(cast.employee).led_unit_ids == frozenset()


def test_reach_of_every_position_is_each_holders(cast):
    every = cast.positions.every_tol.pk
    assert every in reach_of(cast.tol).position_ids
    assert every in reach_of(cast.other_tol).position_ids
    assert every not in reach_of(cast.drel).position_ids


def test_reach_of_every_position_below_one_area_only(cast):
    every = position_get(by=None, role=Role.UNIT_MANAGER, unit=cast.units.health, each=True)
    assert every.pk in reach_of(cast.drel).position_ids
    assert every.pk not in reach_of(cast.other_drel).position_ids


def test_reach_of_body_is_its_members(cast):
    body = cast.positions.group.pk
    assert body in reach_of(cast.member).position_ids
    assert body not in reach_of(cast.secretary).position_ids
    assert body not in reach_of(cast.tol).position_ids


def test_reach_of_leader_who_left_holds_nothing(cast, settings):
    appointment = Appointment.objects.get(person__user=cast.tol)
    appointment_end(
        by=cast.administrator, appointment=appointment, ends_on=date(2018, 11, 12),
        version=appointment.version,
    )
    reach = reach_of(fresh(cast.tol))
    assert reach.roles == frozenset()
    assert not reach.reads(cast.units.home.pk)


def test_reach_of_last_day_still_counts(cast):
    appointment = Appointment.objects.get(person__user=cast.tol)
    appointment_end(
        by=None, appointment=appointment, ends_on=date(2018, 11, 13), version=1
    )
    assert Role.SERVICE_AREA_MANAGER in reach_of(fresh(cast.tol)).roles


def test_reach_of_future_appointment_counts_not_yet(cast, settings):
    person = create(
        Person(given_name="Ny", family_name="Leder", user=User.objects.create_user("ny@x.example")),
        by=None,
    )
    appoint(
        by=None, person=person, role=Role.MANAGEMENT_GROUP_MEMBER, unit=cast.units.group,
        starts_on=date(2019, 1, 1),
    )
    assert reach_of(fresh(person.user)).roles == frozenset()
    settings.LEANPLAN_TODAY = "2019-01-01"
    assert reach_of(fresh(person.user)).has(Role.MANAGEMENT_GROUP_MEMBER)


def test_reach_of_deactivated_user_is_empty(cast):
    cast.tol.is_active = False
    assert reach_of(cast.tol).roles == frozenset()


def test_reach_of_is_worked_out_once(cast, django_assert_num_queries):
    user = User.objects.select_related("person").get(pk=cast.tol.pk)
    with django_assert_num_queries(1):
        assert reach_of(user).roles == {Role.SERVICE_AREA_MANAGER}
    with django_assert_num_queries(0):
        reach_of(user)


def test_reach_of_every_position_follows_the_tree_of_the_day(cast, settings):
    every = position_get(by=None, role=Role.UNIT_MANAGER, unit=cast.units.health, each=True)
    unit_place(
        by=None, unit=cast.units.home, parent=cast.units.schools, starts_on=date(2019, 1, 1)
    )
    assert every.pk in reach_of(fresh(cast.drel)).position_ids
    assert cast.units.home.pk in reach_of(fresh(cast.tol)).led_unit_ids
    settings.LEANPLAN_TODAY = "2019-01-01"
    assert every.pk not in reach_of(fresh(cast.drel)).position_ids
    assert cast.units.home.pk not in reach_of(fresh(cast.tol)).led_unit_ids


def test_reach_of_title_is_the_foremost_position(cast):
    appoint(
        by=None, person=cast.tol.person, role=Role.MANAGEMENT_GROUP_MEMBER, unit=cast.units.group,
        starts_on=date(2018, 2, 1),
    )
    assert reach_of(fresh(cast.tol)).title == cast.positions.tol.label
    assert reach_of(fresh(cast.member)).title == cast.positions.member.label
    assert reach_of(User.objects.create_user("ingen@x.example")).title == ""


def test_reach_of_two_tiers_without_area_or_development_unit(db):
    """A small municipality: the chief executive leads the units himself."""
    start = date(2018, 1, 1)
    top = unit_create(by=None, name="Små kommune", kind="municipality", starts_on=start)
    unit = unit_create(
        by=None, name="Skolen", kind="operating_unit", starts_on=start, parent=top
    )
    chief = create(
        Person(given_name="A", family_name="B", user=User.objects.create_user("a@x.example")),
        by=None,
    )
    appoint(by=None, person=chief, role=Role.CHIEF_EXECUTIVE, unit=top, starts_on=start)
    assert unit.pk in reach_of(chief.user).led_unit_ids
