"""The list of rollouts: what was called off has a filter of its own."""

from datetime import date

import pytest
from django.urls import reverse

from leaders.actions.rollouts import rollout_cancel
from leaders.presenters.rollout_list import rollout_list
from tests.leaders.rollouts import completed, planned, started
from tests.world import TODAY

pytestmark = pytest.mark.django_db
WHY = "Lederen sluttet før opplæringen"


def called_off(cast, unit="home", make=planned):
    rollout = make(cast, unit)
    rollout_cancel(by=cast.development, rollout=rollout, version=rollout.version, reason=WHY)
    return rollout


def shown(cast, view=""):
    page = rollout_list(cast.development, today=TODAY, view=view)
    return page, [row.unit for row in page.rows]


def test_rollout_list_finds_what_was_called_off_by_its_filter(cast, sign_in):
    called_off(cast)
    started(cast, "clinic")
    page, units = shown(cast, "avbrutt")
    assert units == [cast.units.home.short]
    assert [(one.value, one.number) for one in page.choices][-2:] == [("avbrutt", 1), ("alle", 2)]
    assert (page.rows[0].called_off, page.rows[0].warns) == (TODAY, False)
    answer = sign_in(cast.tol).get(reverse("leaders:rollout_list"), {"vis": "avbrutt"})
    assert f"Avbrutt 13.11.2018: {WHY}" in answer.content.decode()


@pytest.mark.parametrize("view", ["", "over", "planlagt", "overtatt"])
def test_rollout_list_shows_it_nowhere_else(cast, view):
    called_off(cast)
    assert shown(cast, view)[1] == []
    assert shown(cast, view)[0].said.startswith("0 ")


def test_rollout_list_puts_it_last_among_all(cast):
    called_off(cast, make=started)
    completed(cast, "clinic", on=date(2018, 4, 20))
    assert shown(cast, "alle")[1] == [cast.units.clinic.short, cast.units.home.short]


def test_rollout_list_has_no_such_filter_where_nothing_was_called_off(cast):
    started(cast, "clinic")
    assert "avbrutt" not in [one.value for one in shown(cast)[0].choices]
    assert "avbrutt" in [one.value for one in shown(cast, "avbrutt")[0].choices]


