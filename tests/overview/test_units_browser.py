"""US3 in the browser: the area manager's units, at both widths, with 70 units within a second."""

from datetime import date

import pytest

from tests.overview.units import asked, busy, many_units, open_areas
from tests.test_accessibility import enter


@pytest.fixture
def screen(page, context, live_server, cast, plan):
    """A page signed in as the area manager; fails where its script fails."""
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if "htmx:" in said.text else None)
    enter(context, live_server, cast.tol)
    yield page
    assert faults == []


def shown_after(screen, url):
    """Milliseconds until the page can be read. The quickest of some visits says what the page
    costs; the others, what else the machine does."""
    screen.goto(url)
    return screen.evaluate("performance.getEntriesByType('navigation')[0].domInteractive")


@pytest.mark.parametrize("width", [1440, 390])
def test_area_manager_follows_own_units(width, screen, live_server, cast):
    busy(cast, many_units(cast.units.health, 68))
    asked(cast.units.home, period="2018-H1")
    open_areas(cast.units.home, date(2018, 10, 1), date(2018, 10, 2))
    screen.set_viewport_size({"width": width, "height": 900})
    assert min(shown_after(screen, f"{live_server.url}/enheter/") for _visit in range(4)) < 1000
    assert "viser 70 av 71, dine enheter" in screen.inner_text(".hits")
    assert screen.evaluate("document.documentElement.scrollWidth") <= width
    screen.select_option("#f-sorter", "over")
    screen.wait_for_function("() => location.search.includes('sorter=over')")
    first = screen.locator(".matrix tbody tr:not(.grp) th").first
    assert first.inner_text().startswith("Solsiden")
    screen.select_option("#f-vis", "over")
    screen.fill("#f-sok", "solsiden")
    screen.wait_for_function("() => location.search.includes('sok=solsiden')")
    screen.wait_for_function("() => document.querySelectorAll('.matrix .grp ~ tr').length === 1")
    screen.click("text=Solsiden")
    assert screen.inner_text("h1") == "Solsiden"
    answer = screen.goto(f"{live_server.url}/enheter/{cast.units.school.pk}/")
    assert answer.status == 404
    assert "Leanplan" in screen.title()
    assert "Åsen" not in screen.inner_text("body")
