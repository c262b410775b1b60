"""Log lines that a log collector can read, each with the id of the request it belongs to."""

import json
import logging
import time
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime

from django.http import HttpRequest
from django.http.response import HttpResponseBase

request_id: ContextVar[str] = ContextVar("leanplan_request_id", default="-")

_log = logging.getLogger("leanplan.request")
_MAX_ID = 64


class RequestLogMiddleware:
    """Give each request an id, answer with it, and write one line about it.

    An id from the proxy in front (X-Request-ID) is kept, so that both logs tell the same story.
    The line holds the route and never the address, which can carry what somebody searched for.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-ID", "")
        known = given if given.isalnum() and len(given) <= _MAX_ID else uuid.uuid4().hex
        token, started = request_id.set(known), time.perf_counter()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = known
            _log.info("request", extra={"fields": _facts(request, response, started)})
            return response
        finally:
            request_id.reset(token)


def _facts(request: HttpRequest, response: HttpResponseBase, started: float) -> dict[str, object]:
    match = request.resolver_match
    return {
        "method": request.method,
        "route": match.view_name if match else "",
        "status": response.status_code,
        "milliseconds": round((time.perf_counter() - started) * 1000, 1),
        "user": getattr(getattr(request, "user", None), "pk", None),
    }


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time in UTC, level, logger, request id, message, further facts."""

    def format(self, record: logging.LogRecord) -> str:
        """Write a record as one line; an exception is a field of it."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request": request_id.get(),
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)
