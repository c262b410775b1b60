"""The analysis after the rollout as the plan counts it: the figure, and the clocks that run."""

from datetime import date

import pytest
from django.urls import reverse

from leaders.obligations import AnalysisAfterRollout
from measures.actions.bindings import rule_bind
from measures.models import Measure, Obligation
from measures.presenters.obligation_figures import figure_shown, figures
from measures.presenters.obligations import obligation_list
from measures.registries import obligation_rules
from tests.world import TODAY

pytestmark = pytest.mark.django_db
KEY = AnalysisAfterRollout.key


def asked(unit, anchor, due, state="open", **facts):
    return Obligation.objects.create(
        rule_key=KEY, subject_key=f"rollout:{unit.pk}", period_key="once", unit=unit,
        anchor=anchor, due_date=due, made_on=anchor, state=state, **facts,
    )


def shown(today=TODAY):
    rule = obligation_rules.get(KEY)
    return figure_shown(rule, figures([rule], today=today)[KEY], today=today)


def test_figure_shows_the_nearest_clock_and_how_many_run(cast):
    asked(cast.units.home, date(2018, 8, 27), date(2019, 2, 27))
    asked(cast.units.clinic, date(2018, 7, 1), date(2019, 1, 1))
    asked(cast.units.school, date(2018, 4, 30), date(2018, 10, 30))
    found = shown()
    assert (found.figure.open, found.figure.late, found.figure.running) == (3, 1, 2)
    assert found.running.text == "2 frister løper, den nærmeste 01.01.2019, om 49 dager"
    assert (found.running.css, found.running.used) == ("is-soon", 73)


def test_figure_counts_a_clock_that_began_the_year_before_and_lists_it(cast):
    asked(cast.units.home, date(2018, 12, 3), date(2019, 6, 3))
    asked(cast.units.clinic, date(2018, 6, 1), date(2018, 12, 1), state="met",
          met_on=date(2018, 11, 1), met_event="fishbone:1")
    found = shown(date(2019, 3, 3))
    assert (found.figure.total, found.figure.earlier, found.figure.ahead) == (0, 0, 1)
    assert found.running.text == "1 frist løper, den nærmeste 03.06.2019, om 92 dager"
    assert found.running.css == "is-open"
    rule = obligation_rules.get(KEY)
    listed = obligation_list(rule, user=cast.tol, today=date(2019, 3, 3))
    assert [one.unit for area in listed.areas for one in area.obligations] == [
        cast.units.home.short
    ]
    assert listed.scope == ""


def test_figure_without_a_clock_that_runs_has_no_ring(cast):
    asked(cast.units.school, date(2018, 4, 30), date(2018, 10, 30))
    assert shown().running is None
    assert shown(date(2018, 10, 30)).running.text.endswith("den nærmeste i dag")


def test_plan_draws_the_ring_on_the_line_that_the_rule_serves(cast, plan, sign_in):
    line = Measure.objects.filter(plan=plan, unit=None).first()
    rule_bind(by=cast.development, measure=line, rule_key=KEY)
    asked(cast.units.home, date(2018, 8, 27), date(2019, 2, 27))
    page = sign_in(cast.chief).get(reverse("measures:plan_detail", args=[plan.pk])).content.decode()
    part = page[page.index(f'id="{line.code}"'):].split("</tr>")[0]
    assert '<svg class="ring"' in part
    assert "1 frist løper" in part
    listed = sign_in(cast.chief).get(reverse("measures:obligation_list", args=[KEY]))
    assert '<svg class="ring"' in listed.content.decode()
