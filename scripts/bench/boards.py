"""Open boards that ask for news, through gunicorn: a hundred pages at once, as on walls and tables.

Every page has a connection of its own and asks every so many seconds, as static/js/live.js does,
a little apart from the others. Meanwhile a suggestion changes on one board after the other, so that
some of the answers are drawn boards.
"""

import gzip
import http.client
import os
import random
import re
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from scripts.bench.databases import ROOT
from scripts.bench.served import Server, Visitor, cpu_of

OPEN = 100
# Another board changes after so many seconds.
CHANGES_EVERY = 1.0
# What stands on a board that had nothing: so many of each state.
STANDS = {"prioritised": 3, "new": 2, "plan": 1, "do": 2, "check": 1}


@dataclass
class Asked:
    """What so many open boards asked for. wall: milliseconds of those with nothing new; drawn: of
    those that got their board. busy, database_busy: processor time of the server and of the
    database by all the time that the machine's processors had."""

    every: float
    wall: list[float] = field(default_factory=list)
    drawn: list[float] = field(default_factory=list)
    failed: int = 0
    seconds: float = 0.0
    busy: float = 0.0
    database_busy: float = 0.0

    @property
    def rate(self) -> float:
        """Requests a second."""
        return (len(self.wall) + len(self.drawn)) / self.seconds if self.seconds else 0.0


def made_boards(number: int = OPEN) -> list[dict[str, Any]]:
    """Boards of as many units, made where there are none, with suggestions where they have none,
    and by whom each is open. In a process with Django; out: key, address for news, state, and
    cookie of each page."""
    from django.urls import reverse

    from boards.live import live_state
    from boards.models import Board
    from organisation.models import OrgUnit
    from scripts.bench.pages import _cookie, client

    cookies = [_cookie(client(name)) for name in ("radmann", "utvikling")]
    standing = list(Board.objects.in_use().order_by("pk")[:number])
    units = list(OrgUnit.objects.order_by("pk")[:number])
    names = (f"Målt {place}" for place in range(number))
    while len(standing) < number:
        board = Board(owner=units[len(standing) % len(units)], name=next(names))
        board.save()
        standing.append(board)
    _fill(standing)
    return [
        {
            "pk": board.pk, "news": reverse("boards:board_live", args=[board.pk]),
            "state": live_state(f"board:{board.pk}"), "cookie": cookies[place % len(cookies)],
        }
        for place, board in enumerate(standing)
    ]


def _fill(boards: Sequence[Any]) -> None:
    """Suggestions for the boards that have none."""
    from boards.models import Suggestion
    from leanplan.clock import today
    from organisation.models import Position

    owner = Position.objects.order_by("pk").first()
    filled = set(Suggestion.objects.values_list("board_id", flat=True))
    Suggestion.objects.bulk_create([
        Suggestion(
            board=board, title=f"Forslag {state} {number}", state=state, effort=number + 1,
            effect=5 - number, proposed_on=today(), state_on=today(), due_date=today(),
            responsible=owner,
        )
        for board in boards if board.pk not in filled
        for state, many in STANDS.items() for number in range(many)
    ])


def stir(keys: Sequence[int], seconds: float) -> None:
    """Let a suggestion change on one board after the other; in a process with Django. Prints a line
    when it begins, and at last how many boards changed."""
    from boards.models import Suggestion
    from boards.suggestions.actions import suggestion_edit

    one_of = {row.board_id: row for row in Suggestion.objects.filter(board__in=keys)}
    changing = [one_of[key] for key in keys if key in one_of]
    print("begun", flush=True)
    end, changed = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        row = changing[changed % len(changing)]
        values = {"effect": row.effect % 5 + 1 if row.effect else 1}
        suggestion_edit(by=None, suggestion=row, version=row.version, values=values)
        changed += 1
        time.sleep(CHANGES_EVERY)
    print(changed)


def stirring(variables: dict[str, str], keys: Sequence[int], seconds: float) -> Any:
    """A process beside us in which the boards change; it has begun."""
    code = (
        "import django; django.setup(); from scripts.bench import boards; "
        f"boards.stir({list(keys)}, {seconds})"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, env=variables, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    process.stdout.readline()
    return process


def backends(address: str) -> list[int]:
    """The processes in which PostgreSQL answers for a database."""
    import psycopg2

    connection = psycopg2.connect(address)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid()"
        )
        found = [pid for (pid,) in cursor.fetchall()]
    connection.close()
    return found


def open_boards(
    server: Server, pages: Sequence[dict[str, Any]], *, every: float, seconds: float,
    database: Sequence[int] = (),
) -> Asked:
    """So many pages that ask every so many seconds; the first time within that span. They keep the
    state that they have come to. database: the processes that answer for it."""
    found, lock = Asked(every), threading.Lock()
    end = time.monotonic() + seconds

    def page(number: int) -> None:
        chance, state = random.Random(number), pages[number]["state"]
        time.sleep(chance.random() * every)
        while time.monotonic() < end:
            visitor = Visitor(server, pages[number]["cookie"])
            visitor.headers["HX-Request"] = "true"
            try:
                status, body, took = visitor.get(f"{pages[number]['news']}?etter={state}")
                visitor.connection.close()
            except (OSError, http.client.HTTPException):
                with lock:
                    found.failed += 1
            else:
                with lock:
                    (found.drawn if status == 200 else found.wall).append(took)
                    found.failed += status not in (200, 204)
                state = state_in(body) or state
            time.sleep(max(0, min(every * (1 + chance.random() / 10), end - time.monotonic())))
        pages[number]["state"] = state  # what the page has, when it is asked about anew

    before = cpu_of(server.workers()), cpu_of(database)
    began = time.monotonic()
    threads = [threading.Thread(target=page, args=(number,)) for number in range(len(pages))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found.seconds = time.monotonic() - began
    had = 1000 * found.seconds * (os.cpu_count() or 1)
    found.busy = (cpu_of(server.workers()) - before[0]) / had
    found.database_busy = (cpu_of(database) - before[1]) / had
    return found


def state_in(body: bytes) -> str:
    """The state of a board that was drawn, packed as the server sends it; "" where none is."""
    html = gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body
    match = re.search(rb'data-live-state="([^"]*)"', html)
    return match[1].decode() if match else ""
