"""Middleware that knows no domain word."""

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django_htmx.http import HttpResponseClientRedirect

from leanplan.htmx import wants_fragment


class HtmxRedirectMiddleware:
    """Turn a redirect that answers HTMX into HX-Redirect.

    The browser would follow a 302 itself, and HTMX would put the answer (part of another page,
    or the sign-in page) into the element it meant to swap.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code in (301, 302, 303) and wants_fragment(request):
            return HttpResponseClientRedirect(_to_the_page(request, response.url))  # type: ignore[attr-defined]
        return response


def _to_the_page(request: HttpRequest, url: str) -> str:
    """Where to; the sign-in page is to lead back to the page, and not to the part asked for."""
    page = request.htmx.current_url_abs_path  # type: ignore[attr-defined]
    sign_in = resolve_url(settings.LOGIN_URL)
    if page and urlsplit(url).path == sign_in:
        return f"{sign_in}?{urlencode({REDIRECT_FIELD_NAME: page})}"
    return url
