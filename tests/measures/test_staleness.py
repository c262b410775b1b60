from datetime import date

import pytest
from django.urls import reverse

from leanplan.versioning import save_changes
from measures.actions.measures import status_change
from measures.models import Measure, MeasureRule
from measures.staleness import stale_days, stale_text, with_touch
from tests.measures.views.test_plan import text_of

# The plan of the tests is made on 13 November 2018.
LATER = date(2019, 1, 12)


def days_of(code, *, today):
    return stale_days(with_touch(Measure.objects.all()).get(code=code), today=today)


@pytest.mark.parametrize(
    ("today", "days"),
    [("2018-12-12", 0), ("2018-12-13", 30), ("2019-01-11", 30), ("2019-01-12", 60),
     ("2019-05-12", 180)],
)
def test_stale_days_by_the_steps(plan, today, days):
    assert days_of("T2", today=date.fromisoformat(today)) == days


def test_stale_days_count_from_the_last_word(cast, plan, settings):
    settings.LEANPLAN_TODAY = "2018-12-20"
    row = plan.measures.get(code="T2")
    status_change(by=cast.chief, measure=row, version=row.version, status="not_started",
                  comment="Venter på møtet.")
    assert days_of("T2", today=LATER) == 0
    assert days_of("T2", today=date(2019, 1, 19)) == 30


def test_stale_days_count_from_the_last_change(cast, plan, settings):
    settings.LEANPLAN_TODAY = "2018-12-20"
    row = plan.measures.get(code="T2")
    save_changes(row, {"description": "Slik"}, version=row.version, by=cast.chief)
    assert days_of("T2", today=LATER) == 0


def test_stale_days_of_what_waits_with_a_reason_or_is_closed(cast, plan):
    for code, status in (("T2", "on_hold"), ("T4", "done")):
        row = plan.measures.get(code=code)
        status_change(by=cast.chief, measure=row, version=row.version, status=status,
                      comment="Venter på budsjett.")
        assert days_of(code, today=LATER) == 0, status


def test_stale_days_of_what_a_rule_counts(plan):
    MeasureRule.objects.create(measure=plan.measures.get(code="T2"), rule_key="x")
    assert days_of("T2", today=LATER) == 0


def test_stale_text_without_what_is_asked_of_the_record(plan):
    assert stale_text(plan.measures.get(code="T2"), today=LATER) == ""


@pytest.mark.parametrize("where", ["measure", "plan", "mine"])
def test_stale_is_said_on_the_pages(cast, plan, sign_in, settings, where):
    url = {
        "measure": plan.measures.get(code="T2").get_absolute_url(),
        "plan": plan.get_absolute_url(), "mine": reverse("measures:measure_mine"),
    }[where]
    client = sign_in(cast.chief)
    assert "Ikke rørt" not in text_of(client.get(url))
    settings.LEANPLAN_TODAY = LATER.isoformat()
    assert "Ikke rørt på 60 dager" in text_of(client.get(url))


def test_plan_check_lists_what_is_to_be_mended(cast, plan, sign_in):
    url = reverse("measures:plan_check", args=[plan.pk])
    row = plan.measures.get(code="T2")
    edit = reverse("measures:measure_edit", args=[row.pk])
    page = sign_in(cast.chief).get(url).content.decode()
    assert "Å rette i planen" in page
    assert edit in page
    assert reverse("measures:amendment_propose", args=[plan.measures.get(code="T4").pk]) in page
    assert edit not in sign_in(cast.secretary).get(url).content.decode()
    save_changes(row, {"done_when": "Alle har møtt"}, version=row.version, by=cast.chief)
    assert edit not in sign_in(cast.chief).get(url).content.decode()
