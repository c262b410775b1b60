"""Measures every page inside one process, requests alternating: `python -m scripts.bench.inside`.

The database and the settings come from the environment, which `scripts.bench` prepares.
"""

import argparse
import gzip
import time
from typing import Any

from scripts.bench.figures import Figures, count_elements, table, verdicts

_FIRST = 5
_BOOKKEEPING = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")


def warm_up(page: Any) -> Figures:
    """Ask twice to fill caches, then once to count queries, bytes and elements."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    page.ask()
    page.ask()
    with CaptureQueriesContext(connection) as captured:
        response = page.ask()
    assert response.status_code == 200, (page.name, response.status_code)
    one = Figures(page.name, page.kind)
    one.queries = sum(not query["sql"].startswith(_BOOKKEEPING) for query in captured)
    content = response.content
    html = gzip.decompress(content) if response.get("Content-Encoding") == "gzip" else content
    one.raw, one.packed = len(html), len(gzip.compress(html, 6))
    one.elements = count_elements(html.decode())
    return one


def measure(rounds: int, seconds: float) -> list[Figures]:
    """Ask for all pages in turn, forth and back, for so many rounds or so long."""
    from scripts.bench.pages import pages

    asked = [(page, warm_up(page)) for page in pages()]
    # What changes something goes by itself: a page is read by many between two changes.
    changing = [each for each in asked if "status" in each[0].name]
    reading = [each for each in asked if each not in changing]
    for part in (reading, changing):
        end = time.monotonic() + seconds * len(part) / len(asked)
        for number in range(rounds):
            for page, one in part if number % 2 else reversed(part):
                wall, cpu = time.perf_counter(), time.process_time()
                page.ask()
                one.wall.append((time.perf_counter() - wall) * 1000)
                one.cpu.append((time.process_time() - cpu) * 1000)
            if time.monotonic() > end:
                break
    _measure_first(asked)
    return [one for _, one in asked]


def _measure_first(asked: list[tuple[Any, Figures]]) -> None:
    """Ask for each page where nothing is drawn yet, as after a restart: what the first reader
    waits for, where the rounds above measure what the others do (leanplan/drawn.py)."""
    from leanplan.drawn import drawings
    from leanplan.kept import texts

    for page, one in asked * _FIRST:
        drawings.forget()
        texts.forget()
        wall = time.perf_counter()
        page.ask()
        wall = (time.perf_counter() - wall) * 1000
        if len(drawings):
            one.first.append(wall)


def main() -> None:
    """Print the table, and each page beside its goals."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=30)
    arguments.add_argument("--seconds", type=float, default=180)
    options = arguments.parse_args()
    import django

    django.setup()
    figures = measure(options.rounds, options.seconds)
    by_name = {one.name: one for one in figures}
    list1, floor = by_name["LIST1"], by_name["floor's status change"]
    print(f"{len(figures[0].wall)} rounds")
    print("\n".join(table(figures, list1, floor)), flush=True)
    print("\n".join(verdicts(figures, list1, by_name["stock admin list"], floor)), flush=True)


if __name__ == "__main__":
    main()
