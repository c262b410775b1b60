"""A whole meeting of the management group in two browsers, from agenda to approved minutes: the
secretary writes on one screen, the wall follows on the other (US15)."""

import time
from datetime import date

import pytest

from boards.models import Decision, Meeting, RowStatus
from boards.rlg.actions.meetings import agenda_send, meeting_start
from challenges.models import PlanRow
from leanplan.versioning import create
from organisation.actions import unit_create
from organisation.roles import UnitKind
from tests.boards.rlg.meetings import first_of, point_of, series_of
from tests.boards.rlg.statuses import judge
from tests.test_accessibility import enter

WITHIN = 3000  # milliseconds in which the wall has what the secretary did
ROWS = ("Oversikt og rapportering", "Framdrift og ansvar", "Samarbeid på tvers", "Veiledning")


@pytest.fixture
def meeting(cast, plan):
    """A meeting today with an own point; its agenda is sent."""
    series = series_of(cast)
    coming = first_of(series)
    point_of(cast, series, coming, title="Ledernettverket", minutes=10)
    agenda_send(by=cast.secretary, meeting=coming, version=coming.version)
    return coming


def opened(browser, live_server, user, path, faults, width=1440, height=900):
    context = browser.new_context(locale="nb-NO", viewport={"width": width, "height": height})
    enter(context, live_server, user)
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{live_server.url}{path}")
    return page


def shows(page, text, selector="#rw-show"):
    page.wait_for_function(
        "([at, text]) => document.querySelector(at)?.innerText.includes(text)",
        arg=[selector, text], timeout=WITHIN,
    )


def saved(check):
    """Wait for the server to have something."""
    for _time in range(30):
        if check():
            return
        time.sleep(0.1)
    raise AssertionError("it was never saved")


def test_a_whole_meeting_from_agenda_to_approved_minutes(
    browser, live_server, cast, plan, meeting
):
    faults = []
    secretary = opened(browser, live_server, cast.secretary, meeting.get_absolute_url(), faults)
    wall = opened(browser, live_server, cast.member, f"/moter/{meeting.pk}/vegg/", faults,
                  width=1280, height=720)
    secretary.get_by_role("button", name="Start møtet").click()
    secretary.wait_for_selector("#rw-pen")
    shows(wall, "Status i planen")
    _judge_a_row(secretary, wall, plan)
    _step_by_keys(secretary, wall)
    _write(secretary, wall, meeting)
    _decide_by_keys(secretary, wall)
    _own_point_goes_on(secretary, wall)
    secretary.click("#rw-wheel")
    secretary.wait_for_selector("#rw-wheel[aria-pressed=true]")
    assert Meeting.objects.get(pk=meeting.pk).wheel_used
    secretary.click("#rw-after")
    secretary.get_by_role("button", name="Avslutt møtet").click()
    shows(wall, "Møtet er slutt")
    chief = opened(browser, live_server, cast.chief, f"/moter/{meeting.pk}/referat/", faults)
    for text in ("Legge fram målepunktene", "Enige om tallene"):
        assert text in chief.inner_text("main")
    _decision_in_the_plan(chief, plan)
    chief.goto(f"{live_server.url}/moter/{meeting.pk}/referat/")
    chief.get_by_role("button", name="Godkjenn").click()
    saved(lambda: Meeting.objects.get(pk=meeting.pk).is_locked)
    assert faults == []


def _judge_a_row(secretary, wall, plan):
    row = plan.rows.first()
    form = secretary.locator(f"#rw-row-{row.pk}")
    form.locator("label", has_text="I rute").click()
    form.get_by_role("button", name="Sett").click()
    shows(secretary, "ingen er ansvarlig for T1", f"#rw-row-{row.pk}")
    form.locator("label", has_text="Følg med").click()
    form.locator("[name=note]").fill("T1 er ikke fordelt")
    form.get_by_role("button", name="Sett").click()
    shows(wall, "T1 er ikke fordelt")
    assert RowStatus.objects.get(row=row).light == "watch"


