"""Open boards that ask for news, through gunicorn: a hundred pages at once, as on walls and tables.

Every page has a connection of its own and asks every so many seconds, as static/js/live.js does,
a little apart from the others. Meanwhile something changes on one board after the other, so that
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


@dataclass
class Asked:
    """What so many open boards asked for. busy: processor time of the server by all the time that
    the machine's processors had."""

    every: float
    wall: list[float] = field(default_factory=list)
    drawn: int = 0
    failed: int = 0
    seconds: float = 0.0
    busy: float = 0.0

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.wall) / self.seconds if self.seconds else 0.0


def made_boards(number: int = OPEN) -> list[dict[str, Any]]:
    """Boards of as many units, made where there are none, and by whom each is open. In a process
    with Django; out: address for news, state, and cookie of each page."""
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
    return [
        {
            "pk": board.pk, "news": reverse("boards:board_live", args=[board.pk]),
            "state": live_state(f"board:{board.pk}"), "cookie": cookies[place % len(cookies)],
        }
        for place, board in enumerate(standing)
    ]


def stir(keys: Sequence[int], seconds: float) -> int:
    """Let one board after the other change; in a process with Django. Out: how many changed."""
    from django.db import transaction

    from boards.live import live_changed

    end, changed = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        with transaction.atomic():
            live_changed(f"board:{keys[changed % len(keys)]}")
        changed += 1
        time.sleep(CHANGES_EVERY)
    return changed


def stirring(variables: dict[str, str], keys: Sequence[int], seconds: float) -> Any:
    """A process beside us in which the boards change."""
    code = (
        "import django; django.setup(); from scripts.bench import boards; "
        f"boards.stir({list(keys)}, {seconds})"
    )
    return subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=variables)


def open_boards(
    server: Server, pages: Sequence[dict[str, Any]], *, every: float, seconds: float
) -> Asked:
    """So many pages that ask every so many seconds; the first time within that span."""
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
                    found.wall.append(took)
                    found.drawn += status == 200
                    found.failed += status not in (200, 204)
                state = state_in(body) or state
            time.sleep(max(0, min(every * (1 + chance.random() / 10), end - time.monotonic())))

    before, began = cpu_of(server.workers()), time.monotonic()
    threads = [threading.Thread(target=page, args=(number,)) for number in range(len(pages))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found.seconds = time.monotonic() - began
    spent = (cpu_of(server.workers()) - before) / 1000
    found.busy = spent / (found.seconds * (os.cpu_count() or 1))
    return found


def state_in(body: bytes) -> str:
    """The state of a board that was drawn, packed as the server sends it; "" where none is."""
    html = gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body
    match = re.search(rb'data-live-state="([^"]*)"', html)
    return match[1].decode() if match else ""
