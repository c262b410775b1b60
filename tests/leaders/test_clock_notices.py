"""The analysis six months after the rollout: told at 90, 30 and 7 days, and after it (M17)."""

from datetime import date

import pytest
from django.core.management import call_command

from demo.calendar import at
from leaders.actions.handover import progress_hand_over
from leaders.obligations import AnalysisAfterRollout
from leanplan.clock import pinned
from measures.actions.obligations_sync import rule_sync
from measures.models import Obligation, RuleStart
from measures.registries import obligation_rules
from measures.reminders.actions import remind
from organisation.models import Notice, OutgoingMail, Pause
from tests.leaders.rollouts import completed

pytestmark = pytest.mark.django_db
PARTIES = ("tol", "drel", "development")
# Completed on 28 May, so due on 28 November. The working day before a step, and its day.
STEPS = [
    (date(2018, 8, 29), date(2018, 8, 30), "near"),
    (date(2018, 10, 26), date(2018, 10, 29), "near"),
    (date(2018, 11, 20), date(2018, 11, 21), "near"),
    (date(2018, 11, 28), date(2018, 11, 29), "late"),
    (date(2018, 12, 12), date(2018, 12, 13), "late"),
]


@pytest.fixture
def rollout(cast, plan):
    RuleStart.objects.update_or_create(
        rule_key=AnalysisAfterRollout.key, defaults={"counts_from": date(2018, 1, 1)}
    )
    return completed(cast, "home")


def night(day):
    """What a night does of it."""
    with pinned(at(day, 6)):
        rule_sync(obligation_rules.get(AnalysisAfterRollout.key), today=day)
        call_command("tell_clocks")
        remind(today=day)


def all_three(*kinds):
    return {part: list(kinds) for part in PARTIES}


def told(cast):
    """{part: kinds of what the person was told of the analysis, the oldest first}."""
    found = {}
    for part in PARTIES:
        mine = Notice.objects.filter(person=cast[part].person).order_by("pk")
        found[part] = [
            one.kind.rpartition("_")[2] for one in mine
            if one.kind.startswith("leaders_analysis")
            or "analyse etter" in one.parameters.get("text", "")
        ]
    return found


def test_steps_are_told_on_their_day_and_once_to_all_three(cast, rollout):
    kinds = []
    for before, day, kind in STEPS:
        night(before)
        assert told(cast) == all_three(*kinds), before
        night(day)
        kinds = [*kinds, kind]
        assert told(cast) == all_three(*kinds), day


def test_a_night_that_was_missed_tells_of_the_newest_step_only(cast, rollout):
    night(date(2018, 11, 22))
    assert told(cast) == all_three("near")
    night(date(2018, 11, 23))
    assert told(cast) == all_three("near")


def test_a_step_in_a_pause_or_weekend_is_told_on_the_next_working_day(cast, rollout):
    # Thirty days before 28 November is Monday 29 October, and the pause lasts over it.
    Pause.objects.create(name="Høst", starts_on=date(2018, 10, 29), ends_on=date(2018, 11, 2))
    night(date(2018, 10, 26))
    before = told(cast)
    for day in (date(2018, 10, 29), date(2018, 11, 2), date(2018, 11, 3), date(2018, 11, 4)):
        night(day)
        assert told(cast) == before, day
    night(date(2018, 11, 5))
    assert told(cast) == {part: [*kinds, "near"] for part, kinds in before.items()}


def test_the_manager_is_mailed_of_each_step_on_the_monday_after(cast, rollout):
    for day in (date(2018, 8, 27), date(2018, 9, 3), date(2018, 9, 10), date(2018, 10, 29)):
        night(day)
    mails = OutgoingMail.objects.filter(person=cast.tol.person, text__contains="analyse etter")
    assert [mail.key.rpartition(":")[2] for mail in mails.order_by("pk")] == [
        "2018-09-03", "2018-10-29"
    ]


def test_nobody_is_told_once_the_manager_has_taken_over(cast, rollout):
    with pinned(at(date(2018, 8, 20), 9)):
        progress_hand_over(
            by=cast.tol, unit=cast.units.home, rollout=rollout, on=date(2018, 8, 20),
            event="fishbone:1",
        )
    for _before, day, _kind in STEPS:
        night(day)
    assert told(cast) == all_three()
    assert Obligation.objects.get(rule_key=AnalysisAfterRollout.key).state == "met"
