"""The register of follow-up areas and the planning of a half-year in a browser."""

from datetime import date

import pytest

from reviews.models import FollowUp, GembaVisit
from tests.reviews.follow_ups import follow_up
from tests.test_accessibility import WIDTHS, enter, overflow_of, problems_of

PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
PHONE = {"width": 390, "height": 844}


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


@pytest.fixture
def screen(page, context, live_server, cast, plan, settings):
    """The browser of an area manager, with what went wrong in its scripts.

    A confirmed plan makes each visit and review by the action that makes a single one.
    """
    settings.ZEAL_ALLOWLIST = [{"model": "*", "field": "*"}]
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    enter(context, live_server, cast.tol)
    page.base = live_server.url
    yield page
    assert faults == []


def test_register_filters_in_place_and_sets_who_answers_in_a_dialog(screen, cast):
    follow_up(cast, text="Møteleder til tavla", on=date(2018, 10, 1), due_date=date(2018, 11, 1))
    one = follow_up(cast, text="Tavla henger synlig", unit="clinic", owner=None, due_date=None)
    screen.goto(f"{screen.base}/oppfolging/")
    assert faults_of(screen) == {}
    screen.locator("#f-sok").press_sequentially("synlig")
    screen.wait_for_function("() => document.querySelectorAll('.register tbody tr').length === 1")
    assert screen.evaluate("document.activeElement.id") == "f-sok"
    assert screen.inner_text("#antall-over") == "0"
    assert "sok=synlig" in screen.url
    screen.click(".register a.missing:has-text('ansvarlig')")
    screen.wait_for_selector("#dialog[open] #follow-up-form")
    assert faults_of(screen) == {}
    screen.fill("#id_owner", "DREL Psykisk helse")
    screen.fill("#id_due_date", "2018-12-20")
    screen.click("#dialog .form__a button")
    screen.wait_for_selector(".register .person:has-text('Lise Vik')")
    one.refresh_from_db()
    assert (one.owner, one.due_date) == (cast.positions.second_drel, date(2018, 12, 20))


def test_one_is_carried_out_and_confirmed_on_a_phone(screen, cast):
    one = follow_up(cast, on=date(2018, 11, 1))
    screen.set_viewport_size(PHONE)
    screen.goto(f"{screen.base}/oppfolging/{one.pk}/")
    assert faults_of(screen) == {}
    screen.set_viewport_size(PHONE)
    screen.click("text=Bekreft effekten")
    screen.fill("#id_note", "Alle møter er holdt")
    screen.keyboard.press("Tab")
    screen.click("button:has-text('Bekreft effekten og lukk')")
    screen.wait_for_selector("text=Effekt bekreftet")
    assert FollowUp.objects.get().state == "closed"


def test_half_year_is_planned_with_the_keyboard_on_a_phone(screen, cast):
    screen.set_viewport_size(PHONE)
    screen.goto(f"{screen.base}/planlegg/")
    assert faults_of(screen) == {}
    screen.set_viewport_size(PHONE)
    for number in (0, 1):
        screen.fill(f"#id_form-{number}-day", "2018-12-04")
    screen.locator("button:has-text('Planlegg og send')").press("Enter")
    screen.wait_for_selector("ds-error-summary")
    assert "To enheter har den halve dagen" in screen.inner_text("ds-error-summary")
    assert faults_of(screen) == {}
    screen.select_option("#id_form-1-half", "etter")
    screen.locator("button:has-text('Planlegg og send')").press("Enter")
    screen.wait_for_selector("text=Planlagt: 2 besøk og 2 revisjoner")
    hours = sorted(f"{visit.starts_at:%H:%M}" for visit in GembaVisit.objects.all())
    assert hours == ["08:30", "12:30"]
    assert {visit.day for visit in GembaVisit.objects.all()} == {date(2018, 12, 4)}
