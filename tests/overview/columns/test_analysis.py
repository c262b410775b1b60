"""The analysis after the rollout in the matrix: held, or a ring and a countdown to its day."""

from datetime import date

import pytest
from django.urls import reverse

from overview.columns import analysis
from overview.columns.column import Asked
from overview.periods import Period
from tests.leaders.rollouts import completed
from tests.world import TODAY

pytestmark = pytest.mark.django_db


def cell(unit, today=TODAY):
    asked = Asked(frozenset({unit.pk}), Period(2018), today)
    return analysis.cells(asked).get((unit.pk, analysis.KEY))


@pytest.mark.parametrize(
    ("today", "state", "days", "used"),
    [
        (date(2018, 8, 28), "counting", 92, 50),
        (date(2018, 9, 29), "near", 60, 67),
        (date(2018, 11, 28), "near", 0, 100),
        (date(2018, 12, 1), "late", 3, 0),
    ],
)
def test_cells_count_down_to_six_months_after_the_rollout(cast, today, state, days, used):
    completed(cast, on=date(2018, 5, 28))
    found = cell(cast.units.clinic, today)
    assert (found.state, found.number, found.on, found.used) == (
        state, days, date(2018, 11, 28), used
    )


def test_cells_say_nothing_before_the_rollout_is_completed(cast):
    assert cell(cast.units.clinic) is None


def test_matrix_draws_the_ring_with_its_countdown(cast, plan, sign_in):
    completed(cast, on=date(2018, 8, 28))
    page = sign_in(cast.tol).get(reverse("overview:unit_list")).content.decode()
    part = page[page.index('class="ring"'):].split("</td>")[0]
    assert 'aria-label="Fristen løper"' in part
    assert 'stroke-dasharray="42 100"' in part
    assert "om 107 dager" in part
