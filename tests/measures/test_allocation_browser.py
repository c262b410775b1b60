"""The allocation by keyboard alone, as a management group goes through it at the wall."""

from datetime import date

import pytest

from measures.actions.measures import measure_allocate
from measures.rules import Deadline
from tests.test_accessibility import enter


def line(plan, code):
    return plan.measures.select_related("owner__unit").get(code=code)


@pytest.fixture
def suggested(cast, plan):
    """T1 has a position suggested, read from the text; T2, T3 and T4 are allocated."""
    measure = line(plan, "T1")
    measure.suggested_owner = cast.positions.every_tol
    measure.save()
    return plan


@pytest.fixture
def screen(page, context, live_server, cast, suggested):
    """The page as the chief executive has it open, with what went wrong in its script."""
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    enter(context, live_server, cast.chief)
    page.goto(f"{live_server.url}/fordeling/")
    yield page
    assert faults == []


def until_focus(page, name):
    page.wait_for_function("name => document.activeElement.id === name", arg=name)


def test_whole_row_by_keyboard_alone(screen, cast, suggested):
    screen.focus("#T1-owner")
    screen.keyboard.press("Alt+b")
    until_focus(screen, "T1-kind")
    assert line(suggested, "T1").owner == cast.positions.every_tol
    screen.keyboard.press("d")  # Dato
    screen.keyboard.press("Tab")
    until_focus(screen, "T1-due_date")
    screen.keyboard.type("31.02.2019")
    screen.keyboard.press("Enter")
    screen.wait_for_selector("#T1-due_date_error")
    until_focus(screen, "T1-due_date")
    assert screen.input_value("#T1-due_date") == "31.02.2019"
    screen.keyboard.press("Control+a")
    screen.keyboard.type("28.02.2019")
    screen.keyboard.press("Control+Enter")
    until_focus(screen, "T2-owner")
    assert Deadline.of(line(suggested, "T1")) == Deadline.on(date(2019, 2, 28))
    assert "Lagret" in screen.inner_text("#T1 .al__st")
    assert "0 av 4 uten ansvarlig" in " ".join(screen.inner_text("#gjenstar").split())
    screen.wait_for_function(
        "() => document.querySelector('#melding').textContent.includes('T1 er lagret')"
    )


def test_position_is_chosen_from_the_list(screen, cast, suggested):
    screen.focus("#T1-owner")
    screen.keyboard.type("oppv")
    screen.wait_for_selector("#T1 [role=option]")
    owner = screen.locator("#T1-owner")
    assert owner.get_attribute("role") == "combobox"
    assert owner.get_attribute("aria-expanded") == "true"
    assert "Tor Haugen" in screen.inner_text("#T1 [role=option]")
    screen.keyboard.press("Enter")
    assert owner.input_value() == cast.positions.other_tol.label
    assert owner.get_attribute("aria-expanded") == "false"
    screen.keyboard.press("Enter")
    until_focus(screen, "T2-owner")
    assert line(suggested, "T1").owner == cast.positions.other_tol


def test_escape_closes_the_list_then_undoes_the_field(screen):
    screen.focus("#T4-owner")
    before = screen.input_value("#T4-owner")
    screen.keyboard.press("Control+a")
    screen.keyboard.type("tol")
    screen.wait_for_selector("#T4 [role=option]")
    screen.keyboard.press("ArrowDown")
    screen.keyboard.press("Escape")
    assert screen.locator("#T4 [role=option]").count() == 0
    assert screen.input_value("#T4-owner") == "tol"
    screen.keyboard.press("Escape")
    assert screen.input_value("#T4-owner") == before


def test_moved_deadline_asks_for_the_reason_in_the_row(screen, suggested):
    assert not screen.is_visible("#T2-reason")
    screen.focus("#T2-due_date")
    screen.keyboard.press("Control+a")
    screen.keyboard.type("15.02.2019")
    screen.wait_for_selector("#T2-reason")
    screen.keyboard.press("Enter")
    until_focus(screen, "T2-reason")
    screen.keyboard.type("Budsjettet kom sent")
    screen.keyboard.press("Enter")
    until_focus(screen, "T3-owner")
    assert line(suggested, "T2").due_date == date(2019, 2, 15)


def test_no_contact_keeps_what_was_typed_and_counts_as_missing(screen, context, suggested):
    context.set_offline(True)
    screen.focus("#T1-owner")
    screen.keyboard.type("RLG")
    screen.keyboard.press("Enter")
    screen.wait_for_selector("#T1 .al__st .bad")
    assert "Ikke lagret" in screen.inner_text("#T1 .al__st")
    assert screen.input_value("#T1-owner") == "RLG"
    assert "1 av 4 uten ansvarlig" in " ".join(screen.inner_text("#gjenstar").split())
    context.set_offline(False)
    screen.focus("#T1 .al__st button")
    screen.keyboard.press("Enter")
    until_focus(screen, "T2-owner")
    assert line(suggested, "T1").owner.label == "RLG"


def test_somebody_was_first_other_rows_keep_what_is_typed(screen, cast, suggested):
    measure = line(suggested, "T1")
    screen.focus("#T4-owner")
    screen.keyboard.press("Control+a")
    screen.keyboard.type("ikke lagret")
    measure_allocate(
        by=cast.member, measure=measure, version=measure.version, owner=cast.positions.tol,
        deadline=Deadline(),
    )
    screen.focus("#T1-owner")
    screen.keyboard.type("RLG")
    screen.keyboard.press("Control+Enter")
    screen.wait_for_selector("#T1 .al__conf")
    assert "Ola Brekke" in screen.inner_text("#T1 .al__conf")
    assert screen.input_value("#T1-owner") == "RLG"
    assert screen.input_value("#T4-owner") == "ikke lagret"
    screen.keyboard.press("Enter")
    until_focus(screen, "T2-owner")
    assert line(suggested, "T1").owner == cast.positions.group


def test_after_the_last_row_comes_the_end(screen):
    screen.focus("#T4-owner")
    screen.keyboard.press("Enter")
    screen.wait_for_function("() => document.activeElement.matches('[data-advance-end]')")
    screen.keyboard.press("Enter")
    screen.wait_for_url("**/ferdig/")


def test_without_javascript_a_row_is_saved_by_its_button(browser, live_server, cast, suggested):
    context = browser.new_context(java_script_enabled=False)
    enter(context, live_server, cast.chief)
    page = context.new_page()
    page.goto(f"{live_server.url}/fordeling/")
    page.fill("#T1-owner", "RLG")
    page.select_option("#T1-kind", "recurring")
    page.click("#T1-save")
    assert page.url.endswith("#T1")
    assert line(suggested, "T1").owner == cast.positions.group
    assert Deadline.of(line(suggested, "T1")) == Deadline.recurring("half_year")
    context.close()
