"""The pages for units and people in and out of Excel."""

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from organisation.actions import unit_place
from organisation.models import OrgUnit, UnitParent
from organisation.workbook.draft import WorkbookDraft
from tests.leanplan.test_xlsx_in import archive, good, rewritten
from tests.organisation.workbook.books import book, cell, data_of, filled

UPLOAD = reverse("organisation:workbook_upload")
NEW = date(2019, 1, 1)
UNITS = [{"Navn": "Nordre", "Type": "Driftsenhet", "Hører til": "Oppvekst", "Finnes fra": NEW}]


@pytest.fixture
def office(cast, sign_in):
    return sign_in(cast.administrator)


def sent(client, data, name="Enheter.xlsx"):
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, data)}, follow=True)


def form_of(response):
    page = response.context["page"]
    return {"version": page.draft.version, "seen": page.fingerprint}


def confirmed(client, response, **changed):
    address = reverse("organisation:workbook_confirm", args=[response.context["page"].draft.pk])
    return client.post(address, {**form_of(response), **changed}, follow=True)


def test_upload_page_offers_the_workbook_empty_and_filled(office):
    text = office.get(UPLOAD).content.decode()
    for name in ("workbook_empty", "workbook_filled"):
        assert f'href="{reverse(f"organisation:{name}")}"' in text


def test_workbook_empty_says_how_to_fill_it_in(office):
    response = office.get(reverse("organisation:workbook_empty"))
    made = openpyxl.load_workbook(io.BytesIO(response.content))
    assert made.sheetnames == ["Enheter", "Personer", "Slik fyller du ut", "Valg"]
    assert made["Enheter"].max_row == made["Personer"].max_row == 1
    assert [c.value for c in made["Enheter"][1]][:2] == ["Nøkkel", "Navn"]
    words = {str(c.value) for row in made["Slik fyller du ut"].iter_rows() for c in row}
    assert {"Driftsenhet", "Driftsenhetsleder", "Hører til fra"} <= words
    assert made["Personer"].data_validations.dataValidation


def test_workbook_filled_has_real_days_and_keys(office, cast):
    response = office.get(reverse("organisation:workbook_filled"))
    made = openpyxl.load_workbook(io.BytesIO(response.content))
    assert cell(made, "Enheter", "Solsiden", "Nøkkel").value == f"E{cast.units.home.pk}"
    assert cell(made, "Enheter", "Solsiden", "Hører til").value == "Helse og omsorg"
    assert cell(made, "Enheter", "Solsiden", "Finnes fra").is_date
    assert cell(made, "Personer", "Bråten", "Rolle").value == "Driftsenhetsleder"
    assert "2018-11-13.xlsx" in response["Content-Disposition"]


def test_upload_shows_what_will_change_and_saves_nothing(office):
    response = sent(office, data_of(book(UNITS)))
    assert "Nordre, driftsenhet i Oppvekst, fra 01.01.2019" in response.content.decode()
    assert not OrgUnit.objects.filter(name="Nordre").exists()
    response = confirmed(office, response)
    assert "Arbeidsboka er lest inn" in response.content.decode()
    assert OrgUnit.objects.filter(name="Nordre").exists()


def test_upload_of_the_same_twice_says_nothing_new(office):
    confirmed(office, sent(office, data_of(book(UNITS))))
    text = sent(office, data_of(book(UNITS))).content.decode()
    assert "Ingenting nytt" in text
    assert "Bekreft alt" not in text


def test_upload_of_the_filled_workbook_says_nothing_new(office):
    data = office.get(reverse("organisation:workbook_filled")).content
    assert "Ingenting nytt" in sent(office, data).content.decode()


def test_review_marks_each_faulty_cell_and_offers_no_confirmation(office):
    response = sent(office, data_of(book([*UNITS, {"Navn": "Søndre", "Type": "Romskip"}])))
    text = response.content.decode()
    assert 'href="#enheter-D3">Enheter D3</a>: «Romskip» er ingen type enhet.' in text
    assert 'class="wb__bad" id="enheter-D3"' in text
    assert "Bekreft alt" not in text
    page = response.context["page"]
    assert [row[0] for picture in page.pictures for row in picture.rows] == [3]


def test_review_cell_text_is_escaped(office):
    text = sent(office, data_of(book([{"Navn": "<script>x</script>"}]))).content.decode()
    assert "<script>x" not in text
    assert "&lt;script&gt;x" in text


