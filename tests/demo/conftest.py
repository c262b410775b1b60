"""The invented municipality, made once for all tests that only read it."""

from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.utils import translation

from demo.accounts import DEFAULT_PASSWORD
from demo.seed import seed
from tests.demo.story import told
from tests.snapshot import build_once_a_run
from tests.world import TODAY


def make():
    """Make it; out: what was counted, and all of it told."""
    said = []
    found = seed(today=TODAY, password=DEFAULT_PASSWORD, tell=said.append)
    assert said
    return found, told()


@pytest.fixture(scope="session")
def kept_in(request, tmp_path_factory):
    """The file in which all processes of a run keep it, for the database they run on."""
    folder = tmp_path_factory.getbasetemp()
    if hasattr(request.config, "workerinput"):  # each process has a folder in that of the run
        folder = folder.parent
    return folder / f"fjellvik-{connection.vendor}"


@contextmanager
def made_in(path, django_db_blocker):
    """Make it, or put back its rows, in a transaction that is taken back afterwards."""
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("nb"):
        found, lines = build_once_a_run(path, make)
        assert told() == lines
        yield found, lines
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def made_once(kept_in, django_db_setup, django_db_blocker):
    """The municipality, there for all tests of a module. Out: what was counted."""
    with made_in(kept_in, django_db_blocker) as (found, _told):
        yield found


@pytest.fixture
def fjellvik(made_once, db):
    """The municipality with both generations of its plan; out: what was counted."""
    return made_once


@pytest.fixture(scope="session")
def fjellvik_told(kept_in, django_db_setup, django_db_blocker):
    """All that is told of the municipality, which itself is not there."""
    with made_in(kept_in, django_db_blocker) as (_found, lines):
        return lines
