"""The stories of rollouts and coaching in a browser: the gate (US12), the contract (US13), and the
six-month analysis that hands over (US6)."""

from datetime import date

import pytest

from leaders.actions.log import entry_create
from leaders.choices import Party
from leaders.models import CoachingContract, ProgressHandover, Rollout
from tests.leaders.rollouts import agreed, completed, planned, started
from tests.reviews.fishbone.making import QUESTION, add, make_analysis
from tests.test_accessibility import enter, problems_of

SAVE = "main form.form button[type=submit]"


@pytest.fixture
def screen(page, context, live_server, cast, plan):
    """The browser of the area manager, with what went wrong in its scripts."""
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    enter(context, live_server, cast.tol)
    page.base = live_server.url
    yield page
    assert faults == []


def main_text(page):
    return page.inner_text("main")


def test_us12_the_start_waits_for_the_training(screen, cast):
    rollout = planned(cast)
    own = f"{screen.base}{rollout.get_absolute_url()}"
    screen.goto(f"{own}start/")
    screen.fill("[name=started_on]", "2018-03-05")
    screen.click(SAVE)
    assert "kan ikke starte" in main_text(screen)
    assert Rollout.objects.get().started_on is None
    screen.goto(f"{own}opplaring/")
    screen.fill("[name=trained_on]", "2018-02-20")
    screen.click(SAVE)
    screen.goto(f"{own}mote/")
    screen.fill("[name=meeting_on]", "2018-02-26")
    screen.check("[name=manager_part][value=led]")
    screen.click(SAVE)
    screen.goto(f"{own}forventninger/")
    for name in ("milestones", "hours", "rhythm"):
        screen.fill(f"[name={name}]", "Tavla henger")
    screen.click(SAVE)
    screen.click("text=Skriv under som tjenesteområdeleder")
    assert "Kari Nordmo" in screen.inner_text("#forventninger")
    screen.goto(f"{own}start/")
    screen.fill("[name=started_on]", "2018-03-05")
    screen.click(SAVE)
    assert Rollout.objects.get().started_on == date(2018, 3, 5)
    assert problems_of(screen) == []


def test_us12_the_manager_decides_otherwise_with_name_and_reason(screen, cast):
    rollout = planned(cast)
    screen.goto(f"{screen.base}{rollout.get_absolute_url()}start/")
    screen.fill("[name=started_on]", "2018-03-05")
    screen.fill("[name=override_reason]", "Vikar går foran")
    screen.click(SAVE)
    text = main_text(screen)
    assert "Kari Nordmo" in text
    assert "Vikar går foran" in text


def test_us13_a_contract_has_a_last_day_a_bar_and_a_log(screen, cast, context, live_server):
    screen.goto(f"{screen.base}/veiledning/ny/")
    screen.select_option("[name=unit]", label="Psykisk helse")
    screen.fill("[name=coach]", "Jonas Fjeld")
    screen.fill("[name=starts_on]", "2018-06-01")
    screen.fill("[name=hours]", "30")
    screen.fill("[name=aims]", "Tavla i drift")
    screen.click(SAVE)
    field = screen.locator("[name=ends_on]")
    assert field.get_attribute("aria-invalid") == "true"
    assert "alltid en sluttdato" in main_text(screen)
    assert screen.input_value("[name=aims]") == "Tavla i drift"
    screen.fill("[name=ends_on]", "2018-05-01")
    screen.click(SAVE)
    assert "før den første" in main_text(screen)
    screen.fill("[name=ends_on]", "2019-03-31")
    screen.click(SAVE)
    contract = CoachingContract.objects.get()
    assert screen.locator("svg.lanes rect.ln-b.is-plan").count() == 1
    for party, user in ((Party.LEADER, cast.second_drel), (Party.COACH, cast.coach)):
        enter(context, live_server, user)
        screen.goto(f"{screen.base}{contract.get_absolute_url()}")
        screen.click(f"form:has([value={party}]) button:has-text('Skriv under')")
    contract.refresh_from_db()
    assert contract.state == "agreed"
    screen.goto(f"{screen.base}{contract.get_absolute_url()}logg/")
    screen.fill("[name=day]", "2018-06-04")
    screen.fill("[name=minutes]", "90")
    screen.fill("[name=topic]", "Tavlemøte")
    screen.click(SAVE)
    assert "1,5 av 30 timer" in main_text(screen)
    for day in range(5, 17):
        entry_create(
            by=cast.coach, contract=contract, day=date(2018, 6, day), minutes=100, topic="Tavle"
        )
    enter(context, live_server, cast.tol)
    screen.goto(f"{screen.base}/veiledning/uten-framdrift/")
    assert "Psykisk helse" in screen.inner_text("main table")
    assert problems_of(screen) == []


