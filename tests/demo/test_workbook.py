"""The invented municipality out to Excel and in again: nothing new."""

import pytest

from organisation.models import OrgUnit, Person
from tests.organisation.workbook.books import filled, plan_of_book

pytestmark = pytest.mark.usefixtures("fjellvik")


def test_filled_workbook_of_the_demo_changes_nothing():
    found = plan_of_book(filled())
    assert found.errors == []
    assert found.changes_nothing
    assert len([unit for unit in found.units if unit.row]) > OrgUnit.objects.count() * 0.9
    assert sum(bool(human.rows) for human in found.people) == Person.objects.count()


def test_filled_workbook_without_its_keys_changes_nothing():
    """Names, addresses and days are enough to know everything again."""
    made = filled()
    for page in (made["Enheter"], made["Personer"]):
        for row in page.iter_rows(min_row=2):
            row[0].value = None
    found = plan_of_book(made)
    assert found.errors == []
    assert found.changes_nothing


def test_filled_workbook_in_another_order_changes_nothing():
    made = filled()
    for page in (made["Enheter"], made["Personer"]):
        rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
        page.delete_rows(2, len(rows))
        for row in reversed(rows):
            page.append(row)
    found = plan_of_book(made)
    assert found.errors == []
    assert found.changes_nothing
