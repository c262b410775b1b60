"""The stories of boards in a browser: a meeting run from the board (US7), coaching that a board
meeting takes off the list of standstill (US13), a point's way up and back, and what is entered in
the annual wheel by a rule (US15)."""

from datetime import date

import pytest

from boards.models import BoardMeeting, Lift, Suggestion
from leaders.actions.log import entry_create
from tests.boards.board_world import a_board, held
from tests.boards.boards import board, suggestion
from tests.boards.rlg.meetings import series_of
from tests.leaders.rollouts import agreed
from tests.test_accessibility import enter


@pytest.fixture
def seat(browser, live_server):
    """Open a page in a browser of somebody's own; what went wrong in scripts fails the test."""
    faults, contexts = [], []

    def sit(user, path):
        context = browser.new_context(locale="nb-NO", viewport={"width": 1440, "height": 900})
        contexts.append(context)
        enter(context, live_server, user)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.base = live_server.url
        page.goto(f"{live_server.url}{path}")
        return page

    yield sit
    for context in contexts:
        context.close()
    assert faults == []


def main_text(page):
    return page.inner_text("main")



def test_us7_a_meeting_is_run_from_the_board(seat, cast):
    own = a_board(cast)
    held(cast, own, date(2018, 11, 5))
    page = seat(cast.drel, own.get_absolute_url())
    assert "Trygge dager." in main_text(page)
    before = page.inner_text(".bm-regul strong")
    page.click("#start-mote")
    page.click("#steg-suggestions")
    page.fill("#nytt-forslag", "Tavle i gangen")
    page.click("#legg-til")
    page.click("a:has-text('Sett innsats og effekt')")
    page.check("dialog [name=effort][value='2']")
    page.check("dialog [name=effect][value='5']")
    page.click("dialog button[type=submit]")
    page.wait_for_selector(".bd-ee b")
    card = Suggestion.objects.get().pk
    page.focus(f"#til-prioritised-{card}")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#til-plan-{card}")
    page.focus(f"#til-plan-{card}")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog [role=combobox]")
    page.keyboard.type("Anne")
    page.wait_for_selector("dialog [role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.fill("dialog [name=due_date]", "2018-11-30")
    page.click("dialog button[type=submit]")
    page.wait_for_selector(f".bd-run #forslag-{card}")
    page.click("#steg-end")
    page.fill("#bm-n", "9")
    page.click(".bm-end__go")
    page.wait_for_selector(".bm-regul")
    meeting = BoardMeeting.objects.get(day=date(2018, 11, 13))
    assert (meeting.is_held, meeting.attendance) == (True, 9)
    after = page.inner_text(".bm-regul strong")
    assert int(after.split()[0]) == int(before.split()[0]) + 1
    other = seat(cast.employee, own.get_absolute_url())
    assert other.inner_text(".bm-regul strong") == after
    assert "Anne Bråten" in other.inner_text(f".bd-run #forslag-{card}")


def test_us13_a_board_meeting_takes_the_unit_off_the_list_of_standstill(seat, cast):
    own = a_board(cast, "clinic")
    held(cast, own, date(2018, 9, 13))
    contract = agreed(cast)
    for day in range(1, 14):
        entry_create(by=cast.coach, contract=contract, day=date(2018, 8, day), minutes=100,
                     topic="Tavle")
    tol = seat(cast.tol, "/veiledning/uten-framdrift/")
    line = tol.locator("main tr", has_text="Psykisk helse").inner_text()
    assert "Ingen bevegelse på 61 dager" in line
    page = seat(cast.second_drel, own.get_absolute_url())
    page.click("#for-mote")
    page.check("dialog [name=state][value=held]")
    page.fill("dialog [name=attendance]", "9")
    page.click("dialog button[type=submit]")
    page.wait_for_selector("dialog", state="hidden")
    assert BoardMeeting.objects.filter(day=date(2018, 11, 13), attendance=9).exists()
    tol.reload()
    assert "Psykisk helse" not in main_text(tol)


def test_us15_a_point_goes_up_and_comes_back_with_an_answer(seat, cast):
    """From the unit by its area to the management group's agenda, and back the same way."""
    own, area, group = board(cast), board(cast, "health"), board(cast, "group")
    series_of(cast)
    row = suggestion(cast, title="Dele nattevakt med naboen")
    drel = seat(cast.drel, row.get_absolute_url())
    drel.click("a:has-text('Løft')")
    drel.fill("[name=answer_by]", "2018-11-27")
    drel.click("main button[type=submit]")
    path = drel.url.removeprefix(drel.base)

    tol = seat(cast.tol, area.get_absolute_url())
    tol.click(f".bd-results a:has-text('{row.title}')")
    tol.click("a:has-text('Løft videre')")
    tol.fill("[name=answer_by]", "2018-11-20")
    tol.click("main button[type=submit]")
    further = Lift.objects.get(to_board=group)

    chief = seat(cast.chief, "/moter/")
    chief.click("main a:has-text('13. november')")
    assert row.title in chief.inner_text(".rm-agenda")
    chief.click(".rm-agenda a:has-text('Helse og omsorg')")
    assert chief.url.endswith(further.get_absolute_url())
    chief.click("main a:has-text('Svar')")
    chief.fill("[name=answer]", "Ja, prøv i januar.")
    chief.click("main button[type=submit]")

    tol.goto(f"{tol.base}{path}")
    tol.click("main a:has-text('Svar')")
    assert tol.input_value("[name=answer]") == "Ja, prøv i januar."
    tol.click("main button[type=submit]")

    drel.goto(f"{drel.base}{own.get_absolute_url()}")
    assert "Ja, prøv i januar." in drel.inner_text(".bd-results")
    drel.click(f".bd-results a:has-text('{row.title}')")
    steps = drel.locator(".lift-path > li.is-ok")
    assert steps.count() == 2
    assert tol.locator(".lift-path").inner_text() == drel.locator(".lift-path").inner_text()


def test_us15_an_entry_by_rule_stands_in_both_halves_of_the_year(seat, cast):
    """In the picture as in the list beside it."""
    chief = seat(cast.chief, f"/arshjul/{cast.units.group.pk}/2018/")
    assert chief.locator(".wh-month.is-now").count() == 1
    chief.click("main a[href$='/ny/']")
    chief.fill("[name=title]", "Halvårlig revisjon")
    chief.check("[name=kind][value=review]")
    chief.fill("[name=starts_on]", "2018-04-10")
    chief.select_option("[name=recurrence]", "half_year")
    chief.click("main form button[type=submit]")
    chief.wait_for_selector("svg.wheel")
    lines = chief.locator(".yearlist li", has_text="Halvårlig revisjon")
    days = lines.locator("time").evaluate_all("all => all.map((one) => one.dateTime)")
    assert sorted(days) == ["2018-04-10", "2018-10-10"]
    assert chief.locator("svg.wheel .wh-pt-t.is-review").count() == 2
