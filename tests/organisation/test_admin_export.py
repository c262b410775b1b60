"""Lists of the administration in Excel."""

import io
from datetime import date

import openpyxl
import pytest
from django.contrib import admin
from django.urls import reverse

from organisation.actions import unit_create
from organisation.models import OrgUnit
from organisation.roles import UnitKind


def fetched(client, model, **query):
    address = reverse("admin:excel", args=[model._meta.app_label, model._meta.model_name])
    response = client.get(address, query)
    assert response.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(response.content))


def table(book):
    head, *rows = book.worksheets[0].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.fixture
def office(cast, sign_in):
    return sign_in(cast.administrator)


def test_admin_list_export_is_the_list(office, cast):
    rows = {row["Navn"]: row for row in table(fetched(office, OrgUnit))}
    assert len(rows) == 8
    assert rows["Solsiden"]["Type"] == "Driftsenhet"
    assert rows["Solsiden"]["Hører til i dag"] == "Helse og omsorg"
    assert rows["Solsiden"]["Finnes fra"].date() == date(2018, 1, 1)


def test_admin_list_export_follows_filter_and_search(office, cast):
    book = fetched(office, OrgUnit, q="sols", kind__exact="operating_unit", p="9")
    assert [row["Navn"] for row in table(book)] == ["Solsiden"]
    told = {row[0]: row[1] for row in book["Om lista"].iter_rows(values_only=True)}
    assert told["Viser"] == "1 av 8 rader"
    assert told["Filter i adressen"] == "?q=sols&kind__exact=operating_unit"


def test_admin_list_export_has_more_than_one_page(office, cast):
    for number in range(60):
        unit_create(by=None, name=f"Enhet {number}", kind=UnitKind.DEPARTMENT,
                    starts_on=date(2018, 1, 1))
    assert len(table(fetched(office, OrgUnit))) == 68


def test_admin_list_export_keeps_a_formula_as_text(office, cast):
    cast.units.home.name = "=1+1"
    cast.units.home.save()
    cells = [cell for row in fetched(office, OrgUnit).worksheets[0].iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == "=1+1"] == ["s"]


def test_admin_list_export_of_every_list(office, plan):
    models = [m for m in admin.site._registry if m._meta.app_label != "sites"]
    assert len(models) > 15
    for model in models:
        fetched(office, model)


def test_admin_list_export_is_for_administrators(cast, sign_in):
    address = reverse("admin:excel", args=["organisation", "orgunit"])
    for part in ("chief", "tol", "reader"):
        response = sign_in(cast[part]).get(address, follow=True)
        assert response.status_code == 403


def test_admin_list_export_of_nothing(office):
    assert office.get(reverse("admin:excel", args=["organisation", "nobody"])).status_code == 404


def test_admin_list_links_to_it_with_the_filter(office, cast):
    page = office.get(reverse("admin:organisation_orgunit_changelist"), {"q": "sols"})
    address = reverse("admin:excel", args=["organisation", "orgunit"])
    assert f'href="{address}?q=sols"' in page.content.decode()
