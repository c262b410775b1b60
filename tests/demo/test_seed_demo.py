from datetime import date

import pytest
from django.core.management import CommandError
from django.db import OperationalError

from demo.seed import seed
from measures.models import Measure
from organisation.actions import unit_create
from organisation.models import OrgUnit, User
from organisation.roles import UnitKind
from tests.demo.story import run, told
from tests.world import TODAY

pytestmark = pytest.mark.django_db


def test_seed_demo_makes_the_same_for_the_same_day_and_changes_nothing_after_that(fjellvik_told):
    first = run()
    assert told() == fjellvik_told
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


def test_seed_is_laid_out_around_the_day_even_a_leap_day(fjellvik_told):
    seed(today=date(2024, 2, 29), password="lean-demo-passord", tell=lambda text: None)
    leap_day = told()
    assert len(leap_day) > 1000
    assert leap_day != fjellvik_told


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


def test_seed_demo_beside_writes_nothing_where_it_does_not_fit():
    unit_create(
        by=None, name="Forbedring", kind=UnitKind.STAFF, is_development_unit=True, starts_on=TODAY
    )
    with pytest.raises(CommandError, match="ingenting er skrevet"):
        run("--beside")
    assert [unit.name for unit in OrgUnit.objects.all()] == ["Forbedring"]
    assert not User.objects.exists()


def test_seed_demo_refuses_a_bad_password(monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "passord")
    with pytest.raises(CommandError, match="DEMO_PASSWORD"):
        run()
    assert not User.objects.exists()


def test_seed_demo_says_that_tables_are_missing(monkeypatch):
    def missing():
        raise OperationalError("no such table: organisation_user")

    monkeypatch.setattr("demo.management.commands.seed_demo.has_other_data", missing)
    with pytest.raises(CommandError, match="migrate"):
        run()


def test_seed_demo_says_that_texts_are_not_compiled(settings, tmp_path):
    settings.LOCALE_PATHS = [tmp_path, *settings.LOCALE_PATHS[1:]]
    with pytest.raises(CommandError, match=r"scripts\.messages compile"):
        run()
    assert not User.objects.exists()


def test_seed_demo_refuses_what_does_not_go_together():
    with pytest.raises(CommandError, match="uten plan"):
        run("--size", "oslo", "--without-plan")
    with pytest.raises(CommandError, match="ÅÅÅÅ-MM-DD"):
        run("--today", "31.02.2021")
