"""Whose follow-up is whose: down to the next leader, and no further."""

from datetime import timedelta

import pytest

from organisation.actions import appoint, position_get, unit_create
from organisation.models import Appointment, User
from organisation.own_leaders import own_leaders
from organisation.reach import reach_of
from organisation.roles import Role, UnitKind
from tests.world import START, TODAY


def posts(user):
    user = User.objects.get(pk=user.pk)
    found = own_leaders(reach_of(user), on=TODAY)
    return {post.owner.name for post in found.posts.values()}, found


@pytest.mark.parametrize(
    ("part", "names"),
    [
        ("chief", {"Kari Nordmo", "Tor Haugen", "Hanne Lie", "RLG"}),
        ("tol", {"Anne Bråten", "Lise Vik"}),
        ("other_tol", {"Åse Moen"}),
        ("drel", set()), ("member", set()), ("coach", set()), ("reader", set()),
    ],
)
def test_own_leaders_are_those_closest(part, names, cast):
    assert posts(cast[part])[0] == names


def test_own_leaders_goes_past_a_vacant_position(cast):
    Appointment.objects.filter(position=cast.positions.tol).update(
        ends_on=TODAY - timedelta(days=1)
    )
    names, found = posts(cast.chief)
    assert {"Anne Bråten", "Lise Vik", "TOL Helse og omsorg"} <= names
    assert found.posts[cast.positions.tol.pk].owner.kind == "vacant"
    assert cast.units.health.pk in found.own_unit_ids
    assert cast.units.home.pk not in found.own_unit_ids


def test_own_leaders_shows_who_is_acting(cast):
    appoint(
        by=None, person=cast.second_drel.person, role=Role.UNIT_MANAGER, unit=cast.units.home,
        starts_on=START, acting=True,
    )
    _names, found = posts(cast.tol)
    owner = found.posts[cast.positions.drel.pk].owner
    assert (owner.name, owner.acting) == ("Lise Vik", True)
    # The acting leader leads the unit herself, and follows nobody up in it.
    assert posts(cast.second_drel)[0] == set()


def test_own_leaders_of_a_department_below(cast):
    ward = unit_create(
        by=None, name="Avdeling 2", kind=UnitKind.DEPARTMENT, starts_on=START,
        parent=cast.units.home,
    )
    body = position_get(by=None, role=Role.BODY, unit=ward)
    _names, found = posts(cast.drel)
    assert found.own_unit_ids == {cast.units.home.pk, ward.pk}
    assert found.posts[body.pk].owner.kind == "body"
