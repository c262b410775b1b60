"""Whole page or fragment: decided here and nowhere else."""

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers


def wants_fragment(request: HttpRequest) -> bool:
    """True where HTMX asks for a part: not boosted, not restoring from its history."""
    htmx = request.htmx  # type: ignore[attr-defined]
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def page_asked(request: HttpRequest) -> int:
    """Which page of a long list the address asks for; the first where it is no number."""
    given = request.GET.get("side", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 8 else 1


def page_of(request: HttpRequest) -> str:
    """Path of the page that HTMX asks from; "" without HTMX or from another site."""
    return urlsplit(request.htmx.current_url_abs_path or "").path  # type: ignore[attr-defined]


def render_page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    fragment: str | None = None,
    status: int = 200,
) -> TemplateResponse:
    """Render the page, or only its fragment (a partialdef of that name) where HTMX wants it."""
    if fragment and wants_fragment(request):
        template = f"{template}#{fragment}"
    response = TemplateResponse(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
