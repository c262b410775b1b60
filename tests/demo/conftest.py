"""The invented municipality, made once for all tests of a module that only read it."""

import pytest
from django.db import transaction
from django.utils import translation

from demo.accounts import DEFAULT_PASSWORD
from demo.seed import seed
from tests.world import TODAY


@pytest.fixture(scope="module")
def made_once(django_db_setup, django_db_blocker):
    """Make it in a transaction around the module's tests, and take it back afterwards."""
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("nb"):
        told = []
        yield seed(today=TODAY, password=DEFAULT_PASSWORD, tell=told.append)
        assert told
        transaction.set_rollback(True)


@pytest.fixture
def fjellvik(made_once, db):
    """The municipality with both generations of its plan; out: what was counted."""
    return made_once
