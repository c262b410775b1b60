"""What is done every night, and how a run that stands still is seen."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from unittest import mock

import pytest
from django.core.management import CommandError, call_command, get_commands
from django.urls import reverse

from leanplan.clock import now
from organisation import nightly
from organisation.nightly import NightlyRun, nightly_state
from tests.organisation.sign_in.codes import by_password, code


@pytest.fixture
def production(settings):
    settings.PRODUCTION = True


def test_jobs_are_commands_that_exist():
    names = [job.command for job in nightly.jobs()]
    assert "end_sessions" in names
    assert set(names) <= set(get_commands())


def test_run_all_goes_on_after_one_that_fails(db, monkeypatch, caplog):
    monkeypatch.setattr(nightly, "_jobs", [])
    for command, order in (("third", 3), ("first", 1), ("second", 2)):
        nightly.register(nightly.Job(command, order=order))
    ran = []

    def call(name):
        ran.append(name)
        if name == "second":
            raise RuntimeError("no disk")

    monkeypatch.setattr(nightly, "call_command", call)
    assert nightly.run_all(lambda line: None) == ["second"]
    assert ran == ["first", "second", "third"]
    run = NightlyRun.objects.get()
    assert (run.failed, run.ended_at is None) == ("second", False)
    assert "no disk" in caplog.text


def test_nightly_tells_what_failed(db, monkeypatch):
    monkeypatch.setattr(nightly, "_jobs", [nightly.Job("no_such_command", order=1)])
    with pytest.raises(CommandError, match="no_such_command"):
        call_command("nightly", stdout=StringIO())


def test_nightly_runs_twice(db):
    for _ in range(2):
        call_command("nightly", stdout=StringIO())
    assert [run.failed for run in NightlyRun.objects.all()] == ["", ""]


def test_run_all_forgets_old_runs(db):
    NightlyRun.objects.create(started_at=now() - timedelta(days=61))
    nightly.run_all(lambda line: None)
    assert NightlyRun.objects.count() == 1


@pytest.mark.parametrize(("hours", "late"), [(29, False), (31, True)])
def test_nightly_state_is_late_after_thirty_hours(db, production, hours, late):
    begun = now() - timedelta(hours=hours)
    NightlyRun.objects.create(started_at=begun, ended_at=begun)
    assert nightly_state().late is late


def test_nightly_state_counts_no_run_that_was_cut_off(db, production):
    NightlyRun.objects.create(started_at=now())
    assert nightly_state().last is None
    assert nightly_state().late


def test_administration_says_that_the_run_stands_still(client, cast, production):
    by_password(client, cast.administrator)
    client.post(reverse("mfa_authenticate"), {"code": code()})
    at = datetime(2018, 10, 1, 1, 10, tzinfo=UTC)
    assert "har ikke gått ennå" in client.get("/admin/", secure=True).content.decode()
    run = NightlyRun.objects.create(started_at=at, ended_at=at)
    assert "gikk sist 01.10.2018 kl. 03.10" in client.get("/admin/", secure=True).content.decode()
    run.ended_at, run.failed = now(), "end_sessions"
    run.save()
    page = client.get("/admin/", secure=True).content.decode()
    assert "lyktes ikke dette: end_sessions" in page
    with mock.patch("organisation.nightly.settings.PRODUCTION", False):
        run.failed = ""
        run.save()
        assert "nattkjøring" not in client.get("/admin/").content.decode().lower().split("<main")[0]
