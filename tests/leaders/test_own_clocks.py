"""The six-month clocks on Min oversikt, on the unit's page and in the matrix, at their borders."""

from datetime import date

import pytest
from django.urls import reverse

from demo.calendar import at
from leaders.own_clocks import SHOWN, own_clocks
from leanplan.clock import pinned
from tests.leaders.rollouts import agreed, completed
from tests.style_sheets import unstyled

pytestmark = pytest.mark.django_db


def shown(user, day):
    found = own_clocks(user, user, day)
    return [(one.unit, one.shown.css, one.shown.big) for one in found["clocks"]] if found else None


# Completed on 28 May: due on 28 November.
@pytest.mark.parametrize(("day", "css", "big"), [
    (date(2018, 9, 28), "is-open", "61"), (date(2018, 9, 29), "is-soon", "60"),
    (date(2018, 11, 28), "is-soon", "0"), (date(2018, 11, 29), "is-late", "1"),
])
def test_own_clocks_are_green_to_sixty_days_then_yellow_then_red(cast, day, css, big):
    completed(cast, "home")
    assert shown(cast.tol, day) == [("Solsiden", css, big)]


def test_own_clocks_are_for_who_leads_coaches_or_owns_the_method(cast):
    completed(cast, "home")
    agreed(cast, "home")
    day = date(2018, 11, 13)
    for part in ("tol", "drel", "coach", "development"):
        assert shown(cast[part], day), part
    for part in ("chief", "other_drel", "employee", "reader"):
        assert shown(cast[part], day) is None, part


def test_own_clocks_are_the_most_urgent_few(cast):
    for unit in ("home", "clinic", "school"):
        completed(cast, unit, on=date(2018, 5, 28 if unit == "home" else 30))
    found = shown(cast.development, date(2018, 11, 13))
    assert found[0][0] == "Solsiden"
    assert len(found) <= SHOWN


def test_my_page_and_the_units_page_draw_them(cast, plan, sign_in):
    completed(cast, "home")
    agreed(cast, "home")
    client = sign_in(cast.tol)
    for address in (
        reverse("overview:my_page"), reverse("overview:unit_detail", args=[cast.units.home.pk])
    ):
        answer = client.get(address)
        assert 'class="clock"' in answer.content.decode()
        assert unstyled(answer) == []


@pytest.mark.parametrize(("day", "said"), [
    (date(2018, 9, 28), "om 61 dager"), (date(2018, 11, 28), "I dag"),
    (date(2018, 11, 29), "1 dag over"),
])
def test_the_matrix_counts_down(cast, plan, sign_in, day, said):
    completed(cast, "home")
    with pinned(at(day)):
        html = sign_in(cast.tol).get(reverse("overview:unit_list")).content.decode()
    assert said in html
