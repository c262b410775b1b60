"""The runner itself: what it counts, and that nothing left out passes for done."""

import os

import pytest
from django.db import connection

from scripts.test_run import (
    SQLITE,
    Part,
    environment,
    find_chromium,
    never_ran,
    permissions_kept,
    read_results,
    summary,
)

PASSED, FAILED, SKIPPED = ("passed", ""), ("failed", ""), ("skipped", "no Chromium")


@pytest.mark.django_db
def test_the_database_is_the_one_that_this_part_names():
    """Guards the numbers in the closing line: each part runs on the database it says."""
    expected = os.environ.get("LEANPLAN_TEST_DATABASE", connection.vendor)
    assert connection.vendor == expected


@pytest.mark.parametrize(("forbidden", "kept"), [("1", True), ("", False)])
def test_environment_keeps_compiled_code_elsewhere_where_it_is_forbidden(
    forbidden, kept, monkeypatch
):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", forbidden)
    monkeypatch.delenv("PYTHONPYCACHEPREFIX", raising=False)
    found = environment(SQLITE)
    assert "PYTHONDONTWRITEBYTECODE" not in found
    assert found.get("PYTHONPYCACHEPREFIX", "").endswith("build/compiled") == kept
    assert found["LEANPLAN_TEST_DATABASE"] == "sqlite"


def test_read_results_takes_the_worse_of_test_and_clean_up(tmp_path):
    report = tmp_path / "report.xml"
    report.write_text(
        """<testsuites><testsuite>
        <testcase classname="tests.a" name="test_one"/>
        <testcase classname="tests.a" name="test_two"><failure message="no"/></testcase>
        <testcase classname="tests.a" name="test_three"><skipped message="no Chromium"/></testcase>
        <testcase classname="tests.a" name="test_four"/>
        <testcase classname="tests.a" name="test_four"><error message="clean-up"/></testcase>
        </testsuite></testsuites>"""
    )
    assert read_results(report) == {
        "tests.a.test_one": PASSED,
        "tests.a.test_two": FAILED,
        "tests.a.test_three": SKIPPED,
        "tests.a.test_four": FAILED,
    }


def test_summary_all_passed():
    parts = [Part("SQLite", {"a": PASSED, "b": PASSED}), Part("PostgreSQL", {"a": PASSED})]
    assert summary(parts, require_all=True) == (
        ["SQLite: 2 passed, PostgreSQL: 1 passed", "3 passed, 0 failed"],
        0,
    )


def test_summary_a_failed_check_fails_the_run():
    lines, code = summary([Part("Types", faults=("Types",)), Part("SQLite", {"a": PASSED})], False)
    assert code == 1
    assert lines == ["FAILED: Types", "SQLite: 1 passed", "1 passed, 1 failed"]


def test_summary_a_failed_test_is_named():
    lines, code = summary([Part("SQLite", {"a": PASSED, "b": FAILED})], require_all=False)
    assert code == 1
    assert "FAILED: SQLite: b" in lines
    assert lines[-1] == "1 passed, 1 failed"


@pytest.mark.parametrize(("require_all", "expected"), [(False, 0), (True, 1)])
def test_summary_a_part_left_out_is_no_pass(require_all, expected):
    parts = [Part("SQLite", {"a": PASSED}), Part("Chromium", left_out="is not on this machine")]
    lines, code = summary(parts, require_all)
    assert code == expected
    assert "LEFT OUT: Chromium is not on this machine" in lines
    assert lines[-2] == "SQLite: 1 passed"
    assert lines[-1] == f"1 passed, {expected} failed"


@pytest.mark.parametrize(("require_all", "expected"), [(False, 0), (True, 1)])
def test_summary_a_test_skipped_everywhere_is_left_out(require_all, expected):
    parts = [Part("SQLite", {"a": SKIPPED}), Part("PostgreSQL", {"a": SKIPPED, "b": PASSED})]
    lines, code = summary(parts, require_all)
    assert code == expected
    assert "LEFT OUT: a: no Chromium" in lines
    assert lines[-1].endswith(", 2 skipped")


def test_never_ran_leaves_out_what_ran_on_the_other_database():
    parts = [Part("SQLite", {"a": SKIPPED}), Part("PostgreSQL", {"a": PASSED})]
    assert never_ran(parts) == {}


def test_find_chromium_takes_the_one_that_is_named(monkeypatch, tmp_path):
    browser = tmp_path / "browser"
    browser.write_text("")
    browser.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(browser))
    assert find_chromium() == str(browser)
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "none"))
    assert find_chromium() is None


def test_find_chromium_without_one(monkeypatch, tmp_path):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_chromium() is None


def test_permissions_kept_restores_what_was_opened(tmp_path):
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    with permissions_kept(folder / "file"):
        folder.chmod(0o755)
    assert folder.stat().st_mode & 0o777 == 0o700
