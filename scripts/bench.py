"""Measure every page beside three yardsticks over the same rows: `make bench`.

    python -m scripts.bench              70 units and 2 000 units with 10 000 measures, PostgreSQL
    python -m scripts.bench --sqlite     the same on SQLite
    python -m scripts.bench --rounds 60  more rounds: steadier figures

Yardsticks: an empty view; the cheapest honest list (one indexed query, 50 rows of seven cells, no
sign-in); the stock Django admin list of the same model. Requests alternate, so that what else the
machine does hits all alike: judge by the ratios. Times are of the server alone (Django's test
client, all middleware, no network); bytes are raw and with gzip -6.
"""

import argparse
import gzip
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SIZES = {"70 units": [], "2 000 units, 10 000 measures": ["--size", "oslo"]}
COLUMNS = f"{'page':44}{'queries':>8}{'median':>9}{'p95':>8}{'× LIST1':>9}{'raw kB':>8}{'gz kB':>7}"


@dataclass
class Figures:
    """What was measured of one page; times in milliseconds."""

    ask: Callable[[], Any]
    times: list[float] = field(default_factory=list)
    queries: int = 0
    raw: int = 0
    packed: int = 0


def main() -> int:
    """Prepare a database of each size, and measure in a process of its own."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sqlite", action="store_true")
    arguments.add_argument("--rounds", type=int, default=30)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="leanplan-bench-") as folder:
        if options.sqlite:
            return run_sizes(lambda number: f"sqlite:///{folder}/{number}.sqlite3", options.rounds)
        from scripts.test_run import postgres

        with postgres() as address:
            return run_sizes(lambda number: new_database(address, number), options.rounds)


def new_database(address: str, number: int) -> str:
    """Make an empty PostgreSQL database beside the given one; return its address."""
    import psycopg2

    name = f"leanplan_bench_{os.getpid()}_{number}"
    connection = psycopg2.connect(address)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    connection.close()
    base, _, query = address.partition("?")
    return f"{base.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")


def run_sizes(database: Callable[[int], str], rounds: int) -> int:
    """Fill a database of each size and measure its pages; the worst exit code."""
    worst = 0
    for number, (name, size) in enumerate(SIZES.items()):
        environment = {
            **os.environ, "DATABASE_URL": database(number), "DEBUG": "false",
            "DJANGO_SETTINGS_MODULE": "scripts.bench_settings", "LOG_LEVEL": "ERROR",
        }
        print(f"\n{name}: preparing …", flush=True)
        for command in (["migrate", "-v0"], ["createcachetable"], ["seed_demo", *size]):
            subprocess.run(
                [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True,
                stdout=subprocess.DEVNULL,
            )
        code = f"from scripts.bench import measure; measure({rounds})"
        worst = max(worst, subprocess.call([sys.executable, "-c", code], cwd=ROOT, env=environment))
    return worst


def measure(rounds: int) -> None:
    """Measure all pages of the database that the settings name, and print the table."""
    import django

    django.setup()
    from scripts.bench_pages import pages

    figures = {name: Figures(ask) for name, ask in pages().items()}
    for one in figures.values():
        warm_up(one)
    for _ in range(rounds):
        for one in figures.values():
            started = time.perf_counter()
            one.ask()
            one.times.append((time.perf_counter() - started) * 1000)
    list1 = statistics.median(figures["LIST1 (yardstick)"].times)
    print(COLUMNS)
    for name, one in figures.items():
        middle = statistics.median(one.times)
        slow = sorted(one.times)[round(0.95 * (len(one.times) - 1))]
        print(
            f"{name:44}{one.queries:>8}{middle:>9.1f}{slow:>8.1f}{middle / list1:>9.2f}"
            f"{one.raw / 1000:>8.1f}{one.packed / 1000:>7.1f}",
            flush=True,
        )


def warm_up(one: Figures) -> None:
    """Ask once to fill caches, then once to count queries and bytes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    one.ask()
    with CaptureQueriesContext(connection) as captured:
        response = one.ask()
    bookkeeping = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")
    one.queries = sum(not query["sql"].startswith(bookkeeping) for query in captured)
    one.raw, one.packed = len(response.content), len(gzip.compress(response.content, 6))


if __name__ == "__main__":
    sys.exit(main())
