"""Measure how quick and how light Leanplan is, beside yardsticks over the same rows: `make bench`.

    python -m scripts.bench                       everything, on PostgreSQL: about ten minutes
    python -m scripts.bench --only pages          one part: pages, growth, browser, leaders,
                                                  boards, obligations
    python -m scripts.bench --sizes fjellvik      one size of the municipality: fjellvik, oslo
    python -m scripts.bench --sqlite --only pages pages on SQLite

docs/speed.md says what the yardsticks and the goals are, and what the figures were. Times depend
on the machine and on what else it does; requests alternate, so judge by the ratios.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date
from typing import Any

from scripts.bench import boards, databases, goals, obligations
from scripts.bench.browser import chromium, first_paints, visit
from scripts.bench.databases import ROOT, environment, fill, inside, manage, say
from scripts.bench.figures import JUDGED_HEAD, KB, judged, percentile
from scripts.bench.served import Server, courses, crowd, memory, serving

SIZES = {"fjellvik": "70 units", "oslo": "2 000 units, 10 000 measures"}
PARTS = ("pages", "growth", "browser", "leaders", "boards", "obligations")
_THINK = 10.0
# While leaders come, and a process that has just started draws its first pages.
_SETTLE = 10.0


def read_arguments(words: list[str] | None = None) -> argparse.Namespace:
    """What is to be measured, from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sqlite", action="store_true", help="pages and obligations only")
    parser.add_argument("--rounds", type=int, default=30, help="of each page (30)")
    parser.add_argument("--seconds", type=float, default=120, help="at most, of each part (120)")
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=list(SIZES))
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    return parser.parse_args(words)


class Run:
    """One run: its options, the folder of collected static files, and its databases."""

    def __init__(self, options: argparse.Namespace, folder: str, address: str = "") -> None:
        self.options, self.folder, self.address = options, folder, address
        self.made: list[str] = []

    def variables(self, name: str) -> dict[str, str]:
        """The environment of a process that measures on the database of this name."""
        address = (
            databases.beside(self.address, self.full(name))
            if self.address else f"sqlite:///{self.folder}/{name}.sqlite3"
        )
        return environment(address, f"{self.folder}/static")

    def full(self, name: str) -> str:
        """The whole name of a database, which no other run has."""
        return f"leanplan_bench_{os.getpid()}_{name}"

    def create(self, name: str, template: str = "template0") -> dict[str, str]:
        """Make a database, empty or as a copy of another of this run; its variables."""
        if self.address:
            self.made.append(self.full(name))
            databases.create(
                self.address, self.full(name),
                template if template == "template0" else self.full(template),
            )
        return self.variables(name)


def measure(run: Run) -> int:
    """All parts, one size after the other; the exit code."""
    options, worst = run.options, 0
    say("Collecting the static files, as in production …")
    manage(run.variables("none"), "collectstatic", "--noinput", "-v0")
    for size in options.sizes:
        say(f"\n{SIZES[size]}: filling a database …")
        variables = run.create(size)
        say(f"Filled in {fill(variables, size):.0f} s.")
        if "pages" in options.only:
            say(f"\nPages, {SIZES[size]}")
            command = [
                sys.executable, "-m", "scripts.bench.inside", f"--rounds={options.rounds}",
                f"--seconds={options.seconds}",
            ]
            worst = max(worst, subprocess.call(command, cwd=ROOT, env=variables))
    largest = options.sizes[-1]
    if run.address and {"browser", "leaders", "boards"} & set(options.only):
        _through_gunicorn(run, largest)
    if run.address and "growth" in options.only and largest == "oslo":
        _growth(run)
    if "obligations" in options.only:
        say(f"\nObligations of 10 rules in two half-years, {SIZES[largest]}")
        for line in obligations.lines(inside(run.variables(largest), "obligations.measured()")):
            say(line)
    return worst


