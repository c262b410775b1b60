"""What all tests share: compiled translations and the browser."""

import gettext
import os
import threading
import time
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.signals import request_finished, request_started
from django.db import OperationalError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import TransactionTestCase
from django.utils.translation import trans_real

from leanplan import drawn, kept
from organisation import own_facts
from organisation.models import Pause
from scripts.messages import compile_messages
from scripts.test_run import CHROMIUM_HOW, find_chromium
from tests import world
from tests.migrations import own_apps, written_by_migrations
from tests.snapshot import build_once, keep, put_back

# Fixtures of pytest-playwright; a test that asks for one runs in a real browser.
BROWSER_FIXTURES = {"page", "context", "browser", "new_context"}
# Fixtures of pytest-django; a test that asks for one runs on each database, others run once.
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


def pytest_configure(config):
    """Compile changed translations once, before any process of the run reads them."""
    if not hasattr(config, "workerinput") and compile_messages():
        # Setting up Django has read what was compiled before.
        gettext._translations.clear()
        trans_real._translations.clear()
        trans_real._default = None


def pytest_collection_modifyitems(items):
    """Mark each test by the parts of a run it belongs to, so that none is forgotten in one."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if BROWSER_FIXTURES & fixtures:
            item.add_marker("browser")
        if DATABASE_FIXTURES & fixtures or of_django(item) or item.get_closest_marker("django_db"):
            item.add_marker("database")


def of_django(item):
    """The test is written as a class of Django's that opens the database by itself."""
    return issubclass(getattr(item, "cls", None) or object, TransactionTestCase)


def pytest_fixture_setup(fixturedef, request):
    """Refuse the database to a test without its mark: it would run on SQLite only."""
    if fixturedef.argname in DATABASE_FIXTURES:
        marked = request.scope != "function" or request.node.get_closest_marker("database")
        assert marked, "name db among the test's own fixtures: else it runs on one database only"


# The browser


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Drive the machine's own Chromium, which calls nobody; without one the test is left out."""
    path = find_chromium()
    if path is None:
        pytest.skip(f"Chromium is not on this machine; {CHROMIUM_HOW}")
    quiet = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
    quiet += ["--disable-background-networking", "--disable-component-update"]
    if os.geteuid() == 0:
        quiet.append("--no-sandbox")  # Chromium refuses its sandbox to root
    return {**browser_type_launch_args, "executable_path": path, "args": quiet}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """See the pages as a leader in Norway does, on a desktop screen."""
    size = {"width": 1440, "height": 900}
    zone = {"locale": "nb-NO", "timezone_id": "Europe/Oslo"}
    return {**browser_context_args, **zone, "viewport": size}


@pytest.fixture(scope="session")
def playwright(playwright):
    """Playwright keeps an event loop in this thread, in which Django would refuse its database."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield playwright
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(autouse=True)
def windows_closed(request):
    """Close what a test opened in the browser: its pages would ask the server on and on."""
    if "browser" not in request.fixturenames:
        yield
        return
    browser = request.getfixturevalue("browser")
    before = browser.contexts
    yield
    for context in browser.contexts:
        if context not in before:
            context.close()


# The database


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """What the migrations write besides tables, which the models alone do not make."""
    with django_db_blocker.unblock():
        recorder = MigrationRecorder(connection)
        recorder.ensure_schema()
        for key, migration in MigrationLoader(connection).graph.nodes.items():
            # As migrate does: what a migration replaces counts as applied with it.
            for app, name in (key, *migration.replaces):
                recorder.record_applied(app, name)
        as_written()
        written[:] = keep({config.label for config in own_apps()})
    yield
    with django_db_blocker.unblock():
        leave_alone()


def leave_alone():
    """End what others ask of the database: PostgreSQL drops none that somebody is connected to.

    A thread of the server that browsers ask keeps its connection until its browser has gone.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND usename = current_user"
                " AND pid <> pg_backend_pid()"
            )


# The rows that migrations write, as they are put back.
written = []


def as_written():
    """Write the rows that migrations write, without a history, as they do."""
    for write in written_by_migrations():
        write(apps, SimpleNamespace(connection=connection))
    for model in apps.get_models():
        if model.__name__.startswith("Historical"):
            model.objects.all().delete()


@pytest.fixture(autouse=True)
def as_migrated(request):
    """Put back what a test with transactions of its own emptied with everything else."""
    if request.node.get_closest_marker("django_db") or "db" in request.fixturenames:
        request.getfixturevalue("db")
        if not Pause.objects.exists():
            put_back(written)


@pytest.fixture(scope="session", autouse=True)
def quick_flush():
    """Empty what a test with transactions of its own filled, and nothing else.

    Django empties every table and writes all permissions anew, which takes longer than most tests.
    A page's last request may still be answered when the browser has gone: it is waited for, since
    afterwards no request may ask the database. Where it holds a row all the same, PostgreSQL ends
    one of the two, and the emptying is tried again. It holds for the whole run: what is changed for
    one test is put back before its tables are emptied.
    """
    answering = set()

    def begin(**_kwargs):
        answering.add(threading.get_ident())

    def end(**_kwargs):
        answering.discard(threading.get_ident())

    def again(_case):
        answered(answering)
        for _time in range(3):
            try:
                return empty()
            except OperationalError:
                time.sleep(1)
        return empty()

    request_started.connect(begin)
    request_finished.connect(end)
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(TransactionTestCase, "_fixture_teardown", again)
        yield


def answered(answering):
    """Wait until the server that browsers ask has answered, five seconds at most.

    A thread whose browser has gone ends at once; one whose window stays open waits for the next
    request, and is waited for only while it is among those that are answering.
    """
    started = time.monotonic()
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=max(0, started + 0.05 - time.monotonic()))
            while thread.is_alive() and thread.ident in answering:
                if time.monotonic() > started + 5:
                    return
                thread.join(timeout=0.01)


# What no test writes: made with the tables.
KEPT = {"django_migrations", "django_content_type", "auth_permission"}


def empty():
    """Delete every row but those of KEPT, in one transaction: constraints are looked at last."""
    tables = sorted(set(connection.introspection.table_names()) - KEPT)
    filled = " UNION ALL ".join(
        f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM \"{table}\")" for table in tables
    )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(filled)
        for (table,) in cursor.fetchall():
            cursor.execute(f'DELETE FROM "{table}"')


# The cast and its plan


@pytest.fixture(autouse=True)
def fixed_day(settings):
    """The tests play on one day, and start without what was kept from another."""
    settings.LEANPLAN_TODAY = world.TODAY.isoformat()
    own_facts.forget()
    drawn.drawings.forget()
    kept.texts.forget()


@pytest.fixture
def plain_sql(monkeypatch):
    """Questions are asked as they are written: what a connection has prepared names no table."""
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)


@pytest.fixture
def cast(db):
    """A small municipality: users by their part (cast.tol, cast.drel …), units and positions."""
    return build_once("cast", world.make_world)


@pytest.fixture
def draft(cast):
    """A plan that is not adopted, without an owner or a deadline in it."""
    return build_once("draft", lambda: world.make_draft(cast))


@pytest.fixture
def plan(cast):
    """The adopted plan under way; see world.make_plan for what is in it."""
    return build_once("plan", lambda: world.make_plan(cast))


@pytest.fixture
def sign_in(client):
    """Sign a user in on the test client: sign_in(cast.tol).get(…)."""

    def as_user(user):
        client.force_login(user)
        return client

    return as_user
