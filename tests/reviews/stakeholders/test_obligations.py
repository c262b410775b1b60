"""What the plan asks of stakeholder analyses: kept, open and late from the records (M26)."""

from datetime import date

import pytest

from measures.models import Obligation, RuleStart
from measures.registries import obligation_rules
from reviews.fishbone.actions.analyses import fishbone_edit, fishbone_move, fishbone_start
from reviews.stakeholders.actions import stakeholder_add, stakeholder_check, stakeholders_create
from reviews.stakeholders.obligations import StakeholdersBeforeAnalysis, StakeholdersLookedAtAgain
from tests.reviews.fishbone.making import make_analysis

BEFORE, AGAIN = StakeholdersBeforeAnalysis.key, StakeholdersLookedAtAgain.key


@pytest.fixture(autouse=True)
def start(plan):
    for key in (BEFORE, AGAIN):
        RuleStart.objects.update_or_create(
            rule_key=key, defaults={"counts_from": date(2018, 1, 1)}
        )


def stakeholders(cast, fishbone=None):
    made = stakeholders_create(
        by=cast.drel, unit=cast.units.home, subject="Hjelpemidler", fishbone=fishbone
    )
    stakeholder_add(
        by=cast.drel, analysis=made, values={"name": "Brukerrådet", "influence": 1, "interest": 3}
    )
    return made


def check(made, kind, **days):
    row = made.checks.get(kind=kind)
    values = {"planned_on": None, "done_on": None, **days}
    stakeholder_check(by=None, check=row, version=row.version, **values)


def duty(key):
    return Obligation.objects.get(rule_key=key)


def test_due_so_many_days_before_the_analysis_and_late_after(cast):
    make_analysis(cast, day=date(2018, 12, 20))
    row = duty(BEFORE)
    assert (row.due_date, row.state, row.position) == (
        date(2018, 12, 6), "open", cast.positions.drel
    )


def test_it_follows_the_day_of_the_analysis(cast):
    analysis = make_analysis(cast, day=None)
    assert not Obligation.objects.filter(rule_key=BEFORE).exists()
    values = {"day": date(2018, 12, 20)}
    fishbone_edit(by=cast.drel, analysis=analysis, version=1, values=values)
    assert duty(BEFORE).due_date == date(2018, 12, 6)
    fishbone_start(by=cast.drel, analysis=analysis, version=analysis.version)
    # Started today, 13 November: two weeks before is long gone.
    assert duty(BEFORE).due_date == date(2018, 10, 30)


def test_kept_when_the_groups_are_gone_through_and_open_again_when_not(cast):
    analysis = make_analysis(cast, day=date(2018, 12, 20))
    made = stakeholders(cast, analysis)
    assert made.checks.get(kind="before").planned_on == date(2018, 12, 6)
    assert obligation_rules.get(BEFORE).do_url(duty(BEFORE).subject_key) == made.get_absolute_url()
    check(made, "before", done_on=date(2018, 11, 12))
    row = duty(BEFORE)
    assert (row.state, row.met_on) == ("met", date(2018, 11, 12))
    assert obligation_rules.get(BEFORE).event_url(row.met_event) == made.get_absolute_url()
    check(made, "before")
    assert duty(BEFORE).state == "open"


def test_a_cancelled_analysis_asks_for_nothing(cast):
    analysis = make_analysis(cast, day=date(2018, 12, 20))
    fishbone_move(
        by=cast.tol, analysis=analysis, version=1, state="cancelled", note="Slått sammen"
    )
    assert duty(BEFORE).state == "lapsed"


def test_check_points_with_a_day_are_asked_for(cast):
    made = stakeholders(cast, make_analysis(cast))
    assert not Obligation.objects.filter(rule_key=AGAIN).exists()
    check(made, "follow_up", planned_on=date(2018, 12, 1))
    row = duty(AGAIN)
    assert (row.due_date, row.state) == (date(2018, 12, 1), "open")
    texts = obligation_rules.get(AGAIN).texts([row.subject_key])
    assert "ved oppfølging" in texts[row.subject_key]
    check(made, "follow_up", planned_on=date(2018, 12, 1), done_on=date(2018, 11, 13))
    assert duty(AGAIN).state == "met"


def test_improvement_work_has_its_check_before_it_too(cast):
    check(stakeholders(cast), "before", planned_on=date(2018, 12, 1))
    assert duty(AGAIN).due_date == date(2018, 12, 1)
    assert not Obligation.objects.filter(rule_key=BEFORE).exists()
