"""Obligations come, follow and fall away; once, twice, days late, it is the same."""

import random
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from measures.actions.bindings import rule_start_set
from measures.actions.obligations_sync import Counts, refresh, rule_sync
from measures.models import Obligation, ObligationEvent, RuleStart
from measures.registries import ObligationRule
from organisation.actions import appoint, appointment_end, unit_create, unit_place
from organisation.changes import forget, tell
from organisation.models import Appointment, Person
from organisation.roles import Role, UnitKind
from tests.measures.rules_for_tests import EachHalfYear, registered, standing
from tests.world import TODAY


@pytest.fixture
def rule(plan):
    with registered(EachHalfYear()) as rule:
        RuleStart.objects.create(rule_key=rule.key, counts_from=date(2018, 7, 1))
        forget()
        yield rule


def sync(rule, day=TODAY, **kwargs):
    return rule_sync(rule, today=day, **kwargs)


def of(cast, name, period="2018-H2"):
    return Obligation.objects.get(
        subject_key=f"unit:{getattr(cast.units, name).pk}", period_key=period
    )


def test_rule_sync_makes_one_for_each_and_then_nothing(rule, cast):
    assert sync(rule) == Counts(made=3)
    home = of(cast, "home")
    assert (home.state, home.due_date, home.position) == (
        "open", date(2018, 12, 31), cast.positions.tol
    )
    assert home.unit == cast.units.home
    assert home.made_on == TODAY
    assert sync(rule) == Counts()
    assert Obligation.objects.filter(rule_key=rule.key).count() == 3
    assert ObligationEvent.objects.count() == 0


