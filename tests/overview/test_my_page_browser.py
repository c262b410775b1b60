"""Min oversikt on a phone and on a desktop screen, in a browser."""

import pytest

from tests.test_accessibility import WIDTHS, enter, overflow_of, problems_of


@pytest.mark.parametrize("name", WIDTHS)
def test_my_page_fits_the_screen_and_is_accessible(name, page, context, live_server, cast, plan):
    enter(context, live_server, cast.tol)
    page.set_viewport_size(WIDTHS[name])
    page.goto(live_server.url)
    assert page.is_visible("h1")
    assert overflow_of(page) <= 0
    assert problems_of(page) == []
