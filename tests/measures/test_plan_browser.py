"""The plan and what is mine in the browser: the status by keyboard alone, filters, going back."""

import pytest

from measures.actions.measures import status_change
from tests.test_accessibility import enter


@pytest.fixture
def screen(page, context, live_server, cast, plan):
    """A page signed in as the service area manager; fails where its script fails."""
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if "htmx:" in said.text else None)
    enter(context, live_server, cast.tol)
    yield page
    assert faults == []


def until_focus(page, selector):
    page.wait_for_function("s => document.activeElement.matches(s)", arg=selector)


def open_menu(page, plan, code):
    link = f"#status-{plan.measures.get(code=code).pk}"
    page.focus(link)
    page.keyboard.press("Enter")
    until_focus(page, "#status-meny input:checked")
    return link


def test_status_by_keyboard_alone(screen, live_server, plan):
    screen.goto(f"{live_server.url}/handlingsplan/")
    link = open_menu(screen, plan, "T3")
    assert screen.evaluate("document.querySelector('#status-meny').matches(':popover-open')")
    screen.keyboard.press("Escape")
    until_focus(screen, link)
    open_menu(screen, plan, "T3")
    for _ in range(3):
        screen.keyboard.press("ArrowDown")
    until_focus(screen, "[value=done]")
    screen.keyboard.press("Enter")
    until_focus(screen, "#id_comment[aria-invalid=true]")
    assert "Skriv hva det førte til." in screen.inner_text("#id_comment_error")
    screen.keyboard.type("Ferdig i alle enheter.")
    screen.keyboard.press("Control+Enter")
    until_focus(screen, link)
    assert "Gjennomført" in screen.inner_text("#T3 .measure__s")
    assert "1 av 4 tiltak gjennomført" in screen.inner_text("#overall")
    assert screen.inner_text("#melding") == "Status for T3 er nå Gjennomført."
    assert not screen.evaluate("document.querySelector('#status-meny').matches(':popover-open')")
    assert plan.measures.get(code="T3").status == "done"


def test_filters_change_the_address_and_going_back_brings_them_back(screen, live_server, plan):
    screen.goto(f"{live_server.url}/handlingsplan/")
    screen.click("label.ds-chip:has([value=over])")
    screen.wait_for_function("() => location.search === '?vis=over'")
    screen.wait_for_selector("#T3", state="detached")
    assert screen.inner_text(".hits").startswith(
        "Viser 1 av 4 tiltak og 1 tiltak i dine enheter."
    )
    screen.fill("#f-sok", "kveldsvakt")
    screen.wait_for_function("() => location.search === '?vis=over&sok=kveldsvakt'")
    screen.wait_for_selector("#T4", state="detached")
    until_focus(screen, "#f-sok")
    screen.go_back()
    screen.wait_for_selector("#T4")
    assert screen.url.endswith("?vis=over")
    assert screen.is_checked("[name=vis][value=over]")


def test_mine_leaves_the_list_when_it_is_done(screen, live_server, plan):
    screen.goto(f"{live_server.url}/mine-tiltak/")
    open_menu(screen, plan, "T3")
    screen.check("#status-form [value=done]", force=True)
    screen.fill("#id_comment", "Ferdig i alle enheter.")
    screen.keyboard.press("Control+Enter")
    screen.wait_for_selector("text=Ingenting venter på deg")
    assert screen.locator("#status-meny").count() == 1
    assert not screen.evaluate("document.querySelector('#status-meny').matches(':popover-open')")


def test_status_that_somebody_else_changed_meanwhile(screen, live_server, cast, plan):
    screen.goto(f"{live_server.url}/handlingsplan/")
    open_menu(screen, plan, "T3")
    measure = plan.measures.get(code="T3")
    status_change(
        by=cast.chief, measure=measure, version=measure.version, status="on_hold",
        comment="Venter på budsjettet.",
    )
    screen.check("#status-form [value=in_progress]", force=True)
    screen.fill("#id_comment", "I gang i to enheter.")
    screen.keyboard.press("Control+Enter")
    screen.wait_for_selector("text=To har endret det samme")
    assert "I gang i to enheter." in screen.inner_text("main")
    assert plan.measures.get(code="T3").status == "on_hold"
