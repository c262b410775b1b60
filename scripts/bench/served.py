"""Measures through gunicorn, as a municipality runs it: growth, leaders at once, memory."""

import http.client
import os
import random
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from scripts.bench.databases import ROOT
from scripts.bench.figures import percentile

_HOST = "127.0.0.1"
_START_SECONDS = 60


@dataclass
class Server:
    """A gunicorn of ours; its port on the loopback, the process to end it and find its workers."""

    port: int
    process: subprocess.Popen

    @property
    def address(self) -> str:
        """Where its pages are."""
        return f"http://{_HOST}:{self.port}"

    def workers(self) -> list[int]:
        """The processes that answer, on Linux; else none."""
        try:
            path = f"/proc/{self.process.pid}/task/{self.process.pid}/children"
            return [int(pid) for pid in Path(path).read_text().split()]
        except OSError:
            return []


class Visitor:
    """Keeps one connection and asks for pages over it."""

    def __init__(self, server: Server, cookie: str = "") -> None:
        self.headers = {"Accept-Encoding": "gzip", "Cookie": cookie}
        self.connection = http.client.HTTPConnection(_HOST, server.port, timeout=60)

    def get(self, path: str) -> tuple[int, bytes, float]:
        """Ask once: status, body as it came, milliseconds. Errors: OSError, HTTPException."""
        started = time.perf_counter()
        try:
            self.connection.request("GET", path, headers=self.headers)
            response = self.connection.getresponse()
        except (ConnectionError, http.client.RemoteDisconnected):
            self.connection.close()  # gunicorn lets idle connections go after two seconds
            self.connection.request("GET", path, headers=self.headers)
            response = self.connection.getresponse()
        body = response.read()
        return response.status, body, (time.perf_counter() - started) * 1000


def free_port() -> int:
    """A port of the loopback that nobody listens at."""
    with socket.socket() as asked:
        asked.bind((_HOST, 0))
        return int(asked.getsockname()[1])


@contextmanager
def serving(variables: dict[str, str], workers: int) -> Iterator[Server]:
    """Serve the database of these variables until the block ends. Errors: RuntimeError."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "scripts.bench.wsgi:application"]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL,
        env={**variables, "HOST": _HOST, "PORT": str(port), "WEB_CONCURRENCY": str(workers)},
    )
    server = Server(port, process)
    try:
        _wait_for(server)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(server: Server) -> None:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end and server.process.poll() is None:
        try:
            Visitor(server).get("/bench/empty/")
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("gunicorn did not start; its own words stand above.")


# Growth


@dataclass
class Course:
    """What one page cost on one database: milliseconds of each round, bytes, and processor time."""

    wall: list[float] = field(default_factory=list)
    size: int = 0
    cpu_ms: float = 0.0


def courses(
    servers: Sequence[Server], cookies: Sequence[str], path: Sequence[str], rounds: int,
    seconds: float,
) -> list[Course]:
    """Ask each server for its path in turn, forth and back; one course each."""
    visitors = [Visitor(*pair) for pair in zip(servers, cookies, strict=True)]
    found = [Course() for _ in servers]
    for visitor, where, course in zip(visitors, path, found, strict=True):
        for _ in range(4):
            status, body, _ms = visitor.get(where)
            assert status == 200, (where, status)
        course.size = len(body)
    end = time.monotonic() + seconds
    turns = list(zip(servers, visitors, path, found, strict=True))
    for number in range(rounds):
        for server, visitor, where, course in turns if number % 2 else reversed(turns):
            before = cpu_of(server.workers())
            course.wall.append(visitor.get(where)[2])
            course.cpu_ms += cpu_of(server.workers()) - before
        if time.monotonic() > end:
            break
    for course in found:
        course.cpu_ms /= len(course.wall)
    return found


def cpu_of(processes: Sequence[int]) -> float:
    """Milliseconds of processor time that these have had, on Linux; else 0."""
    total = 0
    for pid in processes:
        for thread in Path(f"/proc/{pid}/task").glob("*/schedstat"):
            try:
                total += int(thread.read_text().split()[0])
            except OSError:
                continue  # it ended while we looked
    return total / 1e6


# Memory


def read_rollup(text: str) -> tuple[float, float]:
    """Out of smaps_rollup: megabytes in all, and with what is shared counted by halves (Pss)."""
    rss, pss = (
        int(match[1]) / 1024 if (match := re.search(rf"^{name}:\s+(\d+) kB", text, re.M)) else 0.0
        for name in ("Rss", "Pss")
    )
    return rss, pss


def memory(server: Server) -> tuple[float, float]:
    """The largest worker's megabytes, whole and shared out; 0 where it cannot be read."""
    found = [(0.0, 0.0)]
    for pid in server.workers():
        try:
            found.append(read_rollup(Path(f"/proc/{pid}/smaps_rollup").read_text()))
        except OSError:
            continue
    return max(found)


# Leaders at once


@dataclass
class Crowd:
    """What so many leaders at once met. arriving: the same while they came one by one."""

    leaders: int
    wall: list[float] = field(default_factory=list)
    arriving: list[float] = field(default_factory=list)
    failed: int = 0
    busy: float = 0.0

    @property
    def p95(self) -> float:
        """Milliseconds that one in twenty waited longer than; endless where nobody got through."""
        return percentile(self.wall, 0.95) if self.wall else float("inf")


def crowd(
    server: Server, mix: Sequence[tuple[str, str, int]], leaders: int, *, think: float,
    seconds: float, settle: float = 0,
) -> Crowd:
    """Leaders who read a page, think (exponential, `think` seconds on average), read the next.

    mix: cookie, path and weight of the pages they choose among. Each waits for its answer before
    it thinks, so a slow server is asked less often, as in life. settle: so many seconds more
    before it counts, in which the leaders come and a process draws its first pages, as after a
    restart.
    """
    found, lock = Crowd(leaders), threading.Lock()
    counted = time.monotonic() + settle
    end = counted + seconds
    weights = [weight for _cookie, _path, weight in mix]

    def leader(number: int) -> None:
        chance = random.Random(number)
        time.sleep(chance.random() * (settle or min(think, seconds / 2)))
        while time.monotonic() < end:
            cookie, path, _weight = chance.choices(mix, weights)[0]
            try:
                visitor, counts = Visitor(server, cookie), time.monotonic() >= counted
                status, _body, took = visitor.get(path)
                visitor.connection.close()
                with lock:
                    (found.wall if counts else found.arriving).append(took)
                    found.failed += status != 200
            except (OSError, http.client.HTTPException):
                with lock:
                    found.failed += 1
            time.sleep(max(0, min(chance.expovariate(1 / think), end - time.monotonic())))

    threads = [threading.Thread(target=leader, args=(number,)) for number in range(leaders)]
    for thread in threads:
        thread.start()
    time.sleep(settle)
    before = _ticks()
    for thread in threads:
        thread.join()
    idle, total = (now - then for now, then in zip(_ticks(), before, strict=True))
    found.busy = 1 - idle / total if total else 0.0
    return found


def _ticks() -> tuple[int, int]:
    """Idle and total time of all processors so far, on Linux; else nothing."""
    if not os.path.exists("/proc/stat"):
        return 0, 0
    with open("/proc/stat") as file:
        fields = [int(field) for field in file.readline().split()[1:9]]
    return fields[3] + fields[4], sum(fields)
