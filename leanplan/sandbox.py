"""Reads an uploaded file without letting it near the server: the parse runs in a child process.

The child has limits on memory, processor time and open files (`child.py`), and here on the time
it may take by the clock. Whatever happens to it, the caller gets what was read or an Unreadable.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from leanplan.unreadable import Unreadable

MAX_UPLOAD = 5 * 1024 * 1024
SECONDS = 30
AT_ONCE = 2
ROOT = Path(__file__).resolve().parent.parent

# A handful of large files at once must not take the memory of the whole machine.
_free = BoundedSemaphore(AT_ONCE)


def read_in_child(
    module: str, data: bytes, *, seconds: float = SECONDS, limit: int = MAX_UPLOAD
) -> Any:
    """What the module's child process reads out of these bytes.

    module: one that calls `child.run`. limit: bytes the file may have. Raises Unreadable with a
    code when the file is too large, is not what it should be, is hostile, or takes too long.
    Nothing is stored either way.
    """
    if len(data) > limit:
        raise Unreadable("too_large", limit=limit)
    if not _free.acquire(timeout=seconds):
        raise Unreadable("busy")
    try:
        reply = _ask_child(module, data, seconds)
    finally:
        _free.release()
    if "error" in reply:
        raise Unreadable(str(reply["error"]), **dict(reply.get("params", {})))
    return reply["read"]


def _ask_child(module: str, data: bytes, seconds: float) -> dict[str, Any]:
    # No environment but what Python needs: secrets of the server stay out of the child.
    environment = {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "LC_ALL": "C.UTF-8"}
    if "SYSTEMROOT" in os.environ:
        environment["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
    try:
        child = subprocess.run(
            [sys.executable, "-m", module],
            input=data,
            capture_output=True,
            timeout=seconds,
            cwd=ROOT,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable("too_slow", seconds=int(seconds)) from error
    try:
        reply = json.loads(child.stdout)
    except ValueError:
        reply = None
    if child.returncode != 0 or not isinstance(reply, dict):
        # Killed by its own limits, or it met something nobody has thought of.
        raise Unreadable("too_heavy" if child.returncode < 0 else "failed", exit=child.returncode)
    return reply