def test_an_obligation_never_exists_twice(rule, cast):
    sync(rule)
    home = of(cast, "home")
    twin = Obligation(
        rule_key=home.rule_key, subject_key=home.subject_key, period_key=home.period_key,
        anchor=TODAY, due_date=TODAY, made_on=TODAY,
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()
    Obligation.objects.bulk_create([twin], ignore_conflicts=True)
    assert Obligation.objects.filter(rule_key=rule.key).count() == 3


def test_what_happened_keeps_it_and_undoing_opens_it(rule, cast):
    sync(rule)
    key = (f"unit:{cast.units.home.pk}", "2018-H2")
    rule.held[key] = date(2018, 11, 1)
    assert sync(rule) == Counts(met=1)
    home = of(cast, "home")
    assert (home.state, home.met_on) == ("met", date(2018, 11, 1))
    assert home.met_event == f"visit:{cast.units.home.pk}-2018-H2"
    assert home.version == 2
    del rule.held[key]
    assert sync(rule) == Counts(reopened=1)
    home.refresh_from_db()
    assert (home.state, home.met_on, home.met_event) == ("open", None, "")
    assert [event.kind for event in home.events.all()] == ["met", "reopened"]


def test_what_is_made_late_and_has_happened_is_kept_at_once(rule, cast):
    rule.held[f"unit:{cast.units.home.pk}", "2018-H2"] = date(2018, 11, 1)
    assert sync(rule) == Counts(made=3)
    assert of(cast, "home").state == "met"
    assert sync(rule) == Counts()


def test_a_changed_number_moves_the_open_ones_and_keeps_the_key(rule, cast):
    rule.held[f"unit:{cast.units.school.pk}", "2018-H2"] = date(2018, 11, 1)
    sync(rule)
    before = set(standing(rule.key))
    rule.days_before = 10
    assert sync(rule) == Counts(moved=2)
    assert set(standing(rule.key)) == before
    assert of(cast, "home").due_date == date(2018, 12, 21)
    assert of(cast, "school").due_date == date(2018, 12, 31)
    event = of(cast, "home").events.get()
    assert (event.kind, event.old_due, event.new_due) == (
        "moved", date(2018, 12, 31), date(2018, 12, 21)
    )


def test_a_new_unit_gets_its_own_and_a_closed_one_loses_what_is_open(rule, cast):
    rule.held[f"unit:{cast.units.school.pk}", "2018-H2"] = date(2018, 11, 1)
    sync(rule)
    unit_create(
        by=None, name="Nye Åsen", kind=UnitKind.OPERATING_UNIT, starts_on=date(2018, 11, 1),
        parent=cast.units.schools,
    )
    for name in ("home", "school"):
        unit = getattr(cast.units, name)
        unit.ends_on = date(2018, 11, 12)
        unit.save()
    assert sync(rule) == Counts(made=1, lapsed=1)
    assert of(cast, "home").state == "lapsed"
    assert of(cast, "school").state == "met"
    cast.units.home.ends_on = None
    cast.units.home.save()
    assert sync(rule) == Counts(reopened=1)


def test_a_moved_unit_brings_the_open_ones_to_its_new_leader(rule, cast):
    sync(rule)
    unit_place(
        by=None, unit=cast.units.home, parent=cast.units.schools, starts_on=date(2018, 11, 1)
    )
    assert sync(rule) == Counts(moved=1)
    assert of(cast, "home").position == cast.positions.other_tol
    event = of(cast, "home").events.get()
    assert (event.old_position, event.new_position) == (
        cast.positions.tol, cast.positions.other_tol
    )


def test_live_path_follows_a_move_and_leaves_other_units_alone(
    rule, cast, django_capture_on_commit_callbacks
):
    sync(rule)
    rule.held[f"unit:{cast.units.school.pk}", "2018-H2"] = date(2018, 11, 1)
    with django_capture_on_commit_callbacks(execute=True):
        unit_place(
            by=None, unit=cast.units.home, parent=cast.units.schools, starts_on=date(2018, 11, 1)
        )
    assert of(cast, "home").position == cast.positions.other_tol
    assert of(cast, "school").state == "open"
    with django_capture_on_commit_callbacks(execute=True):
        tell(unit_ids=[cast.units.schools.pk])
    assert of(cast, "school").state == "met"


def test_before_any_plan_is_adopted_nothing_is_asked_for(cast):
    with registered(EachHalfYear()) as rule:
        assert sync(rule) == Counts()
        assert RuleStart.objects.count() == 0


def test_a_rule_counts_from_the_day_it_is_first_seen(plan):
    with registered(EachHalfYear()) as rule:
        sync(rule)
        assert RuleStart.objects.get(rule_key=rule.key).counts_from == TODAY
        # The half-year began before that day: the first one asked for is the next.
        assert standing(rule.key) == {}
        sync(rule, date(2019, 1, 1))
        assert {period for _subject, period in standing(rule.key)} == {"2019-H1"}


def test_a_start_moved_or_taken_away_lets_the_open_ones_follow(rule, cast):
    sync(rule)
    start = RuleStart.objects.get(rule_key=rule.key)
    rule_start_set(by=cast.chief, start=start, version=start.version, counts_from=None)
    assert set(standing(rule.key).values()) == {"lapsed"}
    rule_start_set(
        by=cast.chief, start=start, version=start.version, counts_from=date(2018, 1, 1)
    )
    assert set(standing(rule.key).values()) == {"open"}
    assert {period for _subject, period in standing(rule.key)} == {"2018-H1", "2018-H2"}


@pytest.mark.parametrize("seed", range(6))
def test_any_way_through_the_days_ends_in_the_same(rule, cast, seed):
    """Every night, days late, twice, or once at the end, across two new years."""
    dice = random.Random(seed)
    end = date(2020, 1, 4)
    happened = {
        (f"unit:{getattr(cast.units, name).pk}", period): day
        for name, period, day in (
            ("home", "2018-H2", date(2018, 12, 31)), ("clinic", "2019-H1", date(2019, 1, 1)),
            ("school", "2019-H2", date(2019, 12, 31)),
        )
    }
    day = TODAY
    while day < end:
        rule.held = {key: on for key, on in happened.items() if on <= day}
        for _again in range(dice.choice((0, 1, 1, 2))):
            sync(rule, day)
        day += timedelta(days=dice.randint(1, 60))
    rule.held = happened
    sync(rule, end)
    walked = standing(rule.key)
    Obligation.objects.filter(rule_key=rule.key).delete()
    sync(rule, end)
    assert walked == standing(rule.key)
    assert sync(rule, end) == Counts()


def test_sync_obligations_tells_and_changes_nothing_twice(rule, capsys):
    call_command("sync_obligations")
    told = capsys.readouterr().out
    assert "each_half_year: 3 " in told
    before = standing()
    call_command("sync_obligations")
    told = capsys.readouterr().out
    assert "each_half_year: 0 " in told
    assert standing() == before


def test_sync_obligations_goes_on_past_a_rule_that_fails(rule, capsys):
    class Broken(ObligationRule):
        key = "a_broken"
        label = serves = "x"

        def wanted(self, ask):
            raise RuntimeError("no such thing")

    with registered(Broken()), pytest.raises(CommandError, match="a_broken"):
        call_command("sync_obligations")
    assert len(standing(rule.key)) == 3


def test_refresh_asks_only_about_the_subjects(rule, cast, django_assert_max_num_queries):
    sync(rule)
    rule.held[f"unit:{cast.units.home.pk}", "2018-H2"] = TODAY
    with django_assert_max_num_queries(12):
        refresh(rule.key, unit_ids=[cast.units.home.pk])
    assert of(cast, "home").state == "met"


def test_new_leader_gets_one_that_follows_and_ends_with_the_leader(
    plan, cast, django_capture_on_commit_callbacks
):
    person = Person.objects.create(given_name="Nils", family_name="Ny")
    with django_capture_on_commit_callbacks(execute=True):
        first = appoint(
            by=None, person=person, role=Role.UNIT_MANAGER, unit=cast.units.development,
            starts_on=TODAY,
        )
    one = Obligation.objects.get(rule_key="new_leader_meets_chief")
    assert (one.subject_key, one.due_date) == (f"person:{person.pk}", date(2018, 12, 13))
    assert one.position == first.position
    # A move is nothing new: the same obligation follows to the new unit.
    with django_capture_on_commit_callbacks(execute=True):
        appointment_end(
            by=None, appointment=first, ends_on=TODAY - timedelta(days=0), version=first.version
        )
        Appointment.objects.filter(position=cast.positions.second_drel).delete()
        appoint(
            by=None, person=person, role=Role.UNIT_MANAGER, unit=cast.units.clinic,
            starts_on=TODAY,
        )
    one.refresh_from_db()
    assert one.unit == cast.units.clinic
    assert one.due_date == date(2018, 12, 13)
    with django_capture_on_commit_callbacks(execute=True):
        for held in Appointment.objects.filter(person=person):
            held.ends_on = TODAY
            held.save()
    refresh()
    one.refresh_from_db()
    assert one.state == "open"  # Today is the last day.
    from measures.registries import obligation_rules  # noqa: PLC0415

    rule_sync(obligation_rules.get(one.rule_key), today=TODAY + timedelta(days=1))
    one.refresh_from_db()
    assert one.state == "lapsed"
