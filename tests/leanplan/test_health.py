from unittest import mock

import pytest
from django.db import OperationalError


def test_healthz_asks_nothing_of_the_database(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")
    assert "no-store" in response["Cache-Control"]


def test_readyz_is_ok_when_the_database_is_up_to_date(client, db):
    assert client.get("/readyz").status_code == 200


@pytest.mark.parametrize(
    ("where", "fault", "says"),
    [
        ("leanplan.health.MigrationExecutor.migration_plan", {"return_value": ["x"]}, b"migrate"),
        ("leanplan.health.MigrationExecutor", {"side_effect": OperationalError()}, b"not answer"),
    ],
)
def test_readyz_says_what_lacks(where, fault, says, client, db):
    with mock.patch(where, **fault):
        response = client.get("/readyz")
    assert response.status_code == 503
    assert says in response.content
