"""Serves the product, and the yardsticks through Django's stock middleware alone."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application

product = get_wsgi_application()


def _floor() -> WSGIHandler:
    from scripts.bench.yardsticks import with_floor_middleware

    handler = WSGIHandler()
    with_floor_middleware(handler)
    return handler


floor = _floor()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer a request by the one it is for."""
    is_floor = environ["PATH_INFO"].startswith("/bench/")
    return (floor if is_floor else product)(environ, start_response)
