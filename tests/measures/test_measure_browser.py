"""Setting owner and deadline in the dialog of a list, and two people at once, in a browser."""

from datetime import date

import pytest

from measures.actions.measures import measure_assign, measure_edit
from tests.test_accessibility import WIDTHS, enter, overflow_of, problems_of

LIST = "/handlingsplan/"
SAVE = "#dialog .form__a button"
# The colours of the other scheme are there once the page has been painted.
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def line(plan, code):
    return plan.measures.select_related("owner__unit", "plan").get(code=code)


@pytest.fixture
def screen(page, context, live_server, cast, plan):
    """The browser of the chief executive, with what went wrong in its scripts."""
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    enter(context, live_server, cast.chief)
    page.base = live_server.url
    yield page
    assert faults == []


def faults_of(page):
    """What axe finds in the state the page is in, at both widths, in light and in dark."""
    wrong = {}
    for name, size in WIDTHS.items():
        page.set_viewport_size(size)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.evaluate(PAINTED)
            found = problems_of(page)
            if overflow_of(page) > 0:
                found.append("wider than the window")
            if found:
                wrong[f"{name}, {scheme}"] = found
    return wrong


def open_dialog(page, code, text):
    page.click(f"tr#{code} a.missing:has-text('{text}')")
    page.wait_for_selector("#dialog[open] #measure-form")


def test_owner_is_set_in_the_dialog_and_focus_comes_back(screen, cast, plan):
    screen.goto(screen.base + LIST)
    open_dialog(screen, "T1", "ansvarlig")
    screen.wait_for_function("() => document.activeElement.id === 'id_owner'")
    screen.keyboard.type("Kongen")
    screen.click(SAVE)
    screen.wait_for_selector("#dialog ds-error-summary")
    assert screen.input_value("#id_owner") == "Kongen"
    assert faults_of(screen) == {}
    screen.set_viewport_size(WIDTHS["desktop"])
    screen.fill("#id_owner", "TOL Helse og omsorg")
    screen.click(SAVE)
    screen.wait_for_selector("tr#T1:has-text('Kari Nordmo')")
    assert not screen.is_visible("#dialog")
    assert line(plan, "T1").owner == cast.positions.tol
    assert screen.evaluate("document.activeElement.closest('tr')?.id") == "T1"
    assert screen.url.endswith(LIST)


def test_deadline_dialog_shows_what_belongs_to_the_kind(screen, cast, plan):
    screen.goto(screen.base + LIST)
    open_dialog(screen, "T1", "frist")
    assert screen.is_visible("#id_due_date")
    assert not screen.is_visible("#id_next_review_on")
    screen.check("#dialog input[value=ongoing]")
    assert not screen.is_visible("#id_due_date")
    assert screen.is_visible("#id_next_review_on")
    assert faults_of(screen) == {}
    screen.set_viewport_size(WIDTHS["desktop"])
    screen.check("#dialog input[value=date]")
    screen.click("#dialog button[value=plus_14]")
    assert screen.input_value("#id_due_date") == "27.11.2018"
    assert screen.evaluate("document.activeElement.id") == "id_due_date"
    screen.keyboard.press("Enter")
    screen.wait_for_selector("tr#T1:has-text('27.11.2018')")
    assert line(plan, "T1").due_date == date(2018, 11, 27)


def test_escape_closes_the_dialog_and_saves_nothing(screen, cast, plan):
    screen.goto(screen.base + LIST)
    open_dialog(screen, "T1", "ansvarlig")
    screen.keyboard.press("Escape")
    screen.wait_for_selector("#dialog", state="hidden")
    assert screen.evaluate("document.activeElement.className") == "missing"
    assert line(plan, "T1").owner is None


def test_conflict_in_the_dialog_takes_the_page_and_leads_back(screen, cast, plan):
    screen.goto(screen.base + LIST)
    open_dialog(screen, "T1", "ansvarlig")
    measure = line(plan, "T1")
    measure_assign(by=cast.member, measure=measure, version=1, owner=cast.positions.drel)
    screen.fill("#id_owner", "TOL Oppvekst")
    screen.click(SAVE)
    screen.wait_for_selector("h1:has-text('To har endret det samme')")
    assert faults_of(screen) == {}
    screen.set_viewport_size(WIDTHS["desktop"])
    screen.click("label.cf:has-text('TOL Oppvekst')")
    screen.click("text=Lagre valgene")
    screen.wait_for_url(f"**{LIST}#T1")
    assert line(plan, "T1").owner == cast.positions.other_tol


def test_conflict_of_texts_is_put_together_by_writing_in_the_third(screen, cast, plan):
    url = f"{screen.base}/tiltak/{line(plan, 'T2').pk}/rediger/"
    screen.goto(url)
    measure = line(plan, "T2")
    measure_edit(
        by=cast.member, measure=measure, version=measure.version,
        values={"description": "Møtet holdes i mai."},
    )
    screen.fill("#id_description", "Møtet holdes på Vang.")
    screen.click("main .form__a button")
    screen.wait_for_selector("#conflict")
    assert faults_of(screen) == {}
    screen.set_viewport_size(WIDTHS["desktop"])
    screen.click("label.cf >> nth=0")
    screen.fill("#conflict textarea", "Møtet holdes på Vang i mai.")
    assert screen.is_checked("input[value=both]")
    screen.click("text=Lagre valgene")
    screen.wait_for_url("**/tiltak/*/")
    assert line(plan, "T2").description == "Møtet holdes på Vang i mai."


@pytest.mark.parametrize(
    ("path", "field"), [("tiltak/nytt/", "#id_due_date"), ("tiltak/{pk}/frist/", "#id_due_date")]
)
def test_form_that_is_refused_has_no_fault(path, field, screen, cast, plan):
    screen.goto(f"{screen.base}/{path.format(pk=line(plan, 'T2').pk)}")
    screen.fill(field, "31.02.2021")
    screen.click("main .form__a button")
    screen.wait_for_selector("ds-error-summary")
    screen.wait_for_function("() => document.activeElement.matches('ds-error-summary')")
    assert screen.input_value(field) == "31.02.2021"
    assert faults_of(screen) == {}
