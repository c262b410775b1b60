"""A Gemba visit from plan to debrief on a phone (US4), in a browser."""

import pytest

from reviews.actions.observations import observation_put
from reviews.models import FollowUp, GembaVisit, Observation, VisitPhoto
from tests.leanplan import photo_files
from tests.reviews.visits import held, planned, seen
from tests.test_accessibility import WIDTHS, enter, overflow_of, problems_of
from tests.world import TODAY

PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture
def phone(page, context, live_server, cast):
    """The phone of the area manager, with what went wrong in its scripts."""
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.set_viewport_size(WIDTHS["phone"])
    enter(context, live_server, cast.tol)
    page.base = live_server.url
    yield page
    assert faults == []


def saved(page):
    """Wait until the strip says that it is saved."""
    page.wait_for_function("() => document.querySelector('#lagring').textContent.includes('Lagret')"
                           " && !document.querySelector('#lagring').hidden")


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
    page.set_viewport_size(WIDTHS["phone"])
    page.emulate_media(color_scheme="light")
    return wrong


def row_of(page, unit):
    page.goto(f"{page.base}/gemba/2018/")
    return page.locator("tr", has_text=unit).inner_text()


def test_a_visit_is_planned_recorded_and_counted(phone, cast):
    page = phone
    assert "0 av 2" in row_of(page, "Solsiden")
    page.locator("tr", has_text="Solsiden").locator("a.gm__p").last.click()
    page.fill("#id_day", TODAY.isoformat())
    page.fill("#id_theme", "Hvordan forslag følges opp")
    page.click("button:has-text('Planlegg besøket')")

    page.goto(f"{page.base}/")
    page.click("a:has-text('Start besøket')")
    first = page.locator(".ob").first
    first.get_by_text("Fungerer godt").click()
    first.locator("textarea").fill("Forslag på tavla har ansvarlig og dato.")
    saved(page)
    page.locator("a[data-new]").click()
    second = page.locator(".ob").nth(1)
    second.get_by_text("Hindring").click()
    second.locator("textarea").fill("Tavla henger i et låst rom.")
    second.get_by_text("Avtal oppfølging").click()
    second.locator("input[type=file]").set_input_files(
        {"name": "bilde.jpg", "mimeType": "image/jpeg", "buffer": photo_files.with_place(6)}
    )
    page.wait_for_selector(".ob .photo img[src^='/gemba/bilde/']")
    saved(page)
    assert faults_of(page) == {}
    page.click("a:has-text('Avslutt besøket')")
    assert "2 observasjoner" in page.inner_text("main")
    page.click("button:has-text('Før inn besøket')")

    page.wait_for_url("**/oppsummering/")
    page.select_option("select[name$='-owner'] >> nth=0", str(cast.positions.drel.pk))
    page.fill("input[name$='-due_date'] >> nth=0", "2018-12-01")
    assert faults_of(page) == {}
    page.click("button:has-text('Lagre oppsummeringen')")
    page.wait_for_selector("text=Oppsummeringen er lagret.")
    assert faults_of(page) == {}

    follow_up = FollowUp.objects.get()
    assert (follow_up.owner, follow_up.text) == (
        cast.positions.drel, "Tavla henger i et låst rom."
    )
    assert VisitPhoto.objects.get().height > VisitPhoto.objects.get().width
    shown = row_of(page, "Solsiden")
    assert "Gjennomført" in shown
    assert "1 av 2" in shown
    # A second one in the half-year does not count; moved to the other half-year it does.
    other = held(cast, day=TODAY.replace(month=8))
    assert "1 av 2" in row_of(page, "Solsiden")
    page.goto(f"{page.base}/gemba/besok/{other.pk}/endre/")
    page.fill("#id_day", "2018-06-05")
    page.click("button:has-text('Lagre')")
    assert "2 av 2" in row_of(page, "Solsiden")


def test_what_is_written_without_network_is_sent_when_it_is_back(phone, context, cast):
    visit = planned(cast)
    phone.goto(f"{phone.base}/gemba/besok/{visit.pk}/notat/")
    text = phone.locator(".ob textarea").first
    text.fill("Før nettet gikk")
    saved(phone)
    context.set_offline(True)
    text.fill("Etter at nettet gikk")
    phone.wait_for_selector("#lagring:has-text('Du har ikke nett')")
    context.set_offline(False)
    saved(phone)
    assert Observation.objects.get().text == "Etter at nettet gikk"


def test_two_phones_lose_nothing(phone, cast):
    visit = planned(cast)
    row = seen(cast, visit, "Slik det sto")
    phone.goto(f"{phone.base}/gemba/besok/{visit.pk}/notat/")
    observation_put(by=cast.chief, visit=visit, key=row.key, version=1,
                    values={"text": "Den andre telefonen"})
    phone.locator(".ob textarea").first.fill("Min tekst")
    phone.wait_for_selector(".ob__say blockquote:has-text('Den andre telefonen')")
    assert phone.locator(".ob textarea").first.input_value() == "Min tekst"
    phone.click("button[data-mine]")
    saved(phone)
    assert Observation.objects.get().text == "Min tekst"


def test_the_card_works_without_a_script(browser, live_server, cast):
    context = browser.new_context(java_script_enabled=False, viewport=WIDTHS["phone"])
    page = context.new_page()
    enter(context, live_server, cast.tol)
    visit = planned(cast)
    page.goto(f"{live_server.url}/gemba/besok/{visit.pk}/notat/")
    page.locator(".ob").first.get_by_text("Sløsing").click()
    page.locator(".ob textarea").first.fill("Vi venter på nøkkelen.")
    page.click("button:has-text('Lagre observasjonen')")
    assert Observation.objects.get().text == "Vi venter på nøkkelen."
    page.locator("a[data-new]").click()
    assert page.locator(".ob").count() == 2
    page.click("a:has-text('Avslutt besøket')")
    page.click("button:has-text('Før inn besøket')")
    assert GembaVisit.objects.get().has_been
    context.close()