def _step_by_keys(secretary, wall):
    """Arrows, and what a remote control sends; from any screen of those who are asked."""
    secretary.evaluate("document.activeElement.blur()")
    secretary.keyboard.press("ArrowRight")
    shows(wall, "Over fristen", ".rw-h")
    wall.keyboard.press("PageDown")
    shows(wall, "Enhetene", ".rw-h")
    shows(secretary, "Enhetene", "#rw-pen h2")
    wall.keyboard.press("PageUp")
    shows(secretary, "Over fristen", "#rw-pen h2")


def _write(secretary, wall, meeting):
    """Space writes a space and does not go on; what is written is saved by itself."""
    secretary.focus("#id_said")
    secretary.keyboard.type("Enige om tallene.")
    secretary.wait_for_selector("#rw-saved svg")
    point = meeting.points.get(kind="overdue")
    assert point.said == "Enige om tallene."
    assert "Over fristen" in wall.inner_text(".rw-h")


def _decide_by_keys(secretary, wall):
    secretary.focus("#id_text")
    secretary.keyboard.type("Legge fram målepunktene")
    secretary.keyboard.press("Tab")
    secretary.keyboard.type("Rådmann")
    secretary.keyboard.press("Escape")
    secretary.fill("#id_due_date", "2018-11-27")
    secretary.keyboard.press("Enter")
    shows(wall, "Legge fram målepunktene", ".rb-tile--decide")
    made = Decision.objects.get()
    assert (made.owner.role, made.due_date) == ("chief_executive", date(2018, 11, 27))
    secretary.wait_for_function("() => document.getElementById('id_text').value === ''")


def _own_point_goes_on(secretary, wall):
    secretary.get_by_role("button", name="Ledernettverket").click()
    shows(wall, "Ledernettverket", ".rw-h")
    secretary.fill("#id_reason", "Rakk det ikke")
    secretary.get_by_role("button", name="Til neste møte", exact=True).click()
    shows(wall, "Årshjul", ".rw-h")
    secretary.wait_for_selector("#rw-wheel")


def _decision_in_the_plan(chief, plan):
    """The decision becomes the deadline of a measure, and leads back."""
    decision = Decision.objects.get()
    base = chief.url.split("/moter/")[0]
    chief.goto(f"{base}/vedtak/{decision.pk}/frist/")
    measure = plan.measures.get(code="T1")
    chief.select_option("[name=line]", str(measure.pk))
    chief.locator("[name=takes_over]").check()
    chief.get_by_role("button", name="Sett").first.click()
    saved(lambda: plan.measures.get(code="T1").due_date == date(2018, 11, 27))
    chief.goto(f"{base}{measure.get_absolute_url()}")
    assert "Legge fram målepunktene" in chief.inner_text("main")


@pytest.mark.parametrize("large", [False, True])
def test_the_board_and_every_step_fit_a_projector(
    browser, live_server, cast, plan, meeting, large
):
    faults = []
    for number, title in enumerate(ROWS, start=3):
        create(PlanRow(plan=plan, order=number, title=title), by=None)
    for number in range(10):
        unit_create(
            by=None, name=f"Tjenesteområde nummer {number}", kind=UnitKind.SERVICE_AREA,
            starts_on=date(2018, 1, 1), parent=cast.units.municipality,
        )
    for row in plan.rows.exclude(pk=plan.rows.first().pk):
        judge(cast, row, "act", "Målepunktene mangler fortsatt, og fristen er snart")
    board = opened(browser, live_server, cast.chief, "/rlg/tavle/", faults, 1280, 720)
    assert _height(board) <= 720
    board.set_viewport_size({"width": 1440, "height": 900})
    assert _height(board) <= 900
    board.set_viewport_size({"width": 1280, "height": 720})
    board.get_by_role("button", name="Start møtet").click()
    board.goto(f"{live_server.url}/moter/{meeting.pk}/vegg/")
    if large:
        board.get_by_role("link", name="Stor skrift").click()
        board.wait_for_selector("text=Hele tavla")
    for number in range(7):
        board.wait_for_function(
            "number => document.querySelector('.rw-h__n').innerText === String(number)",
            arg=number + 1,
        )
        assert _height(board) <= 720, board.inner_text(".rw-h")
        # The parts of the board hang together as one; what stands alone is in large type.
        alone = large or number > 4
        assert board.locator(".rb-tile.is-here").count() == (0 if alone else 1)
        if alone:
            assert board.evaluate(_SMALLEST) >= 16, board.inner_text(".rw-h")
        if number < 6:
            board.keyboard.press("ArrowRight")
    assert faults == []