@pytest.fixture
def analysis(cast):
    """One with a cause, in a unit that was rolled out on 31 May and is coached."""
    from leaders.actions.rollouts import rollout_complete  # noqa: PLC0415

    rollout = started(cast, "home")
    rollout_complete(
        by=cast.tol, rollout=rollout, version=rollout.version, completed_on=date(2018, 5, 31)
    )
    agreed(cast, "home")
    made = make_analysis(cast)
    add(made, "Tavlemøtet faller ut", by=cast.coach)
    return made


def test_us6_begins_on_the_page_of_the_unit_and_finds_a_root_cause(screen, cast, plan):
    completed(cast, "home", on=date(2018, 8, 31))
    screen.goto(f"{screen.base}/enheter/{cast.units.home.pk}/")
    assert "Analyse senest 28.02.2019" in main_text(screen)
    screen.click("text=Lag analysen")
    question = screen.input_value("[name=question]")
    assert question == QUESTION
    screen.fill("[name=day]", "2018-11-13")
    screen.click(SAVE)
    assert "".join(question.split()) in "".join(screen.text_content("svg.fishbone").split())
    own = screen.url
    screen.click("text=Legg til årsaker")
    for text in ("Tavlemøtet faller ut", "Ny leder"):
        screen.fill("#fb-text", text)
        screen.press("#fb-text", "Enter")
        board_shows(screen, text)
    screen.locator("[data-why]").first.click()
    screen.keyboard.type("Det er aldri avtalt")
    screen.keyboard.press("Enter")
    board_shows(screen, "Det er aldri avtalt")
    row = screen.locator(".fbm__c:has-text('Det er aldri avtalt')").last
    row.locator("button[value=root]").first.click()
    board_shows(screen, "R1")
    screen.goto(own)
    assert "Rotårsaker og tiltak" in main_text(screen)
    assert problems_of(screen) == []


def board_shows(screen, text):
    screen.wait_for_function(
        "text => document.getElementById('fb-board').innerText.includes(text)", arg=text
    )


def hold(screen, analysis):
    screen.goto(f"{screen.base}{analysis.get_absolute_url()}gjennomfor/")
    screen.fill("[name=on]", "2018-11-12")
    screen.fill("[name=no_measures]", "Alt er på plass")


def test_us6_the_analysis_hands_over_and_ends_the_contract(screen, cast, analysis):
    unit = f"{screen.base}/enheter/{analysis.unit_id}/"
    screen.goto(unit)
    assert "30.11.2018" in main_text(screen)
    hold(screen, analysis)
    tol = analysis.participants.get(position=cast.positions.tol)
    screen.uncheck(f"[name=present][value='{tol.pk}']")
    screen.click(SAVE)
    assert not ProgressHandover.objects.exists()
    screen.check(f"[name=present][value='{tol.pk}']")
    screen.click(SAVE)
    screen.goto(unit)
    text = main_text(screen)
    assert "Kari Nordmo, TOL" in text
    assert "fra 12.11.2018" in text
    assert CoachingContract.objects.get().state == "ended"


def test_us6_support_that_goes_on_asks_for_a_time_frame(screen, cast, plan, analysis):
    hold(screen, analysis)
    screen.check("[name=support][value=goes_on]")
    screen.click(SAVE)
    assert not ProgressHandover.objects.exists()
    screen.fill("[name=support_until]", "2019-02-28")
    screen.select_option("[name=support_row]", index=1)
    screen.click(SAVE)
    assert "Fortsatt bistand fra utviklingsenheten" in main_text(screen)
    ended, new = CoachingContract.objects.order_by("starts_on")
    assert (ended.state, new.state, new.ends_on) == ("ended", "agreed", date(2019, 2, 28))
    screen.goto(f"{screen.base}{new.get_absolute_url()}")
    assert "Ingen trenger å skrive under" in main_text(screen)
