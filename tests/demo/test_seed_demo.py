from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, transaction

from challenges.models import ActionPlan
from demo.seed import seed
from measures.models import Measure
from organisation.actions import unit_create
from organisation.models import OrgUnit, User
from organisation.roles import UnitKind
from tests.demo.story import told
from tests.world import TODAY

pytestmark = pytest.mark.django_db


def run(*arguments):
    out = StringIO()
    call_command("seed_demo", *arguments, stdout=out)
    return out.getvalue()


def made(day, *, with_plan=True):
    """What a making for that day tells; it is taken back, so that another can be made."""
    with transaction.atomic():
        seed(
            today=day, password="lean-demo-passord", tell=lambda text: None, with_plan=with_plan
        )
        lines = told()
        transaction.set_rollback(True)
    return lines


def test_seed_demo_tells_what_is_there_and_changes_nothing_the_second_time():
    first = run()
    assert "lean-demo-passord" in first
    assert "tol@fjellvik.example" in first
    assert "Kari Nordmo" in first
    measure = Measure.objects.get(code="T30")
    measure.description = "Skrevet av en som prøver"
    measure.save()
    before = told()
    second = run()
    assert "Ingenting er endret" in second
    assert "lean-demo-passord" in second
    assert told() == before
    assert Measure.objects.get(code="T30").description == "Skrevet av en som prøver"


def test_seed_demo_without_plan_leaves_room_for_a_plan_of_ones_own():
    out = run("--without-plan")
    assert "ingen plan" in out
    assert OrgUnit.objects.filter(kind=UnitKind.OPERATING_UNIT).count() == 71
    assert not ActionPlan.objects.exists()
    assert not Measure.objects.exists()


def test_seed_is_the_same_for_the_same_day_and_laid_out_around_it():
    leap_day = made(date(2024, 2, 29))
    assert len(leap_day) > 1000
    assert made(date(2024, 2, 29)) == leap_day
    assert made(date(2027, 1, 3), with_plan=False) != made(date(2024, 2, 29), with_plan=False)


def test_seed_demo_says_how_to_be_on_another_day():
    assert "LEANPLAN_TODAY=2018-11-20" in run("--without-plan", "--today", "2018-11-20")
    assert TODAY.isoformat() != "2018-11-20"


def test_seed_demo_refuses_in_production(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="produksjon"):
        run()
    assert not User.objects.exists()


def test_seed_demo_refuses_where_others_have_entered_something():
    unit_create(by=None, name="Vikdal", kind=UnitKind.MUNICIPALITY, starts_on=TODAY)
    with pytest.raises(CommandError, match="--beside"):
        run()
    with pytest.raises(CommandError, match="tom database"):
        run("--beside", "--size", "oslo")
    assert OrgUnit.objects.count() == 1
    run("--beside", "--without-plan")
    assert OrgUnit.objects.filter(name="Vikdal").exists()


def test_seed_demo_beside_writes_nothing_where_it_does_not_fit():
    unit_create(
        by=None, name="Forbedring", kind=UnitKind.STAFF, is_development_unit=True, starts_on=TODAY
    )
    with pytest.raises(CommandError, match="ingenting er skrevet"):
        run("--beside")
    assert [unit.name for unit in OrgUnit.objects.all()] == ["Forbedring"]
    assert not User.objects.exists()


def test_seed_demo_refuses_a_bad_password_and_uses_a_good_one(monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "passord")
    with pytest.raises(CommandError, match="DEMO_PASSWORD"):
        run()
    monkeypatch.setenv("DEMO_PASSWORD", "et annet demopassord")
    assert "et annet demopassord" in run("--without-plan")
    monkeypatch.delenv("DEMO_PASSWORD")
    assert "lean-demo-passord" not in run()
    assert User.objects.get(email="tol@fjellvik.example").check_password("et annet demopassord")


def test_seed_demo_says_that_tables_are_missing(monkeypatch):
    def missing():
        raise OperationalError("no such table: organisation_user")

    monkeypatch.setattr("demo.management.commands.seed_demo.has_other_data", missing)
    with pytest.raises(CommandError, match="migrate"):
        run()


def test_seed_demo_refuses_what_does_not_go_together():
    with pytest.raises(CommandError, match="uten plan"):
        run("--size", "oslo", "--without-plan")
    with pytest.raises(CommandError, match="ÅÅÅÅ-MM-DD"):
        run("--today", "31.02.2021")
