from django.db import connection
from django.test.utils import CaptureQueriesContext

from leanplan.drawn import drawings
from organisation.actions import position_get, unit_create
from organisation.models import Appointment
from organisation.offered import listed, offered
from organisation.owners import search
from organisation.roles import Role, UnitKind
from tests.world import START, TODAY


def unit(name, short=""):
    made = unit_create(by=None, name=name, kind=UnitKind.OPERATING_UNIT, starts_on=START)
    made.short_name = short
    made.save()
    return made


def test_listed_is_what_a_search_for_nothing_finds(cast):
    units = {"Ånes skole": "", "ælven": "", "Østre": "Tvilling", "B": "Tvilling"}
    for name, short in units.items():
        position_get(by=None, role=Role.UNIT_MANAGER, unit=unit(name, short))
    for limit in (3, 8, 100):
        assert listed(on=TODAY, limit=limit) == search("", on=TODAY, limit=limit)
    twins = [choice.value for choice in listed(on=TODAY) if "Tvilling" in choice.label]
    assert sorted(twins) == ["DREL Tvilling (B)", "DREL Tvilling (Østre)"]


def test_offered_is_one_query_and_knows_the_holders_of_those_beside(cast):
    employee = Appointment.objects.current(on=TODAY).filter(position__role=Role.EMPLOYEE).first()
    listed(on=TODAY)  # what the municipality says of itself is read once a request
    with CaptureQueriesContext(connection) as queries:
        offer = offered(on=TODAY, limit=2, beside={employee.position_id})
        choices = offer.choices
    assert len(queries) == 1
    assert len(choices) == 2
    assert employee.position_id not in {choice.pk for choice in choices}
    assert offer.holders[employee.position_id][0].person_id == employee.person_id


def test_datalist_is_drawn_anew_when_somebody_else_holds_a_position(cast):
    drawings.forget()
    assert "Anne Bråten" in offered(on=TODAY).datalist
    kept = len(drawings)
    assert "Anne Bråten" in offered(on=TODAY).datalist
    assert len(drawings) == kept
    person = cast.drel.person
    person.given_name = "Anna"
    person.save()
    assert "Anna Bråten" in offered(on=TODAY).datalist