def test_the_meeting_on_a_phone_has_one_part_and_no_sideways_scroll(
    browser, live_server, cast, plan, meeting
):
    meeting_start(by=cast.secretary, meeting=Meeting.objects.get(pk=meeting.pk))
    faults = []
    phone = opened(browser, live_server, cast.chief, f"/moter/{meeting.pk}/vegg/", faults, 390, 844)
    for number in range(7):
        phone.wait_for_function(
            "number => document.querySelector('.rw-h__n').innerText === String(number)",
            arg=number + 1,
        )
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390
        assert phone.locator(".rb-tile:visible").count() == (1 if number < 5 else 0)
        if number < 6:
            phone.click("#rw-after")
    assert faults == []


_SMALLEST = """() => Math.min(...[...document.querySelectorAll('.rw-body *')]
  .filter((one) => !one.closest('svg, .ds-sr-only')
    && [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()))
  .map((one) => parseFloat(getComputedStyle(one).fontSize)))"""


def _height(page):
    return page.evaluate("document.documentElement.scrollHeight")


def test_what_is_typed_without_a_net_is_sent_when_it_is_back(
    browser, live_server, cast, plan, meeting
):
    faults = []
    meeting_start(by=cast.secretary, meeting=Meeting.objects.get(pk=meeting.pk))
    secretary = opened(
        browser, live_server, cast.secretary, f"/moter/{meeting.pk}/gang/", faults
    )
    secretary.context.set_offline(True)
    secretary.focus("#id_said")
    secretary.keyboard.type("Skrevet uten nett")
    secretary.get_by_text("Det du har skrevet, står fortsatt her").wait_for(timeout=8000)
    secretary.context.set_offline(False)
    secretary.wait_for_selector("#rw-saved svg", timeout=20_000)
    point = meeting.points.get(kind="status")
    assert point.said == secretary.input_value("#id_said") == "Skrevet uten nett"
    assert faults == []


def test_what_is_typed_survives_a_page_that_goes(browser, live_server, cast, plan, meeting):
    """The network is gone, the page is closed: the note stands in the field again, and is sent."""
    faults = []
    meeting_start(by=cast.secretary, meeting=Meeting.objects.get(pk=meeting.pk))
    secretary = opened(
        browser, live_server, cast.secretary, f"/moter/{meeting.pk}/gang/", faults
    )
    secretary.context.set_offline(True)
    secretary.focus("#id_said")
    secretary.keyboard.type("Skrevet uten nett")
    # The browser puts away in the background what is kept; nobody leaves within the same moment.
    secretary.wait_for_timeout(500)
    # Else the page that goes would send the note itself, while the next one is fetched.
    secretary.goto("about:blank")
    secretary.context.set_offline(False)
    secretary.goto(f"{live_server.url}/moter/{meeting.pk}/gang/")
    secretary.wait_for_function(
        "() => document.getElementById('id_said').value === 'Skrevet uten nett'"
    )
    point = meeting.points.get(kind="status")
    saved(lambda: type(point).objects.get(pk=point.pk).said == "Skrevet uten nett")
    assert faults == []
