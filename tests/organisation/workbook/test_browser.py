"""Units and people in Excel, in a real browser: pages without a fault, and the whole way."""

import re

from organisation.models import OrgUnit
from organisation.workbook.actions import workbook_keep
from tests.organisation.workbook.books import book, data_of, read
from tests.test_accessibility import enter, look
from tests.world import START

UNIT = {"Navn": "Nordre", "Type": "Driftsenhet", "Hører til": "Oppvekst", "Finnes fra": START}


def test_pages_of_a_workbook_have_no_fault(page, context, live_server, cast):
    enter(context, live_server, cast.administrator)
    assert look(page, live_server.url + "/enheter-og-personer/") == {}
    for units in ([UNIT], [UNIT, {"Navn": "Uten type", "Kort navn": "U"}], [{"Navn": "Solsiden"}]):
        data = data_of(book(units))
        draft = workbook_keep(
            by=cast.administrator, name="E.xlsx", size=len(data), read=read(data)
        )
        assert look(page, live_server.url + draft.get_absolute_url()) == {}


def test_workbook_is_fetched_filled_in_and_read_in(page, context, live_server, cast, tmp_path):
    enter(context, live_server, cast.administrator)
    page.goto(live_server.url + "/enheter-og-personer/")
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Fylt ut med det som er her").click()
    assert re.fullmatch(r"Enheter og personer .*\.xlsx", fetched.value.suggested_filename)
    path = tmp_path / "Enheter.xlsx"
    path.write_bytes(data_of(book([UNIT])))
    page.get_by_label("Excel-arbeidsbok").set_input_files(path)
    page.get_by_role("button", name="Les fila").click()
    page.get_by_text("Nordre, driftsenhet i Oppvekst, fra 01.01.2018").wait_for()
    assert not OrgUnit.objects.filter(name="Nordre").exists()
    page.get_by_role("button", name="Bekreft alt").click()
    page.locator("#innhold").get_by_text("Arbeidsboka er lest inn").wait_for()
    assert OrgUnit.objects.filter(name="Nordre").exists()
