"""Who gets where: every route, every role, own object and foreign object, GET and POST.

Written by hand from the rights in the domain; it is the site map as well. A route without a row
fails. `A` is the plan (adopted), `D` a draft plan; `T2` a line of the plan owned by the chief
executive, `T3` one owned by every area manager; `T5` a measure of Solsiden, `T6` one of Åsen skole.

200 or 302: let in (a POST with nothing in it is answered 422 where the person may). 403: may see
it and not change it. 404: out of one's scope. `in` for those not signed in is the sign-in page.
"""

import pytest
from django.conf import settings
from django.urls import reverse

from tests.doors import doors_of
from tests.matrix_rows import ROLES, ROWS, address
from tests.reviews import private_point
from tests.routes import own_routes
from tests.style_sheets import unstyled


def test_matrix_covers_every_route():
    routes = own_routes()
    assert len(routes) > 10
    assert set(routes) == {row.route for row in ROWS}


def test_every_role_has_a_column():
    assert all(set(row.expected) == set(ROLES) for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_status_per_role(row, client, cast, plan):
    url = address(row, cast, plan)
    private_point.raised(cast)
    answer = client.generic(row.method, url)
    check_stranger(answer, row)
    doors, seen, lacking, told = doors_of(cast), {}, [], {"nobody": private_point.text_of(answer)}
    for role in ROLES:
        client.cookies[settings.SESSION_COOKIE_NAME] = doors[role]
        response = client.generic(row.method, url)
        seen[role], told[role] = response.status_code, private_point.text_of(response)
        lacking += unstyled(response)
    assert seen == row.expected
    check_point({role for role, text in told.items() if private_point.SECRET in text}, row)
    assert lacking == [], 'link them: {% block styles %}{% style_sheets "…" %}{% endblock %}'


PRESSED = [row for row in ROWS if row.method == "POST" and not row.public]


@pytest.mark.parametrize("row", PRESSED, ids=lambda row: row.name)
def test_a_post_of_a_part_of_a_page_is_answered(row, client, cast, plan):
    """What HTMX sends gets the part drawn anew, or what is wrong with it; never a fault."""
    role = next((one for one, status in row.expected.items() if status in (200, 302, 422)), "")
    if role:
        client.force_login(cast[role])
        answer = client.post(address(row, cast, plan), headers={"HX-Request": "true"})
        assert answer.status_code < 500


def check_stranger(response, row):
    """Who is not signed in is sent to sign in, or let in where anybody is."""
    if row.public:
        assert response.status_code == row.expected["reader"]
    else:
        assert response.status_code == 302
        assert response.url.startswith(reverse("account_login"))


def check_point(told, row):
    """The private point about the leader of Solsiden is for three, on two pages; what is refused at
    a review is answered with its page."""
    refused = row.method == "POST" and row.route.startswith("reviews:")
    allowed = private_point.THREE if refused or row.route in private_point.PAGES else ()
    assert told <= set(allowed)
    # It is there: else nothing would be found however open it lay.
    if row.name == "GET reviews:point_list unit home":
        assert told == set(allowed)