def _through_gunicorn(run: Run, size: str) -> None:
    variables = run.variables(size)
    places = inside(variables, "pages.addresses()")
    with serving(variables, workers=2) as server:
        if "browser" in run.options.only:
            say(f"\nFirst visit in Chromium, {SIZES[size]}")
            _browser(server, places)
        if "leaders" in run.options.only:
            say(f"\nLeaders at once, {SIZES[size]}, two workers, think time {_THINK:g} s")
            _leaders(server, places, min(run.options.seconds, 30))
        if "boards" in run.options.only:
            say(f"\n{boards.OPEN} open boards, {SIZES[size]}, two workers, one changes each second")
            _boards(server, variables, min(run.options.seconds, 60))


def _boards(server: Server, variables: dict[str, str], seconds: float) -> None:
    pages = inside(variables, "boards.made_boards()")
    # As every page is opened once before it asks.
    boards.open_boards(server, pages, every=0.5, seconds=5)
    for every, what in ((2.0, "in a meeting"), (20.0, "else")):
        stir = boards.stirring(variables, [page["pk"] for page in pages], seconds)
        try:
            found = boards.open_boards(
                server, pages, every=every, seconds=seconds,
                database=boards.backends(variables["DATABASE_URL"]),
            )
        finally:
            changed = stir.communicate(timeout=seconds + 60)[0].strip()
        say(
            f"  every {every:g} s, {what}: {found.rate:.1f} requests a second, {found.failed} "
            f"failed, {changed} changes, load {os.getloadavg()[0]:.1f}"
        )
        for name, wall in (("nothing new", found.wall), ("drawn", found.drawn)):
            if wall:
                say(f"    {name}: {len(wall)}, median {percentile(wall, 0.5):.0f} ms, "
                    f"p95 {percentile(wall, 0.95):.0f} ms")
        say(judged("the server's share of all processors", 100 * found.busy,
                   goals.BOARDS_BUSY[every], " %"))
        say(f"    the database's besides: {100 * found.database_busy:.2f} %")


def _browser(server: Server, places: dict[str, Any]) -> None:
    from scripts.test_run import CHROMIUM_HOW, find_chromium

    path = find_chromium()
    if path is None:
        say(f"  left out: there is no Chromium on this machine; {CHROMIUM_HOW}")
        return
    cookie = places["cookies"]["radmann"]
    with chromium(path) as browser:
        say(JUDGED_HEAD)
        for name, what in (("plan", "plan"), ("mine", "my measures"), ("allocation", "allocation")):
            seen = visit(browser, server.address, places[name], cookie)
            say(judged(f"{what}: without fonts", seen.without_fonts / KB, goals.VISIT_KB, " KB"))
            say(judged(f"{what}: with fonts", seen.size / KB, goals.VISIT_FONTS_KB, " KB"))
            say(judged(f"{what}: requests", len(seen.sizes), goals.VISIT_REQUESTS))
            if name == "plan":
                for kind, address, size in sorted(seen.sizes, key=lambda one: -one[2]):
                    say(f"    {size / KB:7.1f} KB  {kind:11} {address.rpartition('/')[2][:60]}")
        cases = {
            "LISTFULL": ("/bench/list/", places["floor_cookie"]),
            "plan": (places["plan"], cookie), "my measures": (places["mine"], cookie),
        }
        paints = first_paints(browser, server.address, cases, rounds=7)
        say(f"  first contentful paint of LISTFULL: {paints['LISTFULL']:.0f} ms")
        for name in ("plan", "my measures"):
            ratio = paints[name] / paints["LISTFULL"]
            say(judged(f"{name}: first contentful paint × LISTFULL", ratio, goals.FIRST_PAINT))


