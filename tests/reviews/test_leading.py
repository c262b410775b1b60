"""Who leads the review of a unit: one rule for one unit and for all."""

from datetime import date

import pytest

from organisation.actions import unit_create
from organisation.models import Position
from organisation.roles import Role, UnitKind
from organisation.tree import parents_on, unit_ids_led
from reviews.leading import all_leaders, coach_position, host_of, leader_of, read_around
from tests.world import START, TODAY

pytestmark = pytest.mark.django_db


def group_of(cast):
    return unit_create(
        by=None, name="Ledergruppa", kind=UnitKind.MANAGEMENT_GROUP, starts_on=START,
        parent=cast.units.health,
    )


def test_leader_of_one_is_the_leader_of_all(cast):
    expected = {
        cast.units.home: cast.positions.tol, cast.units.school: cast.positions.other_tol,
        # The leader group and the area itself are looked at by the one above.
        group_of(cast): cast.positions.chief, cast.units.health: cast.positions.chief,
    }
    leaders, parents = all_leaders(), parents_on(TODAY)
    for unit, position in expected.items():
        assert leader_of(unit, on=TODAY) == position
        assert leaders.above(unit.pk, unit.kind, parents) == position.pk


def test_leader_of_a_unit_whose_area_has_no_manager_is_the_chief(cast):
    area = unit_create(by=None, name="Felles", kind=UnitKind.SERVICE_AREA, starts_on=START,
                       parent=cast.units.municipality)
    unit = unit_create(by=None, name="Kantina", kind=UnitKind.OPERATING_UNIT, starts_on=START,
                       parent=area)
    assert leader_of(unit, on=TODAY) == cast.positions.chief
    assert not Position.objects.filter(unit=area).exists()


def test_read_around_gives_host_and_coach_in_one_query(cast, django_assert_num_queries):
    unit = cast.units.home
    plain = host_of(unit, on=TODAY), coach_position(unit)
    with django_assert_num_queries(1):
        read_around(unit, on=TODAY)
        assert (host_of(unit, on=TODAY), coach_position(unit)) == plain
    assert plain[0] == cast.positions.drel


def test_unit_ids_led_stops_where_another_leads(cast, django_assert_num_queries):
    inner = unit_create(by=None, name="Område i området", kind=UnitKind.SERVICE_AREA,
                        starts_on=START, parent=cast.units.health)
    below = unit_create(by=None, name="Der inne", kind=UnitKind.OPERATING_UNIT, starts_on=START,
                        parent=inner)

    def led(day=TODAY):
        return unit_ids_led(
            [cast.units.health.pk], role=Role.SERVICE_AREA_MANAGER, on=day,
            besides=UnitKind.SERVICE_AREA,
        )

    assert below.pk in led()
    Position.objects.create(role=Role.SERVICE_AREA_MANAGER, unit=inner)
    with django_assert_num_queries(1):
        assert led() >= {cast.units.home.pk, cast.units.clinic.pk}
    assert led().isdisjoint({below.pk, inner.pk, cast.units.health.pk, cast.units.school.pk})
    assert led(date(1990, 1, 1)) == frozenset()
