"""Two syncs at the same moment: one waits for the other, and nothing is made twice."""

import threading
from datetime import date

import pytest
from django.db import connections

from leanplan.periods import half_year_span
from measures.actions.obligations_sync import rule_sync
from measures.models import Obligation, RuleStart
from measures.registries import ObligationRule, Wanted
from tests.world import TODAY


class Many(ObligationRule):
    """Sixty of them, that all may read."""

    key = "many"
    label = serves = "x"

    def wanted(self, ask):
        first, last = half_year_span("2018-H2")
        return [Wanted(f"thing:{n}", "2018-H2", None, first, last) for n in range(60)]


@pytest.mark.django_db(transaction=True)
def test_two_syncs_at_once_make_each_once():
    RuleStart.objects.create(rule_key="many", counts_from=date(2018, 1, 1))
    barrier, counts, faults = threading.Barrier(2, timeout=20), [], []

    def run():
        try:
            barrier.wait()
            counts.append(rule_sync(Many(), today=TODAY))
        except Exception as error:
            faults.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert faults == []
    assert sorted(count.made for count in counts) == [0, 60]
    assert Obligation.objects.filter(rule_key="many").count() == 60
