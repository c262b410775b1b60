import pytest
from django.db import transaction
from django.utils import translation

from demo.accounts import DEFAULT_PASSWORD
from demo.seed import OSLO_MEASURES, OSLO_UNITS, seed
from measures.choices import Status
from measures.models import Measure, Obligation, StatusEntry
from measures.obligation_rules import NewLeaderMeetsChief
from organisation.models import Appointment, OrgUnit, Person, Position, UnitParent
from organisation.roles import UnitKind
from organisation.tree import unit_ids_below
from reviews.models import FollowUp, GembaVisit, HalfYearReview
from reviews.obligations import GembaEachHalfYear
from tests.world import TODAY

UNITS, MEASURES = 190, 130
TRACKED = (
    OrgUnit, UnitParent, Person, Position, Appointment, Measure, GembaVisit, HalfYearReview,
    FollowUp,
)


@pytest.fixture(scope="module")
def made_large(django_db_setup, django_db_blocker):
    """Made once for these tests, which only read it."""
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("nb"):
        told = []
        counted = seed(
            today=TODAY, password=DEFAULT_PASSWORD, tell=told.append, units=UNITS,
            measures=MEASURES,
        )
        yield counted, told
        transaction.set_rollback(True)


@pytest.fixture
def large(made_large, db):
    return made_large


def test_grow_makes_as_many_as_asked_for(large):
    counted, told = large
    assert (counted.units, counted.measures) == (UNITS, MEASURES)
    assert counted.areas > 12
    assert told[-2] == "75 av 75 tiltak ..."
    assert told[-1].startswith("Besøk og revisjoner i ")
    assert (OSLO_UNITS, OSLO_MEASURES) == (2000, 10_000)


def test_grow_leaves_no_row_in_an_impossible_state(large):
    for model in (*TRACKED, StatusEntry):
        for row in model.objects.all():
            row.full_clean()


def test_grow_leaves_no_crowd_of_leaders_late_for_their_first_meeting(large):
    late = Obligation.objects.of_rule(NewLeaderMeetsChief.key).late(today=TODAY)
    assert late.count() < 3


def test_grow_writes_history_with_everything(large):
    for model in TRACKED:
        with_history = set(model.history.values_list("id", flat=True))
        assert set(model.objects.values_list("pk", flat=True)) == with_history, model


def test_grow_hangs_every_unit_in_the_tree(large):
    root = OrgUnit.objects.get(kind=UnitKind.MUNICIPALITY)
    below = unit_ids_below([root.pk], on=TODAY)
    assert below == set(OrgUnit.objects.existing(on=TODAY).values_list("pk", flat=True))


def test_grow_goes_on_with_the_codes_and_every_state(large):
    later = Measure.objects.filter(plan__generation=2).exclude(unit=None)
    numbers = sorted(int(code[1:]) for code in later.values_list("code", flat=True))
    assert numbers == list(range(30, 30 + later.count()))
    assert set(later.values_list("status", flat=True)) == set(Status) - {Status.CARRIED_OVER}
    assert later.filter(owner=None).count() > 2
    assert later.overdue(today=TODAY).exists()
    said = StatusEntry.objects.filter(measure__in=later)
    assert said.exists()
    assert not said.filter(said_on__gt=TODAY).exists()


def test_grow_visits_and_reviews_the_new_units(large):
    new = OrgUnit.objects.filter(kind=UnitKind.OPERATING_UNIT, name__regex=r" \d+$")
    assert new.exclude(half_year_reviews=None).count() > new.count() * 0.8
    assert Obligation.objects.filter(rule_key=GembaEachHalfYear.key, state="met").exists()
    assert FollowUp.objects.filter(unit__in=new).exists()
