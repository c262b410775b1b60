"""A child process that reads a file from a stranger: bytes in, JSON out.

Started by `sandbox.py` as `python -m <a module that calls run>`. It puts limits on itself before it
looks at a single byte, and it must stay free of Django: the file should meet as little of our code
as possible, and the child should start fast.
"""

import json
import sys
from collections.abc import Callable
from typing import Any

from leanplan.unreadable import Unreadable

MEMORY = 512 * 1024 * 1024
CPU_SECONDS = 20
OPEN_FILES = 16


def set_limits(memory: int = MEMORY) -> None:
    """Limit memory (bytes), processor time and open files; forbid writing files and dumps."""
    try:
        import resource  # noqa: PLC0415  (not on Windows, where only the time limit remains)
    except ImportError:
        return
    wanted = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_NOFILE: OPEN_FILES,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for what, limit in wanted.items():
        hard = resource.getrlimit(what)[1]
        if hard != resource.RLIM_INFINITY:
            limit = min(limit, hard)
        try:
            resource.setrlimit(what, (limit, limit))
        except (ValueError, OSError):  # macOS refuses a limit on address space
            continue


def answer(data: bytes, read: Callable[[bytes], Any]) -> dict[str, Any]:
    """What goes back: {"read": …} or {"error": code, "params": {…}}. Never raises.

    read: makes of the bytes what JSON can hold, or raises Unreadable.
    """
    try:
        return {"read": read(data)}
    except Unreadable as error:
        return {"error": error.code, "params": error.params}
    except MemoryError:
        return {"error": "too_heavy", "params": {}}
    except RecursionError:
        return {"error": "broken_part", "params": {"part": ""}}


def run(read: Callable[[bytes], Any], *, memory: int = MEMORY) -> None:
    """Read one file and answer. memory: how many bytes it may take."""
    set_limits(memory)
    reply = answer(sys.stdin.buffer.read(), read)
    sys.stdout.buffer.write(json.dumps(reply, ensure_ascii=False).encode())
