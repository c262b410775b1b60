"""Each list in Excel: the rows of the page, its filter and its rights; read back with openpyxl."""

import io
from datetime import date

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from measures.actions.amendments import amendment_propose
from measures.actions.measures import measure_create
from measures.rules import Deadline
from tests.matrix_rows import ROLES
from tests.measures.views.test_plan import rows_of


def fetched(client, route, *args, **query):
    response = client.get(reverse(f"measures:{route}", args=args), query)
    assert response.status_code == 200, response
    return response, openpyxl.load_workbook(io.BytesIO(response.content))


def table(book, number=0):
    """The sheet as a list of {heading: value}."""
    head, *rows = book.worksheets[number].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def about(book):
    return {row[0]: row[1] for row in book["Om lista"].iter_rows(values_only=True)}


def codes(book):
    return [row["Kode"] for row in table(book)]


def test_plan_export_has_one_header_line_and_real_dates(plan, cast, sign_in):
    response, book = fetched(sign_in(cast.chief), "plan_export", plan.pk)
    rows = {row["Kode"]: row for row in table(book)}
    assert set(rows) == {"T1", "T2", "T3", "T4", "T5", "T6"}
    assert rows["T2"]["Frist"].date() == date(2018, 12, 31)
    assert rows["T2"]["Ansvarlig"] == "Rådmann"
    assert rows["T2"]["Hvem i dag"] == "Ingrid Solbakken"
    assert (rows["T4"]["Over fristen"], rows["T2"]["Over fristen"]) == ("Ja", None)
    assert rows["T3"]["Frist"] is None
    assert rows["T3"]["Frist i ord"]
    assert "2018-11-13.xlsx" in response["Content-Disposition"]


def test_plan_export_says_what_it_shows(plan, cast, sign_in):
    _response, book = fetched(sign_in(cast.chief), "plan_export", plan.pk)
    told = about(book)
    assert told["Viser"] == "4 av 4 tiltak i planen, og 2 av 2 tiltak i enhetene, alle enheter"
    assert told["Kommune"] == "Vikdal kommune"
    assert told["Av"] == "Ingrid Solbakken"


def test_plan_export_holds_no_row_of_another_unit(plan, cast, sign_in):
    _response, book = fetched(sign_in(cast.drel), "plan_export", plan.pk)
    assert codes(book) == ["T1", "T2", "T3", "T4", "T5"]
    assert about(book)["Viser"].endswith("1 av 2 tiltak i enhetene, dine enheter")
    for sheet in book:
        for row in sheet.iter_rows(values_only=True):
            assert "Hemmelig" not in " ".join(str(value) for value in row)


@pytest.mark.parametrize("role", ROLES)
def test_plan_export_is_what_the_page_shows(role, plan, cast, sign_in):
    client = sign_in(cast[role])
    page = client.get(reverse("measures:plan_detail", args=[plan.pk]))
    assert set(codes(fetched(client, "plan_export", plan.pk)[1])) == set(rows_of(page))


@pytest.mark.parametrize(
    ("query", "left"),
    [({"vis": "over"}, ["T4", "T5"]), ({"vis": "ufordelt"}, ["T1"]), ({"sok": "gemba"}, ["T3"]),
     ({"status": "unassigned"}, ["T1"])],
)
def test_plan_export_follows_the_filter(query, left, plan, cast, sign_in):
    _response, book = fetched(sign_in(cast.drel), "plan_export", plan.pk, **query)
    assert codes(book) == left
    key, value = next(iter(query.items()))
    assert about(book)["Filter i adressen"] == f"?{key}={value}"


def test_plan_export_of_one_row(plan, cast, sign_in):
    second = plan.rows.last()
    _response, book = fetched(sign_in(cast.chief), "plan_export", plan.pk, rad=second.pk)
    assert codes(book) == ["T3", "T4", "T5", "T6"]


def test_plan_export_holds_more_than_a_page_of_unit_measures(plan, cast, sign_in):
    row = plan.rows.last()
    for number in range(9):
        measure_create(by=cast.drel, row=row, unit=cast.units.home, text=f"Nummer {number}",
                       owner=cast.positions.drel)
    _response, book = fetched(sign_in(cast.drel), "plan_export", plan.pk)
    assert len(codes(book)) == 4 + 10


