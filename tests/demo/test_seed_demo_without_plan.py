"""The command with all that can be said to it: beside others' units, without a plan, for a day."""

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import translation

from challenges.models import ActionPlan
from measures.models import Measure
from organisation.actions import unit_create
from organisation.models import OrgUnit, User
from organisation.roles import UnitKind
from tests.demo.story import run
from tests.world import TODAY


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """What it printed; made once for these tests, and taken back afterwards."""
    with (
        django_db_blocker.unblock(), transaction.atomic(), translation.override("nb"),
        override_settings(LEANPLAN_TODAY=TODAY.isoformat()),
        pytest.MonkeyPatch.context() as patch,
    ):
        unit_create(by=None, name="Vikdal", kind=UnitKind.MUNICIPALITY, starts_on=TODAY)
        patch.setenv("DEMO_PASSWORD", "et annet demopassord")
        yield run("--beside", "--without-plan", "--today", "2027-01-03")
        transaction.set_rollback(True)


@pytest.fixture
def printed(made, db, monkeypatch):
    """What it printed; the password is no longer chosen."""
    monkeypatch.delenv("DEMO_PASSWORD")
    return made


def test_seed_demo_without_plan_leaves_room_for_a_plan_of_ones_own(printed):
    assert "ingen plan" in printed
    assert OrgUnit.objects.filter(kind=UnitKind.OPERATING_UNIT).count() == 71
    assert not ActionPlan.objects.exists()
    assert not Measure.objects.exists()


def test_seed_demo_says_how_to_be_on_another_day(printed):
    assert "LEANPLAN_TODAY=2027-01-03" in printed


def test_seed_demo_beside_leaves_what_others_have_entered(printed):
    assert OrgUnit.objects.filter(name="Vikdal").exists()


def test_seed_demo_uses_the_password_that_was_chosen(printed):
    assert "et annet demopassord" in printed
    assert "lean-demo-passord" not in run()
    user = User.objects.get(email="tol@fjellvik.example")
    assert user.check_password("et annet demopassord")
