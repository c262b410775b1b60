"""What rollouts and coaching bring to the annual wheels."""

from datetime import date

import pytest
from django.urls import reverse

from leaders.wheel import contracts, rollouts
from reviews.fishbone.sources import meetings
from tests.leaders.rollouts import agreed, completed, drafted, planned
from tests.reviews.fishbone.making import make_analysis

pytestmark = pytest.mark.django_db
YEAR = date(2018, 1, 1), date(2018, 12, 31)


def found(items):
    return {item.key.partition(":")[0]: (item.starts, item.is_done) for item in items}


def test_rollouts_of_a_units_wheel_have_their_steps_and_deadline(cast):
    completed(cast, "home")
    items = list(rollouts(*YEAR, [cast.units.home.pk]))
    assert found(items) == {
        "start": (date(2018, 3, 5), True), "rolled_out": (date(2018, 5, 28), True),
        "analysis": (date(2018, 11, 28), False),
    }
    assert {item.url for item in items} == {
        reverse("overview:unit_detail", args=[cast.units.home.pk])
    }
    assert list(rollouts(*YEAR, [cast.units.school.pk])) == []


def test_rollouts_of_all_units_are_sums_by_month(cast):
    completed(cast, "home")
    completed(cast, "clinic")
    planned(cast, "school")
    (item,) = rollouts(*YEAR, None)
    assert (item.starts, item.text) == (date(2018, 11, 15), "2 analyser etter innføring")


def test_a_deadline_that_falls_in_the_next_year_is_in_that_wheel(cast):
    completed(cast, "home", on=date(2018, 8, 31), planned_end=date(2018, 8, 31))
    assert "analysis" not in found(rollouts(*YEAR, [cast.units.home.pk]))
    after = rollouts(date(2019, 1, 1), date(2019, 12, 31), [cast.units.home.pk])
    assert found(after) == {"analysis": (date(2019, 2, 28), False)}


def test_contracts_end_in_the_wheel_and_drafts_do_not(cast):
    agreed(cast, "home")
    drafted(cast, "school")
    units = [cast.units.home.pk, cast.units.school.pk]
    assert found(contracts(*YEAR, units)) == {"contract": (date(2018, 12, 31), False)}
    (item,) = contracts(*YEAR, None)
    assert (item.text, item.note) == ("Veiledning av 1 enhet slutter", "0 av 1 gjennomført")


def test_analyses_stand_in_the_wheel_of_their_unit_only(cast):
    make_analysis(cast, day=date(2018, 11, 20))
    assert found(meetings(*YEAR, [cast.units.home.pk])) == {"fishbone": (date(2018, 11, 20), False)}
    assert list(meetings(*YEAR, None)) == list(meetings(*YEAR, [cast.units.school.pk])) == []


def test_the_wheel_of_the_unit_shows_them(cast, plan, sign_in):
    completed(cast, "home")
    agreed(cast, "home")
    page = sign_in(cast.drel).get(reverse("boards:wheel_year", args=[cast.units.home.pk, 2018]))
    text = page.content.decode()
    assert "Frist for analysen, Solsiden" in text
    assert "Veiledning slutter, Solsiden" in text