def test_exports_keep_a_formula_as_text(plan, cast, sign_in):
    measure_create(
        by=cast.drel, row=plan.rows.last(), unit=cast.units.home, text='=HYPERLINK("http://x")',
        owner=cast.positions.drel, deadline=Deadline.on(date(2018, 12, 1)),
    )
    client = sign_in(cast.drel)
    for route, args in (("plan_export", [plan.pk]), ("mine_export", [])):
        page = fetched(client, route, *args)[1].worksheets[0]
        found = [c for row in page.iter_rows() for c in row if str(c.value).startswith("=")]
        assert [cell.data_type for cell in found] == ["s"], route


def test_mine_export_holds_mine(plan, cast, sign_in):
    _response, book = fetched(sign_in(cast.drel), "mine_export")
    (row,) = table(book)
    assert (row["Kode"], row["Frist"].date()) == ("T5", date(2018, 11, 1))
    assert about(book)["Viser"] == "1 åpent tiltak som er ditt"


def test_allocation_export_follows_the_filter(plan, cast, sign_in):
    client = sign_in(cast.secretary)
    assert codes(fetched(client, "allocation_export", plan.pk)[1]) == ["T1", "T2", "T3", "T4"]
    _response, book = fetched(client, "allocation_export", plan.pk, vis="ufordelt")
    assert codes(book) == ["T1"]
    assert table(book)[0]["Mangler"] == "ansvarlig, frist"
    assert about(book)["Viser"] == "1 av 4 tiltak i planen: Uten ansvarlig"


def test_summary_export_puts_what_nobody_has_first(plan, cast, sign_in):
    _response, book = fetched(sign_in(cast.reader), "summary_export", plan.pk)
    assert [(row["Ansvarlig"], row["Kode"]) for row in table(book)][:2] == [
        ("Uten ansvarlig", "T1"), ("Rådmann", "T2"),
    ]


def test_changes_export_has_texts_and_the_fields_one_sees(plan, cast, sign_in):
    _response, book = fetched(sign_in(cast.drel), "changes_export", plan.pk)
    assert {row["Linje"] for row in table(book)} >= {"T1", "U1"}
    fields = table(book, 2)
    assert fields
    assert {row["Kode"] for row in fields} <= {"T1", "T2", "T3", "T4", "T5"}
    assert fields[0]["Når"].year == 2018


def test_proposals_export_is_of_those_one_reads(plan, cast, sign_in):
    amendment_propose(
        by=cast.tol, plan=plan, kind="change", measure=plan.measures.get(code="T3"),
        new_text="TOL går til Gemba", reason="Tydeligere.",
    )
    _response, book = fetched(sign_in(cast.drel), "proposals_export", plan.pk)
    (row,) = table(book)
    assert row["Ny tekst"] == "TOL går til Gemba"
    assert row["Foreslått"].date() == date(2018, 11, 13)


def test_history_export_has_each_entry(plan, cast, sign_in):
    measure = plan.measures.get(code="T2")
    _response, book = fetched(sign_in(cast.drel), "history_export", measure.pk)
    assert {row["Hva"] for row in table(book)} >= {"Laget", "Ansvarlig"}


def test_lines_export_has_the_first_version(plan, cast, sign_in):
    _response, book = fetched(sign_in(cast.chief), "lines_export", plan.pk)
    assert {"T1", "U1"} <= set(codes(book))


def test_pages_link_to_their_list_with_the_filter(plan, cast, sign_in):
    client = sign_in(cast.chief)
    for page, export, args, query in (
        ("plan_detail", "plan_export", [plan.pk], "?vis=over"),
        ("measure_mine", "mine_export", [], ""),
        ("allocation_plan", "allocation_export", [plan.pk], "?vis=ufordelt"),
        ("allocation_summary", "summary_export", [plan.pk], ""),
        ("plan_changes", "changes_export", [plan.pk], ""),
        ("amendment_list", "proposals_export", [plan.pk], ""),
        ("plan_lines", "lines_export", [plan.pk], ""),
        ("measure_history", "history_export", [plan.measures.get(code="T2").pk], ""),
    ):
        text = client.get(reverse(f"measures:{page}", args=args) + query).content.decode()
        assert f'href="{reverse(f"measures:{export}", args=args)}{query}"' in text, page


def test_exports_ask_the_same_for_many(plan, cast, sign_in):
    client = sign_in(cast.chief)
    addresses = [reverse("measures:plan_export", args=[plan.pk]), reverse("measures:mine_export")]
    for address in addresses:
        client.get(address)
    def asked():
        with CaptureQueriesContext(connection) as found:
            for address in addresses:
                client.get(address)
        return len(found)

    few = asked()
    for number in range(30):
        measure_create(by=cast.drel, row=plan.rows.last(), unit=cast.units.home,
                       text=f"Nummer {number}", owner=cast.positions.drel)
    assert asked() == few
