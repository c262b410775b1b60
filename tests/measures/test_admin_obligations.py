"""The administration's pages of obligations and figures."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from measures.models import Metric, Obligation, Reading
from tests.admin_forms import posted


@pytest.fixture
def administrator(sign_in, cast):
    return sign_in(cast.administrator)


@pytest.fixture
def obligation(plan, cast):
    return Obligation.objects.create(
        rule_key="new_leader_meets_chief", subject_key="person:1", period_key="once",
        unit=cast.units.home, position=cast.positions.drel, anchor=date(2018, 10, 1),
        due_date=date(2018, 10, 31), made_on=date(2018, 10, 1),
    )


def test_obligations_are_found_and_only_read(administrator, obligation):
    page = administrator.get(reverse("admin:measures_obligation_changelist") + "?q=Solsiden")
    assert "new_leader_meets_chief" in page.content.decode()
    address = reverse("admin:measures_obligation_change", args=[obligation.pk])
    assert administrator.get(address).status_code == 200
    assert administrator.post(address, {"state": "met"}).status_code == 403
    assert administrator.get(reverse("admin:measures_obligation_add")).status_code == 403


def test_reading_is_corrected_with_its_history(administrator, plan):
    metric = Metric.objects.create(measure=plan.measures.get(code="T4"), name="Timer spart")
    reading = Reading.objects.create(metric=metric, read_on=date(2018, 11, 1), value=Decimal("40"))
    address = reverse("admin:measures_metric_change", args=[metric.pk])
    page = administrator.get(address)
    answer = administrator.post(address, posted(page, **{"readings-0-value": "42.5"}))
    assert answer.status_code == 302
    reading.refresh_from_db()
    assert reading.value == Decimal("42.5")
    assert {row.value for row in reading.history.all()} == {Decimal("40"), Decimal("42.5")}
