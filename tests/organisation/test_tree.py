from datetime import date

import pytest
from django.core.exceptions import ValidationError

from organisation.actions import unit_create, unit_place
from organisation.models import OrgUnit, UnitParent
from organisation.tree import parents_on, unit_ids_above, unit_ids_below
from tests.world import START, TODAY


def names(ids):
    return set(OrgUnit.objects.filter(pk__in=ids).values_list("name", flat=True))


def test_unit_ids_below_area(cast):
    below = unit_ids_below([cast.units.health.pk], on=TODAY)
    assert names(below) == {"Helse og omsorg", "Solsiden", "Psykisk helse"}


def test_unit_ids_below_nothing(cast, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert unit_ids_below([], on=TODAY) == frozenset()


def test_unit_ids_below_follows_the_day(cast):
    units = cast.units
    unit_place(by=None, unit=units.clinic, parent=units.schools, starts_on=date(2018, 7, 1))
    assert units.clinic.pk in unit_ids_below([units.health.pk], on=date(2018, 6, 30))
    assert units.clinic.pk not in unit_ids_below([units.health.pk], on=date(2018, 7, 1))
    assert units.clinic.pk in unit_ids_below([units.schools.pk], on=date(2018, 7, 1))


def test_unit_place_ends_the_place_before(cast):
    units = cast.units
    unit_place(by=None, unit=units.clinic, parent=units.schools, starts_on=date(2018, 7, 1))
    first, second = UnitParent.objects.filter(child=units.clinic).order_by("starts_on")
    assert first.ends_on == date(2018, 6, 30)
    assert second.ends_on is None


def test_unit_place_refuses_overlap(cast):
    units = cast.units
    unit_place(by=None, unit=units.clinic, parent=units.schools, starts_on=date(2018, 7, 1))
    with pytest.raises(ValidationError, match="starts_on"):
        UnitParent(
            child=units.clinic, parent=units.health, starts_on=date(2018, 3, 1)
        ).full_clean()


def test_unit_place_refuses_circle(cast):
    units = cast.units
    with pytest.raises(ValidationError, match="parent"):
        unit_place(by=None, unit=units.health, parent=units.home, starts_on=date(2018, 7, 1))


def test_unit_place_refuses_circle_that_closes_later(cast):
    """A below B from today, B below A from next year: a circle only next year."""
    units = cast.units
    a = unit_create(by=None, name="A", kind="operating_unit", starts_on=START)
    b = unit_create(by=None, name="B", kind="operating_unit", starts_on=START)
    unit_place(by=None, unit=b, parent=a, starts_on=date(2019, 1, 1))
    with pytest.raises(ValidationError, match="parent"):
        unit_place(by=None, unit=a, parent=b, starts_on=date(2018, 1, 1))
    unit_place(
        by=None, unit=a, parent=b, starts_on=date(2018, 1, 1), ends_on=date(2018, 12, 31)
    )
    assert parents_on(date(2018, 6, 1))[a.pk] == b.pk
    assert units.municipality.pk not in unit_ids_above(a.pk, on=date(2018, 6, 1))


def test_unit_place_refuses_management_group_as_parent(cast):
    with pytest.raises(ValidationError, match="parent"):
        unit_create(
            by=None, name="Under RLG", kind="operating_unit", starts_on=START,
            parent=cast.units.group,
        )


def test_unit_ids_above_goes_to_the_root(cast):
    units = cast.units
    above = unit_ids_above(units.home.pk, on=TODAY)
    assert above == [units.health.pk, units.municipality.pk]
