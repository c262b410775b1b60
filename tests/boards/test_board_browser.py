"""A board used by keyboard alone and on a phone: a suggestion comes, is weighed, moved, tried in a
round, declined with an answer, and lifted to the board above (US7)."""

from datetime import date

import pytest
from django.urls import reverse

from boards.models import Lift, Suggestion, WallAddress
from boards.suggestions.choices import SuggestionState
from boards.wall.addresses import wall_address_end, wall_address_make
from organisation.models import Notice
from tests.boards.boards import board, suggestion
from tests.test_accessibility import WIDTHS, enter, overflow_of

NEW = "Tavle i gangen"
FAR = 90  # presses of Tab that no way on a board is longer than


@pytest.fixture
def boards(cast):
    """The board of Solsiden with a suggestion of an employee's, and that of the area above."""
    own = board(cast)
    board(cast, "health")
    suggestion(cast, title="Flere møter", by="employee", proposer=cast.employee.person)
    return own


@pytest.fixture
def faults():
    """What went wrong in scripts."""
    found = []
    yield found
    assert found == []


def opened(browser, live_server, user, path, faults, **screen):
    context = browser.new_context(locale="nb-NO", **screen)
    if user is not None:
        enter(context, live_server, user)
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{live_server.url}{path}")
    return page


def state_of(title):
    return Suggestion.objects.get(title=title).state


# By keyboard alone


def reach(page, selector):
    """Press Tab until it is in focus, and see that it shows."""
    page.wait_for_selector(selector, state="attached")
    for _press in range(FAR):
        if page.evaluate("at => document.activeElement.matches(at)", selector):
            break
        page.keyboard.press("Tab")
    else:
        raise AssertionError(f"Tab never comes to {selector}")
    assert page.evaluate(_SEEN), f"{selector} is in focus and not to be seen"


_SEEN = """() => {
  const one = document.activeElement;
  const box = one.getBoundingClientRect();
  const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return Boolean(at) && (one.contains(at) || at.contains(one));
}"""


def press(page, selector, key="Enter"):
    reach(page, selector)
    page.keyboard.press(key)


def write(page, selector, text):
    reach(page, selector)
    page.keyboard.type(text)


def focus_is(page, selector):
    page.wait_for_function("at => document.activeElement.matches(at)", arg=selector)


def test_a_board_is_used_by_keyboard_alone(browser, live_server, cast, boards, faults):
    page = opened(browser, live_server, cast.drel, boards.get_absolute_url(), faults,
                  viewport=WIDTHS["desktop"])
    write(page, "#nytt-forslag", NEW)
    page.keyboard.press("Enter")
    page.wait_for_selector(f".bd-card:has-text('{NEW}')")
    focus_is(page, "#nytt-forslag")
    card = Suggestion.objects.get(title=NEW).pk

    press(page, f"#anslag-{card}")
    focus_is(page, "dialog [name=effort]")
    page.keyboard.press("ArrowRight")
    reach(page, "dialog [name=effect]")
    page.keyboard.press("End")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#forslag-{card} .bd-ee b")
    press(page, f"#til-prioritised-{card}")
    focus_is(page, f"#forslag-{card}")
    _round_by_keys(page, card)
    _decline_by_keys(page, cast)
    _lift_by_keys(page, cast)


