"""Workbooks out: what openpyxl reads back, and nothing that Excel would work out."""

import io
from datetime import UTC, date, datetime

import openpyxl
import pytest
from django.utils.translation import gettext_lazy as _

from leanplan.xlsx import LONGEST, Column, Sheet, facts, workbook, xlsx_response


def back(*sheets):
    return openpyxl.load_workbook(io.BytesIO(workbook(sheets)))


def one(value, **column):
    page = back(Sheet("Liste", (Column("Tittel", **column),), [[value]]))["Liste"]
    return page["A2"]


def test_workbook_has_one_header_line_that_stays():
    page = back(Sheet("Liste", (Column("Navn", 30), Column("Dag")), [["Solsiden", None]]))["Liste"]
    assert [[cell.value for cell in row] for row in page.iter_rows()] == [
        ["Navn", "Dag"], ["Solsiden", None],
    ]
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:B2"
    assert page.column_dimensions["A"].width == 30
    assert page["A1"].font.bold


@pytest.mark.parametrize("text", ["=1+1", "=HYPERLINK(\"http://x\")", "+47 22", "-5", "@SUM(A1)"])
def test_workbook_text_stays_text(text):
    cell = one(text)
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix


@pytest.mark.parametrize("text", ["#N/A", "#REF!", "2018-11-13", "007"])
def test_workbook_text_is_not_taken_for_something_else(text):
    cell = one(text)
    assert (cell.value, cell.data_type) == (text, "s")


def test_workbook_text_that_begins_with_a_sign_is_no_formula_in_the_file():
    import zipfile  # noqa: PLC0415

    sheet = Sheet("Liste", (Column("T"),), [["=1+1"]])
    with zipfile.ZipFile(io.BytesIO(workbook([sheet]))) as file:
        assert b"<f>" not in file.read("xl/worksheets/sheet1.xml")


def test_workbook_days_are_days():
    cell = one(date(2018, 11, 13))
    assert (cell.value.date(), cell.is_date, cell.number_format) == (
        date(2018, 11, 13), True, "dd.mm.yyyy",
    )
    moment = one(datetime(2018, 7, 1, 12, 30, tzinfo=UTC))
    assert moment.value.isoformat() == "2018-07-01T14:30:00"  # in Norway


@pytest.mark.parametrize(
    ("value", "written"),
    [(True, "Ja"), (False, "Nei"), (3, 3), (2.5, 2.5), (None, None), ("", None),
     ("a\x00b", "ab"), ("a\r\nb", "a\nb"), (_("Yes"), "Ja")],
)
def test_workbook_values(value, written):
    assert one(value).value == written


def test_workbook_cuts_what_no_cell_holds():
    text = one("å" * (LONGEST + 5)).value
    assert len(text) == LONGEST
    assert text.endswith("…")


def test_workbook_offers_choices_and_refuses_nothing():
    sheets = (
        Sheet("Enheter", (Column("Navn"), Column("Type", choices=("Skole", "Avdeling"))), []),
        Sheet("Personer", (Column("Enhet", choices_from=("Enheter", 1)),), []),
    )
    book = back(*sheets)
    rules = {rule.formula1: rule for page in book for rule in page.data_validations.dataValidation}
    assert set(rules) == {"'Valg'!$A$1:$A$2", "'Enheter'!$A$2:$A$5000"}
    assert not any(rule.showErrorMessage for rule in rules.values())
    assert [cell.value for cell in book["Valg"]["A"]] == ["Skole", "Avdeling"]
    assert book["Valg"].sheet_state == "hidden"


def test_workbook_titles_that_excel_refuses():
    book = back(Sheet("RLG: 2/3 [alt]" + "x" * 40, (Column("A"),), []))
    assert book.sheetnames[0].startswith("RLG  2 3  alt")
    assert len(book.sheetnames[0]) <= 31


def test_facts_have_no_header_line():
    page = back(facts("Om", [("Viser", "6 av 46")]))["Om"]
    assert [[cell.value for cell in row] for row in page.iter_rows()] == [["Viser", "6 av 46"]]
    assert page.freeze_panes is None


def test_xlsx_response_names_the_file():
    response = xlsx_response([facts("Om", [])], name="Tiltak 1/2 på Åsen", day=date(2018, 11, 13))
    assert "Tiltak%201-2%20p%C3%A5%20%C3%85sen%202018-11-13.xlsx" in response["Content-Disposition"]
    assert response["Cache-Control"] == "private, no-store"
