from django.db import connection
from django.test.utils import CaptureQueriesContext

from organisation.actions import position_get, unit_create
from organisation.models import Appointment
from organisation.offered import listed
from organisation.owners import may_own, search
from organisation.roles import Role, UnitKind
from tests.world import START, TODAY


def values(choices):
    return [choice.value for choice in choices]


def test_search_shows_holder_or_vacant(cast):
    (found,) = search("solsiden anne", on=TODAY)
    assert (found.label, found.under) == (cast.positions.drel.label, "Anne Bråten")
    Appointment.objects.filter(position=cast.positions.drel).delete()
    found = next(c for c in search("solsiden", on=TODAY) if c.pk == cast.positions.drel.pk)
    assert found.under == "ledig"


def test_search_empty_offers_the_top_first(cast):
    first = search("", on=TODAY)[0]
    assert first.pk == cast.positions.every_tol.pk


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


def test_offered_label_is_the_label_of_the_position(cast):
    offered = {choice.pk: choice.label for choice in search("", on=TODAY, limit=100)}
    assert len(offered) > 8
    assert offered == {p.pk: p.label for p in may_own(on=TODAY).select_related("unit")}


def test_search_finds_either_half_of_a_double_name(cast):
    person = cast.drel.person
    person.family_name = "Bråten-Øye"
    person.save()
    assert [c.pk for c in search("øye", on=TODAY)] == [cast.positions.drel.pk]
