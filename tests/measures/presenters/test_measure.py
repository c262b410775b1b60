from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from measures.actions.measures import status_change
from measures.models import Measure
from measures.presenters.measure import measures_shown, short_title
from organisation.actions import appoint, appointment_end
from organisation.models import Appointment, User
from tests.measures.bulk import many_in_units, many_lines
from tests.world import TODAY


def shown(cast, plan, part="chief"):
    user = User.objects.get(pk=cast[part].pk)
    seen = Measure.objects.visible_to(user).of_plan(plan).for_list()
    return {measure.code: measure for measure in measures_shown(seen, user=user, today=TODAY)}


def test_measures_shown_owner_and_status(cast, plan):
    rows = shown(cast, plan)
    assert rows["T1"].owner is None
    assert rows["T1"].status.key == "unassigned"
    assert (rows["T2"].owner.name, rows["T2"].owner.line) == ("Ingrid Solbakken", "Rådmann")
    assert (rows["T3"].owner.name, rows["T3"].owner.line) == ("Alle TOL", "Hver for sine enheter")
    assert (rows["T4"].owner.name, rows["T4"].owner.is_group) == ("RLG", True)
    assert rows["T5"].owner.line == "DREL Solsiden"
    assert rows["T5"].unit == "Solsiden"
    assert rows["T4"].due.days_over == 24
    assert rows["T1"].is_lead


@pytest.mark.parametrize(("text", "mark"), [("Gevinster føres*", ""), ("Gevinster føres", "*")])
def test_measures_shown_mark_of_the_footnote_stands_once(cast, plan, text, mark):
    measure = plan.measures.get(code="T4")
    measure.text = text
    measure.save()
    assert shown(cast, plan)["T4"].mark == mark


def test_measures_shown_vacant_and_acting_owner(cast, plan):
    appointment = Appointment.objects.get(position=cast.positions.drel)
    appointment_end(
        by=cast.chief, appointment=appointment, ends_on=date(2018, 10, 1),
        version=appointment.version,
    )
    owner = shown(cast, plan)["T5"].owner
    assert (owner.name, owner.line) == ("DREL Solsiden", "Ledig nå")
    appoint(
        by=cast.chief, person=cast.second_drel.person, role="unit_manager", unit=cast.units.home,
        starts_on=date(2018, 10, 2), acting=True,
    )
    owner = shown(cast, plan)["T5"].owner
    assert (owner.name, owner.line) == ("Lise Vik", "DREL Solsiden, fungerende")


@pytest.mark.parametrize(
    ("part", "gap", "linked", "deadline_gap"),
    [
        ("chief", "Sett ansvarlig", True, "Sett frist"),
        ("development", "Foreslå ansvarlig", True, "Sett frist"),
        ("secretary", "Foreslå ansvarlig", True, "Foreslå frist"),
        ("tol", "Foreslå ansvarlig", True, "Foreslå frist"),
        ("employee", "Ikke fordelt", False, "Ikke avklart"),
        ("reader", "Ikke fordelt", False, "Ikke avklart"),
    ],
)
def test_measures_shown_gap_is_a_link_for_those_who_can_fill_it(
    part, gap, linked, deadline_gap, cast, plan
):
    measure = shown(cast, plan, part)["T1"]
    assert measure.owner_gap.text == gap
    assert bool(measure.owner_gap.url) == linked
    assert measure.due_gap.text == deadline_gap


def test_measures_shown_offers_the_status_to_those_who_follow_up(cast, plan):
    may = {
        part: {code for code, measure in shown(cast, plan, part).items()
               if measure.can_change_status}
        for part in ("chief", "tol", "drel", "coach", "reader")
    }
    assert may == {
        "chief": {"T1", "T2", "T3", "T4", "T5", "T6"},
        "tol": {"T3", "T5"},
        "drel": {"T5"},
        "coach": set(),
        "reader": set(),
    }


def test_measures_shown_of_a_plan_that_is_over_offers_nothing(cast, plan):
    plan.state = "succeeded"
    plan.save()
    for measure in shown(cast, plan).values():
        may = (measure.can_change_status, measure.can_assign, measure.can_move)
        assert not any(may)
        assert measure.owner_gap is None or not measure.owner_gap.url


def test_measures_shown_a_dropped_measure_needs_nobody(cast, plan):
    measure = plan.measures.get(code="T1")
    status_change(
        by=cast.chief, measure=measure, version=measure.version, status="dropped", comment="Nei."
    )
    row = shown(cast, plan)["T1"]
    assert row.status.key == "dropped"
    assert (row.owner_gap.text, row.owner_gap.url) == ("Ingen", "")
    assert row.due.note == "Utgår"


def test_measures_shown_asks_as_often_for_200_as_for_two(cast, plan):
    user = User.objects.get(pk=cast.chief.pk)
    every = Measure.objects.visible_to(user).of_plan(plan).for_list()

    def queries(measures):
        with CaptureQueriesContext(connection) as caught:
            shown = measures_shown(measures, user=user, today=TODAY)
        return len(shown), len(caught)

    queries(every.all())
    few = queries(every.filter(code__in=("T2", "T3")))
    many_lines(plan, 100, owner=cast.positions.tol)
    many_in_units(plan, 94, unit=cast.units.school, owner=cast.positions.other_drel)
    assert few[0] == 2
    assert queries(every.all()) == (200, few[1])


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Kort", "Kort"),
        ("To\nlinjer  her", "To linjer her"),
        ("x" * 80, "x" * 59 + "…"),
    ],
)
def test_short_title(text, title):
    assert short_title(text) == title
