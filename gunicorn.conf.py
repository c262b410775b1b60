"""How gunicorn serves Leanplan; it reads this file by itself, in production too.

HOST, PORT, WEB_CONCURRENCY (processes) and WEB_THREADS come from the environment.
"""

import gc
import os
import signal
import sys
from typing import Any

wsgi_app = "leanplan.wsgi:application"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
# Loaded once and shared by the processes: less memory, and they are there at once.
preload_app = True
# Heartbeats go through a file; on a disk that is busy writing they would come late.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None
graceful_timeout = 10
# Nothing here uses the socket through which a running gunicorn can be told things.
control_socket_disable = True
loglevel = os.environ.get("LOG_LEVEL", "warning").lower()


def when_ready(server: Any) -> None:
    """Load what the first request would load, and say where the pages are.

    What is loaded stays, so the search for garbage leaves it out, which also keeps it shared among
    the processes. Looking through all of it took a quarter of a second, in the midst of
    somebody's page; through the rest, each time 700 objects were made, 0.4 ms of every page.
    """
    from leanplan.warm_up import warm_up  # noqa: PLC0415

    warm_up()
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
    print(f"Leanplan is at http://{bind}/ (Ctrl+C ends it).", flush=True)


def post_worker_init(worker: Any) -> None:
    """Let threads take turns often, and end in good order.

    A page waits for the database ten times, and each time another thread that is drawing may keep
    the processor for as long as a turn lasts: 5 ms unless one says otherwise.

    On Ctrl+C too: finish what is being answered, within graceful_timeout.

    gunicorn's own quick end takes a lock inside a signal handler, and a process that is just
    handing out a request holds it: it would stand still for half a minute.
    """
    sys.setswitchinterval(0.001)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal's; the main process passes it on
    signal.signal(signal.SIGQUIT, worker.handle_exit)
