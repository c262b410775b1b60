"""US5 as it is written: a half-yearly review with follow-up areas, in a browser, by the area
manager, the leader of the unit and the coach, on a desktop and on a phone."""

from datetime import date

import pytest

from reviews.actions.points import point_raise
from reviews.actions.review_rows import answer_set
from reviews.models import FollowUp, HalfYearReview, ReviewPoint
from tests.reviews.half_years import follow_up, locked, planned
from tests.test_accessibility import WIDTHS, enter, overflow_of, problems_of

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def screen(page, context, live_server, cast, plan):
    """A browser that anybody signs in with, and what went wrong in its scripts."""
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))

    def as_user(user, path):
        context.clear_cookies()
        enter(context, live_server, user)
        page.goto(live_server.url + path)
        return page

    page.as_user = as_user
    yield page
    assert faults == []


@pytest.fixture
def review(cast):
    """Solsiden's review of this half-year; the last one is locked and left a follow-up area."""
    locked(cast, half_year="2018-H1", day=date(2018, 6, 14), mark="watch")
    follow_up(cast)
    point_raise(by=cast.coach, unit=cast.units.home, text="Tid til tavla")
    return planned(cast)


def faults_of(page):
    """What axe finds, and whether the page is wider than the window."""
    found = problems_of(page)
    return found + (["wider than the window"] if overflow_of(page) > 0 else [])


def saved(page, act):
    """Do something that saves a row, and wait for the answer."""
    with page.expect_response(lambda response: response.request.method == "POST"):
        act()
    page.wait_for_function("() => !document.querySelector('.htmx-request')")


def answer_by_keyboard(page, number):
    """The first question with a number, all others with S, which moves on by itself."""
    page.focus("#sporsmal .ask [data-first] >> nth=0")
    saved(page, lambda: page.keyboard.press("1"))
    page.wait_for_function("() => document.activeElement.classList.contains('ask__c')")
    page.keyboard.type("Alle møter holdt.")
    saved(page, lambda: page.keyboard.press("Enter"))
    for place in range(1, number):
        page.focus(f"#sporsmal .ask >> nth={place} >> [data-first]")
        saved(page, lambda: page.keyboard.press("s"))


def test_us5_review_from_preparation_to_confirmation(screen, cast, review):
    path = review.get_absolute_url()
    prepare(screen, cast, path)
    page = screen.as_user(cast.tol, path)
    assert page.inner_text("main").index("Åpne oppfølgingsområder") < page.inner_text("main").index(
        "Tid til tavla"
    )
    page.click("text=Start revisjonen")
    page.wait_for_selector("#fra-sist")
    assert faults_of(page) == []
    assert "avvik" not in page.inner_text("main").lower().replace("avvikssystemet", "")
    hold(page)
    approve(page, path)
    confirm(screen, cast, path)


def prepare(screen, cast, path):
    """The leader of the unit writes on a phone; it is kept while she writes."""
    screen.set_viewport_size(PHONE)
    page = screen.as_user(cast.drel, f"{path}forbered/")
    page.fill("[name=proud_of]", "Tre mål på tavla.")
    page.wait_for_selector("#lagret:has-text('Lagret')")
    assert overflow_of(page) <= 0
    page.reload()
    assert page.input_value("[name=proud_of]") == "Tre mål på tavla."
    page.click("button[name=hand_in]")
    page.wait_for_selector("text=Forberedelsen er levert.")
    screen.set_viewport_size(WIDTHS["desktop"])


def hold(page):
    """Follow-up areas, the point, the questions by keyboard, a new area."""
    saved(page, lambda: page.click("#fra-sist button:has-text('Føres videre')"))
    page.click("#punkter button:has-text('Drøftet')")
    page.wait_for_selector("#punkter button[aria-pressed=true]:has-text('Drøftet')")
    answer_by_keyboard(page, page.locator("#sporsmal .ask").count())
    page.fill("[name=ny-text]", "To gevinster er regnet ut")
    page.fill("[name=ny-owner]", "DREL Solsiden")
    page.fill("[name=ny-due_date]", "2019-01-31")
    page.click("text=Legg til oppfølgingsområdet")
    page.wait_for_selector("#nye :text('To gevinster er regnet ut')")


def approve(page, path):
    """Without the coach it is not finished without a reason; then it is, and locked."""
    page.click("#avslutt label:has-text('Følg med')")
    page.fill("[name=status_note]", "Kveldsmøtene faller bort.")
    page.fill("[name=minutes_held]", "110")
    page.click("text=Avslutt revisjonen")
    page.wait_for_selector("ds-error-summary")
    assert "utviklingsenheten" in page.inner_text("ds-error-summary")
    assert page.input_value("[name=status_note]") == "Kveldsmøtene faller bort."
    page.fill("[name=alone_reason]", "Veilederen var syk.")
    page.click("text=Avslutt revisjonen")
    page.wait_for_selector("text=Godkjenn og lås")
    page.click("button:has-text('Godkjenn og lås')")
    page.wait_for_selector("text=Revisjonen er godkjent og låst.")
    row = HalfYearReview.objects.get(half_year="2018-H2")
    assert (row.state, row.points_discussed) == ("locked", 1)
    assert FollowUp.objects.get(text="To gevinster er regnet ut").due_date == date(2019, 1, 31)
    assert ReviewPoint.objects.get().state == "discussed"
    assert "Tid til tavla" not in page.inner_text("main")
    page.goto(f"{page.url.split('/revisjoner')[0]}{path}a4/")
    assert "To gevinster er regnet ut" in page.inner_text("main")
    assert faults_of(page) == []


def confirm(screen, cast, path):
    """The leader of the unit was not marked as present, so nobody asks her; she may confirm."""
    page = screen.as_user(cast.drel, path)
    page.click("text=Bekreft revisjonen")
    page.click("main button[type=submit]")
    page.wait_for_selector("text=Takk. Revisjonen er bekreftet.")
    page = screen.as_user(cast.coach, path)
    assert "1 punkt drøftet" in page.inner_text("main")


def test_review_works_on_a_phone(screen, cast, review):
    screen.set_viewport_size(PHONE)
    page = screen.as_user(cast.tol, review.get_absolute_url())
    page.click("text=Start revisjonen")
    page.wait_for_selector("#fra-sist")
    assert faults_of(page) == []
    small = page.eval_on_selector_all(
        "main .picks button", "all => all.filter((one) => one.offsetHeight < 44).length"
    )
    assert small == 0
    saved(page, lambda: page.click("#sporsmal .ask >> nth=0 >> text=Som sist"))
    assert page.locator("#sporsmal [aria-pressed=true]").count() == 1


def test_two_who_answer_the_same_question_see_both_answers(screen, cast, review):
    page = screen.as_user(cast.tol, review.get_absolute_url())
    page.click("text=Start revisjonen")
    page.wait_for_selector("#fra-sist")
    answer = HalfYearReview.objects.get(pk=review.pk).answers.first()

    answer_set(by=cast.drel, answer=answer, version=1, mark="act", comment="Ingen møter.")
    page.click(f"#svar-{answer.pk} button:has-text('I rute')")
    page.wait_for_selector("h1:has-text('To har endret det samme')")
    answer.refresh_from_db()
    assert answer.mark == "act"
