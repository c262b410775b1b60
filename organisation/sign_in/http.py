"""Asking the sign-in service, for a few seconds in all and no longer."""

import queue
import threading
import time
from typing import Any

import requests
from django.http import HttpRequest

SECONDS = 4.0  # for all questions of one page, so that it answers within five


class BoundedSession(requests.Session):
    """Gives up at a moment, whatever the service does: requests' own limits count each read anew,
    and leave out the look-up of the name.
    """

    def __init__(self, until: float) -> None:
        super().__init__()
        self.until = until

    def request(self, method: Any, url: Any, **kwargs: Any) -> requests.Response:  # type: ignore[override]
        """As requests does. Errors: requests.RequestException, Timeout when time is up."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise requests.Timeout("time was up")
        kwargs |= {"timeout": left, "allow_redirects": False}
        answer: queue.Queue[Any] = queue.Queue(1)
        ask = super().request

        def worker() -> None:
            try:
                answer.put(ask(method, url, **kwargs))
            except requests.RequestException as error:
                answer.put(error)

        threading.Thread(target=worker, daemon=True).start()
        try:
            found = answer.get(timeout=left)
        except queue.Empty:
            raise requests.Timeout("time was up") from None
        if isinstance(found, requests.RequestException):
            raise found
        return found


def session_for(request: HttpRequest | None) -> BoundedSession:
    """A session for what this page still has to ask."""
    until = getattr(request, "ask_until", None) or time.monotonic() + SECONDS
    if request is not None:
        request.ask_until = until  # type: ignore[attr-defined]
    return BoundedSession(until)
