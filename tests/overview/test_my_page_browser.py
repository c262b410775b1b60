"""Min oversikt on a phone, in a browser."""

from tests.test_accessibility import WIDTHS, enter, overflow_of, problems_of


def test_my_page_fits_a_phone_and_is_accessible(page, context, live_server, cast, plan):
    enter(context, live_server, cast.tol)
    page.set_viewport_size(WIDTHS["phone"])
    page.goto(live_server.url)
    assert page.is_visible("h1")
    assert overflow_of(page) <= 0
    assert problems_of(page) == []
