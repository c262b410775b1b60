import pytest
from django.core.exceptions import ValidationError

from leanplan.versioning import create
from organisation.actions import appoint
from organisation.forms import PersonField
from organisation.models import Person
from organisation.people import people_called, people_near
from organisation.roles import Role
from tests.world import START, TODAY


@pytest.fixture
def namesake(cast):
    person = create(Person(given_name="Anne", family_name="Bråten"), by=None)
    appoint(by=None, person=person, role=Role.EMPLOYEE, unit=cast.units.school, starts_on=START)
    return person


def test_people_near_are_of_the_unit_and_below_by_name(cast):
    names = [person.name for person in people_near(cast.units.health, on=TODAY)]
    assert names == ["Even Aas", "Anne Bråten", "Jonas Fjeld", "Kari Nordmo", "Lise Vik"]


def test_people_near_nothing_is_everybody(cast):
    assert len(people_near(None, on=TODAY)) == 13
    assert len(people_near(None, on=TODAY, limit=3)) == 3


@pytest.mark.parametrize("text", ["Åse Moen", "åse  moen", "ÅSE MOEN"])
def test_people_called(text, cast):
    assert people_called(text, on=TODAY) == [cast.other_drel.person]


def test_people_called_told_apart_by_position(cast, namesake):
    assert len(people_called("Anne Bråten", on=TODAY)) == 2
    assert people_called("Anne Bråten (DREL Solsiden)", on=TODAY) == [cast.drel.person]


def test_person_field_reads_names(cast):
    field = PersonField(required=False)
    assert field.clean("anne bråten") == cast.drel.person
    assert field.clean("  ") is None
    assert field.prepare_value(cast.drel.person) == "Anne Bråten"
    assert field.prepare_value("noe rart") == "noe rart"


def test_person_field_refuses_the_unknown_and_the_unclear(cast, namesake):
    field = PersonField()
    with pytest.raises(ValidationError, match="Nils Ingen"):
        field.clean("Nils Ingen")
    with pytest.raises(ValidationError, match="Flere heter"):
        field.clean("Anne Bråten")
    assert PersonField(standing=namesake).clean("Anne Bråten") == namesake
