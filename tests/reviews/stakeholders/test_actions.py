from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from leanplan.versioning import Conflict
from reviews.stakeholders.actions import (
    stakeholder_add,
    stakeholder_check,
    stakeholder_edit,
    stakeholder_remove,
    stakeholders_create,
    stakeholders_edit,
)
from reviews.stakeholders.models import MAX_STAKEHOLDERS, StakeholderAnalysis
from tests.reviews.fishbone.making import make_analysis
from tests.world import TODAY


@pytest.fixture
def analysis(cast):
    return stakeholders_create(
        by=cast.drel, unit=cast.units.home, subject="Én vei inn for bestilling av hjelpemidler"
    )


def group(analysis, name="Brukerrådet", **values):
    return stakeholder_add(
        by=None, analysis=analysis, values={"name": name, "influence": 1, "interest": 3, **values}
    )


def check(analysis, kind="before", **values):
    row = analysis.checks.get(kind=kind)
    return stakeholder_check(**{
        "by": None, "check": row, "version": row.version, "planned_on": None, "done_on": None,
        **values,
    })


def test_stakeholders_create_brings_three_check_points(analysis):
    assert [one.kind for one in analysis.checks.all()] == ["before", "follow_up", "evaluation"]


def test_stakeholders_create_of_a_fishbone_is_one(cast):
    fishbone = make_analysis(cast)
    made = {
        stakeholders_create(by=None, unit=cast.units.home, subject="x", fishbone=fishbone).pk
        for _ in range(2)
    }
    assert len(made) == 1
    # Two weeks before has passed, so it is to be done today.
    assert StakeholderAnalysis.objects.get().checks.get(kind="before").planned_on == TODAY


def test_stakeholder_add_sent_twice_is_one(analysis):
    assert group(analysis) == group(analysis)
    with pytest.raises(ValidationError):
        group(analysis, influence=3)


def test_stakeholder_add_stops_at_what_the_grid_holds(analysis):
    for number in range(MAX_STAKEHOLDERS):
        group(analysis, f"Gruppe {number}")
    with pytest.raises(ValidationError):
        group(analysis, "En til")


def test_stakeholder_edit_of_two_is_a_conflict(analysis):
    row = group(analysis)
    stakeholder_edit(by=None, group=row, version=1, values={"influence": 3})
    with pytest.raises(Conflict):
        stakeholder_edit(by=None, group=row, version=1, values={"influence": 0})
    with pytest.raises(Conflict):
        stakeholder_remove(by=None, group=row, version=1)
    stakeholder_remove(by=None, group=row, version=2)
    assert analysis.groups.count() == 0


def test_stakeholder_check_says_who_did_it(cast, analysis):
    group(analysis)
    check(analysis, by=cast.drel, done_on=TODAY)
    row = analysis.checks.get(kind="before")
    assert row.done_by == cast.drel
    assert "Solsiden" in row.done_as
    check(analysis, done_on=None)
    assert analysis.checks.get(kind="before").done_by is None


@pytest.mark.parametrize("day", [TODAY, TODAY + timedelta(days=1)])
def test_stakeholder_check_refuses_without_groups_and_ahead_of_time(analysis, day):
    with pytest.raises(ValidationError) as refused:
        check(analysis, done_on=day)
    assert "done_on" in refused.value.error_dict


def test_stakeholders_edit(analysis):
    values = {"by": None, "analysis": analysis, "version": 1, "network": " Hjelpemidler "}
    stakeholders_edit(**values, subject="Noe annet")
    assert (analysis.subject, analysis.network) == ("Noe annet", "Hjelpemidler")
    with pytest.raises(Conflict):
        stakeholders_edit(**values, subject="Noe tredje")