def _leaders(server: Server, places: dict[str, Any], seconds: float) -> None:
    cookies = places["cookies"]
    mix = [
        (cookies[name], places[page], weight)
        for name in ("tol", "drel", "radmann")
        for page, weight in (("mine", 4), ("measure", 3), ("plan", 2))
    ]
    for leaders in (goals.LEADERS_MUST, goals.LEADERS_AIM):
        found = crowd(server, mix, leaders, think=_THINK, seconds=seconds, settle=_SETTLE)
        middle = percentile(found.wall, 0.5) if found.wall else 0
        fine = found.p95 <= goals.LEADERS_P95_MS and not found.failed
        say(
            f"  {leaders} leaders: {len(found.wall)} pages, median {middle:.0f} ms, "
            f"p95 {found.p95:.0f} ms (at most {goals.LEADERS_P95_MS}), {found.failed} failed, "
            f"processors {found.busy:.0%} busy   {'met' if fine else 'not met'}"
        )
        if found.arriving:
            say(f"    in the {_SETTLE:.0f} s before, while they came: {len(found.arriving)} pages, "
                f"p95 {percentile(found.arriving, 0.95):.0f} ms")
    whole, shared_out = memory(server)
    say(JUDGED_HEAD)
    say(judged("memory of a worker after that", whole, goals.WORKER_MB, " MB"))
    say(f"    with what is shared counted once: {shared_out:.0f} MB")


def _growth(run: Run) -> None:
    say("\nGrowth: the same pages with 1 000, 10 000 and 100 000 measures")
    small = run.create("1k", "oslo")
    large = run.create("100k", "oslo")
    counts = [
        inside(small, "databases.thin(1000)"), 10_000, inside(large, "databases.multiply(10)")
    ]
    say(f"  measures: {', '.join(f'{count:,}'.replace(',', ' ') for count in counts)}")
    every = [small, run.variables("oslo"), large]
    with serving(every[0], 1) as one, serving(every[1], 1) as two, serving(every[2], 1) as three:
        places = [inside(variables, "pages.addresses()") for variables in every]
        _print_growth([one, two, three], places, run.options)


def _print_growth(
    servers: list[Server], places: list[dict[str, Any]], options: argparse.Namespace
) -> None:
    asked = (
        ("plan, chief executive", "plan", "radmann", "", goals.GROWTH["plan"], 0),
        ("plan, area manager", "plan", "tol", "", goals.GROWTH["plan"], 0),
        ("my measures, chief executive", "mine", "radmann", "", goals.GROWTH["list"], 0),
        ("my measures, area manager", "mine", "tol", "", goals.GROWTH["list"], 0),
        ("allocation", "allocation", "radmann", "", goals.GROWTH["list"], 0),
        ("search in the plan", "plan", "tol", "?sok=tavle", goals.SEARCH_GROWTH, 1),
    )
    say(f"  {'page':32}{'1k ms':>9}{'10k ms':>9}{'100k ms':>9}{'× wall':>8}{'× CPU':>8}"
        f"{'KB':>18}{'must / aim':>12}")
    for name, page, who, query, goal, base in asked:
        found = courses(
            servers, [place["cookies"][who] for place in places],
            [place[page] + query for place in places], max(options.rounds // 2, 3),
            options.seconds / len(asked),
        )
        times = [percentile(course.wall, 0.5) for course in found]
        ratio = times[2] / times[base]
        cpu = found[2].cpu_ms / found[base].cpu_ms if found[base].cpu_ms else 0.0
        sizes = "/".join(f"{course.size / KB:.1f}" for course in found)
        say(f"  {name:32}{times[0]:>9.0f}{times[1]:>9.0f}{times[2]:>9.0f}{ratio:>8.2f}{cpu:>8.2f}"
            f"{sizes:>18}{goal!s:>12}   {goal.verdict(ratio)}")


def main() -> int:
    """Measure what the arguments name; return the exit code."""
    options = read_arguments()
    say(f"{date.today():%d.%m.%Y}, {platform.machine()}, {os.cpu_count()} cores, "  # noqa: DTZ011
        f"Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}")
    started = time.monotonic()
    folder = tempfile.mkdtemp(prefix="leanplan-bench-")
    try:
        if options.sqlite:
            return measure(Run(options, folder))
        from scripts.test_run import postgres

        with postgres() as address:
            run = Run(options, folder, address)
            try:
                return measure(run)
            finally:
                databases.drop(address, run.made)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        say(f"\nAll of it took {(time.monotonic() - started) / 60:.1f} minutes.")


if __name__ == "__main__":
    sys.exit(main())
