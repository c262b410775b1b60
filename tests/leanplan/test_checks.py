import sqlite3
from unittest import mock

import pytest
from django.db import IntegrityError, connection, transaction

from leanplan import checks
from leanplan.settings import SQLITE_OPTIONS
from organisation.models import Position


def test_durability_warns_of_each_setting_that_can_lose_data(db):
    """The tests' own databases run without writing through, for speed, and are told on."""
    found = checks.durability(databases=["default"])
    assert found
    assert all("should answer" in warning.msg for warning in found)


def test_durability_is_content_when_all_answers_are_right(db):
    question = {"sqlite": "PRAGMA foreign_keys", "postgresql": "SHOW standard_conforming_strings"}
    right = {"sqlite": "1", "postgresql": "on"}[connection.vendor]
    asked = {connection.vendor: {question[connection.vendor]: right}}
    with mock.patch.object(checks, "EXPECTED", asked):
        assert checks.durability(databases=["default"]) == []


def test_durability_asks_nothing_without_a_database_named(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert checks.durability() == []


def test_sqlite_of_the_product_writes_through(tmp_path):
    file = sqlite3.connect(tmp_path / "a.sqlite3")
    file.executescript(SQLITE_OPTIONS["init_command"])
    answers = {
        question: str(file.execute(question).fetchone()[0])
        for question in checks.EXPECTED["sqlite"]
    }
    file.close()
    assert answers == checks.EXPECTED["sqlite"]
    assert SQLITE_OPTIONS["transaction_mode"] == "IMMEDIATE"


@pytest.mark.django_db(transaction=True)
def test_keys_that_point_nowhere_are_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        Position(role="reader", unit_id=999_999).save()