def test_review_tells_of_unknown_columns(office):
    made = book(UNITS)
    made["Enheter"]["L1"] = "Merknad"
    made["Enheter"]["L2"] = "hei"
    assert "Enheter: Merknad" in sent(office, data_of(made)).content.decode()


def test_confirm_with_a_fault_saves_nothing(office):
    response = confirmed(office, sent(office, data_of(book([*UNITS, {"Navn": "Søndre"}]))))
    assert response.status_code == 409
    assert not OrgUnit.objects.filter(name="Nordre").exists()


def test_confirm_after_somebody_else_changed_it_is_told_and_can_be_confirmed_anew(office, cast):
    made = filled()
    cell(made, "Enheter", "Solsiden", "Hører til").value = "Oppvekst"
    cell(made, "Enheter", "Solsiden", "Hører til fra").value = date(2027, 1, 1)
    response = sent(office, data_of(made))
    unit_place(by=None, unit=cast.units.home, parent=cast.units.municipality, starts_on=NEW)
    again = confirmed(office, response)
    assert again.status_code == 409
    assert "Noe er endret siden du så på dette" in again.content.decode()
    assert "flyttes fra Vikdal kommune til Oppvekst 01.01.2027" in again.content.decode()
    assert not UnitParent.objects.filter(starts_on=date(2027, 1, 1)).exists()
    assert confirmed(office, again).status_code == 200
    assert UnitParent.objects.filter(starts_on=date(2027, 1, 1)).exists()


@pytest.mark.parametrize("changed", [{"seen": ""}, {"version": ""}, {"version": "x"}])
def test_confirm_without_what_was_seen_is_refused(office, changed):
    response = sent(office, data_of(book(UNITS)))
    assert confirmed(office, response, **changed).status_code == 422
    assert not OrgUnit.objects.filter(name="Nordre").exists()


def test_confirm_of_what_somebody_else_has_confirmed(office):
    response = sent(office, data_of(book(UNITS)))
    confirmed(office, response)
    assert confirmed(office, response).status_code == 404
    assert OrgUnit.objects.filter(name="Nordre").count() == 1


def test_drop_changes_nothing(office):
    draft = sent(office, data_of(book(UNITS))).context["page"].draft
    address = reverse("organisation:workbook_drop", args=[draft.pk])
    assert office.post(address).status_code == 422
    assert office.post(address, {"version": 9}).status_code == 409
    text = office.post(address, {"version": draft.version}, follow=True).content.decode()
    assert "Ingenting ble endret" in text
    assert WorkbookDraft.objects.count() == 0


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "x.xlsx", "er tom"),
        (b"%PDF-1.7", "x.pdf", "Dette er en PDF"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "x.xls", "av den gamle typen"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "x.xlsx", "passord"),
        (b"Navn;Type", "x.csv", "ikke en Excel-arbeidsbok"),
        (good()[:400], "x.xlsx", "er skadet"),
        (archive({"word/document.xml": "<w/>"}), "x.docx", "ikke en Excel-arbeidsbok"),
        (rewritten(good(), {SHEET: b"<worksheet><sheetData>"}), "x.xlsx", "er skadet"),
        (
            rewritten(good(), {SHEET: b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
                                      b"<worksheet>&a;</worksheet>"}),
            "x.xlsx", "ble ikke åpnet",
        ),
        (rewritten(good(), {"xl/media/x.png": bytes(30 * 1024 * 1024)}), "x.xlsx", "pakkes ut"),
        (b"PK" + bytes(5 * 1024 * 1024), "x.xlsx", "er for stor"),
        (data_of(book()), "x.xlsx", "ingen rader"),
    ],
)
def test_upload_of_strangers_is_refused_in_plain_words(office, data, name, said):
    response = sent(office, data, name)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert WorkbookDraft.objects.count() == 0


def test_upload_without_a_file(office):
    response = office.post(UPLOAD)
    assert response.status_code == 422
    assert "Ingen fil er valgt" in response.content.decode()


def test_administration_and_menu_lead_to_it(office):
    assert f'href="{UPLOAD}"' in office.get(reverse("admin:index")).content.decode()
    assert f'href="{UPLOAD}"' in office.get(reverse("organisation:profile")).content.decode()


def test_menu_of_others_does_not(cast, sign_in):
    text = sign_in(cast.tol).get(reverse("organisation:profile")).content.decode()
    assert f'href="{UPLOAD}"' not in text
