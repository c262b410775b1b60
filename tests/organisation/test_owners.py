from django.db import connection
from django.test.utils import CaptureQueriesContext

from organisation.actions import position_get, unit_create
from organisation.models import Appointment
from organisation.owners import listed, search
from organisation.roles import Role, UnitKind
from tests.world import START, TODAY


def values(choices):
    return [choice.value for choice in choices]


def test_search_shows_holder_or_vacant(cast):
    (found,) = search("solsiden anne", on=TODAY)
    assert (found.label, found.under) == (cast.positions.drel.label, "Anne Bråten")
    Appointment.objects.filter(position=cast.positions.drel).delete()
    found = next(c for c in search("solsiden", on=TODAY) if c.position == cast.positions.drel)
    assert found.under == "ledig"


def test_search_empty_offers_the_top_first(cast):
    first = search("", on=TODAY)[0]
    assert first.position == cast.positions.every_tol


def test_search_is_capped_with_as_many_queries_for_many(cast):
    def count():
        with CaptureQueriesContext(connection) as queries:
            found = search("", on=TODAY)
        return len(queries), len(found)

    search("", on=TODAY)
    before, _ = count()
    for number in range(40):
        unit = unit_create(
            by=None, name=f"Enhet {number}", kind=UnitKind.OPERATING_UNIT, starts_on=START
        )
        position_get(by=None, role=Role.UNIT_MANAGER, unit=unit)
    after, offered = count()
    assert after == before
    assert offered == 12


def test_listed_is_capped(cast):
    for number in range(70):
        unit = unit_create(
            by=None, name=f"Enhet {number}", kind=UnitKind.OPERATING_UNIT, starts_on=START
        )
        position_get(by=None, role=Role.UNIT_MANAGER, unit=unit)
    found = listed(on=TODAY)
    assert len(found) == 60
    assert cast.positions.chief.label in values(found)
    assert cast.positions.group.label in values(found)
