"""The meeting in Chromium: with the keyboard alone, two at once, and when the network goes (US6);
a stakeholder analysis placed with two select fields (US16)."""

import pytest

from reviews.fishbone.models import FishboneAnalysis
from reviews.stakeholders.models import StakeholderAnalysis
from tests.reviews.fishbone.making import add, make_analysis
from tests.test_accessibility import enter


@pytest.fixture
def analysis(cast):
    return make_analysis(cast)


def opened(browser, live_server, user, path, faults):
    context = browser.new_context(locale="nb-NO", viewport={"width": 1440, "height": 900})
    enter(context, live_server, user)
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{live_server.url}{path}")
    return page


def until_shown(page, text):
    page.wait_for_function(
        "text => document.getElementById('fb-board').innerText.includes(text)", arg=text
    )


def test_two_build_one_analysis_with_the_keyboard_alone(
    browser, live_server, cast, analysis
):
    faults = []
    path = f"/analyser/{analysis.pk}/mote/"
    coach = opened(browser, live_server, cast.coach, path, faults)
    drel = opened(browser, live_server, cast.drel, path, faults)
    # The field has the focus from the start: type, Enter, type on; arrow down is another bone.
    for text in ("Møtet faller bort", "Ny leder", "Ingen følger opp"):
        coach.keyboard.type(text)
        coach.keyboard.press("Enter")
    coach.keyboard.press("ArrowDown")
    coach.keyboard.type("Vikarer kjenner ikke tavla")
    coach.keyboard.press("Enter")
    for text in ("Tallene er gamle", "Tavla er låst inne"):
        drel.keyboard.type(text)
        drel.keyboard.press("Enter")
    for page in (coach, drel):
        for text in ("Ingen følger opp", "Vikarer kjenner ikke tavla", "Tavla er låst inne"):
            until_shown(page, text)
    assert analysis.causes.count() == 6
    assert analysis.causes.get(text__startswith="Vikarer").bone == analysis.bones.all()[1]
    _why_without_network(coach, analysis)
    assert faults == []


def _why_without_network(page, analysis):
    """Five whys by Enter; what is typed while the network is gone is kept and sent after."""
    cause = analysis.causes.get(text="Ny leder")
    page.focus(f"#hvorfor-{cause.pk}")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'fb-text'")
    page.keyboard.type("Lederen sluttet")
    page.keyboard.press("Enter")
    until_shown(page, "Lederen sluttet")
    page.context.set_offline(True)
    page.keyboard.type("Ingen overlevering")
    page.keyboard.press("Enter")
    page.wait_for_selector("#fb-pending li")
    page.context.set_offline(False)
    until_shown(page, "Ingen overlevering")
    first = analysis.causes.get(text="Lederen sluttet")
    assert first.parent == cause
    assert analysis.causes.get(text="Ingen overlevering").parent == first
    page.focus(f"#rot-{first.pk}")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#arsak-{first.pk}.is-root")
    assert FishboneAnalysis.objects.get(pk=analysis.pk).causes.count() == 8


def test_a_cause_is_moved_to_another_bone_by_a_control(browser, live_server, cast, analysis):
    faults = []
    cause = add(analysis, "Tallene er gamle")
    last = analysis.bones.last()
    page = opened(browser, live_server, cast.coach, f"/analyser/{analysis.pk}/mote/", faults)
    page.focus(f"#endre-{cause.pk}")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open] select[name=under]")
    page.select_option("dialog select[name=under]", f"b{last.pk}")
    page.get_by_role("button", name="Lagre").click()
    page.wait_for_selector(f"#bein-{last.pk} #arsak-{cause.pk}")
    page.click(f"#stem-{cause.pk}")
    page.wait_for_function(
        "id => document.getElementById(id).innerText.includes('1')", arg=f"stem-{cause.pk}"
    )
    assert page.evaluate("document.activeElement.id") == f"stem-{cause.pk}"
    assert faults == []


def test_a_cause_too_long_comes_back_to_be_put_right(browser, live_server, cast, analysis):
    faults = []
    page = opened(browser, live_server, cast.coach, f"/analyser/{analysis.pk}/mote/", faults)
    page.fill("#fb-text", "x" * 2000)
    page.keyboard.press("Enter")
    page.wait_for_selector("#fb-pending .fbm__problem")
    assert "2000" in page.inner_text("#fb-pending")
    page.click("#fb-pending button")
    assert page.input_value("#fb-text") == "x" * 2000
    assert analysis.causes.count() == 0
    assert faults == []


def test_stakeholders_are_placed_with_two_select_fields(browser, live_server, cast, analysis):
    faults = []
    page = opened(browser, live_server, cast.drel, f"/analyser/{analysis.pk}/", faults)
    page.get_by_role("button", name="Start analysen").click()
    assert "Det er ingen interessentanalyse" in page.inner_text(".messages")
    page.goto(f"{live_server.url}/analyser/{analysis.pk}/")
    page.get_by_role("button", name="Lag en interessentanalyse").click()
    for name, influence, interest in (
        ("Brukere", "3", "3"), ("Økonomi", "1", "1"), ("NAV", "3", "1"), ("Brukerrådet", "1", "3"),
        ("Ergoterapeutene", "2", "3"),
    ):
        page.get_by_role("link", name="Legg til gruppe").click()
        page.fill("[name=name]", name)
        page.select_option("[name=influence]", influence)
        page.select_option("[name=interest]", interest)
        page.get_by_role("button", name="Lagre").click()
    shown = page.inner_text(".ims")
    for strategy in ("Engasjeres", "Lite ressurser", "Tilfredsstilles", "Holdes informert"):
        assert strategy in shown
    made = StakeholderAnalysis.objects.get()
    for check in made.checks.all():
        page.goto(f"{live_server.url}/analyser/kontroll/{check.pk}/")
        page.fill("[name=done_on]", "2018-11-13")
        page.get_by_role("button", name="Lagre").click()
    assert page.locator(".checkpts .is-done").count() == 3
    assert page.inner_text(".checkpts").count("13. november 2018") == 3
    assert faults == []
