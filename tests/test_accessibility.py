"""axe finds nothing on any page, at both widths, in light and in dark."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.test import Client

from tests.matrix_rows import ROWS, address

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}
# What of these depends on the colours; the rest is the same in both schemes.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
WIDTHS = {"desktop": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
# One state a template: what the chief executive gets on GET, and the pages of the sign-in.
# What answers with something else than a page: text for a watchdog, a list for a script, a file, a
# part of a page that is open.
NO_PAGES = (
    "healthz", "readyz", "position_search", "_download", "_export", ":photo", ":board_live",
    ":meeting_pen",
)
# Colours that fade over are read when they have.
FADED = """() => Promise.all(document.getAnimations()
    .filter(each => each instanceof CSSTransition).map(each => each.finished))"""
PAGES = [
    row for row in ROWS
    if row.method == "GET" and row.expected.get("chief") == 200
    and not row.route.endswith(NO_PAGES)
]


# Of what is in order axe would send home each element, which takes longer than looking at it.
FAULTS = """rules => axe.run({...rules, resultTypes: ["violations"]}).then(found =>
    found.violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.target}`)))"""


def problems_of(page, rules=RULES):
    """What axe finds on the page as it stands: the rule and the element of each fault."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(f"() => {{{AXE_SCRIPT}}}")
    return page.evaluate(FAULTS, rules)


def overflow_of(page):
    """How far the page is wider than its window, in pixels: nobody reads sideways."""
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


def enter(context, live_server, user):
    """Sign in without the form: the session cookie is what the form would give."""
    client = Client()
    client.force_login(user)
    context.add_cookies([
        {
            "name": settings.SESSION_COOKIE_NAME, "url": live_server.url,
            "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        }
    ])


def look(page, url):
    wrong = {}
    for name, size in WIDTHS.items():
        page.set_viewport_size(size)
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        page.goto(url)
        for scheme, rules in (("light", RULES), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.evaluate(FADED)
            problems = problems_of(page, rules)
            if overflow_of(page) > 0:
                problems.append(f"wider than the window by {overflow_of(page)} px")
            if problems:
                wrong[f"{name}, {scheme}"] = problems
    return wrong


@pytest.fixture(scope="module")
def window(browser, browser_context_args):
    """One window for all pages: to open one for each takes as long as to look at the page."""
    context = browser.new_context(**browser_context_args)
    yield context.new_page()
    context.close()


@pytest.fixture
def page(window, live_server):
    """The window as if nobody had used it; it is left at a file that asks for nothing."""
    everything = {"origin": live_server.url, "storageTypes": "all"}
    window.context.new_cdp_session(window).send("Storage.clearDataForOrigin", everything)
    window.context.clear_cookies()
    yield window
    window.goto(live_server.url + "/static/favicon.svg")


@pytest.fixture
def context(page):
    return page.context


@pytest.fixture
def errors(page):
    """What the page writes as an error while the test runs."""
    found = []

    def written(message):
        if message.type == "error":
            found.append(message.text)

    def raised(error):
        found.append(str(error))

    page.on("console", written)
    page.on("pageerror", raised)
    yield found
    page.remove_listener("console", written)
    page.remove_listener("pageerror", raised)


@pytest.mark.parametrize("row", PAGES, ids=lambda row: row.name)
def test_page_has_no_fault(row, page, context, live_server, cast, plan, errors):
    enter(context, live_server, cast.chief)
    assert look(page, live_server.url + address(row, cast, plan)) == {}
    assert errors == []


@pytest.mark.parametrize("path", ["/konto/login/", "/finnes-ikke/"])
def test_open_page_has_no_fault(path, page, live_server, db):
    assert look(page, live_server.url + path) == {}