def _round_by_keys(page, card):
    press(page, f"#til-plan-{card}")
    focus_is(page, "dialog [name=responsible]")
    page.keyboard.type("Anne")
    page.wait_for_selector("dialog [role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    write(page, "dialog [name=due_date]", "12122018")  # as a day, whatever comes first
    press(page, "dialog button[type=submit]")
    focus_is(page, f"#forslag-{card}")
    for step in ("do", "check"):
        press(page, f"#til-{step}-{card}")
        page.wait_for_selector(f"#til-{ {'do': 'check', 'check': 'adopted'}[step]}-{card}")
        focus_is(page, f"#forslag-{card}")
    press(page, f"#til-adopted-{card}")
    write(page, "dialog [name=result]", "Halvparten så mange spørsmål")
    write(page, "dialog [name=standard]", "Tavla henger i gangen")
    press(page, "dialog button[type=submit]")
    page.wait_for_selector("dialog", state="hidden")
    page.wait_for_selector(f".bd-res :text('{NEW}')")
    made = Suggestion.objects.get(pk=card)
    assert (made.state, made.rounds.get().conclusion) == (SuggestionState.ADOPTED, "adopt")


def _decline_by_keys(page, cast):
    card = Suggestion.objects.get(title="Flere møter").pk
    press(page, f"#mer-{card}")
    press(page, f"#til-declined-{card}")
    write(page, "dialog [name=decision]", "Vi prøver færre møter først")
    press(page, "dialog button[type=submit]")
    page.wait_for_selector(f"#forslag-{card}", state="detached")
    assert state_of("Flere møter") == SuggestionState.DECLINED
    told = Notice.objects.get(person=cast.employee.person)
    assert told.parameters["reason"] == "Vi prøver færre møter først"


def _lift_by_keys(page, cast):
    press(page, "[popovertarget=tavlevalg]")
    press(page, "#tavlevalg a[href$='/loft/']")
    page.wait_for_url("**/loft/")
    write(page, "[name=text]", "Nattevakt deles med naboen")
    press(page, "main button[type=submit]")
    page.wait_for_selector(".lift-path")
    lifted = Lift.objects.get()
    assert (lifted.text, lifted.to_board.owner) == (
        "Nattevakt deles med naboen", cast.units.health
    )


def test_two_move_one_suggestion_and_nothing_written_is_lost(
    browser, live_server, cast, boards, faults
):
    first, second = (
        opened(browser, live_server, user, boards.get_absolute_url(), faults)
        for user in (cast.tol, cast.drel)
    )
    card = Suggestion.objects.get().pk
    second.click(f"#mer-{card}")
    second.click(f"#til-declined-{card}")
    second.fill("dialog [name=decision]", "Vi prøver færre møter først")
    first.click(f"#til-prioritised-{card}")
    first.wait_for_selector(f"#forslag-{card}:not(:has-text('Nytt'))")
    second.click("dialog button[type=submit]")
    focus_is(second, "dialog ds-error-summary")
    assert "Nå er det: prioritert" in second.inner_text("dialog ds-error-summary")
    assert second.input_value("dialog [name=decision]") == "Vi prøver færre møter først"
    second.click("dialog button[type=submit]")
    second.wait_for_selector("dialog", state="hidden")
    first.click(f"#til-plan-{card}")
    first.wait_for_selector(".bd-said:has-text('Nå er det: avvist')")
    assert Suggestion.objects.get().decision == "Vi prøver færre møter først"


def test_a_screen_on_the_wall_goes_out_when_its_address_is_ended(
    browser, live_server, cast, boards, faults
):
    secret, pk = wall_address_make(
        by=cast.drel, board=boards, place="Vaktrommet", expires_on=date(2018, 12, 31)
    )
    wall = opened(browser, live_server, None, reverse("boards:wall", args=[secret]), faults)
    assert "Flere møter" in wall.inner_text("#wall")
    wall_address_end(by=cast.drel, address=WallAddress.objects.get(pk=pk))
    wall.evaluate("dispatchEvent(new Event('online'))")  # as when it is its time to ask
    wall.wait_for_selector("#live-note:has-text('viser ikke lenger noen tavle')")
    assert wall.inner_text("#wall") == ""
    wall.reload()
    assert "Denne adressen viser ingen tavle" in wall.inner_text("main")


# On a phone


def within_reach(page):
    """Nothing is wider than the screen, and what one taps is as large as a finger."""
    assert overflow_of(page) == 0
    assert page.evaluate(_SMALL) == []


_SMALL = """() => [...document.querySelectorAll('main button, main .ds-button')]
  .filter((one) => one.checkVisibility())
  .filter((one) => one.getBoundingClientRect().height < 44)
  .map((one) => one.id || one.innerText)"""


def test_a_board_is_used_on_a_phone(browser, live_server, cast, boards, faults):
    page = opened(browser, live_server, cast.drel, boards.get_absolute_url(), faults,
                  viewport=WIDTHS["phone"], has_touch=True, is_mobile=True)
    page.tap(".bd-jump")
    page.fill("#nytt-forslag", NEW)
    page.tap("#legg-til")
    page.wait_for_selector(f".bd-card:has-text('{NEW}')")
    within_reach(page)
    card = Suggestion.objects.get(title=NEW).pk
    page.tap(f"#anslag-{card}")
    page.tap("dialog ds-field:has([name=effort][value='2']) label")
    page.tap("dialog ds-field:has([name=effect][value='5']) label")
    page.tap("dialog button[type=submit]")
    page.wait_for_selector(f"#forslag-{card} .bd-ee b")
    page.tap(f"#til-prioritised-{card}")
    _round_by_taps(page, card)
    _decline_by_taps(page)
    _lift_by_taps(page, cast)


def _round_by_taps(page, card):
    page.tap(f"#til-plan-{card}")
    # The dialog puts the focus into itself when it is drawn; who writes before that starts anew.
    page.wait_for_function("() => document.activeElement?.closest('dialog[open]')?.querySelector("
                           "'[name=responsible]')")
    page.locator("dialog [name=responsible]").press_sequentially("Anne")
    page.tap("dialog [role=option]:has-text('Solsiden')")
    page.fill("dialog [name=due_date]", "2018-11-30")
    within_reach(page)
    page.tap("dialog button[type=submit]")
    page.tap(f"#til-do-{card}")
    page.tap(f"#til-check-{card}")
    page.tap(f"#til-adopted-{card}")
    page.fill("dialog [name=result]", "Halvparten så mange spørsmål")
    page.fill("dialog [name=standard]", "Tavla henger i gangen")
    page.tap("dialog button[type=submit]")
    page.wait_for_selector(f".bd-res :text('{NEW}')")
    assert state_of(NEW) == SuggestionState.ADOPTED


def _decline_by_taps(page):
    card = Suggestion.objects.get(title="Flere møter").pk
    page.tap(f"#mer-{card}")
    page.tap(f"#til-declined-{card}")
    page.fill("dialog [name=decision]", "Vi prøver færre møter først")
    page.tap("dialog button[type=submit]")
    page.wait_for_selector(f"#forslag-{card}", state="detached")
    assert state_of("Flere møter") == SuggestionState.DECLINED


def _lift_by_taps(page, cast):
    page.tap("[popovertarget=tavlevalg]")
    page.tap("#tavlevalg a[href$='/loft/']")
    page.fill("[name=text]", "Nattevakt deles med naboen")
    within_reach(page)
    page.tap("main button[type=submit]")
    page.wait_for_selector(".lift-path")
    within_reach(page)
    assert Lift.objects.get().to_board.owner == cast.units.health
