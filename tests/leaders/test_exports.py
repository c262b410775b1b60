"""The lists in Excel: the same rows as on the page, and no others'."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from leaders.actions.log import entry_create
from leaders.actions.rollouts import rollout_cancel
from tests.leaders.rollouts import agreed, completed, drafted, planned

pytestmark = pytest.mark.django_db


def sheet(client, route, **query):
    response = client.get(reverse(route), query)
    assert response.status_code == 200
    book = load_workbook(BytesIO(response.content))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]], book


def test_rollouts_export_is_the_list_of_the_reader(cast, sign_in):
    completed(cast, "home")
    planned(cast, "school")
    rows, book = sheet(sign_in(cast.tol), "leaders:rollouts_export", vis="alle")
    assert [row["Enhet"] for row in rows] == [cast.units.home.name]
    assert rows[0]["Analyse senest"].date() == date(2018, 11, 28)
    about = {row[0]: row[1] for row in book.worksheets[1].iter_rows(values_only=True)}
    assert about["Viser"] == "Viser 1, dine enheter"
    everything, _book = sheet(sign_in(cast.development), "leaders:rollouts_export", vis="alle")
    assert len(everything) == 2


def test_rollouts_export_follows_the_quick_filter(cast, sign_in):
    completed(cast, "home")
    rows, _book = sheet(sign_in(cast.tol), "leaders:rollouts_export", vis="planlagt")
    assert rows == []


def test_contracts_export_has_hours_as_numbers(cast, sign_in):
    contract = agreed(cast, "home")
    drafted(cast, "school")
    entry_create(by=cast.coach, contract=contract, day=date(2018, 5, 2), minutes=90, topic="Tavle")
    rows, _book = sheet(sign_in(cast.tol), "leaders:contracts_export")
    assert [(row["Enhet"], row["Brukte timer"], row["Avtalte timer"]) for row in rows] == [
        (cast.units.home.name, 1.5, 26)
    ]


def test_standstill_export_has_what_the_page_has(cast, sign_in):
    contract = agreed(cast, "home")
    for day in range(1, 14):
        entry_create(
            by=cast.coach, contract=contract, day=date(2018, 5, day), minutes=100, topic="Tavle"
        )
    rows, _book = sheet(sign_in(cast.tol), "leaders:standstill_export")
    still = (date(2018, 11, 13) - date(2018, 4, 1)).days
    assert [row["Dager uten framdrift"] for row in rows] == [still]
    assert sheet(sign_in(cast.other_drel), "leaders:standstill_export")[0] == []


@pytest.mark.parametrize("route", ["rollouts_export", "contracts_export"])
def test_exports_ask_as_much_for_many_as_for_few(
    route, cast, sign_in, django_assert_max_num_queries
):
    for unit in ("home", "clinic", "school"):
        completed(cast, unit)
        agreed(cast, unit)
    client = sign_in(cast.development)
    with django_assert_max_num_queries(10):
        client.get(reverse(f"leaders:{route}"), {"vis": "alle"})


def test_rollouts_export_says_since_when_and_why_one_was_called_off(cast, sign_in):
    rollout = planned(cast, "home")
    rollout_cancel(by=cast.development, rollout=rollout, version=rollout.version, reason="Sluttet")
    rows, _book = sheet(sign_in(cast.tol), "leaders:rollouts_export", vis="avbrutt")
    assert [(row["Avbrutt"].date(), row["Avbrutt fordi"]) for row in rows] == [
        (date(2018, 11, 13), "Sluttet")
    ]
