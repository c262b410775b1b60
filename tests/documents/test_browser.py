"""Reading a plan in with the browser: the file, a line put right in place, the plan."""

import pytest

from challenges.models import ActionPlan
from documents.models import ImportDraft
from tests.documents.conftest import word_plan
from tests.test_accessibility import enter, problems_of


@pytest.fixture
def screen(page, context, live_server, cast):
    """The page as the secretary has it open, with what went wrong in its script."""
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    enter(context, live_server, cast.secretary)
    page.goto(f"{live_server.url}/les-inn/")
    yield page
    assert faults == []


@pytest.fixture
def plan_file(tmp_path):
    path = tmp_path / "Planen vår.docx"
    path.write_bytes(word_plan(below=["Se heftet."]))
    return path


def lines(screen, row):
    return [each.inner_text().split("\n")[-1] for each in screen.query_selector_all(f"#{row} .rl")]


def test_plan_is_read_put_right_and_confirmed(screen, plan_file):
    screen.set_input_files("#fil", plan_file)
    screen.click("text=Les fila")
    screen.wait_for_selector("#import-lines")

    # Split where the cursor stands, without leaving the page or what is typed beside.
    screen.fill("input[name=title]", "Min egen tittel")
    screen.click("text=Måle ventetid")
    screen.wait_for_selector("textarea:focus")
    screen.evaluate("document.querySelector('textarea').setSelectionRange(5, 5)")
    screen.click("text=Del her")
    screen.wait_for_selector(".redit", state="detached")
    assert lines(screen, "r4")[-2:] == ["Måle", "ventetid"]
    assert screen.input_value("#import-version") == "2"
    assert "9" in screen.inner_text("#import-counts")
    assert screen.input_value("input[name=title]") == "Min egen tittel"

    # What stands in the way is said, and nothing is lost.
    screen.click("text=Bekreft innlesing")
    screen.wait_for_selector("ds-error-summary:focus")
    assert "1 linje er ikke plassert" in screen.inner_text("ds-error-summary")
    screen.select_option("#u1 select[name=kind]", "leave_out")
    screen.click("#u1 >> text=Plasser")
    screen.wait_for_selector("text=1 tekst tas ikke med")
    assert screen.input_value("input[name=title]") == "Min egen tittel"
    screen.click("text=Bekreft innlesing")
    screen.wait_for_selector("text=Planen er lest inn")
    assert ActionPlan.objects.get().title == "Min egen tittel"
    assert ImportDraft.objects.count() == 0


def test_open_editor_and_refused_file_have_no_fault(screen, plan_file, tmp_path):
    screen.set_input_files("#fil", plan_file)
    screen.click("text=Les fila")
    screen.click("text=Lese heftet* >> nth=-1")
    screen.wait_for_selector("textarea:focus")
    assert problems_of(screen) == []
    pdf = tmp_path / "Plan.pdf"
    pdf.write_bytes(b"%PDF-1.4")
    screen.click("text=Velg en annen fil")
    screen.set_input_files("#fil", pdf)
    screen.click("text=Les fila")
    screen.wait_for_selector("ds-error-summary:focus")
    assert "Dette er en PDF" in screen.inner_text("main")
    assert problems_of(screen) == []
